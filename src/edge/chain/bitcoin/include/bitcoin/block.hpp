#pragma once

#include <base/base.hpp>
#include <bitcoin/network.hpp>
#include <expected>
#include <money/money.hpp>
#include <vector>

namespace bitcoin {

inline constexpr std::size_t kHeaderBytes = 80;

struct Header {
    std::uint32_t version{0};
    Hash previous;
    Hash merkle_root;
    std::uint32_t time{0};  // seconds since 1970
    std::uint32_t bits{0};  // the target, as Bitcoin packs it
    std::uint32_t nonce{0};
    friend bool operator==(const Header&, const Header&) = default;
};
[[nodiscard]] Header decode_header(std::span<const std::uint8_t, kHeaderBytes> bytes);
/// Double SHA-256 of the header; on Dash that is nobody's name for it.
[[nodiscard]] Hash hash_of(std::span<const std::uint8_t, kHeaderBytes> header);

/// The height that the coinbase states (BIP-34), from a block's first bytes: 350 are enough.
/// Nothing where it states none, or where the bytes are no block.
inline constexpr std::size_t kHeadBytes = 350;
[[nodiscard]] std::optional<std::uint64_t> find_stated_height(
    std::span<const std::uint8_t> first_bytes);

/// Whether the header's hash is as small as it says itself. Scrypt on Litecoin (a millisecond);
/// nothing on Dash, whose X11 is not computed here.
[[nodiscard]] std::optional<bool> has_work(Network network,
                                           std::span<const std::uint8_t, kHeaderBytes> header);
/// How many hashes the target takes on average; nothing for a target that no chain can have.
[[nodiscard]] std::optional<base::Wide> work_of(std::uint32_t bits);

struct OutPoint {
    Hash txid;
    std::uint32_t vout{0};
    friend auto operator<=>(const OutPoint&, const OutPoint&) = default;
};
/// Its script lies in the block's bytes, from `script_at` on.
struct Output {
    money::Amount value;
    std::uint32_t script_at{0};
    std::uint32_t script_bytes{0};
    friend bool operator==(const Output&, const Output&) = default;
};
/// Inputs and outputs end where those of the next transaction begin.
struct Transaction {
    Hash txid;
    std::uint32_t inputs_begin{0};
    std::uint32_t outputs_begin{0};
    bool mints{false};  // spends nothing: a coinbase; on Dash also what platform credits become
    friend bool operator==(const Transaction&, const Transaction&) = default;
};
struct Block {
    Header header;
    Hash hash;
    std::vector<Transaction> transactions;
    std::vector<OutPoint> inputs;  // a coinbase has none here
    std::vector<Output> outputs;

    [[nodiscard]] std::span<const OutPoint> inputs_of(std::size_t transaction) const;
    [[nodiscard]] std::span<const Output> outputs_of(std::size_t transaction) const;
    friend bool operator==(const Block&, const Block&) = default;
};

enum class BlockProblem : std::uint8_t {
    CutOff,         // more bytes were expected
    TooLarge,       // heavier than the network allows
    CountTooLarge,  // more items than the bytes that are left could hold
    LongCount,      // a count written in more bytes than it needs
    NoTransactions,
    NotACoinbase,  // the first transaction spends something
    SecondCoinbase,
    NoInputs,
    UnknownFlag,     // in a transaction's extended form
    EmptyWitness,    // the extended form where nothing needs it
    ValueTooLarge,   // more atoms than there will ever be
    BytesLeft,       // after the last transaction
    RepeatedHashes,  // a tree of hashes that two lists of transactions share
    WrongMerkleRoot,
    WrongWitnessRoot,  // the coinbase's commitment to the witnesses
    NoWitnessRoot,
    NotEnoughWork
};
struct BlockError {
    BlockProblem problem{};
    std::uint64_t at{0};  // byte in the block
    friend bool operator==(const BlockError&, const BlockError&) = default;
};
[[nodiscard]] base::Phrase to_phrase(BlockProblem problem);

/// One block, wholly: every transaction's hash, the tree of them, the witnesses' hashes, on Bitcoin
/// the work. `used`: a block no longer needed, whose memory is taken over.
[[nodiscard]] std::expected<Block, BlockError> decode_block(Network network,
                                                            std::span<const std::uint8_t> bytes,
                                                            Block used = {});

}  // namespace bitcoin
