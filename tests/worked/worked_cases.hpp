#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The worked cases of taintedtx-2009: what every output must carry, in exact fractions.
namespace worked {

struct Fraction {
    base::Wide numerator{0};
    base::Wide denominator{1};
};

struct Row {
    std::string start;
    std::string policy;
    std::string output;  // `txid:vout`
    std::string txid;
    std::uint64_t height{0};
    Fraction taint;
    std::string spender;  // empty: unspent within 2009
};

/// The folder of the cases; nothing where it is not there.
[[nodiscard]] std::optional<std::filesystem::path> find_folder();
[[nodiscard]] std::string read_gz(const std::filesystem::path& file);
/// The start transactions, in the order of the file.
[[nodiscard]] std::vector<std::string> read_starts(const std::filesystem::path& folder);
/// The rows of one start with fee rule `none` or `last`.
[[nodiscard]] std::vector<Row> read_rows(const std::filesystem::path& folder,
                                         const std::string& start);

/// Exact, but for haircut: integers differ from the fractions there by less than 4 atoms.
[[nodiscard]] bool agrees(const Row& row, std::uint64_t taint);

struct Transaction {
    std::string txid;
    std::string number;  // in the chain's order
    std::string inputs;
    std::string outputs;
    std::string coinbase;
};
/// All of 2009, in the chain's order.
[[nodiscard]] std::vector<Transaction> read_transactions(const std::filesystem::path& folder);
/// Each transaction's number in the chain's order.
[[nodiscard]] std::map<std::string, std::uint64_t> read_numbers(
    const std::filesystem::path& folder);
/// The ledger with every transaction in a block of its own, whose height is its number: so that a
/// position between two transactions of one block can be named.
void write_renumbered(const std::filesystem::path& folder, const std::filesystem::path& into);

}  // namespace worked
