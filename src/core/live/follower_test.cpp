#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <live/live.hpp>
#include <set>

namespace live {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto atoms = money::Amount::from_atoms;

Transfer transfer(std::string from, std::string to, std::uint64_t amount, std::string tx,
                  std::uint64_t fee = 0) {
    return {std::move(from), std::move(to), atoms(amount), atoms(fee), std::move(tx)};
}

Block block(std::uint64_t height, std::vector<Transfer> transfers, std::string hash = {}) {
    return {.height = {height},
            .time = {static_cast<std::int64_t>(height * 60)},
            .hash = hash.empty() ? fmt::format("block{}", height) : std::move(hash),
            .transfers = std::move(transfers)};
}

Case night() {
    Case night;
    night.id = "night";
    night.theft_txs = {"T1"};
    night.boundaries = {{"Exchange", "An exchange", trace::BoundaryKind::Exchange}};
    night.marks = marks::Rule{atoms(50)};
    return night;
}

/// What a reader would say of the events, one line each.
std::vector<std::string> told(const std::vector<Event>& events) {
    std::vector<std::string> lines;
    lines.reserve(events.size());
    for (const Event& event : events) {
        lines.push_back(fmt::format("{} {}>{} {} hops {}", to_string(event.kind), event.from,
                                    event.to, money::to_atoms_text(event.taint), event.hops));
    }
    return lines;
}

TEST(Live, TellsTheftMovementsBoundariesAndMarks) {
    Follower follower{{night()}};
    EXPECT_THAT(follower.apply(block(1, {transfer("", "Victim", 1'000, "M")})), IsEmpty());
    EXPECT_THAT(told(follower.apply(block(2, {transfer("Victim", "Thief", 500, "T1")}))),
                ElementsAre("theft_confirmed Victim>Thief 500 hops 1",
                            "mark_proposed Victim>Thief 500 hops 1"));
    EXPECT_THAT(
        told(follower.apply(block(
            3, {transfer("Thief", "Helper", 60, "A"), transfer("Thief", "Bystander", 10, "B"),
                transfer("Thief", "Exchange", 100, "C"), transfer("Victim", "Friend", 100, "D")}))),
        ElementsAre("taint_moved Thief>Helper 60 hops 2", "mark_proposed Thief>Helper 60 hops 2",
                    "taint_moved Thief>Bystander 10 hops 2",
                    "boundary_reached Thief>Exchange 100 hops 2"));
    // Dust adds up: what makes the mark is all that arrived.
    EXPECT_THAT(told(follower.apply(block(4, {transfer("Thief", "Bystander", 40, "E")}))),
                ElementsAre("taint_moved Thief>Bystander 40 hops 2",
                            "mark_proposed Thief>Bystander 50 hops 2"));
    const auto state = follower.states().front();
    EXPECT_EQ(state.sums.stolen, 500U);
    ASSERT_EQ(state.holders.size(), 3U);
    EXPECT_EQ(state.holders.front().account, "Thief");
    EXPECT_EQ(state.holders.front().taint, 290U);
    ASSERT_EQ(state.boundaries.size(), 1U);
    EXPECT_EQ(state.boundaries.front().label, "An exchange");
    EXPECT_EQ(state.boundaries.front().taint, 100U);
    EXPECT_THAT(follower.watched(), ElementsAre("Bystander", "Helper", "Thief"));
}

TEST(Live, SaysWhichEventsAreTheSame) {
    Follower one{{night()}};
    Follower other{{night()}};
    const auto mint = block(1, {transfer("", "Victim", 1'000, "M")});
    const auto theft = block(2, {transfer("Victim", "Thief", 500, "T1")});
    std::ignore = one.apply(mint);
    std::ignore = other.apply(mint);
    const auto first = one.apply(theft);
    EXPECT_EQ(other.apply(theft), first);
    EXPECT_EQ(first.front().id, "night/block2/0/theft_confirmed");
    std::ignore = other.undo();
    const auto again = other.apply(block(2, {transfer("Victim", "Thief", 500, "T1")}, "rival"));
    EXPECT_NE(again.front().id, first.front().id) << "another block is another event";
}

TEST(Live, WithdrawsAMarkWhoseBlockIsGone) {
    Follower follower{{night()}};
    std::ignore = follower.apply(block(1, {transfer("", "Victim", 1'000, "M")}));
    std::ignore = follower.apply(
        block(2, {transfer("Victim", "Thief", 500, "T1"), transfer("Victim", "Thief", 100, "T1")}));
    const auto events = follower.undo();
    ASSERT_TRUE(events);
    EXPECT_THAT(told(*events), ElementsAre("mark_withdrawn >Thief 0 hops 0"));
    EXPECT_THAT(follower.watched(), IsEmpty());
    ASSERT_TRUE(follower.undo());
    EXPECT_FALSE(follower.undo()) << "nothing is left to take back";
}

TEST(Live, TakesBackOnlyWhatItWasAskedToKeep) {
    Follower follower{{night()}, 2};
    for (std::uint64_t height = 1; height < 6; ++height) {
        std::ignore = follower.apply(block(height, {}));
    }
    EXPECT_TRUE(follower.undo());
    EXPECT_TRUE(follower.undo());
    EXPECT_FALSE(follower.undo());
}

TEST(Live, WarnsOfWhatIsUnconfirmed) {
    Follower follower{{night()}};
    std::ignore = follower.apply(block(1, {transfer("", "Victim", 1'000, "M")}));
    const auto pending = block(2, {transfer("Victim", "Thief", 500, "T1")}, "");
    Block unconfirmed = pending;
    unconfirmed.hash.clear();
    const auto seen = follower.preview(unconfirmed);
    EXPECT_THAT(told(seen), ElementsAre("theft_seen Victim>Thief 500 hops 1"));
    EXPECT_EQ(seen.front().id, "night/T1/0/theft_seen");
    EXPECT_FALSE(seen.front().height);
    std::ignore = follower.apply(pending);
    unconfirmed.transfers = {transfer("Thief", "Helper", 400, "A"),
                             transfer("Friend", "Thief", 5, "B"),
                             transfer("Thief", "Thief", 5, "C")};
    EXPECT_THAT(told(follower.preview(unconfirmed)),
                ElementsAre("taint_seen Thief>Helper 500 hops 0"));
}

TEST(Live, TakesEveryTransferOutOfAnAccountForTheftBetweenItsBounds) {
    Case by_account;
    by_account.id = "account";
    by_account.theft_account = AccountTheft{"Wallet", ledger::Height{2}, base::Instant{3 * 60}};
    Follower follower{{by_account}};
    const auto thefts = [&](std::uint64_t height) {
        return told(follower.apply(block(
            height, {transfer("Wallet", "Thief", 10, "A"), transfer("Wallet", "Wallet", 10, "B"),
                     transfer("Wallet", "Thief", 0, "C")})));
    };
    EXPECT_THAT(follower.watched(), ElementsAre("Wallet"));
    EXPECT_THAT(thefts(1), IsEmpty());
    EXPECT_THAT(thefts(2), ElementsAre("theft_confirmed Wallet>Thief 10 hops 1"));
    EXPECT_THAT(thefts(3), ElementsAre("theft_confirmed Wallet>Thief 10 hops 1"));
    EXPECT_THAT(thefts(4), IsEmpty());
    EXPECT_TRUE(follower.states().front().sums.partial) << "its opening balance is not known";
}

TEST(Live, ShowsPoisonedBalancesAndJudgesMovementsByHaircut) {
    Case poison = night();
    poison.policy = taint::Policy::Poison;
    Follower follower{{poison}};
    std::ignore = follower.apply(
        block(1, {transfer("", "Victim", 1'000, "M"), transfer("", "Shop", 900, "M")}));
    std::ignore = follower.apply(block(2, {transfer("Victim", "Thief", 500, "T1")}));
    std::ignore = follower.apply(block(3, {transfer("Thief", "Shop", 100, "A")}));
    EXPECT_THAT(told(follower.apply(block(4, {transfer("Shop", "Baker", 100, "B")}))),
                ElementsAre("taint_moved Shop>Baker 10 hops 3"));
    const auto holders = follower.states().front().holders;
    ASSERT_EQ(holders.size(), 3U);
    EXPECT_EQ(holders[0].account, "Shop");
    EXPECT_EQ(holders[0].taint, 900U);
}

// ---- whatever the forks, the state is that of a fresh read.

rc::Gen<Transfer> any_transfer() {
    const auto name = rc::gen::element<std::string>("", "Victim", "Thief", "A", "B", "Exchange");
    return rc::gen::apply(
        [](std::string from, std::string to, std::uint64_t amount, std::uint64_t fee,
           std::string tx) { return transfer(std::move(from), std::move(to), amount, tx, fee); },
        name, name, rc::gen::inRange<std::uint64_t>(0, 100), rc::gen::inRange<std::uint64_t>(0, 3),
        rc::gen::element<std::string>("T1", "x", "y"));
}

RC_GTEST_PROP(LiveProperty, ForksLeaveTheStateOfAFreshRead, ()) {
    const auto policy = *rc::gen::elementOf(taint::kPolicies);
    std::vector<Case> cases{night(), night()};
    cases[0].policy = policy;
    cases[1].id = "other";
    cases[1].theft_txs = {"x"};
    Follower forked{cases};
    std::vector<Block> chain;
    std::uint64_t branch = 0;
    const auto steps = *rc::gen::container<std::vector<bool>>(
        rc::gen::weightedElement<bool>({{3, true}, {1, false}}));
    for (const bool grows : steps) {
        if (!grows && !chain.empty()) {
            RC_ASSERT(forked.undo().has_value());
            chain.pop_back();
            ++branch;
            continue;
        }
        const auto height = chain.size() + 1;
        chain.push_back(block(height, *rc::gen::container<std::vector<Transfer>>(any_transfer()),
                              fmt::format("{}-{}", height, branch)));
        std::ignore = forked.apply(chain.back());
    }
    Follower fresh{cases};
    for (const Block& each : chain) { std::ignore = fresh.apply(each); }
    RC_ASSERT(forked.bytes() == fresh.bytes());
    RC_ASSERT(forked.watched() == fresh.watched());
    RC_ASSERT(forked.rows() == fresh.rows());
    // The running sums beside the books are the books' own.
    for (const State& state : fresh.states()) {
        if (!taint::conserves(state.policy)) { continue; }
        money::Total held = 0;
        for (const Standing& each : state.holders) { held += each.taint; }
        for (const Standing& each : state.boundaries) { held += each.taint; }
        RC_ASSERT(state.sums.stolen == held + state.sums.fees);
    }
    std::set<std::string, std::less<>> holders;
    for (const State& state : fresh.states()) {
        if (!taint::conserves(state.policy)) { return; }
        for (const Standing& each : state.holders) { holders.insert(each.account); }
    }
    const auto watched = fresh.watched();
    RC_ASSERT(std::ranges::equal(watched, holders));
}

}  // namespace
}  // namespace live
