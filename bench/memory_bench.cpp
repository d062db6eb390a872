// memory_bench BASE POLICY...: opens a generated ledger, traces it by the policies named in one
// pass, and prints one line of JSON: the peak of memory of our own (anonymous pages: the mapped
// file is the kernel's to keep or drop), at opening and with the books.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "facts.hpp"
#include "subject.hpp"

namespace {

/// A figure of /proc/self/status, in bytes.
std::uint64_t status_bytes(const std::string& key) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key + ":")) { return std::stoull(line.substr(key.size() + 1)) * 1024; }
    }
    bench::give_up("does not tell memory", "/proc/self/status");
}

constexpr std::uint32_t kRowsBetweenLooks = 1U << 18U;

class Run {
public:
    Run(const ledger::AccountLedger& ledger, const std::vector<taint::Policy>& policies)
        : ledger_{ledger} {
        for (const taint::Policy policy : policies) {
            books_.push_back(taint::make_account_book(policy, ledger.openings(), {}));
        }
    }
    void apply(std::uint32_t begin, std::uint32_t end) {
        while (begin < end) {
            const std::uint32_t next = begin + std::min(kRowsBetweenLooks, end - begin);
            for (const auto& book : books_) { bench::apply_rows(*book, ledger_, begin, next); }
            begin = next;
            look();
        }
    }
    void steal(std::uint32_t begin, std::uint32_t end) {
        for (const auto& book : books_) { bench::apply_thefts(*book, ledger_, begin, end); }
        look();
    }
    [[nodiscard]] std::uint64_t peak() const { return peak_; }
    [[nodiscard]] std::uint64_t holders() const {
        std::uint64_t holders = 0;
        for (const auto& book : books_) {
            book->for_each_holder(
                [&holders](ledger::AccountId, const taint::Standing&) { ++holders; });
        }
        return holders;
    }

private:
    void look() { peak_ = std::max(peak_, status_bytes("RssAnon")); }

    const ledger::AccountLedger& ledger_;
    std::vector<std::unique_ptr<taint::AccountBook>> books_;
    std::uint64_t peak_{0};
};

std::vector<taint::Policy> parse_policies(std::span<char*> names) {
    std::vector<taint::Policy> policies;
    for (const char* name : names) {
        const auto policy = taint::parse_policy(name);
        if (policy) { policies.push_back(*policy); }
    }
    return policies;
}

}  // namespace

int main(int argc, char** argv) {
    const std::span<char*> arguments{argv, static_cast<std::size_t>(argc)};
    if (arguments.size() < 3) {
        std::cerr << "usage: memory_bench BASE POLICY...\n";
        return 2;
    }
    const std::string base{arguments[1]};
    const std::vector<taint::Policy> policies = parse_policies(arguments.subspan(2));
    const bench::Facts facts = bench::read_facts(base + ".json");
    const std::uint64_t empty = status_bytes("RssAnon");
    const auto ledger = bench::open_raw20(base + ".raw20");
    // VmHWM counts the mapped file; what it cannot tell apart is at most the file's resident part.
    const std::uint64_t opened = status_bytes("RssAnon");
    Run run{*ledger, policies};
    const std::uint32_t theft_end = facts.theft_first_row + facts.theft_rows;
    run.apply(0, facts.theft_first_row);
    const std::uint64_t before_theft = run.peak();
    run.steal(facts.theft_first_row, theft_end);
    run.apply(theft_end, facts.rows);
    nlohmann::ordered_json json;
    json["rows"] = facts.rows;
    json["accounts"] = facts.accounts;
    json["policies"] = policies.size();
    json["policy"] = policies.size() == 1 ? taint::to_string(policies.front()) : "all";
    json["holders"] = run.holders();
    json["opened_bytes"] = opened - empty;
    json["before_theft_bytes"] = before_theft - empty;
    json["peak_bytes"] = run.peak() - empty;
    json["file_resident_bytes"] = status_bytes("RssFile");
    json["peak_with_file_bytes"] = status_bytes("VmHWM");
    std::cout << json.dump() << '\n';
    return 0;
}
