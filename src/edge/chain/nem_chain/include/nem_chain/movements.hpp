#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <money/money.hpp>
#include <nem/nem.hpp>
#include <optional>
#include <vector>

namespace nem_chain {

/// XEM as NIS describes it (MosaicConstants.java), in micro-XEM: no row moves more.
inline constexpr std::uint64_t kXemSupply = 8'999'999'999'000'000;
/// What all accounts have together, in micro-XEM. It is a little more than that: the main network's
/// nemesis block hands out 9,000,000,240 XEM, of which 240 come back to its signer as fees
/// (Reference 4.1); that of the other networks hands out 9,000,000,000.
inline constexpr std::uint64_t kXemMax = 9'000'000'240'000'000;
/// What may exist of any other mosaic, in its smallest parts.
inline constexpr std::uint64_t kQuantityMax = 9'000'000'000'000'000;

enum class MovementKind : std::uint8_t { Transfer, Levy, Rental, MosaicCreation, Fee, Harvest };
[[nodiscard]] std::string_view to_string(MovementKind kind);

/// One row of the ledger, in micro-XEM: first `amount` goes from `from` to `to`, then `from` pays
/// `fee`.
struct Movement {
    std::optional<nem::Address>
        from;                        // nobody: fees that arrive, clean, at the harvester (Harvest)
    std::optional<nem::Address> to;  // nobody: a row that is a fee alone (Fee)
    money::Amount amount;
    money::Amount fee;
    MovementKind kind{};
    std::uint32_t transaction{0};  // index in the block; the number of its transactions for Harvest
    friend bool operator==(const Movement&, const Movement&) = default;
};

/// In the mosaic's smallest parts; `nem:xem` is never among them.
struct MosaicMovement {
    std::optional<nem::Address> from;  // nobody: supply that is created
    std::optional<nem::Address> to;    // nobody: supply that is destroyed
    nem::MosaicId id;
    money::Amount quantity;
    std::uint32_t transaction{0};
    bool starts_over{false};  // a redefinition: before it, what anybody holds of the mosaic is void
    friend bool operator==(const MosaicMovement&, const MosaicMovement&) = default;
};

/// In the order in which NIS applies them (Reference 6.1): of a multisig transaction the fees of
/// the cosignatures by address, the lines of the inner transaction, its fee, the outer fee. Every
/// fee is an outflow of its own; it stands in the last line of its transaction, or in a row of kind
/// Fee where there is none. A transfer has a row also when it moves no XEM. The harvest is last;
/// there is none of 0.
struct BlockMoves {
    std::vector<Movement> xem;
    std::vector<MosaicMovement> mosaics;
    friend bool operator==(const BlockMoves&, const BlockMoves&) = default;
};

}  // namespace nem_chain
