#pragma once

#include <deque>
#include <nem_chain/state.hpp>

#include "state_tables.hpp"

namespace nem_chain {

struct State::Parts {
    struct Frame {
        Head head;
        StateChanges before;
    };
    nem::Network network;
    Head head;
    StateTables tables;
    std::deque<Frame> frames;  // what takes blocks back, newest last

    [[nodiscard]] ledger::Height next() const { return {head.height ? head.height->value + 1 : 1}; }
    [[nodiscard]] const Account* find(const nem::Address& account) const {
        return tables.accounts.find(account);
    }
};

}  // namespace nem_chain
