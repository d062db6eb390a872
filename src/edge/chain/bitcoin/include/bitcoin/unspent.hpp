#pragma once

#include <bitcoin/block.hpp>
#include <expected>
#include <memory>
#include <vector>

namespace bitcoin {

enum class SpendProblem : std::uint8_t {
    Unknown,     // in a complete chain: never made, or spent before
    MakesMoney,  // outputs hold more than inputs
    TooMuch,     // a sum past 2^64 - 1 atoms
    MadeTwice,   // an unspent transaction that is no coinbase is made again
};
struct SpendError {
    SpendProblem problem{};
    std::uint32_t transaction{0};  // in its block
    OutPoint output;               // empty for MakesMoney and TooMuch
};
[[nodiscard]] base::Phrase to_phrase(const SpendError& error);

/// Of outputs that are spent but were made outside the blocks.
struct UnknownSpends {
    std::uint64_t inputs{0};
    std::optional<OutPoint> first;
};

/// Every output that can still be spent, in some 30 bytes each.
class Unspent {
public:
    /// In a complete chain every input must be known.
    Unspent(Network network, bool complete);
    Unspent(const Unspent&) = delete;
    Unspent& operator=(const Unspent&) = delete;
    Unspent(Unspent&&) noexcept;
    Unspent& operator=(Unspent&&) noexcept;
    ~Unspent();

    /// Applies the next block (its bytes hold the scripts); the values that its inputs have. Where
    /// an input is of an unknown output, the first such of its transaction has the least that
    /// covers the outputs, and the others 0.
    [[nodiscard]] std::expected<std::vector<money::Amount>, SpendError> apply(
        const Block& block, std::span<const std::uint8_t> bytes);

    [[nodiscard]] const UnknownSpends& unknown() const;
    /// Unspent coinbases that were made again; nobody can spend them any more (BIP-30).
    [[nodiscard]] const std::vector<Hash>& replaced() const;
    [[nodiscard]] std::uint64_t size() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace bitcoin
