#pragma once

#include <live/live.hpp>
#include <string_view>
#include <vector>

namespace live {

/// What a row of a block says, before it is known what it means to the case. Its id is the row's.
[[nodiscard]] Event make_event(std::string_view case_id, const Block& block, std::size_t row);
/// A mark whose reason lay in a block that was taken back.
[[nodiscard]] Event withdrawn(std::string_view case_id, const Block& block,
                              std::string_view account);
/// Adds the event as one of this kind; a row can be several things.
void add(EventKind kind, Event event, std::vector<Event>& events);

}  // namespace live
