#pragma once

#include <string>
#include <taint/taint.hpp>
#include <trace/trace.hpp>
#include <vector>

#include "oracle/account_tracer.hpp"
#include "oracle/story.hpp"
#include "oracle/utxo_tracer.hpp"

/// Whole results by the slow tracers, and results as text, so that a difference can be read.
namespace oracle {

/// The tracer after the plan's rows.
[[nodiscard]] AccountTracer run(const AccountStory& story, taint::Policy policy);
[[nodiscard]] UtxoTracer run(const UtxoStory& story, taint::Policy policy);

[[nodiscard]] trace::Result trace(const AccountStory& story, taint::Policy policy);
[[nodiscard]] trace::Result trace(const UtxoStory& story, taint::Policy policy);

/// One line for the sums, one a holder, one a boundary, in the result's order.
[[nodiscard]] std::string describe(const trace::Result& result);
/// The state of a live book; holders and boundaries by account.
[[nodiscard]] std::string describe(const AccountTracer& tracer, std::uint32_t accounts);
[[nodiscard]] std::string describe(const taint::AccountBook& book, std::uint32_t accounts);
[[nodiscard]] std::string describe(const std::vector<taint::Move>& moves);
[[nodiscard]] std::string describe(const std::vector<trace::Flow>& flows);
[[nodiscard]] std::string describe(const Ways& ways);

/// Flows as the moves add up to them.
[[nodiscard]] std::vector<trace::Flow> flows_of(const std::vector<taint::Move>& moves);
/// The least opening balances, one row after the other; wide, because they may be too large.
[[nodiscard]] std::vector<base::Wide> least_openings(const std::vector<ledger::Transfer>& transfers,
                                                     std::uint32_t accounts);

}  // namespace oracle
