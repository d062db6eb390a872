#include "touch_index.hpp"

#include <utility>

namespace store {

Expected<std::unique_ptr<TouchIndex>> TouchIndex::make(Segment touches, std::uint32_t rows) {
    if (touches.shape() != kTouchesShape || touches.size() != rows) {
        return std::unexpected(touches.impossible());
    }
    return std::unique_ptr<TouchIndex>{new TouchIndex{std::move(touches)}};
}

ledger::Touches::Links TouchIndex::links(ledger::Row row) const {
    const char* const record = touches_.at(row.value);
    const Links links{load_number<std::uint32_t>(record), load_number<std::uint32_t>(record + 4),
                      load_number<std::uint64_t>(record + 8)};
    // A walk goes forward; one that is sent back would never end.
    const bool forward = links.from_next > row.value && links.to_next > row.value;
    if (!forward || links.from_next > touches_.size() || links.to_next > touches_.size()) {
        touches_.contradict();
    }
    return links;
}

}  // namespace store
