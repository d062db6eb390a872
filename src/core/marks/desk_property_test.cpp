#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <marks/desk.hpp>
#include <set>

namespace {

namespace event = marks::event;
constexpr auto atoms = money::Amount::from_atoms;

marks::Desk any_desk() {
    marks::IssuingRules rules;
    rules.dust_floor = atoms(3);
    rules.tainted_at_least = atoms(6);
    rules.share_at_least = 250'000;
    rules.hops_max = 4;
    rules.do_not_mark = {{"A0", "a service"}};
    rules.confirmations_min = *rc::gen::inRange<std::uint64_t>(1, 4);
    rules.marks_an_hour = 3;
    rules.fee_budget = atoms(1'000);
    return marks::Desk{{"c", taint::Policy::Fifo, "I"}, rules};
}
marks::Candidate any_candidate() {
    const auto number = [](std::uint64_t below) {
        return *rc::gen::inRange<std::uint64_t>(0, below);
    };
    const auto tainted = number(12);
    return {"A" + std::to_string(number(6)),
            atoms(tainted + number(3)),
            atoms(tainted),
            atoms(tainted + number(30)),
            static_cast<std::uint32_t>(1 + number(6)),
            number(20) == 0,
            "t"};
}
event::NextBlock any_block(std::uint64_t height) {
    event::NextBlock block{ledger::Height{height}, {}};
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        block.candidates.push_back(any_candidate());
    }
    return block;
}

RC_GTEST_PROP(Desk, BlocksTakenBackLeaveNoTrace, ()) {
    auto plain = any_desk();
    auto forked = plain;
    const auto height_max = *rc::gen::inRange<std::uint64_t>(2, 10);
    for (std::uint64_t height = 1; height < height_max; ++height) {
        const auto orphans = *rc::gen::inRange<std::uint64_t>(0, 4);
        for (std::uint64_t i = 0; i < orphans; ++i) {
            RC_ASSERT(forked.apply(any_block(height + i)).has_value());
        }
        for (std::uint64_t i = orphans; i > 0; --i) {
            RC_ASSERT(forked.apply(event::BlockUndone{ledger::Height{height + i - 1}}).has_value());
        }
        RC_ASSERT(forked.bytes() == plain.bytes());
        const auto block = any_block(height);
        RC_ASSERT((forked.apply(block) == plain.apply(block)));
        const event::Tick tick{base::Instant{static_cast<std::int64_t>(60 * height)}, atoms(1)};
        RC_ASSERT((forked.apply(tick) == plain.apply(tick)));
    }
    RC_ASSERT(forked.bytes() == plain.bytes());
}

/// An order is on its way from when it is given until it failed; it is given again only then.
RC_GTEST_PROP(Desk, NoOrderIsGivenTwice, ()) {
    auto desk = any_desk();
    std::set<std::string> flying;
    std::uint64_t height = 0;
    std::int64_t now = 0;
    const auto some_order = [&]() -> std::string {
        if (flying.empty()) { return "none"; }
        return *rc::gen::elementOf(std::vector<std::string>(flying.begin(), flying.end()));
    };
    for (int i = *rc::gen::inRange(1, 60); i > 0; --i) {
        const auto account = "A" + std::to_string(*rc::gen::inRange(0, 6));
        marks::DeskEvent event = event::Tick{base::Instant{now += 600}, atoms(1)};
        std::string failing;
        switch (*rc::gen::inRange(0, 12)) {
            case 0:
            case 1:
            case 2: event = any_block(++height); break;
            case 3:
                if (height > 0) { event = event::BlockUndone{ledger::Height{height--}}; }
                break;
            case 4: event = event::Included{some_order(), ledger::Height{height}, "t"}; break;
            case 5: event = event::FellOut{some_order()}; break;
            case 6: event = event::Failed{failing = some_order()}; break;
            case 7: event = event::Approve{account}; break;
            case 8: event = event::Decline{account}; break;
            case 9: event = event::Dispute{account, "n"}; break;
            case 10: event = event::Uphold{account}; break;
            case 11: event = event::Revoke{account, "n"}; break;
            default: break;
        }
        const auto done = desk.apply(event);
        if (!done) { continue; }
        flying.erase(failing);
        for (const auto& intent : *done) {
            if (const auto* order = std::get_if<marks::Order>(&intent)) {
                RC_ASSERT(flying.insert(order->id).second);
                RC_ASSERT(order->account != "A0");
                RC_ASSERT((marks::parse_notice(marks::to_text(order->notice)) == order->notice));
            }
        }
        RC_ASSERT(desk.fees_spent() == atoms(flying.size()));
    }
}

}  // namespace
