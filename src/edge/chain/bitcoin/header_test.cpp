#include <gtest/gtest.h>

#include <bitcoin_testing/examples.hpp>

namespace {

using namespace bitcoin;
using namespace bitcoin_testing;

std::optional<std::uint64_t> stated(const bitcoin_testing::Block& block) {
    Bytes bytes = bytes_of(block);
    bytes.resize(std::min(bytes.size(), kHeadBytes));
    return find_stated_height(bytes);
}

TEST(StatedHeight, IsWhatTheCoinbaseBeginsWith) {
    for (const std::uint64_t height :
         {0U, 1U, 16U, 17U, 127U, 128U, 255U, 256U, 32'768U, 227'931U, 8'388'608U, 16'777'216U}) {
        bitcoin_testing::Block block = small_block(Network::Bitcoin);
        block.transactions[0] = coinbase(height, {{1, {0x51}}});
        EXPECT_EQ(stated(block), height);
        block.version = 0x2000'0000;
        EXPECT_EQ(stated(block), height);
        state_witnesses(block);
        EXPECT_EQ(stated(block), height);
        block.version = 1;
        EXPECT_EQ(stated(block), std::nullopt);
        block.version = 0xffff'ffff;
        EXPECT_EQ(stated(block), std::nullopt);
    }
}

TEST(StatedHeight, IsNothingWhereSomethingElseStands) {
    bitcoin_testing::Block block = small_block(Network::Bitcoin);
    const Bytes scripts[] = {{},            // nothing
                             {0x61},        // another operation
                             {0x01, 0x80},  // minus nothing
                             {0x06, 1, 1, 1, 1, 1, 1}};
    for (const Bytes& script : scripts) {
        block.transactions[0].inputs[0].script = script;
        EXPECT_EQ(stated(block), std::nullopt) << base::to_hex(script);
    }
    const Bytes bytes = bytes_of(small_block(Network::Bitcoin));
    for (std::size_t size = 0; size < 100; ++size) {
        EXPECT_EQ(find_stated_height(std::span{bytes}.first(size)), std::nullopt) << size;
    }
}

TEST(Work, IsHowManyHashesTheTargetTakes) {
    EXPECT_TRUE(work_of(0x207f'ffff) == base::Wide{2});
    EXPECT_TRUE(work_of(0x1d00'ffff) == base::Wide{0x1'0001'0001});
    for (const std::uint32_t none : {0U, 0x1d00'0000U, 0x1d80'0001U, 0x2100'0001U, 0x1300'ffffU}) {
        EXPECT_FALSE(work_of(none).has_value()) << none;
    }
}

TEST(Header, OfTheFirstBlockHasItsNameAndItsWork) {
    const auto bytes = base::parse_hex(
        "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27a"
        "c72c"
        "3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c");
    ASSERT_TRUE(bytes.has_value());
    std::array<std::uint8_t, kHeaderBytes> header{};
    ASSERT_EQ(bytes->size(), header.size());
    std::ranges::copy(*bytes, header.begin());
    EXPECT_EQ(bitcoin::hash_of(header), genesis_of(Network::Bitcoin));
    EXPECT_EQ(has_work(Network::Bitcoin, header), true);
    EXPECT_EQ(has_work(Network::Dash, header), std::nullopt);
    EXPECT_EQ(has_work(Network::Litecoin, header), false);
    EXPECT_EQ(decode_header(header).time, 1'231'006'505U);
    header[79] ^= 1U;
    EXPECT_EQ(has_work(Network::Bitcoin, header), false);
}

TEST(Network, IsKnownByItsMagicAndItsChain) {
    for (const Network network : kNetworks) {
        EXPECT_EQ(find_network(magic_of(network)), network);
        EXPECT_EQ(find_network(chain_of(network)), network);
        EXPECT_FALSE(find_test_network(magic_of(network)).has_value());
    }
    EXPECT_EQ(find_network(Magic{}), std::nullopt);
    EXPECT_EQ(find_network(address::Chain::Nem), std::nullopt);
    EXPECT_EQ(find_test_network({0x0b, 0x11, 0x09, 0x07}), "testnet3");
    EXPECT_EQ(asset_of(Network::Dash), "DASH");
    EXPECT_EQ(parse_hash(to_text(genesis_of(Network::Litecoin))), genesis_of(Network::Litecoin));
    EXPECT_EQ(parse_hash("00"), std::nullopt);
}

}  // namespace
