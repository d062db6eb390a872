#include "decoder.hpp"

#include <algorithm>
#include <utility>

#include "hash_tree.hpp"

namespace bitcoin {
namespace {

constexpr std::uint8_t kWitnessFlag = 1;
constexpr std::uint8_t kExtensionFlag = 8;  // Litecoin's extension blocks
constexpr std::size_t kInputBytesMin = 41;
constexpr std::size_t kOutputBytesMin = 9;
constexpr std::size_t kTransactionBytesMin = 10;
constexpr std::size_t kWeightMax = 4'000'000;
constexpr std::size_t kMerkleRootAt = 36;
constexpr std::size_t kBitsAt = 72;
constexpr std::uint32_t kNoOutput = 0xffff'ffff;

constexpr std::uint16_t kAssetUnlock = 9;
constexpr std::size_t kAssetUnlockBytes = 145;
constexpr std::size_t kAssetUnlockSigning = 132;

/// Dash keeps a kind beside the version; one that is not 0 has a payload.
std::uint16_t special_kind(std::uint32_t version) {
    constexpr std::uint16_t kSpecial = 3;
    const auto number = static_cast<std::int16_t>(version & 0xffffU);
    return number >= kSpecial ? static_cast<std::uint16_t>(version >> 16U) : std::uint16_t{0};
}

}  // namespace

Decoder::Decoder(Network network, std::span<const std::uint8_t> bytes, Block used)
    : network_{network}, bytes_{bytes}, cursor_{bytes}, block_{std::move(used)} {
    block_.transactions.clear();
    block_.inputs.clear();
    block_.outputs.clear();
}

std::expected<Block, BlockError> Decoder::run() {
    if (bytes_.size() > block_bytes_max(network_)) {
        return std::unexpected(BlockError{BlockProblem::TooLarge, 0});
    }
    read_header();
    if (!cursor_.failed()) { read_transactions(); }
    if (!cursor_.failed()) { read_extension(); }
    if (!cursor_.failed()) { check_size(); }
    if (!cursor_.failed()) { check_tree(); }
    if (!cursor_.failed()) { check_witnesses(); }
    if (const auto& error = cursor_.error()) { return std::unexpected(*error); }
    return std::move(block_);
}

void Decoder::read_header() {
    cursor_.skip(kHeaderBytes);
    if (cursor_.failed()) { return; }
    const auto header = bytes_.first<kHeaderBytes>();
    block_.header = decode_header(header);
    block_.hash = hasher_.of(header);
    // Litecoin's takes a millisecond: who reads many blocks asks for the last one's.
    if (network_ == Network::Bitcoin && has_work(network_, header) == false) {
        cursor_.fail(BlockProblem::NotEnoughWork, kBitsAt);
    }
}

void Decoder::read_transactions() {
    const std::size_t count = cursor_.count(kTransactionBytesMin);
    if (count == 0) { cursor_.fail(BlockProblem::NoTransactions, kHeaderBytes); }
    block_.transactions.reserve(count);
    for (std::size_t i = 0; i < count && !cursor_.failed(); ++i) {
        if (extended_) { cursor_.fail(BlockProblem::UnknownFlag, *extended_); }
        read_transaction(i == 0);
    }
    transactions_end_ = cursor_.at();
}

void Decoder::read_transaction(bool first) {
    Parts parts;
    parts.begin = cursor_.at();
    block_.transactions.push_back({{},
                                   static_cast<std::uint32_t>(block_.inputs.size()),
                                   static_cast<std::uint32_t>(block_.outputs.size()),
                                   false});
    read_form(parts);
    read_inputs(parts, first);
    read_outputs();
    parts.body_end = cursor_.at();
    read_witnesses(parts, first, last_inputs_);
    parts.lock_time = cursor_.at();
    cursor_.skip(sizeof(std::uint32_t));
    read_payload(parts);
    parts.end = cursor_.at();
    if (cursor_.failed()) { return; }
    const Hash txid = txid_of(parts);
    block_.transactions.back().txid = txid;
    const bool witnessed = (parts.flags & kWitnessFlag) != 0;
    witnesses_ = witnesses_ || witnessed;
    // The coinbase's own cannot be known before it states the others'.
    witness_hashes_.push_back(first ? Hash{} : witnessed ? witness_hash_of(parts) : txid);
    witness_bytes_ += parts.body - parts.begin - sizeof(std::uint32_t);
    witness_bytes_ += parts.lock_time - parts.body_end;
}

/// The extended form begins with what would be no inputs.
void Decoder::read_form(Parts& parts) {
    parts.version = cursor_.number<std::uint32_t>();
    if (network_ != Network::Dash && !cursor_.failed() && cursor_.left() > 0 &&
        cursor_.peek() == 0) {
        cursor_.skip(1);
        parts.flags_at = cursor_.at();
        parts.flags = cursor_.number<std::uint8_t>();
        const unsigned known = kWitnessFlag | (network_ == Network::Litecoin ? kExtensionFlag : 0U);
        if (parts.flags == 0) { cursor_.fail(BlockProblem::NoInputs, parts.flags_at - 1); }
        if ((parts.flags & ~known) != 0) {
            cursor_.fail(BlockProblem::UnknownFlag, parts.flags_at);
        }
    }
    parts.body = cursor_.at();
}

bool Decoder::may_lack_inputs(const Parts& parts) const {
    return network_ == Network::Dash && special_kind(parts.version) != 0;
}

void Decoder::read_inputs(const Parts& parts, bool first) {
    const std::size_t count = cursor_.count(kInputBytesMin);
    if (count == 0 && !may_lack_inputs(parts)) { cursor_.fail(BlockProblem::NoInputs, parts.body); }
    Transaction& transaction = block_.transactions.back();
    for (std::size_t i = 0; i < count && !cursor_.failed(); ++i) {
        const std::size_t at = cursor_.at();
        OutPoint spent;
        spent.txid = cursor_.hash();
        spent.vout = cursor_.number<std::uint32_t>();
        cursor_.skip(cursor_.count());
        cursor_.skip(sizeof(std::uint32_t));  // its sequence
        const bool nothing = spent.vout == kNoOutput && spent.txid == Hash{};
        if (nothing && !first) { cursor_.fail(BlockProblem::SecondCoinbase, at); }
        if (first && !(nothing && count == 1)) { cursor_.fail(BlockProblem::NotACoinbase, at); }
        if (!nothing) { block_.inputs.push_back(spent); }
    }
    if (first && count == 0) { cursor_.fail(BlockProblem::NotACoinbase, parts.body); }
    transaction.mints = first || count == 0;
    last_inputs_ = count;
}

void Decoder::read_outputs() {
    const std::size_t count = cursor_.count(kOutputBytesMin);
    for (std::size_t i = 0; i < count && !cursor_.failed(); ++i) {
        const std::size_t at = cursor_.at();
        const auto atoms = cursor_.number<std::uint64_t>();
        if (atoms > atoms_max(network_)) { cursor_.fail(BlockProblem::ValueTooLarge, at); }
        const std::size_t script = cursor_.count();
        block_.outputs.push_back({money::Amount::from_atoms(atoms),
                                  static_cast<std::uint32_t>(cursor_.at()),
                                  static_cast<std::uint32_t>(script)});
        cursor_.skip(script);
    }
}

void Decoder::read_witnesses(Parts& parts, bool first, std::size_t inputs) {
    bool any = false;
    if ((parts.flags & kWitnessFlag) != 0) {
        for (std::size_t i = 0; i < inputs && !cursor_.failed(); ++i) {
            const std::size_t items = cursor_.count();
            any = any || items > 0;
            for (std::size_t item = 0; item < items && !cursor_.failed(); ++item) {
                const std::size_t bytes = cursor_.count();
                if (first && items == 1 && bytes == sizeof(Hash)) { reserved_ = cursor_.at(); }
                cursor_.skip(bytes);
            }
        }
        if (!any) { cursor_.fail(BlockProblem::EmptyWitness, parts.flags_at); }
    }
    parts.witness_end = cursor_.at();
    if ((parts.flags & kExtensionFlag) == 0) { return; }
    // Of the extension's transactions a block has none here: only the one that sums it up, last.
    const std::size_t at = cursor_.at();
    if (cursor_.number<std::uint8_t>() != 0) { cursor_.fail(BlockProblem::UnknownFlag, at); }
    if (first) { cursor_.fail(BlockProblem::UnknownFlag, parts.flags_at); }
    extended_ = parts.flags_at;
}

void Decoder::read_payload(Parts& parts) {
    if (network_ != Network::Dash || special_kind(parts.version) == 0) { return; }
    const std::size_t bytes = cursor_.count();
    parts.payload = cursor_.at();
    cursor_.skip(bytes);
    parts.payload_end = cursor_.at();
}

/// The extension itself moves nothing that the chain's own outputs would show.
void Decoder::read_extension() {
    if (extended_) {
        cursor_.skip(1);
        cursor_.skip(cursor_.left());
    }
    if (cursor_.left() > 0) { cursor_.fail(BlockProblem::BytesLeft, cursor_.at()); }
}

Hash Decoder::txid_of(const Parts& parts) {
    if (parts.flags != 0) {
        return hasher_.add(part(parts.begin, parts.begin + sizeof(std::uint32_t)))
            .add(part(parts.body, parts.body_end))
            .add(part(parts.lock_time, parts.end))
            .finish();
    }
    const bool unlocks = network_ == Network::Dash && special_kind(parts.version) == kAssetUnlock &&
                         parts.payload_end - parts.payload == kAssetUnlockBytes;
    if (!unlocks || bytes_[parts.payload] < 2) { return hasher_.of(part(parts.begin, parts.end)); }
    // Who signs again must not change the name, so its signature counts as zeros.
    constexpr std::array<std::uint8_t, kAssetUnlockSigning> kZeros{};
    return hasher_.add(part(parts.begin, parts.payload_end - kAssetUnlockSigning))
        .add(kZeros)
        .finish();
}

/// As the transaction stands, but without what belongs to Litecoin's extension.
Hash Decoder::witness_hash_of(const Parts& parts) {
    constexpr std::array<std::uint8_t, 2> kForm{0, kWitnessFlag};
    return hasher_.add(part(parts.begin, parts.begin + sizeof(std::uint32_t)))
        .add(kForm)
        .add(part(parts.body, parts.witness_end))
        .add(part(parts.lock_time, parts.end))
        .finish();
}

void Decoder::check_size() {
    // Dash has no witnesses; its bound is on the bytes.
    if (network_ == Network::Dash) { return; }
    const std::size_t base = transactions_end_ - witness_bytes_;
    if ((3 * base) + transactions_end_ > kWeightMax) { cursor_.fail(BlockProblem::TooLarge, 0); }
}

void Decoder::check_tree() {
    std::vector<Hash> txids;
    txids.reserve(block_.transactions.size());
    for (const Transaction& transaction : block_.transactions) {
        txids.push_back(transaction.txid);
    }
    const HashTree tree = hash_tree_of(std::move(txids), hasher_);
    if (tree.root != block_.header.merkle_root) {
        cursor_.fail(BlockProblem::WrongMerkleRoot, kMerkleRootAt);
    } else if (tree.repeats) {
        cursor_.fail(BlockProblem::RepeatedHashes, kMerkleRootAt);
    }
}

/// BIP-141: the last output that begins so. Where the hash in it begins.
std::optional<std::size_t> Decoder::find_commitment() const {
    constexpr std::array<std::uint8_t, 6> kBeginning{0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed};
    std::optional<std::size_t> found;
    for (const Output& output : block_.outputs_of(0)) {
        const auto script = bytes_.subspan(output.script_at, output.script_bytes);
        if (script.size() < kBeginning.size() + sizeof(Hash)) { continue; }
        if (!std::ranges::equal(script.first(kBeginning.size()), kBeginning)) { continue; }
        found = output.script_at + kBeginning.size();
    }
    return found;
}

void Decoder::check_witnesses() {
    // Miners stated such hashes before the rule was in force, of blocks that have no witnesses.
    if (!witnesses_) { return; }
    const auto commitment = find_commitment();
    if (!commitment || !reserved_) {
        cursor_.fail(BlockProblem::NoWitnessRoot, kHeaderBytes);
        return;
    }
    const HashTree tree = hash_tree_of(std::move(witness_hashes_), hasher_);
    const Hash expected =
        hasher_.add(tree.root.bytes).add(bytes_.subspan(*reserved_, sizeof(Hash))).finish();
    if (!std::ranges::equal(bytes_.subspan(*commitment, sizeof(Hash)), expected.bytes)) {
        cursor_.fail(BlockProblem::WrongWitnessRoot, *commitment);
    }
}

}  // namespace bitcoin
