#pragma once

#include <nem_chain/nem_chain.hpp>
#include <random>
#include <vector>

/// Random chains that NIS would accept, for tests.
namespace nem_chain::testing {

/// Makes blocks that go on from a state: it tries transactions of all kinds and takes those that
/// the state accepts. A private network, where every rule holds from the first block.
class ChainMaker {
public:
    explicit ChainMaker(std::uint64_t seed) : random_{seed} {}

    /// 16 accounts with XEM, from one that has no more.
    [[nodiscard]] nem::Block nemesis();
    [[nodiscard]] nem::Block next(const State& state, std::size_t transactions_max);

private:
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
    [[nodiscard]] nem::PublicKey any_key();
    [[nodiscard]] nem::Address any_address();
    [[nodiscard]] nem::MosaicId any_mosaic();
    [[nodiscard]] nem::MosaicId owned_mosaic(const State& state, const nem::PublicKey& signer);
    [[nodiscard]] nem::Header header(const nem::PublicKey& signer, nem::TimeStamp at);
    [[nodiscard]] nem::InnerBody any_body(const State& state, const nem::PublicKey& signer);
    [[nodiscard]] nem::Transfer any_transfer(const State& state, const nem::PublicKey& signer);
    [[nodiscard]] nem::MosaicDefinitionCreation any_definition(const nem::PublicKey& signer);
    [[nodiscard]] nem::SignedTransaction any_transaction(const State& state, nem::TimeStamp at);
    [[nodiscard]] nem::SignedTransaction wrapped(const State& state, const nem::Address& account,
                                                 nem::TimeStamp at);

    std::mt19937_64 random_;  // raw draws: distributions differ between libraries
    std::uint64_t made_{0};
};

}  // namespace nem_chain::testing
