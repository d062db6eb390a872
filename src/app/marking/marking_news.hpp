#pragma once

#include <marks/desk.hpp>
#include <marks/history.hpp>

#include "../watch/news.hpp"
#include "decision.hpp"

namespace app {

/// What is told of marks. `id`: of whatever led to it, the same however often it is computed.
[[nodiscard]] News news_of(const marks::Order& order, const std::string& case_id,
                           const std::string& id, base::Instant seen);
[[nodiscard]] News news_of(const marks::Review& review, const std::string& case_id,
                           const std::string& id, base::Instant seen);
/// An announcement came into the chain, or fell out of it: `event` is notice_included or
/// notice_fell_out.
[[nodiscard]] News news_of_flight(std::string_view event, const marks::Flight& flight,
                                  std::optional<ledger::Height> height, const std::string& tx,
                                  const std::string& id, base::Instant seen);
/// A mark, a notice about one, or an imitation, as it stands on the chain: `event` says which.
[[nodiscard]] News news_of_seen(std::string_view event, const marks::Sent& sent,
                                const std::string& case_id, const std::string& account,
                                const std::string& id, base::Instant seen);
/// Why marks of the case do not appear: `mark_waits`, and `mark_refused` for what a node answered
/// to the announcement of `flight`.
[[nodiscard]] News news_of_waiting(const base::Phrase& why, const std::string& case_id,
                                   const std::string& id, base::Instant seen);
[[nodiscard]] News news_of_refused(const marks::Flight& flight, const base::Phrase& why,
                                   const std::string& id, base::Instant seen);
/// What became of a decision: nothing, or why it was refused.
[[nodiscard]] News news_of_decision(const Decision& decision,
                                    const std::optional<base::Phrase>& refused,
                                    const std::string& id, base::Instant seen);
/// `signature` and `key` in hex; empty for a record that nobody signed.
[[nodiscard]] News news_of_closed(const std::string& case_id, const std::string& record,
                                  const std::string& key, const std::string& signature,
                                  const std::string& id, base::Instant seen);

}  // namespace app
