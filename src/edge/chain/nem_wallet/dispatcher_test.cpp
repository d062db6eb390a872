#include <gtest/gtest.h>

#include "testing.hpp"

namespace nem_wallet::testing {
namespace {

/// A dispatcher, its world, and reports as one reads them.
class DispatcherTest : public ::testing::Test {
protected:
    explicit DispatcherTest(std::size_t nodes = 2) : world{nodes} { start(); }
    void start() {
        outbox = std::make_unique<MemoryOutbox>(world.disk, world.fate);
        auto opened = Dispatcher::open(*outbox, {});
        ASSERT_TRUE(opened.has_value());
        dispatcher = std::make_unique<Dispatcher>(*std::move(opened));
    }
    void follow() { follow(world.chain.back()); }
    void follow(const nem::Block& block) { keep(dispatcher->on_block(block)); }
    void mine(std::size_t blocks = 1) {
        for (std::size_t i = 0; i < blocks; ++i) { follow(world.mine({0, 1})); }
    }
    void step() {
        const auto nodes = world.all_nodes();
        keep(dispatcher->step(world.now, nodes));
    }
    void keep(const std::expected<std::vector<Report>, base::Complaint>& told) {
        ASSERT_TRUE(told.has_value());
        reports.insert(reports.end(), told->begin(), told->end());
    }
    [[nodiscard]] std::size_t count(ReportKind kind) const {
        return static_cast<std::size_t>(std::ranges::count(reports, kind, &Report::kind));
    }
    std::optional<SubmitProblem> submit(const std::string& order,
                                        const nem::SignedTransaction& transaction,
                                        std::optional<std::string> after = {}) {
        const auto id = dispatcher->submit(order, transaction, std::move(after));
        if (id) { return std::nullopt; }
        EXPECT_FALSE(to_phrase(id.error()).ja.empty());
        return id.error().problem;
    }

    World world;
    std::unique_ptr<MemoryOutbox> outbox;
    std::unique_ptr<Dispatcher> dispatcher;
    std::vector<Report> reports;
};

TEST_F(DispatcherTest, BringsAPaymentIntoTheChainForGood) {
    follow();
    ASSERT_FALSE(submit("pay", payment(1, world.now)));
    step();
    EXPECT_EQ(count(ReportKind::Accepted), 2U) << "both nodes";
    step();
    EXPECT_EQ(count(ReportKind::Accepted), 2U) << "not again at once";
    mine();
    EXPECT_EQ(count(ReportKind::Included), 1U);
    mine(359);
    EXPECT_EQ(count(ReportKind::Final), 0U);
    mine();
    EXPECT_EQ(count(ReportKind::Final), 1U);
    EXPECT_EQ(world.disk.parcels.front().outcome, Outcome::Final);
    EXPECT_EQ(world.disk.parcels.front().height, ledger::Height{2});
    EXPECT_FALSE(dispatcher->needs_from());
    EXPECT_EQ(submit("pay", payment(1, world.now)), SubmitProblem::Done);
    for (const Report& report : reports) { EXPECT_FALSE(to_phrase(report).ja.empty()); }
}

TEST_F(DispatcherTest, RefusesASecondTransactionWhileTheFirstCanCome) {
    EXPECT_EQ(submit("pay", payment(1, world.now)), SubmitProblem::NoTip);
    follow();
    EXPECT_EQ(submit("", payment(1, world.now)), SubmitProblem::BadOrder);
    EXPECT_EQ(submit("zwei\n", payment(1, world.now)), SubmitProblem::BadOrder);
    EXPECT_EQ(submit(std::string(257, 'a'), payment(1, world.now)), SubmitProblem::BadOrder);
    EXPECT_EQ(submit("pay", payment(1, {world.now.value - 601})), SubmitProblem::PastDeadline);
    const auto first = payment(1, world.now);
    ASSERT_FALSE(submit("pay", first));
    EXPECT_EQ(submit("pay", payment(1, {world.now.value + 1})), SubmitProblem::InFlight);
    EXPECT_EQ(submit("other", first), SubmitProblem::SameBytes);
    // It reaches nobody; its deadline passes; the chain must be 360 blocks deep above that.
    mine(11);
    EXPECT_EQ(submit("pay", payment(1, world.now)), SubmitProblem::InFlight);
    mine(359);
    EXPECT_EQ(submit("pay", payment(1, world.now)), SubmitProblem::InFlight);
    mine();
    EXPECT_EQ(count(ReportKind::Expired), 1U);
    ASSERT_FALSE(submit("pay", payment(1, world.now)));
    EXPECT_EQ(dispatcher->find("pay")->parcel.attempt, 2U);
    EXPECT_EQ(id_of(dispatcher->find("pay")->parcel), "pay#2");
    EXPECT_EQ(dispatcher->standings().size(), 2U);
    EXPECT_FALSE(dispatcher->find("nothing"));
}

TEST_F(DispatcherTest, GoesToAnotherNodeAndWaitsWhenOneRefuses) {
    follow();
    world.nodes[0]->refuses_with = 19;
    ASSERT_FALSE(submit("pay", payment(1, world.now, 3'600)));
    step();
    EXPECT_EQ(count(ReportKind::Refused), 1U);
    EXPECT_EQ(count(ReportKind::Accepted), 1U);
    EXPECT_EQ(world.disk.parcels.front().refusals.front(), (Refusal{"node0", 19, world.now}));
    EXPECT_EQ(dispatcher->find("pay")->known_to, std::vector<std::string>{"node1"});
    world.nodes[0]->refuses_with = 0;
    start();  // what the node remembers, the next program knows
    follow();
    step();
    world.now = nem::TimeStamp{world.now.value + 600};
    step();
    EXPECT_FALSE(world.nodes[0]->pestered);
    EXPECT_EQ(dispatcher->find("pay")->known_to, std::vector<std::string>{"node1"});
    world.now = nem::TimeStamp{world.now.value + 1};
    step();
    EXPECT_EQ(dispatcher->find("pay")->known_to.size(), 2U);
    for (const Report& report : reports) { EXPECT_FALSE(to_phrase(report).en.empty()); }
}

TEST_F(DispatcherTest, AnnouncesTheSameBytesAgainAfterAReorganisation) {
    follow();
    ASSERT_FALSE(submit("pay", payment(1, world.now)));
    step();
    mine();
    EXPECT_EQ(count(ReportKind::Included), 1U);
    const auto height = world.chain.back().height;
    world.undo({});
    const auto told = dispatcher->on_undo(height);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().kind, ReportKind::FellOut);
    EXPECT_FALSE(to_phrase(told.front()).ja.empty());
    step();
    mine();
    EXPECT_EQ(count(ReportKind::Included), 2U);
    EXPECT_EQ(world.payments_to(1), 1U);
}

TEST_F(DispatcherTest, AForkThatHasItAfterItsDeadlineStillCounts) {
    follow();
    ASSERT_FALSE(submit("pay", payment(1, world.now, 100)));
    step();
    for (const auto& node : world.nodes) { node->pool.clear(); }
    mine(3);  // past its deadline
    while (world.chain.size() > 1) {
        const auto height = world.chain.back().height;
        world.undo({});
        std::ignore = dispatcher->on_undo(height);
    }
    follow(world.mine_fork(true));
    EXPECT_EQ(count(ReportKind::Included), 1U);
    mine(365);
    EXPECT_EQ(count(ReportKind::Final), 1U);
    EXPECT_EQ(count(ReportKind::Expired), 0U);
}

TEST_F(DispatcherTest, FindsWhatAForkTookInBelowWhereItWasStored) {
    follow();
    mine(5);
    ASSERT_FALSE(submit("pay", payment(1, {world.now.value - 250}, 600)));
    step();
    for (int i = 0; i < 4; ++i) {
        const auto height = world.chain.back().height;
        world.undo({});
        std::ignore = dispatcher->on_undo(height);
    }
    follow(world.mine_fork(true));
    ASSERT_EQ(count(ReportKind::Included), 1U);
    ASSERT_LT(world.chain.back().height, world.disk.parcels.front().stored_at);
    mine(10);
    start();
    const auto from = dispatcher->needs_from();
    ASSERT_TRUE(from);
    for (auto height = from->value; height <= world.chain.size(); ++height) {
        follow(world.chain[height - 1]);
    }
    EXPECT_EQ(dispatcher->find("pay")->included, ledger::Height{3});
}

TEST_F(DispatcherTest, AFullDiskComplainsAndNothingIsAnnounced) {
    follow();
    world.disk.full = true;
    EXPECT_EQ(submit("pay", payment(1, world.now)), SubmitProblem::NotStored);
    EXPECT_FALSE(Dispatcher::open(*outbox, {}).has_value());
    step();
    EXPECT_TRUE(world.nodes[0]->ever_heard.empty());
    world.disk.full = false;
    ASSERT_FALSE(submit("pay", payment(1, world.now)));
    world.nodes[0]->refuses_with = 5;
    world.disk.full = true;
    const auto nodes = world.all_nodes();
    const auto told = dispatcher->step(world.now, nodes);
    ASSERT_FALSE(told.has_value());
    EXPECT_EQ(told.error().blame, base::Blame::World);
    world.disk.full = false;
    step();
    mine(400);
    EXPECT_EQ(dispatcher->find("pay")->parcel.outcome, Outcome::Final);
}

TEST_F(DispatcherTest, AnOutcomeThatCouldNotBeStoredIsStoredLater) {
    follow();
    ASSERT_FALSE(submit("pay", payment(1, world.now)));
    step();
    mine(360);
    world.disk.full = true;
    EXPECT_FALSE(dispatcher->on_block(world.mine({0, 1})).has_value());
    EXPECT_EQ(dispatcher->find("pay")->parcel.outcome, Outcome::Open);
    world.disk.full = false;
    mine();
    EXPECT_EQ(dispatcher->find("pay")->parcel.outcome, Outcome::Final);
}

nem::SignedTransaction multisig(nem::TimeStamp now) {
    const auto inner = payment(1, now).transaction;
    nem::Transaction outer{inner.header,
                           nem::Multisig{{inner.header, std::get<nem::Transfer>(inner.body)}, {}}};
    outer.header.signer = key(50);
    return {std::move(outer), {}};
}
nem::SignedTransaction cosignature(const nem::SignedTransaction& multisig) {
    auto header = multisig.transaction.header;
    header.signer = key(51);
    const auto inner = nem::inner_hash(multisig.transaction);
    const auto& hash = base::present(inner, "a 4100");
    return {{header, nem::MultisigSignature{hash, nem::to_address(key(99), nem::kMainnet)}}, {}};
}

TEST_F(DispatcherTest, AnnouncesACosignatureOnlyToNodesThatKnowItsTransaction) {
    follow();
    const auto outer = multisig(world.now);
    ASSERT_FALSE(submit("cosign", cosignature(outer), "wrap"));
    ASSERT_FALSE(submit("wrap", outer));
    world.nodes[1]->mood = Mood::Down;
    step();
    step();
    EXPECT_EQ(count(ReportKind::Refused), 0U) << "never a 73";
    EXPECT_EQ(count(ReportKind::Accepted), 2U);
    mine();
    EXPECT_EQ(count(ReportKind::Included), 2U) << "the cosignature is in its transaction's block";
    mine(400);
    EXPECT_EQ(count(ReportKind::Final), 2U);
}

TEST_F(DispatcherTest, ACosignatureThatCameTooLateExpires) {
    follow();
    const auto outer = multisig(world.now);
    auto late = cosignature(outer);
    late.transaction.header.signer = key(52);
    ASSERT_FALSE(submit("cosign", late));
    world.nodes[0]->pool.emplace(nem::hash_of(outer.transaction), outer);
    const auto other = cosignature(outer);
    world.nodes[0]->pool.emplace(nem::hash_of(other.transaction), other);
    mine();  // somebody else's cosignature was enough
    step();
    EXPECT_TRUE(world.nodes[1]->ever_heard.empty()) << "nothing left to announce";
    mine(400);
    EXPECT_EQ(count(ReportKind::Expired), 1U);
}

}  // namespace
}  // namespace nem_wallet::testing
