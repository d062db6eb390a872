#include <deque>
#include <live/live.hpp>

#include "case_follower.hpp"

namespace live {

struct Follower::Inside {
    /// What has to be shortened when the block is taken back.
    struct Applied {
        Block block;  // without its transfers
        std::uint32_t rows_before;
        std::uint32_t accounts_before;
    };

    std::size_t undo_blocks;
    AccountNames names;
    std::vector<std::unique_ptr<CaseFollower>> cases;
    std::deque<Applied> applied;
    std::uint32_t rows{0};
};

Follower::Follower(std::vector<Case> cases, std::size_t undo_blocks)
    : inside_{std::make_unique<Inside>()} {
    inside_->undo_blocks = undo_blocks;
    for (Case& each : cases) {
        inside_->cases.push_back(std::make_unique<CaseFollower>(std::move(each), inside_->names));
    }
}
Follower::Follower(Follower&&) noexcept = default;
Follower& Follower::operator=(Follower&&) noexcept = default;
Follower::~Follower() = default;

std::vector<Event> Follower::apply(const Block& block) {
    Inside& in = *inside_;
    in.applied.push_back(
        {.block = {.height = block.height, .time = block.time, .hash = block.hash, .transfers = {}},
         .rows_before = in.rows,
         .accounts_before = in.names.size()});
    NumberedBlock numbered{.block = block, .first = {in.rows}, .rows = {}};
    numbered.rows.reserve(block.transfers.size());
    for (const Transfer& transfer : block.transfers) {
        const auto from = in.names.intern(transfer.from);
        const auto to = in.names.intern(transfer.to);
        numbered.rows.push_back({from, to, transfer.amount, transfer.fee});
    }
    base::invariant(numbered.rows.size() <= ledger::kRowsMax - in.rows, "rows fit their numbers");
    in.rows += static_cast<std::uint32_t>(numbered.rows.size());
    std::vector<Event> events;
    for (const auto& each : in.cases) {
        each->apply(numbered, events);
        each->forget(in.undo_blocks);
    }
    while (in.applied.size() > in.undo_blocks) { in.applied.pop_front(); }
    return events;
}

std::optional<std::vector<Event>> Follower::undo() {
    Inside& in = *inside_;
    if (in.applied.empty()) { return std::nullopt; }
    const auto& newest = in.applied.back();
    std::vector<Event> events;
    for (const auto& each : in.cases) { each->undo(newest.block, in.names, events); }
    in.rows = newest.rows_before;
    in.names.shorten(newest.accounts_before);
    in.applied.pop_back();
    return events;
}

std::vector<Event> Follower::preview(const Block& block) const {
    std::vector<Event> events;
    for (const auto& each : inside_->cases) { each->preview(block, inside_->names, events); }
    return events;
}

std::vector<Reached> Follower::reached() const {
    std::vector<Reached> reached;
    reached.reserve(inside_->cases.size());
    for (const auto& each : inside_->cases) { reached.push_back(each->reached(inside_->names)); }
    return reached;
}

std::vector<State> Follower::states() const {
    std::vector<State> states;
    states.reserve(inside_->cases.size());
    for (const auto& each : inside_->cases) { states.push_back(each->state(inside_->names)); }
    return states;
}

std::vector<std::string> Follower::watched() const {
    std::set<std::string, std::less<>> watched;
    for (const auto& each : inside_->cases) { each->add_watched(watched, inside_->names); }
    return {watched.begin(), watched.end()};
}

std::uint32_t Follower::rows() const { return inside_->rows; }

std::vector<std::uint8_t> Follower::bytes() const {
    std::vector<std::uint8_t> bytes;
    for (std::uint32_t i = 0; i < inside_->names.size(); ++i) {
        const auto text = inside_->names.text({i});
        bytes.insert(bytes.end(), text.begin(), text.end());
        bytes.push_back(0);
    }
    for (const auto& each : inside_->cases) { each->add_bytes(bytes); }
    return bytes;
}

}  // namespace live
