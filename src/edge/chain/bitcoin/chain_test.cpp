#include <gtest/gtest.h>

#include <algorithm>
#include <bitcoin/chain.hpp>
#include <bitcoin_testing/building.hpp>
#include <random>

namespace {

using namespace bitcoin;

Hash name(std::uint64_t number) {
    Hash hash;
    for (unsigned i = 0; i < 8; ++i) {
        hash.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    hash.bytes[31] = 1;
    return hash;
}

Headed headed(std::uint64_t number, Hash previous, std::optional<std::uint64_t> height = {},
              std::uint32_t bits = 0x207f'ffff) {
    return {name(number), previous, bits, 2, height};
}

/// The numbers of the chain's blocks, as `headed` has them.
struct Found {
    std::vector<std::uint64_t> numbers;
    Chain chain;
};
Found find(Network network, const std::vector<Headed>& blocks) {
    ChainFinder finder{network};
    for (const Headed& block : blocks) { finder.add(block); }
    const auto chain = finder.find();
    if (!chain) {
        ADD_FAILURE() << to_phrase(chain.error().problem).en;
        return {};
    }
    Found found{{}, *chain};
    for (const std::uint32_t block : chain->blocks) {
        found.numbers.push_back(blocks[block].hash.bytes[0]);
    }
    return found;
}
using Numbers = std::vector<std::uint64_t>;

TEST(BitcoinChain, IsFoundInAnyOrder) {
    std::vector<Headed> blocks{headed(1, Hash{})};
    for (std::uint64_t i = 2; i <= 200; ++i) { blocks.push_back(headed(i, name(i - 1))); }
    Numbers expected;
    for (const Headed& block : blocks) { expected.push_back(block.hash.bytes[0]); }
    std::mt19937_64 random{3};
    for (int round = 0; round < 50; ++round) {
        std::ranges::shuffle(blocks, random);
        const Found found = find(Network::Bitcoin, blocks);
        EXPECT_EQ(found.numbers, expected);
        EXPECT_TRUE(found.chain.complete);
        EXPECT_EQ(found.chain.first_height, 0U);
        EXPECT_TRUE(found.chain.left_out.empty());
    }
}

TEST(BitcoinChain, HasTheMostWorkAndNotTheMostBlocks) {
    const std::uint32_t hard = 0x1f7f'ffff;
    const Found found = find(
        Network::Bitcoin, {headed(1, Hash{}), headed(2, name(1)), headed(3, name(2)),
                           headed(4, name(3)), headed(12, name(1), {}, hard), headed(9, name(77))});
    EXPECT_EQ(found.numbers, (Numbers{1, 12}));
    EXPECT_EQ(found.chain.ends, (std::vector<std::uint32_t>{3, 4, 5}));
    ASSERT_EQ(found.chain.left_out.size(), 2U);
    const LeftOut& fork = found.chain.left_out[0];
    EXPECT_TRUE(fork.parent_known);
    EXPECT_EQ(fork.parent, name(1));
    EXPECT_EQ(fork.first, 1U);
    EXPECT_EQ(fork.blocks, 3U);
    const LeftOut& orphan = found.chain.left_out[1];
    EXPECT_FALSE(orphan.parent_known);
    EXPECT_EQ(orphan.parent, name(77));
    EXPECT_EQ(orphan.blocks, 1U);
}

TEST(BitcoinChain, OfEqualWorkIsTheOneToldFirst) {
    EXPECT_EQ(
        find(Network::Bitcoin, {headed(1, Hash{}), headed(2, name(1)), headed(3, name(1))}).numbers,
        (Numbers{1, 2}));
    EXPECT_EQ(
        find(Network::Bitcoin, {headed(3, name(1)), headed(2, name(1)), headed(1, Hash{})}).numbers,
        (Numbers{1, 3}));
}

TEST(BitcoinChain, KnowsABlockThatIsToldAgain) {
    ChainFinder finder{Network::Bitcoin};
    EXPECT_EQ(finder.add(headed(1, Hash{})), 0U);
    EXPECT_EQ(finder.add(headed(2, name(1))), 1U);
    EXPECT_EQ(finder.add(headed(1, Hash{})), 0U);
    EXPECT_EQ(finder.blocks(), 2U);
}

TEST(BitcoinChain, BeginsWhereItsBlocksSay) {
    const Hash elsewhere = name(99);
    const auto first = [&](const std::vector<Headed>& blocks) {
        return find(Network::Bitcoin, blocks).chain;
    };
    const Chain stated = first({headed(1, elsewhere, 500), headed(2, name(1), 501),
                                headed(3, name(2), 7), headed(4, name(3))});
    EXPECT_TRUE(stated.heights_known);
    EXPECT_FALSE(stated.complete);
    EXPECT_EQ(stated.first_height, 500U);
    const Chain silent = first({headed(1, elsewhere), headed(2, name(1))});
    EXPECT_FALSE(silent.heights_known);
    EXPECT_EQ(silent.first_height, 0U);
    const Chain torn = first({headed(1, elsewhere, 500), headed(2, name(1), 700)});
    EXPECT_FALSE(torn.heights_known);
    const Chain after = first({headed(1, genesis_of(Network::Bitcoin), 3)});
    EXPECT_TRUE(after.complete);
    EXPECT_EQ(after.first_height, 1U);
}

ChainError error_of(Network network, const std::vector<Headed>& blocks) {
    ChainFinder finder{network};
    for (const Headed& block : blocks) { finder.add(block); }
    const auto chain = finder.find();
    if (chain) {
        ADD_FAILURE() << "found";
        return {};
    }
    EXPECT_FALSE(to_phrase(chain.error().problem).ja.empty());
    return chain.error();
}

TEST(BitcoinChain, NeedsBlocksWithATarget) {
    EXPECT_EQ(error_of(Network::Bitcoin, {}).problem, ChainProblem::NoBlocks);
    const ChainError error =
        error_of(Network::Bitcoin, {headed(1, Hash{}), headed(2, name(1), {}, 0)});
    EXPECT_EQ(error.problem, ChainProblem::NoSuchWork);
    EXPECT_EQ(error.block, 1U);
}

TEST(DashChain, GoesByStatedHeights) {
    const Found found = find(
        Network::Dash, {headed(3, name(51), 12), headed(1, name(50), 10), headed(2, name(52), 11),
                        headed(4, name(53), 12), headed(8, name(54), 20), headed(9, name(55), 21)});
    EXPECT_EQ(found.numbers, (Numbers{1, 2, 3}));
    EXPECT_EQ(found.chain.first_height, 10U);
    EXPECT_FALSE(found.chain.complete);
    ASSERT_EQ(found.chain.left_out.size(), 2U);
    EXPECT_TRUE(found.chain.left_out[0].parent_known);
    EXPECT_EQ(found.chain.left_out[0].first, 3U);
    EXPECT_FALSE(found.chain.left_out[1].parent_known);
    EXPECT_EQ(found.chain.left_out[1].blocks, 2U);
    EXPECT_TRUE(find(Network::Dash, {headed(1, Hash{}), headed(2, name(9), 1)}).chain.complete);
}

TEST(DashChain, CannotChooseBetweenTwoThatAreBuiltUpon) {
    const ChainError twice =
        error_of(Network::Dash, {headed(1, name(50), 10), headed(2, name(51), 11),
                                 headed(3, name(51), 11), headed(4, name(52), 12)});
    EXPECT_EQ(twice.problem, ChainProblem::HeightTwice);
    EXPECT_EQ(twice.block, 2U);
    EXPECT_EQ(twice.other, 1U);
    EXPECT_EQ(error_of(Network::Dash, {headed(1, name(50))}).problem, ChainProblem::NoHeight);
}

}  // namespace
