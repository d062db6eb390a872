#include "events.hpp"

#include <fmt/format.h>

namespace live {

std::string_view to_string(EventKind kind) {
    switch (kind) {
        case EventKind::TheftSeen: return "theft_seen";
        case EventKind::TaintSeen: return "taint_seen";
        case EventKind::TheftConfirmed: return "theft_confirmed";
        case EventKind::TaintMoved: return "taint_moved";
        case EventKind::BoundaryReached: return "boundary_reached";
        case EventKind::MarkProposed: return "mark_proposed";
        case EventKind::MarkWithdrawn: return "mark_withdrawn";
    }
    base::broken("unnamed kind of event");
}

Event make_event(std::string_view case_id, const Block& block, std::size_t row) {
    const Transfer& transfer = block.transfers[row];
    Event event;
    event.id = fmt::format("{}/{}/{}", case_id, block.hash.empty() ? transfer.tx : block.hash, row);
    event.case_id = case_id;
    event.height = block.height;
    event.time = block.time;
    event.tx = transfer.tx;
    event.from = transfer.from;
    event.to = transfer.to;
    event.amount = transfer.amount;
    return event;
}

Event withdrawn(std::string_view case_id, const Block& block, std::string_view account) {
    Event event;
    event.id = fmt::format("{}/{}/{}/{}", case_id, block.hash, account,
                           to_string(EventKind::MarkWithdrawn));
    event.kind = EventKind::MarkWithdrawn;
    event.case_id = case_id;
    event.height = block.height;
    event.time = block.time;
    event.to = account;
    return event;
}

void add(EventKind kind, Event event, std::vector<Event>& events) {
    event.kind = kind;
    event.id += fmt::format("/{}", to_string(kind));
    events.push_back(std::move(event));
}

}  // namespace live
