#include "case_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "../watch/kept.hpp"
#include "desk_log.hpp"

namespace app {

namespace {

/// Far above the age of any chain in blocks, and soon counted through: a damaged record is to be
/// refused, not waited for.
constexpr std::uint64_t kSilentBlocksMax = 100'000'000;

/// In place of entries that were taken out, under the last one's name.
constexpr std::string_view kForgotten = "forgotten";

/// Names are in the order of recording.
std::string kind_of(const std::string& case_id) { return "desk/" + case_id; }
std::string name_of(std::uint64_t number) { return fmt::format("{:020}", number); }
std::optional<std::uint64_t> number_of(const std::string& name) {
    std::uint64_t number = 0;
    const char* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data(), end, number);
    if (error != std::errc{} || stop != end || name_of(number) != name) { return std::nullopt; }
    return number;
}

}  // namespace

Expected<CaseDesk> CaseDesk::restore(marks::DeskCase the_case, marks::IssuingRules rules,
                                     const journal::Journal& journal) {
    const std::string id = the_case.id;
    CaseDesk restored{id, marks::Desk{std::move(the_case), std::move(rules)}};
    const auto entries = journal.entries(kind_of(id));
    if (!entries) { return std::unexpected(entries.error()); }
    for (const auto& entry : *entries) {
        if (&entry == &entries->front() && entry.document == kForgotten) {
            const auto number = number_of(entry.name);
            restored.logged_ = number.value_or(0);
            if (number) { continue; }
        }
        if (entry.name == name_of(restored.logged_ + 1) && restored.replay(entry.document)) {
            continue;
        }
        return std::unexpected(
            damaged_record(journal, base::phrase("entry {} of the marks of {} cannot be read",
                                                 "{1} のマークの記録 {0} を読めません",
                                                 base::visible(entry.name), base::visible(id))));
    }
    return restored;
}

Expected<void> CaseDesk::forget(const std::string& case_id, journal::Journal& journal) {
    const auto entries = journal.entries(kind_of(case_id));
    if (!entries) { return std::unexpected(entries.error()); }
    journal::Batch batch;
    for (const auto& entry : *entries) { batch.remove(entry.kind, entry.name); }
    // Numbers go on: events are told by them, and none of what was tried is to be told for another.
    if (!entries->empty()) {
        batch.put({kind_of(case_id), entries->back().name, std::string{kForgotten}});
    }
    const auto closed = journal.entries(kFinalRecord);
    if (!closed) { return std::unexpected(closed.error()); }
    for (const auto& entry : *closed) {
        if (entry.name == case_id) { batch.remove(entry.kind, entry.name); }
    }
    return journal.commit(batch);
}

bool CaseDesk::advance_to(ledger::Height tip) {
    // The blocks below a log's first entry left none, and a fork may take them back all the same.
    if (!tip_) {
        tip_ = ledger::Height{tip.value -
                              std::min<std::uint64_t>(tip.value, marks::kUndoBlocksDefault)};
    }
    if (*tip_ < tip && tip.value - tip_->value > kSilentBlocksMax) { return false; }
    while (*tip_ < tip) {
        tip_->value += 1;
        if (!desk_.apply(marks::event::NextBlock{*tip_, {}})) { return false; }
    }
    return *tip_ == tip;
}

bool CaseDesk::replay(const std::string& document) {
    const auto logged = parse_logged(document);
    if (!logged) { return false; }
    if (logged->tip && !desk_.closed() && !advance_to(*logged->tip)) { return false; }
    if (!desk_.apply(logged->event)) { return false; }
    if (const auto* block = std::get_if<marks::event::NextBlock>(&logged->event)) {
        tip_ = block->height;
    } else if (const auto* undone = std::get_if<marks::event::BlockUndone>(&logged->event)) {
        tip_ = {undone->height.value - 1};
    }
    logged_ += 1;
    return true;
}

void CaseDesk::log(const marks::DeskEvent& event, std::optional<ledger::Height> tip,
                   journal::Batch& batch) {
    logged_ += 1;
    batch.put({kind_of(case_id_), name_of(logged_), to_document({tip, event})});
}

void CaseDesk::on_block(ledger::Height height, std::vector<marks::Candidate> candidates,
                        journal::Batch& batch) {
    if (desk_.closed() || (tip_ && height <= *tip_)) { return; }
    const bool is_told = !candidates.empty();
    const marks::DeskEvent event = marks::event::NextBlock{height, std::move(candidates)};
    const auto applied = desk_.apply(event);
    base::invariant(applied.has_value(), "a desk takes every block that follows");
    if (is_told) { log(event, tip_, batch); }
    tip_ = height;
}

void CaseDesk::on_undo(ledger::Height height, journal::Batch& batch) {
    if (desk_.closed() || tip_ != height) { return; }
    const marks::DeskEvent event = marks::event::BlockUndone{height};
    const auto applied = desk_.apply(event);
    base::invariant(applied.has_value(), "a desk remembers as many blocks as the feed takes back");
    log(event, tip_, batch);
    tip_ = {height.value - 1};
}

std::expected<CaseDesk::Done, marks::DeskError> CaseDesk::apply(const marks::DeskEvent& event,
                                                                journal::Batch& batch) {
    auto applied = desk_.apply(event);
    if (!applied) { return std::unexpected(applied.error()); }
    const bool is_tick = std::holds_alternative<marks::event::Tick>(event);
    if (!is_tick || !applied->empty()) { log(event, tip_, batch); }
    return Done{*std::move(applied), fmt::format("{}/desk/{}", case_id_, logged_)};
}

}  // namespace app
