// Laws: a decision that is read is written and read again as the same; it is an event; a desk that
// refuses it is unchanged, and one that took it is rebuilt from what the log kept of it.
#include <base/base.hpp>

#include "decision.hpp"
#include "desk_log.hpp"

namespace {

namespace event = marks::event;

constexpr base::Instant kNow{1'500'000'000};

/// Of the case "night": A was marked and its mark is in the chain, B waits for a person.
marks::Desk desk() {
    marks::IssuingRules rules;
    rules.share_at_least = marks::kWholeShare / 2;
    rules.fee_budget = money::Amount::from_atoms(1'000'000);
    marks::Desk desk{{"night", taint::Policy::Haircut, "ISSUER"}, rules};
    const auto some = money::Amount::from_atoms(1'000);
    const auto more = money::Amount::from_atoms(1'000'000);
    const std::vector<marks::DeskEvent> events{
        event::NextBlock{
            {1}, {{"A", some, some, some, 0, true, "t"}, {"B", some, some, more, 1, false, "t"}}},
        event::Tick{kNow, money::Amount::from_atoms(50'000)},
        event::Included{"night/A/mark", {2}, "u"}};
    for (const auto& one : events) {
        base::invariant(desk.apply(one).has_value(), "the desk begins");
    }
    return desk;
}

void check_on_desk(const app::Decision& decision, const marks::DeskEvent& event) {
    static const marks::Desk begun = desk();
    marks::Desk told = begun;
    const auto done = told.apply(event);
    if (!done) {
        base::invariant(told.bytes() == begun.bytes(), "a refused decision changes nothing");
        return;
    }
    base::invariant(!app::needs_note(decision.action) || !decision.note.empty(),
                    "nobody objects or revokes without a word");
    const auto kept = app::parse_logged(app::to_document({ledger::Height{1}, event}));
    base::invariant(kept.has_value(), "what was done is kept");
    marks::Desk rebuilt = begun;
    base::invariant(rebuilt.apply(kept->event) == done, "and is done again");
    base::invariant(rebuilt.bytes() == told.bytes(), "with the same end");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto decision = app::parse_decision(text);
    if (!decision) { return 0; }
    base::invariant(app::parse_decision(app::to_document(*decision)) == decision,
                    "written and read again");
    const auto event = app::to_event(*decision, kNow);
    base::invariant(event.has_value(), "an action that is known can be carried out");
    check_on_desk(*decision, *event);
    return 0;
}
