#include "worked_cases.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <csv/csv.hpp>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace worked {
namespace {

struct CloseGz {
    void operator()(gzFile file) const noexcept { gzclose_r(file); }
};

base::Wide parse_wide(std::string_view digits) {
    base::Wide number = 0;
    for (const char digit : digits) { number = number * 10 + static_cast<unsigned>(digit - '0'); }
    return number;
}

Fraction parse_fraction(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) { return {parse_wide(text), 1}; }
    return {parse_wide(text.substr(0, slash)), parse_wide(text.substr(slash + 1))};
}

/// The named columns of every row, in the order asked for.
std::vector<std::vector<std::string>> read_columns(const std::filesystem::path& file,
                                                   const std::vector<std::string_view>& columns) {
    const auto table = csv::parse_table(read_gz(file), file.filename().string(), columns);
    if (!table) { throw std::runtime_error{table.error().text.en}; }
    std::vector<std::size_t> indices;
    for (const auto column : columns) {
        const auto index = table->find_column(column);
        if (!index) { throw std::runtime_error{"no column " + std::string{column}}; }
        indices.push_back(*index);
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(table->rows.size());
    for (const auto& row : table->rows) {
        auto& picked = rows.emplace_back();
        for (const auto index : indices) { picked.push_back(row.fields[index]); }
    }
    return rows;
}

}  // namespace

std::optional<std::filesystem::path> find_folder() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here sets the environment
    const char* shared = std::getenv("DYEPACK_SHARED");
    const std::filesystem::path root =
        shared != nullptr ? shared : std::filesystem::path{DYEPACK_SOURCE_DIR} / "../shared";
    auto folder = root / "data" / "taintedtx-2009";
    if (!std::filesystem::exists(folder)) { return {}; }
    return folder;
}

std::string read_gz(const std::filesystem::path& file) {
    const std::unique_ptr<gzFile_s, CloseGz> stream{gzopen(file.c_str(), "rb")};
    if (!stream) { throw std::runtime_error{"cannot open " + file.string()}; }
    std::string text;
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
        const int count = gzread(stream.get(), buffer.data(), buffer.size());
        if (count < 0) { throw std::runtime_error{"cannot read " + file.string()}; }
        if (count == 0) { return text; }
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

std::vector<std::string> read_starts(const std::filesystem::path& folder) {
    std::vector<std::string> starts;
    for (const auto& row : read_columns(folder / "starts.csv", {"start_txid"})) {
        starts.push_back(row[0]);
    }
    return starts;
}

std::vector<Row> read_rows(const std::filesystem::path& folder, const std::string& start) {
    std::vector<Row> rows;
    for (const auto& fields : read_columns(folder / "expected-worked.csv.gz",
                                           {"start_txid", "policy", "fee_rule", "txid", "vout",
                                            "height", "taint_exact_sat", "spent_by_txid"})) {
        if (fields[0] != start || fields[2] == "prorata") { continue; }
        rows.push_back({start, fields[1], fields[3] + ':' + fields[4], fields[3],
                        std::stoull(fields[5]), parse_fraction(fields[6]), fields[7]});
    }
    return rows;
}

bool agrees(const Row& row, std::uint64_t taint) {
    const auto& [numerator, denominator] = row.taint;
    const base::Wide scaled = taint * denominator;
    if (row.policy != "haircut") { return scaled == numerator; }
    return std::max(scaled, numerator) - std::min(scaled, numerator) < 4 * denominator;
}

std::vector<Transaction> read_transactions(const std::filesystem::path& folder) {
    std::vector<Transaction> transactions;
    for (auto& row : read_columns(folder / "txs-2009.csv.gz",
                                  {"txid", "tx_index", "inputs", "outputs", "coinbase"})) {
        transactions.push_back({row[0], row[1], row[2], row[3], row[4]});
    }
    return transactions;
}

std::map<std::string, std::uint64_t> read_numbers(const std::filesystem::path& folder) {
    std::map<std::string, std::uint64_t> numbers;
    for (const auto& made : read_transactions(folder)) {
        numbers[made.txid] = std::stoull(made.number);
    }
    return numbers;
}

void write_renumbered(const std::filesystem::path& folder, const std::filesystem::path& into) {
    std::ofstream ledger{into};
    ledger << "txid,height,inputs,outputs,coinbase\n";
    for (const auto& [txid, number, inputs, outputs, coinbase] : read_transactions(folder)) {
        ledger << txid << ',' << number << ',' << inputs << ',' << outputs << ',' << coinbase
               << '\n';
    }
    if (!ledger.flush()) { throw std::runtime_error{"cannot write " + into.string()}; }
}

}  // namespace worked
