#pragma once

#include <string>

#include "../traced.hpp"

namespace app {

/// The two files of the volunteers of 2018.
struct Nem2018 {
    std::string transactions;  // transactions.csv
    std::string accounts;      // accounts.csv
};

/// For account ledgers. An account is marked when the case's mark rule proposes a mark; without a
/// rule, when taint ever reached it and it is no boundary. Transactions: every row read whose
/// sender or receiver is marked. Accounts: every one that taint reached and that is no boundary.
[[nodiscard]] Nem2018 to_nem2018(const LoadedCase& loaded, const Traced& traced);

}  // namespace app
