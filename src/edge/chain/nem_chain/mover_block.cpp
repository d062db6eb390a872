// A whole block: its transactions, and what its harvester gets.
#include <algorithm>

#include "mover.hpp"

namespace nem_chain {

std::optional<ChainError> harvest(const nem::Block& block, const RegisterDraft& draft,
                                  BlockMoves& moves) {
    const auto index = static_cast<std::uint32_t>(block.transactions.size());
    base::Wide fees = 0;
    for (const Movement& movement : moves.xem) { fees += movement.fee.atoms(); }
    if (fees > kJavaLongMax) { return ChainError{ChainProblem::Overflow, index, {}}; }
    if (fees == 0) { return std::nullopt; }
    const nem::Address signer = nem::to_address(block.signer, block.network);
    moves.xem.push_back({std::nullopt,
                         beneficiary(draft.links, signer, block.height),
                         money::Amount::from_atoms(static_cast<std::uint64_t>(fees)),
                         {},
                         MovementKind::Harvest,
                         index});
    return std::nullopt;
}

bool is_of(nem::Network network, const nem::Transaction& transaction) {
    if (transaction.header.network != network) { return false; }
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    return multisig == nullptr ||
           (multisig->inner.header.network == network &&
            std::ranges::all_of(multisig->cosignatures, [network](const nem::Cosignature& one) {
                return one.header.network == network;
            }));
}

std::optional<ChainError> move_block(const nem::Block& block, RegisterDraft& draft,
                                     BlockMoves& moves) {
    std::uint32_t index = 0;
    for (const nem::SignedTransaction& one : block.transactions) {
        if (!is_of(block.network, one.transaction)) {
            return ChainError{ChainProblem::WrongNetwork, index, {}};
        }
        if (std::holds_alternative<nem::MultisigSignature>(one.transaction.body)) {
            return ChainError{ChainProblem::NotInABlock, index, {}};
        }
        Mover mover{draft, block.height, index, moves};
        if (auto wrong = mover.move(one.transaction)) { return wrong; }
        ++index;
    }
    return harvest(block, draft, moves);
}

}  // namespace nem_chain
