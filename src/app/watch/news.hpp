#pragma once

#include <journal/journal.hpp>
#include <live/live.hpp>
#include <map>
#include <nem_node/nem_node.hpp>
#include <string>

#include "../output/json.hpp"
#include "../terminal/terminal.hpp"

namespace app {

/// What `watch` tells the world: one JSON document an event, written once and kept in the journal.
/// Every document has `event`, `id` and `seen` (when it was recorded).
struct News {
    std::string id;
    Json document;
};
[[nodiscard]] News news_of(const live::Event& event, base::Instant seen);
/// Blocks were taken back: the newest of them, with the name that it has in events, and how many.
[[nodiscard]] News news_of_reorganisation(ledger::Height tip, const std::string& tip_name,
                                          std::size_t blocks, base::Instant seen);
[[nodiscard]] News news_of(const nem_node::Divergence& divergence, base::Instant seen);
[[nodiscard]] News news_of(const nem_node::NodeDown& down, base::Instant seen);
[[nodiscard]] News news_of(const nem_node::NodeUp& up, base::Instant seen);
[[nodiscard]] News news_of(const nem_node::TooDeep& deep, base::Instant seen);
/// A block cannot be applied before a node answers; said once a block.
[[nodiscard]] News news_of_waiting(ledger::Height height, const std::string& block_name,
                                   const base::Phrase& what, base::Instant seen);
/// To be recorded, then told.
void tell(const News& news, journal::Batch& batch);

using Labels = std::map<std::string, base::Phrase, std::less<>>;
/// The document as one line for a person. Whatever came from outside is made visible.
[[nodiscard]] std::string to_line(const Json& document, const Labels& labels,
                                  base::Language language, const Terminal& terminal);

}  // namespace app
