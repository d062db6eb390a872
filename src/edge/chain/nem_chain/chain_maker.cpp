#include "chain_maker.hpp"

#include <algorithm>

namespace nem_chain::testing {
namespace {

constexpr nem::Network kNetwork = nem::kMijin;
constexpr std::uint8_t kAccounts = 16;
constexpr std::uint8_t kRemotes = 4;  // further accounts that have nothing
constexpr std::uint64_t kXem = 1'000'000;
constexpr std::uint32_t kSecondsABlock = 60;

nem::PublicKey key(std::uint8_t number) {
    nem::PublicKey key;
    key.bytes.fill(number);
    return key;
}

}  // namespace

nem::PublicKey ChainMaker::any_key() {
    return key(static_cast<std::uint8_t>(1 + below(kAccounts + kRemotes)));
}
nem::Address ChainMaker::any_address() { return nem::to_address(any_key(), kNetwork); }

nem::MosaicId ChainMaker::any_mosaic() {
    static const std::vector<nem::MosaicId> ids{
        {"aa", "one"}, {"aa.sub", "two"}, {"bb", "three"}, {"cc", "four"}, {"nem", "xem"}};
    return ids[below(ids.size())];
}

nem::MosaicId ChainMaker::owned_mosaic(const State& state, const nem::PublicKey& signer) {
    const auto owned = state.owned(nem::to_address(signer, kNetwork));
    return owned.empty() ? any_mosaic() : owned[below(owned.size())].id;
}

nem::Header ChainMaker::header(const nem::PublicKey& signer, nem::TimeStamp at) {
    // Seconds of their own keep two transactions of equal content apart.
    ++made_;
    const auto before = static_cast<std::uint32_t>(1 + made_ % 40'000);
    const nem::TimeStamp stamp{at.value - before};
    const std::uint64_t fee = 50'000 * (10 + below(30));
    return {kNetwork, stamp, signer, money::Amount::from_atoms(fee), {stamp.value + 80'000}};
}

nem::Block ChainMaker::nemesis() {
    nem::Block block{nem::BlockType::Nemesis, kNetwork, {}, key(100), {}, {}, {1}, {}};
    for (std::uint8_t number = 1; number <= kAccounts; ++number) {
        const auto amount =
            money::Amount::from_atoms((1'000 + below(100'000)) * kXem + below(kXem));
        const nem::Address to = nem::to_address(key(number), kNetwork);
        block.transactions.push_back(
            {{{kNetwork, {}, key(100), {}, {}}, nem::Transfer{to, amount, {}, {}}}, {}});
    }
    return block;
}

nem::Transfer ChainMaker::any_transfer(const State& state, const nem::PublicKey& signer) {
    nem::Transfer transfer{any_address(), money::Amount::from_atoms(below(2'000 * kXem)), {}, {}};
    if (below(4) == 0) {
        transfer.message =
            nem::Message{nem::MessageType::Plain, std::vector<std::uint8_t>(1 + below(40), 0x61)};
    }
    if (below(3) == 0) { return transfer; }
    transfer.mosaics.emplace();
    for (std::uint64_t left = below(3); left > 0; --left) {
        transfer.amount = money::Amount::from_atoms(kXem * (1 + below(3)));
        const auto id = below(4) == 0 ? any_mosaic() : owned_mosaic(state, signer);
        transfer.mosaics->push_back({id, money::Amount::from_atoms(below(300))});
    }
    return transfer;
}

nem::MosaicDefinitionCreation ChainMaker::any_definition(const nem::PublicKey& signer) {
    const auto truth = [&] { return std::string{below(3) != 0 ? "true" : "false"}; };
    std::optional<nem::Levy> levy;
    if (below(2) == 0) {
        levy = nem::Levy{below(2) == 0 ? nem::Levy::Type::Absolute : nem::Levy::Type::Percentile,
                         any_address(), below(4) == 0 ? any_mosaic() : nem::MosaicId{"nem", "xem"},
                         money::Amount::from_atoms(below(2'000))};
    }
    return {{signer,
             any_mosaic(),
             "words " + std::to_string(below(3)),
             {{"divisibility", std::to_string(below(7))},
              {"initialSupply", std::to_string(below(20'000))},
              {"supplyMutable", truth()},
              {"transferable", truth()}},
             std::move(levy)},
            creation_sink(kNetwork),
            money::Amount::from_atoms(10 * kXem + below(3))};
}

nem::InnerBody ChainMaker::any_body(const State& state, const nem::PublicKey& signer) {
    using Link = nem::ImportanceTransfer;
    using Supply = nem::MosaicSupplyChange;
    switch (below(12)) {
        case 0:
            return Link{below(2) == 0 ? Link::Mode::Activate : Link::Mode::Deactivate,
                        key(static_cast<std::uint8_t>(kAccounts + 1 + below(kRemotes)))};
        case 1: {
            nem::MultisigModification change;
            const auto type =
                below(4) == 0 ? nem::Modification::Type::Delete : nem::Modification::Type::Add;
            for (std::uint64_t left = 1 + below(2); left > 0; --left) {
                change.modifications.push_back({type, any_key()});
            }
            change.min_cosignatories.emplace();
            if (below(2) == 0) {
                change.min_cosignatories->change =
                    nem::RelativeChange{static_cast<std::int32_t>(below(3)) - 1};
            }
            const auto canonical = nem::to_canonical({header(signer, {100'000}), change});
            return canonical ? std::get<nem::MultisigModification>(canonical->body) : change;
        }
        case 2: {
            static const std::vector<std::string> roots{"aa", "bb", "cc"};
            const bool sub = below(2) == 0;
            nem::ProvisionNamespace provision{rental_sink(kNetwork), kRootRentalFee,
                                              roots[below(roots.size())], std::nullopt};
            if (sub) {
                provision.parent = provision.new_part;
                provision.new_part = "sub";
            }
            return provision;
        }
        case 3:
        case 4: return any_definition(signer);
        case 5:
            return Supply{owned_mosaic(state, signer),
                          below(2) == 0 ? Supply::Type::Create : Supply::Type::Delete,
                          1 + below(500)};
        default: return any_transfer(state, signer);
    }
}

nem::SignedTransaction ChainMaker::wrapped(const State& state, const nem::Address& account,
                                           nem::TimeStamp at) {
    const auto account_key = state.public_key(account);
    auto cosigners = state.cosignatories(account);
    for (std::size_t left = cosigners.size(); left > 1; --left) {  // shuffled by raw draws
        std::swap(cosigners[left - 1], cosigners[below(left)]);
    }
    std::vector<nem::PublicKey> keys;
    for (const auto& cosigner : cosigners) {
        if (const auto known = state.public_key(cosigner)) { keys.push_back(*known); }
    }
    if (!account_key || keys.empty()) { return {}; }
    nem::Multisig multisig{{header(*account_key, at), any_body(state, *account_key)}, {}};
    const auto hash = nem::inner_hash({{}, multisig});
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (below(6) == 0) { break; }
        multisig.cosignatures.push_back(
            {header(keys[i], at), {hash.value_or(nem::Hash{}), account}, {}});
    }
    const auto canonical = nem::to_canonical({header(keys.front(), at), multisig});
    if (!canonical) { return {}; }
    return {*canonical, {}};
}

nem::SignedTransaction ChainMaker::any_transaction(const State& state, nem::TimeStamp at) {
    const nem::PublicKey signer = any_key();
    const nem::Address account = nem::to_address(signer, kNetwork);
    if (!state.cosignatories(account).empty()) { return wrapped(state, account, at); }
    nem::Body body = std::visit([](auto one) -> nem::Body { return one; }, any_body(state, signer));
    const auto canonical = nem::to_canonical({header(signer, at), std::move(body)});
    if (!canonical) { return {}; }
    return {*canonical, {}};
}

nem::Block ChainMaker::next(const State& state, std::size_t transactions_max) {
    const std::uint64_t height = state.height().value_or(ledger::Height{0}).value + 1;
    const nem::TimeStamp at{static_cast<std::uint32_t>(100'000 + height * kSecondsABlock)};
    const nem::PublicKey harvester = any_key();
    std::vector<nem::SignedTransaction> pool;
    for (std::uint64_t left = below(transactions_max + 1); left > 0; --left) {
        auto transaction = any_transaction(state, at);
        if (!is_failure(state.check(transaction, at, pool))) { pool.push_back(transaction); }
    }
    nem::Block block{nem::BlockType::Regular,          kNetwork, at, harvester, {}, {}, {height},
                     state.choose(pool, at, harvester)};
    for (auto& octet : block.previous.bytes) { octet = static_cast<std::uint8_t>(below(256)); }
    return block;
}

}  // namespace nem_chain::testing
