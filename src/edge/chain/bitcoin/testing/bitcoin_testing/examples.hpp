#pragma once

#include <gtest/gtest.h>

#include <bitcoin_testing/building.hpp>

/// Blocks that tests of this room and of those above it begin with.
namespace bitcoin_testing {

inline std::expected<bitcoin::Block, bitcoin::BlockError> decoded(bitcoin::Network network,
                                                                  const Block& block) {
    const Bytes bytes = bytes_of(block);
    return bitcoin::decode_block(network, bytes);
}

/// The error that decoding must end with; a block that is sound is a failed test.
inline bitcoin::BlockError error_of(bitcoin::Network network, const Bytes& bytes) {
    const auto block = bitcoin::decode_block(network, bytes);
    if (block) {
        ADD_FAILURE() << "decoded";
        return {};
    }
    EXPECT_FALSE(to_phrase(block.error().problem).en.empty());
    EXPECT_NE(to_phrase(block.error().problem).ja, to_phrase(block.error().problem).en);
    EXPECT_LE(block.error().at, bytes.size());
    return block.error();
}

/// A coinbase and a payment with a witness.
inline Block small_block(bitcoin::Network network) {
    ChainMaker maker{network, 7};
    Block block = maker.next(0);
    Transaction payment;
    payment.inputs.push_back({{bitcoin::Hash{{9}}, 3}, Bytes(10, 0x51), 5, {}});
    if (network != bitcoin::Network::Dash) { payment.inputs[0].witness = {filled(3, 1), {}}; }
    payment.outputs.push_back({700, key_hash_script(filled(20, 0x11))});
    payment.outputs.push_back({0, Bytes{0x6a}});
    block.transactions.push_back(payment);
    if (network != bitcoin::Network::Dash) { state_witnesses(block); }
    mine(block, network);
    return block;
}

}  // namespace bitcoin_testing
