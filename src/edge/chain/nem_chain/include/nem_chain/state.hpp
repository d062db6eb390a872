#pragma once

#include <nem_chain/nis_result.hpp>
#include <nem_chain/register.hpp>
#include <span>

namespace nem_chain {

/// A mosaic that an account holds, in its smallest parts.
struct OwnedMosaic {
    nem::MosaicId id;
    money::Amount quantity;
    friend bool operator==(const OwnedMosaic&, const OwnedMosaic&) = default;
};

/// A namespace; a sub-namespace has its root's owner and lease.
struct Namespace {
    nem::Address owner;
    ledger::Height since;  // of the root's lease
    friend bool operator==(const Namespace&, const Namespace&) = default;
};
inline constexpr std::uint64_t kLeaseBlocks = 365ULL * 1'440;
inline constexpr std::uint64_t kGraceBlocks = 30ULL * 1'440;

/// The whole state that a NIS node checks against. Signatures are nobody's business here: whoever
/// calls has verified them (nem_keys).
class State {
public:
    explicit State(nem::Network network);
    State(const State& other);
    State& operator=(const State& other);
    State(State&&) noexcept;
    State& operator=(State&&) noexcept;
    ~State();

    /// Checks everything about the state that NIS checks of a block, then applies it; nothing has
    /// changed when there is an error. The nemesis block is not checked. The first block may have
    /// any height.
    [[nodiscard]] std::expected<BlockMoves, NisResult> apply(const nem::Block& block);
    /// As for Register.
    bool undo();
    void forget(std::size_t keep);
    [[nodiscard]] std::vector<std::uint8_t> bytes() const;

    /// What NIS answers to an announcement at `now`. `pool`: what is pooled already, in order of
    /// arrival, and applies first; its 4100s carry the cosignatures that came for them.
    [[nodiscard]] NisResult check(const nem::SignedTransaction& transaction, nem::TimeStamp now,
                                  std::span<const nem::SignedTransaction> pool = {}) const;
    /// A pooled 4100 has the cosignatures that it needs to be included.
    [[nodiscard]] bool is_complete(const nem::Transaction& multisig) const;
    /// What can go into the next block of `harvester` at `time`, in order; whoever builds it adds
    /// header and signature.
    [[nodiscard]] std::vector<nem::SignedTransaction> choose(
        std::span<const nem::SignedTransaction> pool, nem::TimeStamp time,
        const nem::PublicKey& harvester) const;

    [[nodiscard]] nem::Network network() const;
    [[nodiscard]] std::optional<ledger::Height> height() const;
    [[nodiscard]] money::Amount balance(const nem::Address& account) const;
    /// By id; without `nem:xem`.
    [[nodiscard]] std::vector<OwnedMosaic> owned(const nem::Address& account) const;
    [[nodiscard]] std::optional<MosaicEntry> mosaic(const nem::MosaicId& id) const;
    [[nodiscard]] std::optional<Namespace> find_namespace(std::string_view full_name) const;
    /// By address; empty for an account that is not multisig.
    [[nodiscard]] std::vector<nem::Address> cosignatories(const nem::Address& account) const;
    /// 0 for all of them.
    [[nodiscard]] std::uint32_t min_cosignatories(const nem::Address& account) const;
    [[nodiscard]] std::vector<nem::Address> cosignatory_of(const nem::Address& account) const;
    /// The owner for whom `remote` harvests in the next block.
    [[nodiscard]] std::optional<nem::Address> owner_of(const nem::Address& remote) const;
    /// Once the account has signed something or was named by its key.
    [[nodiscard]] std::optional<nem::PublicKey> public_key(const nem::Address& account) const;
    [[nodiscard]] bool has_seen(const nem::Transaction& transaction) const;

    /// What an account holds before the first block of a chain that begins in the middle. Not
    /// undone with a block. False when all accounts would have more than kXemMax together.
    [[nodiscard]] bool credit(const nem::Address& account, money::Amount amount);
    /// A mosaic that exists before the first block; all of it the creator's. Its namespace is
    /// leased by the creator from `since`. Errors: BadDefinition.
    [[nodiscard]] std::expected<void, ChainError> learn(const nem::MosaicDefinition& definition,
                                                        std::uint64_t supply_units,
                                                        ledger::Height since);
    /// A namespace that exists before the first block.
    void learn_namespace(std::string_view full_name, const Namespace& lease);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace nem_chain
