#pragma once

#include "state_tables.hpp"

namespace nem_chain {

/// Whether everybody has what a whole transaction takes, in the order in which it takes it.
struct Means {
    bool xem{true};
    bool mosaics{true};
};
[[nodiscard]] Means means_for(const nem::Transaction& whole, const StateDraft& draft,
                              ledger::Height height);

}  // namespace nem_chain
