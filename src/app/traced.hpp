#pragma once

#include <marks/marks.hpp>
#include <optional>
#include <trace/trace.hpp>
#include <vector>

#include "loaded_case.hpp"

namespace app {

/// One policy's result, and the accounts to warn of where the case has a mark rule.
struct Traced {
    trace::Result result;
    std::optional<std::vector<marks::Finding>> findings;
};

/// Every policy of the request, in one pass over the ledger.
[[nodiscard]] std::vector<Traced> trace_case(const LoadedCase& loaded,
                                             const trace::Progress& progress = {});

/// Whether every conserving policy's books close.
[[nodiscard]] bool books_close(const std::vector<Traced>& traced);

/// The movements of taint by one policy, in ledger order.
void for_each_move(const LoadedCase& loaded, taint::Policy policy, const taint::MoveSink& sink);

}  // namespace app
