#pragma once

#include <cstdlib>
#include <nem_chain/nem_chain.hpp>
#include <nem_keys/nem_keys.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

/// A small chain with real signatures, for tests of those who read blocks. Its keys are throw-away:
/// account N has the private key N.
namespace nem_chain_testing {

inline constexpr nem::Network kNetwork = nem::kMijin;  // every rule holds from the first block
inline constexpr std::uint64_t kXem = 1'000'000;
inline money::Amount xem(std::uint64_t whole) { return money::Amount::from_atoms(whole * kXem); }

inline nem_keys::KeyPair keys_of(std::uint8_t account) {
    auto keys = nem_keys::KeyPair::parse(base::to_hex(std::vector<std::uint8_t>{account}));
    base::invariant(keys.has_value(), "a small number is a key");
    return *std::move(keys);
}
inline nem::PublicKey key_of(std::uint8_t account) { return keys_of(account).public_key(); }
inline nem::Address address_of(std::uint8_t account) {
    return nem::to_address(key_of(account), kNetwork);
}

class SignedChain {
public:
    /// Account 100 hands out 1,000 XEM to each of `accounts`.
    explicit SignedChain(const std::vector<std::uint8_t>& accounts) {
        std::vector<nem::SignedTransaction> gifts;
        for (const auto account : accounts) {
            gifts.push_back(sign(100, nem::Transfer{address_of(account), xem(1'000), {}, {}}, {},
                                 nem::TimeStamp{}));
        }
        add(std::move(gifts), 100);
        base::invariant(state_.height().has_value(), "the nemesis block is good");
    }

    /// Signed for the next block.
    [[nodiscard]] nem::SignedTransaction sign(std::uint8_t account, nem::Body body,
                                              money::Amount fee = xem(1)) const {
        return sign(account, std::move(body), fee, now());
    }
    [[nodiscard]] nem::Header header(std::uint8_t account, money::Amount fee,
                                     nem::TimeStamp at) const {
        const nem::TimeStamp deadline{at.value == 0 ? 0 : at.value + 3'600};
        return {kNetwork, at, key_of(account), fee, deadline};
    }
    /// Of account `inner`, started by `initiator` and agreed to by `cosigner`.
    [[nodiscard]] nem::SignedTransaction wrapped(std::uint8_t inner, nem::InnerBody body,
                                                 std::uint8_t initiator,
                                                 std::uint8_t cosigner) const {
        nem::Multisig multisig{{header(inner, xem(1), now()), std::move(body)}, {}};
        const auto hash = nem::inner_hash({{}, multisig});
        const nem::MultisigSignature agreed{hash.value_or(nem::Hash{}), address_of(inner)};
        const auto signature = sign(cosigner, agreed);
        multisig.cosignatures.push_back(
            {signature.transaction.header, agreed, signature.signature});
        return sign(initiator, std::move(multisig));
    }
    /// The next block, harvested by an account; it must be one that the state accepts.
    const nem::Block& add(std::vector<nem::SignedTransaction> transactions,
                          std::uint8_t harvester = 100) {
        nem::Block block = next(std::move(transactions), harvester);
        const auto moves = state_.apply(block);
        base::invariant(moves.has_value(), "the block follows the rules");
        blocks_.push_back(std::move(block));
        return blocks_.back();
    }
    /// The next block, signed, accepted or not.
    [[nodiscard]] nem::Block next(std::vector<nem::SignedTransaction> transactions,
                                  std::uint8_t harvester = 100) const {
        const bool first = blocks_.empty();
        nem::Block block{first ? nem::BlockType::Nemesis : nem::BlockType::Regular,
                         kNetwork,
                         first ? nem::TimeStamp{} : now(),
                         key_of(harvester),
                         {},
                         first ? nem::Hash{} : nem::hash_of(blocks_.back()),
                         {blocks_.size() + 1},
                         std::move(transactions)};
        sign_again(block, harvester);
        return block;
    }
    static void sign_again(nem::Block& block, std::uint8_t harvester = 100) {
        const auto signature = keys_of(harvester).sign(nem::encode_unsigned(block));
        base::invariant(signature.has_value(), "there is locked memory");
        block.signature = *signature;
    }
    [[nodiscard]] const std::vector<nem::Block>& blocks() const { return blocks_; }
    [[nodiscard]] const nem_chain::State& state() const { return state_; }

private:
    [[nodiscard]] nem::TimeStamp now() const {
        return {100'000 + 60 * static_cast<std::uint32_t>(blocks_.size())};
    }
    [[nodiscard]] nem::SignedTransaction sign(std::uint8_t account, nem::Body body,
                                              money::Amount fee, nem::TimeStamp at) const {
        const auto canonical = nem::to_canonical({header(account, fee, at), std::move(body)});
        base::invariant(canonical.has_value(), "a test makes sound transactions");
        const auto done = nem_keys::sign(*canonical, keys_of(account));
        base::invariant(done.has_value(), "and can sign them");
        return *done;
    }

    nem_chain::State state_{kNetwork};
    std::vector<nem::Block> blocks_;
};

// ---- as files.

inline std::string bytes_of(const nem::Block& block) {
    const auto bytes = nem::encode(block);
    return {bytes.begin(), bytes.end()};
}
inline std::string length_of(std::size_t bytes) {
    std::string length;
    for (unsigned i = 0; i < 4; ++i) { length += static_cast<char>(bytes >> (8 * i)); }
    return length;
}
/// As peers exchange them: each with its length in front.
inline std::string prefixed(const std::vector<nem::Block>& blocks) {
    std::string bytes;
    for (const auto& block : blocks) {
        const std::string one = bytes_of(block);
        bytes += length_of(one.size()) + one;
    }
    return bytes;
}
inline std::string as_json_lines(const std::vector<nem::Block>& blocks) {
    std::string text;
    for (const auto& block : blocks) { text += nem::to_json(block).dump() + "\n"; }
    return text;
}
inline std::string as_json_array(const std::vector<nem::Block>& blocks) {
    auto array = nlohmann::json::array();
    for (const auto& block : blocks) { array.push_back(nem::to_json(block)); }
    return array.dump(1);
}

/// A theft and what came of it: account 1 is robbed of 500 XEM by account 2, who sends 200 to 3 and
/// 100 to 4; 4 becomes a multisig account of 5 and 6, through whom 90 go on to 7.
inline SignedChain theft_chain() {
    SignedChain chain{{1, 5, 6, 8}};
    const auto pay = [&](std::uint8_t from, std::uint8_t to, std::uint64_t whole) {
        return chain.sign(from, nem::Transfer{address_of(to), xem(whole), {}, {}});
    };
    chain.add({pay(1, 2, 500)});
    nem::Transfer noted{address_of(3), xem(200), {}, {}};
    const std::string_view words = "for 3";
    noted.message = nem::Message{nem::MessageType::Plain, {words.begin(), words.end()}};
    chain.add({chain.sign(2, noted), pay(2, 4, 100)});
    nem::MultisigModification change;
    for (const auto cosigner : {std::uint8_t{5}, std::uint8_t{6}}) {
        change.modifications.push_back({nem::Modification::Type::Add, key_of(cosigner)});
    }
    change.min_cosignatories = nem::MinCosignatories{nem::RelativeChange{2}};
    chain.add({chain.sign(4, std::move(change))});
    chain.add({});
    chain.add({chain.wrapped(4, nem::Transfer{address_of(7), xem(90), {}, {}}, 5, 6)}, 8);
    return chain;
}

}  // namespace nem_chain_testing
