#pragma once

#include <nem_wallet/nem_wallet.hpp>
#include <optional>
#include <string>

#include "../output/json.hpp"
#include "../terminal/terminal.hpp"

namespace app {

/// Where a transaction stands when the command ends.
enum class SentState : std::uint8_t {
    Shown,      // nothing was signed
    Stored,     // no node took it yet
    Accepted,   // in the pool of a node
    Refused,    // by every node that answered
    Overtaken,  // a cosignature: enough others signed, and it is not needed any more
    Lapsed,     // its deadline has passed without it; for good only 360 blocks later
    Included,   // in a block
    Final,      // in the chain for good
    Expired     // for good not in the chain
};
[[nodiscard]] std::string_view to_string(SentState state);

struct Sent {
    SentState state{};
    std::string order;
    nem::Transaction transaction;
    std::string file;         // of the outbox; empty where nothing was signed
    bool is_repeated{false};  // it was there before this command
    std::optional<nem_wallet::Standing> standing;
};
/// `tip_time` is that of the newest block read; `is_overtaken`: what a cosignature was for is in
/// the chain.
[[nodiscard]] SentState state_of(const nem_wallet::Standing& standing, nem::TimeStamp tip_time,
                                 bool is_overtaken = false);
/// 1 where it was refused or came too late.
[[nodiscard]] int exit_code_of(SentState state);

/// `dyepack.nem-sending/1` (docs/formats.md).
[[nodiscard]] Json to_json(const Sent& sent);
[[nodiscard]] std::string to_table(const Sent& sent, base::Language language,
                                   const Terminal& terminal);

}  // namespace app
