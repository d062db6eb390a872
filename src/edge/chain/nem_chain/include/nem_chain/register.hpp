#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <nem_chain/movements.hpp>
#include <vector>

namespace nem_chain {

/// NIS rewrites at most so many blocks.
inline constexpr std::size_t kRewriteLimit = 360;

enum class ChainProblem : std::uint8_t {
    NotNext,        // the block is not the one after the last, or a nemesis block above height 1
    WrongNetwork,   // of the block or of a transaction in it
    UnknownMosaic,  // nobody defined the mosaic; its levy cannot be known
    BadDefinition,  // properties that NIS would not read
    BadSupply,      // more of a mosaic than may exist, or less than nothing
    Overflow,       // a quantity past 63 bits: NIS would have refused it
    NotInABlock,    // a cosignature that stands by itself
    MoreThanExists  // accounts would have to have more than there is, of XEM or of a mosaic
};
struct ChainError {
    ChainProblem problem{};
    std::uint32_t transaction{0};  // index in the block
    nem::MosaicId mosaic;          // for UnknownMosaic, BadDefinition, BadSupply, MoreThanExists
    friend bool operator==(const ChainError&, const ChainError&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const ChainError& error);

/// A mosaic as it is defined now.
struct MosaicEntry {
    nem::MosaicDefinition definition;
    std::uint8_t divisibility{0};
    bool supply_mutable{false};
    bool transferable{true};
    std::uint64_t supply_units{0};  // whole units
    bool assumed{false};  // not from the chain: supply unknown, no levy but what was learnt
    friend bool operator==(const MosaicEntry&, const MosaicEntry&) = default;
};

/// What a register would have to learn before it can tell exactly what a block moves.
struct Unknowns {
    std::vector<nem::MosaicId> mosaics;  // each once
    /// The block's signer, when the register began in the middle of the chain and has not heard of
    /// this account: it may harvest for another.
    std::optional<nem::Address> signer;
    friend bool operator==(const Unknowns&, const Unknowns&) = default;
};

/// What a follower must remember to say what moves: definitions and supplies of mosaics, links to
/// remote accounts. Blocks go in that the network accepted; signatures and funds are not asked for.
class Register {
public:
    explicit Register(nem::Network network);
    Register(const Register& other);
    Register& operator=(const Register& other);
    Register(Register&&) noexcept;
    Register& operator=(Register&&) noexcept;
    ~Register();

    /// What the block moves; nothing has changed when there is an error. The first block may have
    /// any height.
    [[nodiscard]] std::expected<BlockMoves, ChainError> apply(const nem::Block& block);
    /// Takes the newest block back; false when it is not remembered.
    bool undo();
    /// Only the newest `keep` blocks can be taken back from now on.
    void forget(std::size_t keep);
    /// The same for the same blocks, however they came here. What can be undone is not part of it.
    [[nodiscard]] std::vector<std::uint8_t> bytes() const;

    [[nodiscard]] std::optional<ledger::Height> height() const;  // of the newest block
    [[nodiscard]] nem::Network network() const;
    [[nodiscard]] Unknowns unknown_in(const nem::Block& block) const;
    /// What others say who know the chain before it; undone with the block that is applied next.
    /// The supply stays unknown: theirs is that of another height. Errors: BadDefinition.
    [[nodiscard]] std::expected<void, ChainError> learn(const nem::MosaicDefinition& definition);
    /// For a mosaic of which nobody can say anything: it is taken to have no levy, until the chain
    /// defines it.
    void assume(const nem::MosaicId& id);
    /// `owner` is `remote` itself for an account that harvests for nobody else.
    void learn_owner(const nem::Address& remote, const nem::Address& owner);

    /// `nem:xem` included.
    [[nodiscard]] std::optional<MosaicEntry> mosaic(const nem::MosaicId& id) const;
    /// Who gets the fees of a block of `signer` at a height: the owner when it is an active remote.
    [[nodiscard]] nem::Address beneficiary(const nem::Address& signer, ledger::Height at) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace nem_chain
