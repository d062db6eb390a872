#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "testing.hpp"

namespace nem_wallet::testing {
namespace {

constexpr std::uint64_t kDepth = 4;
constexpr std::size_t kNodes = 3;
constexpr std::uint8_t kOrders = 3;

DispatcherConfig config() {
    DispatcherConfig config;
    config.final_depth = kDepth;
    return config;
}

/// The chain moves on whether the program lives or not: what it missed it reads at its start.
void block(World& world, Program& program, const std::vector<std::size_t>& of) {
    const auto& mined = world.mine(of);
    program.run([&](Program& alive) { alive.follow(mined); });
}

void reorganise(World& world, Program& program, std::uint64_t depth,
                const std::vector<std::size_t>& back_to, bool full) {
    depth = std::min<std::uint64_t>(depth, world.chain.size() - 1);
    for (std::uint64_t i = 0; i < depth; ++i) {
        const auto height = world.chain.back().height;
        world.undo(back_to);
        program.run([&](Program& alive) { alive.undo(height); });
    }
    for (std::uint64_t i = 0; i <= depth; ++i) {
        const auto& mined = world.mine_fork(full && i == 0);
        program.run([&](Program& alive) { alive.follow(mined); });
    }
}

/// Nothing was told to the world that the disk did not hold, and of the transactions of one order
/// no two can ever be in the chain together.
void check_always(const World& world, const Program& program) {
    std::set<nem::Hash> stored;
    for (const auto& parcel : world.disk.parcels) {
        stored.insert(nem::hash_of(parcel.transaction.transaction));
    }
    for (const auto& node : world.nodes) {
        RC_ASSERT(!node->pestered);
        for (const auto& [hash, one] : node->ever_heard) { RC_ASSERT(stored.contains(hash)); }
    }
    for (std::uint8_t order = 1; order <= kOrders; ++order) {
        RC_ASSERT(world.payments_to(order) <= 1U);
    }
    std::map<std::string, int> alive;
    for (const auto& standing : program.dispatcher().standings()) {
        if (standing.parcel.outcome != Outcome::Expired) { alive[standing.parcel.order] += 1; }
    }
    for (const auto& [order, count] : alive) { RC_ASSERT(count == 1); }
}

void check_end(const World& world, const Program& program) {
    for (std::uint8_t order = 1; order <= kOrders; ++order) {
        const auto standing = program.dispatcher().find("order" + std::to_string(order));
        RC_ASSERT(standing.has_value());
        RC_ASSERT(standing->parcel.outcome != Outcome::Open);
        const bool is_final = standing->parcel.outcome == Outcome::Final;
        RC_ASSERT(world.payments_to(order) == (is_final ? 1U : 0U));
        RC_ASSERT(is_final || standing->parcel.attempt == Program::kAttemptsMax);
    }
}

void disturb(World& world, Program& program) {
    auto& node = *world.nodes[*rc::gen::inRange<std::size_t>(0, kNodes)];
    switch (*rc::gen::inRange(0, 14)) {
        case 0: node.mood = Mood::Down; break;
        case 1: node.mood = Mood::LosesAnswer; break;
        case 2: node.refuses_with = *rc::gen::element<std::uint16_t>(5, 19, 74); break;
        case 3: node.drops = true; break;
        case 4:
            node.mood = Mood::Good;
            node.refuses_with = 0;
            node.drops = false;
            break;
        case 5: node.pool.clear(); break;
        case 6: world.fate = {0, *rc::gen::inRange<std::size_t>(0, 8)}; break;
        case 7:
        case 10:
        case 11:
            reorganise(world, program, *rc::gen::inRange<std::uint64_t>(1, kDepth + 1), {},
                       *rc::gen::arbitrary<bool>());
            break;
        case 8:
            reorganise(world, program, *rc::gen::inRange<std::uint64_t>(1, kDepth + 1), {0, 1},
                       false);
            break;
        case 12:
        case 13: program.run([](Program&) { throw Killed{}; }); break;
        default: world.now = nem::TimeStamp{world.now.value + *rc::gen::inRange(1U, 900U)}; break;
    }
}

RC_GTEST_PROP(Dispatcher, EveryOrderIsInTheChainOnceOrReportedExpired, ()) {
    World world{kNodes};
    Program program{world, kOrders, config()};
    program.lifetime_s = *rc::gen::element(100U, 200U, 600U);
    for (int i = *rc::gen::inRange(1, 60); i > 0; --i) {
        program.run([](Program& alive) { alive.pursue(); });
        program.run([](Program& alive) { alive.step(); });
        if (*rc::gen::inRange(0, 2) == 0) {
            block(world, program, {*rc::gen::inRange<std::size_t>(0, kNodes)});
        } else {
            disturb(world, program);
        }
        check_always(world, program);
    }
    // Three attempts of ten minutes, and four blocks after each.
    for (int i = 0; i < 60; ++i) {
        program.run([](Program& alive) { alive.pursue(); });
        program.run([](Program& alive) { alive.step(); });
        block(world, program, {0, 1, 2});
        check_always(world, program);
    }
    check_end(world, program);
}

/// The same story, killed at every point in turn.
TEST(Dispatcher, DiesAtEveryPointAndStillAnnouncesOnce) {
    const auto story = [](std::optional<std::size_t> dies_at) {
        World world{kNodes};
        world.fate = {0, dies_at};
        Program program{world, kOrders, config()};
        world.nodes[1]->refuses_with = 5;
        world.nodes[2]->mood = Mood::LosesAnswer;
        for (int i = 0; i < 60; ++i) {
            if (i == 3) { reorganise(world, program, 2, {}, false); }
            if (i == 5) { world.nodes[1]->refuses_with = 0; }
            program.run([](Program& alive) { alive.pursue(); });
            program.run([](Program& alive) { alive.step(); });
            block(world, program, {0, 1, 2});
            check_always(world, program);
        }
        check_end(world, program);
        for (std::uint8_t order = 1; order <= kOrders; ++order) {
            EXPECT_EQ(world.payments_to(order), 1U) << "killed at " << dies_at.value_or(0);
        }
        return world.fate;
    };
    const auto points = story(std::nullopt).points;
    ASSERT_GT(points, 20U);
    for (std::size_t point = 0; point < points; ++point) {
        EXPECT_FALSE(story(point).dies_at) << "it was killed at " << point;
    }
}

}  // namespace
}  // namespace nem_wallet::testing
