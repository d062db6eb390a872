#pragma once

#include <string>
#include <vector>

#include "../result_document.hpp"
#include "../terminal/terminal.hpp"

namespace app {

/// One figure in two results; absent counts as nothing.
struct Moved {
    std::string key;    // account, or `txid:vout` on UTXO chains; the name of a sum
    std::string label;  // empty where there is none
    std::uint64_t before{0};
    std::uint64_t after{0};
};

/// What moved under one policy.
struct PolicyDiff {
    std::string policy;
    std::vector<Moved> sums;  // stolen, fees
    std::vector<Moved> holders;
    std::vector<Moved> boundaries;
    Json books_before;
    Json books_after;
    [[nodiscard]] bool same() const;
};

struct ResultDiff {
    int divisibility{0};
    std::string asset;
    std::vector<PolicyDiff> policies;      // those that both results have
    std::vector<std::string> only_before;  // policies of one result only
    std::vector<std::string> only_after;
};
/// Results of different assets cannot be compared.
[[nodiscard]] Expected<ResultDiff> compare_results(const ResultDocument& before,
                                                   const ResultDocument& after);

/// `dyepack.diff/1`.
[[nodiscard]] Json diff_document(const ResultDiff& diff);
[[nodiscard]] std::string diff_table(const ResultDiff& diff, base::Language language,
                                     const Terminal& terminal);

}  // namespace app
