#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "worked_cases.hpp"

namespace {

using Taints = std::map<std::string, std::uint64_t>;  // by output
using Traces = std::map<std::string, Taints>;         // by policy

struct ClosePipe {
    void operator()(std::FILE* pipe) const noexcept { pclose(pipe); }
};

std::string run(const std::string& command) {
    const std::unique_ptr<std::FILE, ClosePipe> pipe{popen(command.c_str(), "r")};
    std::string text;
    std::array<char, 1U << 16U> buffer{};
    while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
        text.append(buffer.data(), count);
    }
    return text;
}

/// The unspent tainted outputs after `until` (a height; the whole ledger where there is none).
Traces trace(const std::filesystem::path& ledger, const std::string& theft,
             std::optional<std::uint64_t> until) {
    const std::string command = fmt::format(
        "'{}' trace --ledger '{}' --input-format utxo-csv --theft {} --policy all --json{}",
        DYEPACK_PROGRAM, ledger.string(), theft, until ? fmt::format(" --until {}", *until) : "");
    const auto json = nlohmann::json::parse(run(command), nullptr, false);
    Traces traces;
    if (json.is_discarded() || json.value("format", "") != "dyepack.traces/1") {
        ADD_FAILURE() << "no traces from " << command;
        return traces;
    }
    for (const auto& one : json["traces"]) {
        auto& taints = traces[one["policy"].get<std::string>()];
        for (const auto& holder : one["holders"]) {
            taints[holder["output"].get<std::string>()] =
                std::stoull(holder["taint"].get<std::string>());
        }
        if (one["policy"] != "poison") { EXPECT_EQ(one["books"]["closed"], true) << command; }
    }
    return traces;
}

void expect_row(const worked::Row& row, const Traces& traces, const std::string& when) {
    const auto policy = traces.find(row.policy);
    ASSERT_NE(policy, traces.end()) << row.policy;
    const auto found = policy->second.find(row.output);
    const std::uint64_t taint = found == policy->second.end() ? 0 : found->second;
    EXPECT_TRUE(worked::agrees(row, taint))
        << row.start << ' ' << row.policy << ' ' << row.output << ' ' << when << ": " << taint;
}

/// One start transaction, followed by every policy.
class WorkedCase : public testing::TestWithParam<std::size_t> {
protected:
    void SetUp() override {
        const auto folder = worked::find_folder();
        if (!folder) { GTEST_SKIP() << "the folder data/taintedtx-2009 is not there"; }
        folder_ = *folder;
        const auto starts = worked::read_starts(folder_);
        ASSERT_EQ(starts.size(), 10U);
        start_ = starts[GetParam()];
        rows_ = worked::read_rows(folder_, start_);
        ASSERT_FALSE(rows_.empty());
        for (const auto& row : rows_) { heights_[row.txid] = row.height; }
    }

    /// Every spender descends from the start, so it has rows of its own.
    [[nodiscard]] std::uint64_t height_of(const std::string& txid) const {
        return heights_.at(txid);
    }
    [[nodiscard]] bool spent_in_its_block(const worked::Row& row) const {
        return !row.spender.empty() && height_of(row.spender) == row.height;
    }
    [[nodiscard]] std::filesystem::path ledger() const { return folder_ / "txs-2009.csv.gz"; }

    std::filesystem::path folder_;
    std::string start_;
    std::vector<worked::Row> rows_;
    std::map<std::string, std::uint64_t> heights_;
};

TEST_P(WorkedCase, CarriesTheTaintOfEveryUnspentOutput) {
    const Traces traces = trace(ledger(), start_, {});
    std::set<std::string> unspent;
    for (const auto& row : rows_) {
        if (!row.spender.empty()) { continue; }
        unspent.insert(row.output);
        expect_row(row, traces, "at the end");
    }
    for (const auto& [policy, taints] : traces) {
        for (const auto& [output, taint] : taints) {
            EXPECT_TRUE(unspent.contains(output)) << policy << ' ' << output;
        }
    }
}

TEST_P(WorkedCase, CarriedTheTaintOfEveryOutputUntilItWasSpent) {
    std::map<std::uint64_t, std::vector<worked::Row>> by_until;
    std::size_t unseen = 0;
    std::size_t seen = 0;
    for (const auto& row : rows_) {
        if (row.spender.empty()) { continue; }
        if (spent_in_its_block(row)) {
            ++unseen;
            continue;
        }
        ++seen;
        by_until[height_of(row.spender) - 1].push_back(row);
    }
    for (const auto& [until, rows] : by_until) {
        const Traces traces = trace(ledger(), start_, until);
        for (const auto& row : rows) { expect_row(row, traces, fmt::format("at {}", until)); }
    }
    std::cout << seen << " spent rows seen, " << unseen << " spent in the block that made them\n";
}

/// Outputs spent in the block that made them: seen where every transaction has its own block.
TEST_P(WorkedCase, CarriedTheTaintOfOutputsSpentInTheirOwnBlock) {
    const auto numbers = worked::read_numbers(folder_);
    std::map<std::uint64_t, std::vector<worked::Row>> by_until;
    for (const auto& row : rows_) {
        if (spent_in_its_block(row)) { by_until[numbers.at(row.spender) - 1].push_back(row); }
    }
    if (by_until.empty()) { return; }
    const auto renumbered =
        std::filesystem::path{testing::TempDir()} / fmt::format("dyepack-worked-{}.csv", start_);
    worked::write_renumbered(folder_, renumbered);
    for (const auto& [until, rows] : by_until) {
        const Traces traces = trace(renumbered, start_, until);
        for (const auto& row : rows) { expect_row(row, traces, fmt::format("at #{}", until)); }
    }
    std::filesystem::remove(renumbered);
}

INSTANTIATE_TEST_SUITE_P(Taintedtx2009, WorkedCase, testing::Range<std::size_t>(0, 10));

}  // namespace
