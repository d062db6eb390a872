#pragma once

#include "register_tables.hpp"

namespace nem_chain {

/// Says what one transaction moves by what a register knows, and tells the register.
class Mover {
public:
    Mover(RegisterDraft& draft, ledger::Height height, std::uint32_t index, BlockMoves& moves)
        : draft_{draft}, height_{height}, index_{index}, moves_{moves} {}

    /// A cosignature by itself moves its fee; that is of interest to a pool only.
    [[nodiscard]] std::optional<ChainError> move(const nem::Transaction& transaction);

private:
    using Outcome = std::optional<ChainError>;

    template <class Body>
    Outcome body_and_fee(const nem::Header& header, const Body& body);
    Outcome body(const nem::Header& header, const nem::Transfer& transfer);
    Outcome body(const nem::Header& header, const nem::ImportanceTransfer& transfer);
    Outcome body(const nem::Header& header, const nem::MultisigModification& modification);
    Outcome body(const nem::Header& header, const nem::ProvisionNamespace& provision);
    Outcome body(const nem::Header& header, const nem::MosaicDefinitionCreation& creation);
    Outcome body(const nem::Header& header, const nem::MosaicSupplyChange& change);
    Outcome multisig(const nem::Header& header, const nem::Multisig& multisig);
    Outcome attached(const nem::Address& from, const nem::Transfer& transfer,
                     const nem::Mosaic& mosaic);
    Outcome levy(const nem::Address& from, const nem::Levy& levy, std::uint64_t quantity);
    Outcome fee(const nem::Address& payer, money::Amount fee);
    Outcome lease(const nem::Address& owner, const std::string& root);
    void void_root(const std::string& root);

    Outcome line(const nem::Address& from, const nem::Address& to, std::uint64_t atoms,
                 MovementKind kind);
    void mosaic_line(std::optional<nem::Address> from, std::optional<nem::Address> to,
                     const nem::MosaicId& id, std::uint64_t quantity, bool starts_over = false);
    [[nodiscard]] ChainError error(ChainProblem problem, nem::MosaicId id = {}) const {
        return {problem, index_, std::move(id)};
    }

    RegisterDraft& draft_;
    ledger::Height height_;
    std::uint32_t index_;
    BlockMoves& moves_;
};

/// The whole block, its harvest included.
[[nodiscard]] std::optional<ChainError> move_block(const nem::Block& block, RegisterDraft& draft,
                                                   BlockMoves& moves);
/// The last row of a block: what its rows paid in fees goes to whom it is due.
[[nodiscard]] std::optional<ChainError> harvest(const nem::Block& block, const RegisterDraft& draft,
                                                BlockMoves& moves);
/// Fees and network of the whole transaction are such as a chain of this network can have.
[[nodiscard]] bool is_of(nem::Network network, const nem::Transaction& transaction);

}  // namespace nem_chain
