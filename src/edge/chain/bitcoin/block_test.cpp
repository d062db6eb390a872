#include <gtest/gtest.h>

#include <algorithm>
#include <bitcoin_testing/examples.hpp>
#include <functional>

namespace {

using namespace bitcoin;
using namespace bitcoin_testing;
using MadeBlock = bitcoin_testing::Block;
using MadeTransaction = bitcoin_testing::Transaction;

/// What the reader must find in a block that the writer made.
void expect_found(Network network, const MadeBlock& made) {
    const Bytes bytes = bytes_of(made);
    const auto block = decode_block(network, bytes);
    ASSERT_TRUE(block.has_value())
        << to_phrase(block.error().problem).en << " at " << block.error().at;
    EXPECT_EQ(block->hash, bitcoin_testing::hash_of(made));
    EXPECT_EQ(block->header.previous, made.previous);
    EXPECT_EQ(block->header.time, made.time);
    ASSERT_EQ(block->transactions.size(), made.transactions.size());
    for (std::size_t i = 0; i < made.transactions.size(); ++i) {
        const MadeTransaction& transaction = made.transactions[i];
        EXPECT_EQ(block->transactions[i].txid, txid_of(transaction));
        const bool mints = i == 0 || transaction.inputs.empty();
        EXPECT_EQ(block->transactions[i].mints, mints);
        const auto inputs = block->inputs_of(i);
        ASSERT_EQ(inputs.size(), mints ? 0 : transaction.inputs.size());
        for (std::size_t k = 0; k < inputs.size(); ++k) {
            EXPECT_EQ(inputs[k], transaction.inputs[k].spent);
        }
        const auto outputs = block->outputs_of(i);
        ASSERT_EQ(outputs.size(), transaction.outputs.size());
        for (std::size_t k = 0; k < outputs.size(); ++k) {
            EXPECT_EQ(outputs[k].value.atoms(), transaction.outputs[k].atoms);
            const auto script =
                std::span{bytes}.subspan(outputs[k].script_at, outputs[k].script_bytes);
            EXPECT_TRUE(std::ranges::equal(script, transaction.outputs[k].script));
        }
    }
}

TEST(BitcoinBlock, ReadsWhatASlowWriterWrites) {
    for (const Network network : kNetworks) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            ChainMaker maker{network, seed};
            for (std::size_t block = 0; block < 12; ++block) {
                expect_found(network, maker.next(block * seed % 17));
            }
        }
    }
}

TEST(BitcoinBlock, TakesOverTheMemoryOfOneThatIsNoLongerNeeded) {
    ChainMaker maker{Network::Bitcoin, 1};
    std::ignore = maker.next(0);
    const Bytes first = bytes_of(maker.next(3));
    const Bytes second = bytes_of(maker.next(2));
    auto used = decode_block(Network::Bitcoin, first);
    ASSERT_TRUE(used.has_value());
    const auto again = decode_block(Network::Bitcoin, second, *std::move(used));
    EXPECT_TRUE(again == decode_block(Network::Bitcoin, second));
}

TEST(BitcoinBlock, EveryTruncationIsAnErrorWithItsByte) {
    for (const Network network : kNetworks) {
        const Bytes whole = bytes_of(small_block(network));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const Bytes cut{whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)};
            std::ignore = error_of(network, cut);
        }
        Bytes longer = whole;
        longer.push_back(0);
        EXPECT_EQ(error_of(network, longer), (BlockError{BlockProblem::BytesLeft, whole.size()}));
    }
}

/// After the header every bit is under one of its hashes. In the header itself half of all hashes
/// would do as work here; the block is another one then.
TEST(BitcoinBlock, EveryFlippedBitIsAnErrorOrAnotherBlock) {
    for (const Network network : kNetworks) {
        Bytes bytes = bytes_of(small_block(network));
        const auto sound = decode_block(network, bytes);
        ASSERT_TRUE(sound.has_value());
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            const auto block = decode_block(network, bytes);
            if (block) {
                EXPECT_LT(bit / 8, kHeaderBytes);
                EXPECT_FALSE(*block == *sound);
            } else {
                EXPECT_LE(block.error().at, bytes.size());
            }
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        }
    }
}

struct Broken {
    BlockProblem problem;
    std::function<void(MadeBlock&)> breaks;
};

TEST(BitcoinBlock, SaysWhatIsWrong) {
    const Broken cases[] = {
        {BlockProblem::NotACoinbase,
         [](MadeBlock& block) { block.transactions[0].inputs[0].spent.vout = 1; }},
        {BlockProblem::SecondCoinbase,
         [](MadeBlock& block) { block.transactions[1].inputs[0].spent = {{}, 0xffff'ffff}; }},
        {BlockProblem::ValueTooLarge,
         [](MadeBlock& block) { block.transactions[1].outputs[0].atoms = 2'100'000'000'000'001; }},
        {BlockProblem::NotACoinbase,
         [](MadeBlock& block) {
             block.transactions[0].inputs.push_back(block.transactions[1].inputs[0]);
             block.transactions[0].inputs[1].witness.clear();
         }},
        {BlockProblem::UnknownFlag,
         [](MadeBlock& block) { block.transactions[1].sums_up_extension = true; }},
        {BlockProblem::TooLarge,
         [](MadeBlock& block) { block.transactions[1].outputs[0].script = filled(999'999, 1); }},
        {BlockProblem::NoWitnessRoot,
         [](MadeBlock& block) { block.transactions[0].outputs.pop_back(); }},
        {BlockProblem::NoWitnessRoot,
         [](MadeBlock& block) { block.transactions[0].inputs[0].witness = {filled(31, 7)}; }},
        {BlockProblem::WrongWitnessRoot,
         [](MadeBlock& block) { block.transactions[1].inputs[0].witness[0][0] ^= 1U; }},
        {BlockProblem::RepeatedHashes,
         [](MadeBlock& block) {
             block.transactions.push_back(block.transactions[1]);
             block.transactions.push_back(block.transactions[1]);
             state_witnesses(block);
         }},
    };
    for (const auto& [problem, breaks] : cases) {
        MadeBlock block = small_block(Network::Bitcoin);
        breaks(block);
        mine(block, Network::Bitcoin);
        EXPECT_EQ(error_of(Network::Bitcoin, bytes_of(block)).problem, problem)
            << to_phrase(problem).en;
    }
}

/// A byte before, with what is put in its place.
Bytes with(Bytes bytes, std::size_t at, const Bytes& instead, std::size_t of) {
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    bytes.erase(begin, begin + static_cast<std::ptrdiff_t>(of));
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), instead.begin(), instead.end());
    return bytes;
}

TEST(BitcoinBlock, BoundsEveryCountByTheBytesThatAreLeft) {
    const Bytes block = bytes_of(small_block(Network::Dash));
    const auto problem_with = [&](std::size_t at, const Bytes& instead) {
        return error_of(Network::Dash, with(block, at, instead, 1));
    };
    using enum BlockProblem;
    EXPECT_EQ(problem_with(80, {0}), (BlockError{NoTransactions, 80}));
    EXPECT_EQ(problem_with(80, {0xfd, 0x02, 0x00}), (BlockError{LongCount, 80}));
    EXPECT_EQ(problem_with(80, {0xfe, 0xff, 0xff, 0x00, 0x00}), (BlockError{LongCount, 80}));
    EXPECT_EQ(problem_with(80, {0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0}),
              (BlockError{LongCount, 80}));
    EXPECT_EQ(problem_with(80, {0xfe, 0xff, 0xff, 0xff, 0xff}), (BlockError{CountTooLarge, 80}));
    EXPECT_EQ(problem_with(80, filled(9, 0xff)), (BlockError{CountTooLarge, 80}));
    EXPECT_EQ(problem_with(85, {0xfc}), (BlockError{CountTooLarge, 85}));  // inputs
    EXPECT_EQ(problem_with(85, {0}), (BlockError{NoInputs, 85}));
    EXPECT_EQ(problem_with(122, {0xfc}), (BlockError{CountTooLarge, 122}));  // a script
    EXPECT_EQ(error_of(Network::Dash, Bytes(3'000'000)), (BlockError{TooLarge, 0}));
}

TEST(BitcoinBlock, RefusesFormsThatNobodyWrites) {
    MadeBlock block = small_block(Network::Bitcoin);
    const Bytes bytes = bytes_of(block);
    // The coinbase begins at 81: version, 0, its flags.
    ASSERT_EQ(bytes[85], 0);
    ASSERT_EQ(bytes[86], 1);
    EXPECT_EQ(error_of(Network::Bitcoin, with(bytes, 86, {3}, 1)),
              (BlockError{BlockProblem::UnknownFlag, 86}));
    EXPECT_EQ(error_of(Network::Bitcoin, with(bytes, 86, {0}, 1)),
              (BlockError{BlockProblem::NoInputs, 85}));
    block.transactions[1].inputs[0].witness.clear();
    block.transactions[0].inputs[0].witness.clear();
    block.transactions[0].outputs.pop_back();
    mine(block, Network::Bitcoin);
    Bytes plain = bytes_of(block);
    const std::size_t second = 81 + bytes_of(block.transactions[0], Form::Plain).size();
    plain = with(plain, second + 4, {0, 1}, 0);
    plain = with(plain, plain.size() - 4, {0}, 0);  // no items
    EXPECT_EQ(error_of(Network::Bitcoin, plain),
              (BlockError{BlockProblem::EmptyWitness, second + 5}));
}

TEST(BitcoinBlock, NeedsTheWorkThatItClaims) {
    MadeBlock block = small_block(Network::Bitcoin);
    block.bits = 0x1d00'ffff;
    EXPECT_EQ(error_of(Network::Bitcoin, bytes_of(block)),
              (BlockError{BlockProblem::NotEnoughWork, 72}));
    block = small_block(Network::Bitcoin);
    block.merkle_root.bytes[0] ^= 1U;
    while (error_of(Network::Bitcoin, bytes_of(block)).problem == BlockProblem::NotEnoughWork) {
        ++block.nonce;
    }
    EXPECT_EQ(error_of(Network::Bitcoin, bytes_of(block)),
              (BlockError{BlockProblem::WrongMerkleRoot, 36}));
}

TEST(LitecoinBlock, MayEndWithAnExtension) {
    MadeBlock block = small_block(Network::Litecoin);
    MadeTransaction last;
    last.version = 2;
    last.inputs.push_back({{bitcoin::Hash{{5}}, 0}, {}, 0xffff'ffff, {}});
    last.outputs.push_back({5, witness_script(8, filled(32, 1))});
    last.sums_up_extension = true;
    block.transactions.push_back(last);
    state_witnesses(block);
    block.extension = filled(1'000, 0xee);
    mine(block, Network::Litecoin);
    expect_found(Network::Litecoin, block);
    block.extension.clear();
    EXPECT_EQ(error_of(Network::Litecoin, bytes_of(block)).problem, BlockProblem::CutOff);
    std::swap(block.transactions[1], block.transactions[2]);
    mine(block, Network::Litecoin);
    EXPECT_EQ(error_of(Network::Litecoin, bytes_of(block)).problem, BlockProblem::UnknownFlag);
}

TEST(DashBlock, HasTransactionsWithPayloads) {
    MadeBlock block = small_block(Network::Dash);
    MadeTransaction commitment;
    commitment.version = 6U << 16U | 3U;
    commitment.payload = filled(300, 4);
    block.transactions.push_back(commitment);
    MadeTransaction unlock;
    unlock.version = 9U << 16U | 3U;
    unlock.payload = filled(145, 1);
    unlock.outputs.push_back({77, key_hash_script(filled(20, 2))});
    block.transactions.push_back(unlock);
    unlock.payload[0] = 2;
    block.transactions.push_back(unlock);
    mine(block, Network::Dash);
    expect_found(Network::Dash, block);
    // From version 2 on, who signs again does not change the name.
    const bitcoin::Hash name = txid_of(block.transactions.back());
    block.transactions.back().payload.back() ^= 1U;
    EXPECT_EQ(txid_of(block.transactions.back()), name);
    expect_found(Network::Dash, block);
}

}  // namespace
