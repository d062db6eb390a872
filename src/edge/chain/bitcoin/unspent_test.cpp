#include <gtest/gtest.h>

#include <bitcoin_testing/examples.hpp>
#include <map>

#include "output_table.hpp"

namespace {

using namespace bitcoin;
using namespace bitcoin_testing;
using MadeBlock = bitcoin_testing::Block;
using MadeTransaction = bitcoin_testing::Transaction;

using Applied = std::expected<std::vector<money::Amount>, SpendError>;

Applied apply(Unspent& unspent, const MadeBlock& made) {
    const Bytes bytes = bytes_of(made);
    const auto block = decode_block(Network::Bitcoin, bytes);
    EXPECT_TRUE(block.has_value());
    if (!block) { return {}; }
    return unspent.apply(*block, bytes);
}

std::vector<std::uint64_t> atoms_of(const Applied& applied) {
    std::vector<std::uint64_t> atoms;
    EXPECT_TRUE(applied.has_value());
    if (!applied) { return atoms; }
    for (const money::Amount amount : *applied) { atoms.push_back(amount.atoms()); }
    return atoms;
}

/// A block with its coinbase and the transactions given.
MadeBlock block_with(std::uint64_t height, std::vector<MadeTransaction> transactions,
                     std::vector<bitcoin_testing::Output> outputs = {{5'000, {0x51}}}) {
    MadeBlock block;
    block.transactions = {coinbase(height, std::move(outputs))};
    for (auto& transaction : transactions) { block.transactions.push_back(std::move(transaction)); }
    mine(block, Network::Bitcoin);
    return block;
}

MadeTransaction paying(std::vector<OutPoint> spent, std::vector<std::uint64_t> atoms) {
    MadeTransaction transaction;
    for (const OutPoint& output : spent) { transaction.inputs.push_back({output, {}, 0, {}}); }
    for (const std::uint64_t amount : atoms) { transaction.outputs.push_back({amount, {0x51}}); }
    return transaction;
}

TEST(Unspent, SaysWhatEveryInputIsWorth) {
    Unspent unspent{Network::Bitcoin, true};
    const MadeBlock first = block_with(1, {}, {{5'000, {0x51}}, {7, {0x6a}}});
    EXPECT_TRUE(atoms_of(apply(unspent, first)).empty());
    EXPECT_EQ(unspent.size(), 1U);  // nobody can spend the second
    const MadeTransaction one = paying({{txid_of(first.transactions[0]), 0}}, {3'000, 1'900});
    const MadeTransaction two = paying({{txid_of(one), 1}, {txid_of(one), 0}}, {4'900});
    EXPECT_EQ(atoms_of(apply(unspent, block_with(2, {one, two}))),
              (std::vector<std::uint64_t>{5'000, 1'900, 3'000}));
    EXPECT_EQ(unspent.size(), 2U);
    EXPECT_EQ(unspent.unknown().inputs, 0U);
}

SpendError error_of(const Applied& applied) {
    EXPECT_FALSE(applied.has_value());
    if (applied) { return {}; }
    EXPECT_FALSE(to_phrase(applied.error()).en.empty());
    EXPECT_NE(to_phrase(applied.error()).en, to_phrase(applied.error()).ja);
    return applied.error();
}

TEST(Unspent, InACompleteChainEveryInputIsKnownAndSpentOnce) {
    Unspent unspent{Network::Bitcoin, true};
    const MadeBlock first = block_with(1, {});
    const OutPoint coin{txid_of(first.transactions[0]), 0};
    std::ignore = apply(unspent, first);
    std::ignore = apply(unspent, block_with(2, {paying({coin}, {1})}));
    const SpendError again = error_of(apply(unspent, block_with(3, {paying({coin}, {2})})));
    EXPECT_EQ(again.problem, SpendProblem::Unknown);
    EXPECT_EQ(again.transaction, 1U);
    EXPECT_EQ(again.output, coin);
    const OutPoint beyond{coin.txid, 1};
    EXPECT_EQ(error_of(apply(unspent, block_with(4, {paying({beyond}, {2})}))).output, beyond);
}

TEST(Unspent, MoneyIsMadeByCoinbasesAlone) {
    Unspent unspent{Network::Bitcoin, true};
    const MadeBlock first = block_with(1, {});
    std::ignore = apply(unspent, first);
    const OutPoint coin{txid_of(first.transactions[0]), 0};
    EXPECT_EQ(error_of(apply(unspent, block_with(2, {paying({coin}, {5'001})}))).problem,
              SpendProblem::MakesMoney);
}

TEST(Unspent, SumsFit) {
    Unspent unspent{Network::Bitcoin, false};
    MadeTransaction all =
        paying({{{}, 1}}, std::vector<std::uint64_t>(9'000, 2'100'000'000'000'000));
    EXPECT_EQ(error_of(apply(unspent, block_with(2, {all}))).problem, SpendProblem::TooMuch);
}

TEST(Unspent, InPartOfAChainTheFirstUnknownInputCoversTheOutputs) {
    Unspent unspent{Network::Bitcoin, false};
    const MadeBlock first = block_with(1, {});
    std::ignore = apply(unspent, first);
    const OutPoint coin{txid_of(first.transactions[0]), 0};
    const OutPoint unknown{bitcoin::Hash{{3}}, 1};
    const OutPoint other{bitcoin::Hash{{3}}, 2};
    const MadeTransaction made = paying({coin, unknown, other}, {9'000});
    EXPECT_EQ(atoms_of(apply(unspent, block_with(2, {made}))),
              (std::vector<std::uint64_t>{5'000, 4'000, 0}));
    EXPECT_EQ(unspent.unknown().inputs, 2U);
    EXPECT_EQ(unspent.unknown().first, unknown);
    // Where what is known covers the outputs, the unknown add nothing.
    const OutPoint third{unknown.txid, 3};
    EXPECT_EQ(atoms_of(apply(unspent, block_with(3, {paying({third, {txid_of(made), 0}}, {10})}))),
              (std::vector<std::uint64_t>{0, 9'000}));
}

TEST(Unspent, ACoinbaseMadeAgainReplacesTheFirst) {
    Unspent unspent{Network::Bitcoin, true};
    const MadeBlock first = block_with(1, {});
    std::ignore = apply(unspent, first);
    std::ignore = apply(unspent, first);
    ASSERT_EQ(unspent.replaced().size(), 1U);
    EXPECT_EQ(unspent.replaced()[0], txid_of(first.transactions[0]));
    EXPECT_EQ(unspent.size(), 1U);
    Unspent part{Network::Bitcoin, false};
    const MadeBlock paid = block_with(2, {paying({{{}, 1}}, {5})});
    std::ignore = apply(part, paid);
    EXPECT_EQ(error_of(apply(part, paid)).problem, SpendProblem::MadeTwice);
}

TEST(OutputTable, IsAMap) {
    std::mt19937_64 random{5};
    OutputTable table;
    std::map<OutPoint, std::uint64_t> map;
    std::vector<OutPoint> known;
    for (int step = 0; step < 200'000; ++step) {
        OutPoint output;
        const bool crowded = random() % 2 == 0;  // many outputs of few transactions, few homes
        output.txid.bytes[0] = static_cast<std::uint8_t>(random());
        if (!crowded) { output.txid.bytes[15] = static_cast<std::uint8_t>(random()); }
        output.vout = static_cast<std::uint32_t>(random() % 64);
        if (random() % 2 == 0) {
            const std::uint64_t value = random() >> 1U;
            EXPECT_EQ(table.put(OutputTable::key_of(output), value), map.contains(output));
            map[output] = value;
        } else {
            const auto value = table.take(OutputTable::key_of(output));
            const auto found = map.find(output);
            EXPECT_EQ(value, found == map.end() ? std::nullopt : std::optional{found->second});
            if (found != map.end()) { map.erase(found); }
        }
        ASSERT_EQ(table.size(), map.size());
    }
}

}  // namespace
