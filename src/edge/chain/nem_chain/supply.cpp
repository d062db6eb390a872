// How much can be: NIS knows every balance and refuses what nobody has. Whoever reads blocks
// without balances has this instead, so that a node that lies cannot make a sum wrap.
#include "supply.hpp"

#include <map>

namespace nem_chain {
namespace {

/// The XEM of a block's accounts, each of which had at least what it must have had.
class Pot {
public:
    /// Nobody: fees that the harvest brings back.
    void take(const std::optional<nem::Address>& from, std::uint64_t atoms) {
        if (!from) {
            held_by_all_ += atoms;
            return;
        }
        std::uint64_t& held = held_[*from];
        if (atoms > held) {
            held_by_all_ += atoms - held;
            held = atoms;
        }
        held -= atoms;
    }
    /// What was taken before. Nobody: a fee.
    void give(const std::optional<nem::Address>& to, std::uint64_t atoms) {
        if (to) {
            held_[*to] += atoms;
        } else {
            held_by_all_ -= atoms;
        }
    }
    [[nodiscard]] base::Wide held_by_all() const { return held_by_all_; }

private:
    std::map<nem::Address, std::uint64_t> held_;
    base::Wide held_by_all_{0};
};

std::optional<ChainError> find_impossible(const std::vector<Movement>& movements) {
    Pot pot;
    for (const Movement& one : movements) {
        const ChainError error{ChainProblem::MoreThanExists, one.transaction, {}};
        if (!can_be(one)) { return error; }
        pot.take(one.from, one.amount.atoms());
        if (pot.held_by_all() > kXemMax) { return error; }
        pot.give(one.to, one.amount.atoms());
        if (!one.from) { continue; }
        pot.take(one.from, one.fee.atoms());
        if (pot.held_by_all() > kXemMax) { return error; }
        pot.give(std::nullopt, one.fee.atoms());
    }
    return std::nullopt;
}

/// Row by row: what a mosaic's accounts have is added up by nobody who knows no balances, and of a
/// mosaic that was learnt at another height the divisibility may be another's.
std::optional<ChainError> find_impossible(const std::vector<MosaicMovement>& movements) {
    for (const MosaicMovement& one : movements) {
        if (!can_be(one)) {
            return ChainError{ChainProblem::MoreThanExists, one.transaction, one.id};
        }
    }
    return std::nullopt;
}

}  // namespace

bool can_be(const Movement& movement) {
    return movement.amount.atoms() <= kXemSupply && movement.fee.atoms() <= kXemSupply;
}

bool can_be(const MosaicMovement& movement) { return movement.quantity.atoms() <= kQuantityMax; }

std::optional<ChainError> find_impossible(const BlockMoves& moves) {
    const auto wrong = find_impossible(moves.xem);
    return wrong ? wrong : find_impossible(moves.mosaics);
}

}  // namespace nem_chain
