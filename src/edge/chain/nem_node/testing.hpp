#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <nem_node/nem_node.hpp>

/// A chain of blocks to follow, and nodes that serve it with faults. Signatures here are a
/// fingerprint of what they sign: whoever changes a byte breaks them, as with real ones.
namespace nem_node::testing {

inline constexpr std::uint64_t kFnvPrime = 1'099'511'628'211U;

inline nem::Signature fingerprint(const nem::PublicKey& key, std::span<const std::uint8_t> bytes) {
    std::uint64_t state = 14'695'981'039'346'656'037U;
    const auto mix = [&](std::uint8_t byte) { state = (state ^ byte) * kFnvPrime; };
    for (const auto byte : key.bytes) { mix(byte); }
    for (const auto byte : bytes) { mix(byte); }
    nem::Signature signature;
    for (std::size_t i = 0; i < nem::Signature::kSize; ++i) {
        mix(static_cast<std::uint8_t>(i));
        signature.bytes[i] = static_cast<std::uint8_t>(state >> 56U);
    }
    return signature;
}
inline bool holds(std::span<const Signed> all) {
    return std::ranges::all_of(
        all, [](const Signed& one) { return one.signature == fingerprint(one.signer, one.bytes); });
}

inline nem::PublicKey key_of(std::uint64_t number) {
    nem::PublicKey key;
    for (std::size_t i = 0; i < 8; ++i) {
        key.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    key.bytes[31] = 0x5A;
    return key;
}
inline nem::Address address_of(std::uint64_t number) {
    return nem::to_address(key_of(number), nem::kMainnet);
}

inline nem::SignedTransaction signed_by_test(nem::Transaction transaction) {
    const auto signature =
        fingerprint(transaction.header.signer, nem::encode_unsigned(transaction));
    return {std::move(transaction), signature};
}
inline nem::SignedTransaction transfer(std::uint64_t from, std::uint64_t to, std::uint64_t atoms,
                                       std::uint32_t time = 1) {
    return signed_by_test(
        {{nem::kMainnet, nem::TimeStamp{time}, key_of(from), money::Amount::from_atoms(50'000),
          nem::TimeStamp{time + 3'600}},
         nem::Transfer{address_of(to), money::Amount::from_atoms(atoms), {}, {}}});
}

struct ChainBlock {
    nem::Block block;
    nem::Hash hash;
};
/// Blocks from height 1 on; forks share what they have in common.
using Chain = std::vector<std::shared_ptr<const ChainBlock>>;

/// `flavour` tells blocks of different forks apart.
inline void grow(Chain& chain, std::uint64_t flavour, std::size_t transfers = 1) {
    nem::Block block;
    block.type = chain.empty() ? nem::BlockType::Nemesis : nem::BlockType::Regular;
    block.height = ledger::Height{chain.size() + 1};
    block.time_stamp = nem::TimeStamp{static_cast<std::uint32_t>(60 * chain.size())};
    block.signer = key_of(1'000 + flavour);
    if (!chain.empty()) { block.previous = chain.back()->hash; }
    for (std::size_t i = 0; i < transfers; ++i) {
        block.transactions.push_back(transfer(flavour, chain.size(), i, block.time_stamp.value));
    }
    block.signature = fingerprint(block.signer, nem::encode_unsigned(block));
    const nem::Hash hash = nem::hash_of(block);
    chain.push_back(std::make_shared<const ChainBlock>(ChainBlock{std::move(block), hash}));
}
inline Chain chain_of(std::size_t length, std::uint64_t flavour = 0) {
    Chain chain;
    while (chain.size() < length) { grow(chain, flavour); }
    return chain;
}
inline std::vector<BlockId> ids(const Chain& chain) {
    std::vector<BlockId> all;
    for (const auto& one : chain) { all.push_back({one->block.height, one->hash}); }
    return all;
}

enum class Fault : std::uint8_t {
    None,
    Down,
    TooMany,  // 429
    NotReady,
    CutAfterHashes,  // the connection ends when blocks are asked
    HalfBlocks,      // fewer blocks than there are
    NoBlocks,
    AlteredTransfer,  // a transfer in a block goes elsewhere
    ForgedSignature,  // the block's own signature, which its hash does not cover
    ShuffledBlocks,
    OwnBlocks,    // well signed and linked, but not those it named
    WrongHashes,  // names hashes that are nobody's
    WrongNetwork,
};

class SimNode final : public Node {
public:
    explicit SimNode(std::string name) : name_{std::move(name)} {}

    Chain chain;
    Fault fault{Fault::None};
    std::vector<nem::UnconfirmedTransaction> pool;
    std::size_t batch{100};
    int questions{0};

    [[nodiscard]] std::string name() const override { return name_; }
    Answer<void> ready() override {
        if (fault == Fault::NotReady) { return failure(NodeProblem::NotReady); }
        return down();
    }
    Answer<ledger::Height> height() override { return ledger::Height{chain.size()}; }
    Answer<nem::Block> last_block() override { return block_at(ledger::Height{chain.size()}); }
    Answer<nem::Block> block_at(ledger::Height height) override {
        if (height.value < 1 || height.value > chain.size()) {
            return failure(NodeProblem::NotFound);
        }
        return chain[height.value - 1]->block;
    }
    Answer<std::vector<nem::Block>> blocks_after(ledger::Height height) override;
    Answer<std::vector<nem::Hash>> hashes_from(ledger::Height height) override;
    Answer<std::vector<nem::UnconfirmedTransaction>> unconfirmed(
        const nem::Address& account) override {
        if (const auto here = down(); !here) { return std::unexpected(here.error()); }
        std::vector<nem::UnconfirmedTransaction> named;
        for (const auto& one : pool) {
            if (named_accounts(one.transaction.transaction).contains(account)) {
                named.push_back(one);
            }
        }
        return named;
    }
    // A feed asks nothing of these.
    Answer<nem::TimeStamp> network_time() override { return failure(NodeProblem::Refused); }
    Answer<AccountState> account(const nem::Address& /*a*/) override {
        return failure(NodeProblem::Refused);
    }
    Answer<std::optional<nem::Address>> owner_of_remote(const nem::Address& /*a*/) override {
        return failure(NodeProblem::Refused);
    }
    Answer<std::vector<HistoryEntry>> transfers(const nem::Address& /*a*/, Direction /*d*/,
                                                std::optional<std::uint64_t> /*id*/) override {
        return failure(NodeProblem::Refused);
    }
    Answer<std::vector<Harvest>> harvests(const nem::Address& /*a*/,
                                          std::optional<std::uint64_t> /*id*/) override {
        return failure(NodeProblem::Refused);
    }
    Answer<MosaicFacts> mosaic(const nem::MosaicId& /*id*/) override {
        return failure(NodeProblem::Refused);
    }
    Answer<std::vector<nem::Mosaic>> owned_mosaics(const nem::Address& /*a*/) override {
        return failure(NodeProblem::Refused);
    }
    Answer<Announced> announce(const nem::SignedTransaction& /*t*/) override {
        return failure(NodeProblem::Refused);
    }

private:
    static std::unexpected<NodeError> failure(NodeProblem problem) {
        return std::unexpected(NodeError{problem, 0, "simulated"});
    }
    Answer<void> down() {
        questions += 1;
        if (fault == Fault::Down) { return failure(NodeProblem::Unreachable); }
        if (fault == Fault::TooMany) { return failure(NodeProblem::TooManyRequests); }
        return {};
    }
    std::string name_;
};

inline Answer<std::vector<nem::Hash>> SimNode::hashes_from(ledger::Height height) {
    if (const auto here = down(); !here) { return std::unexpected(here.error()); }
    std::vector<nem::Hash> hashes;
    for (std::uint64_t h = height.value; h <= chain.size() && hashes.size() < kNodeHashesMax; ++h) {
        hashes.push_back(chain[h - 1]->hash);
        // Every liar has lies of its own.
        if (fault == Fault::WrongHashes) {
            hashes.back().bytes[0] ^= static_cast<std::uint8_t>(h | 1U);
            hashes.back().bytes[1] ^= static_cast<std::uint8_t>(name_.back());
        }
    }
    return hashes;
}

inline Answer<std::vector<nem::Block>> SimNode::blocks_after(ledger::Height height) {
    if (const auto here = down(); !here) { return std::unexpected(here.error()); }
    if (fault == Fault::CutAfterHashes) { return failure(NodeProblem::Cut); }
    std::vector<nem::Block> blocks;
    if (fault == Fault::OwnBlocks && height.value <= chain.size()) {
        Chain own{chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(height.value)};
        for (int i = 0; i < 5; ++i) {
            grow(own, 77);
            blocks.push_back(own.back()->block);
        }
        return blocks;
    }
    for (std::uint64_t h = height.value + 1; h <= chain.size() && blocks.size() < batch; ++h) {
        blocks.push_back(chain[h - 1]->block);
    }
    if (fault == Fault::NoBlocks) { blocks.clear(); }
    if (blocks.empty()) { return blocks; }
    nem::Block& victim = blocks[blocks.size() / 2];
    switch (fault) {
        case Fault::HalfBlocks: blocks.resize((blocks.size() + 1) / 2); break;
        case Fault::AlteredTransfer:
            if (victim.transactions.empty()) {
                victim.time_stamp.value += 1;
            } else {
                std::get<nem::Transfer>(victim.transactions[0].transaction.body).recipient =
                    address_of(666);
            }
            break;
        case Fault::ForgedSignature: victim.signature.bytes[5] ^= 1; break;
        case Fault::ShuffledBlocks: std::ranges::reverse(blocks); break;
        case Fault::WrongNetwork: victim.network = nem::kTestnet; break;
        default: break;
    }
    return blocks;
}

/// Whoever listens to a feed: keeps the chain, and sees that every event fits.
class Follower {
public:
    void take(const std::vector<FeedEvent>& events) {
        for (const FeedEvent& event : events) { std::visit(*this, event); }
    }
    void operator()(const BlockAccepted& event) {
        if (!chain_.empty()) {
            EXPECT_EQ(event.block.height.value, chain_.back().height.value + 1);
            EXPECT_EQ(event.block.previous, chain_.back().hash);
        }
        EXPECT_EQ(event.hash, nem::hash_of(event.block));
        EXPECT_TRUE(holds(signatures_of(event.block)));
        chain_.push_back({event.block.height, event.hash});
    }
    void operator()(const BlockUndone& event) {
        ASSERT_FALSE(chain_.empty());
        EXPECT_EQ(event.id, chain_.back());
        chain_.pop_back();
        undone += 1;
    }
    void operator()(const Divergence& event) { divergences.push_back(event); }
    void operator()(const TooDeep& event) { too_deep = event.fork_below; }
    void operator()(const PreAlert& event) { pre_alerts.push_back(event); }
    void operator()(const NodeDown& event) { down.push_back(event.node); }
    void operator()(const NodeUp& event) { up.push_back(event.node); }

    [[nodiscard]] const std::vector<BlockId>& chain() const { return chain_; }
    std::size_t undone{0};
    std::vector<Divergence> divergences;
    std::optional<ledger::Height> too_deep;
    std::vector<PreAlert> pre_alerts;
    std::vector<std::string> down, up;

private:
    std::vector<BlockId> chain_;
};

}  // namespace nem_node::testing
