#include <algorithm>
#include <array>
#include <nem_chain/fees.hpp>

#include "register_tables.hpp"

namespace nem_chain {
namespace {

using base::Wide;

constexpr std::uint64_t kUnit = 50'000;
constexpr std::uint64_t kUnitsOfAmountMax = 25;
constexpr std::uint64_t kUnitsOfModification = 10;
constexpr std::uint64_t kUnitsOfOthers = 3;

/// adj = trunc(0.8 * ln(n)) in integers: the k-th entry is the least n for which it is k + 1, which
/// is e^(1.25 * (k + 1)) rounded up. Java computes the logarithm in binary64, whose error here is
/// below 1e-14; but n = floor(9e15 / q) for a whole q, and of all such n none but the trivial 1
/// comes nearer than 1.4e-9 to a place where adj changes. So no double decides anything.
constexpr std::array<std::uint64_t, 29> kAdjustmentBegins{4,
                                                          13,
                                                          43,
                                                          149,
                                                          519,
                                                          1'809,
                                                          6'311,
                                                          22'027,
                                                          76'880,
                                                          268'338,
                                                          936'590,
                                                          3'269'018,
                                                          11'409'992,
                                                          39'824'785,
                                                          139'002'156,
                                                          485'165'196,
                                                          1'693'392'924,
                                                          5'910'522'064,
                                                          20'629'749'058,
                                                          72'004'899'338,
                                                          251'321'793'305,
                                                          877'199'251'319,
                                                          3'061'726'229'132,
                                                          10'686'474'581'525,
                                                          37'299'461'295'719,
                                                          130'187'912'050'633,
                                                          454'400'461'972'589,
                                                          1'586'013'452'313'431,
                                                          5'535'730'883'721'925};

std::uint64_t adjustment(std::uint64_t quantity) {
    if (quantity == 0) { return 0; }
    const auto* const next = std::ranges::upper_bound(kAdjustmentBegins, kQuantityMax / quantity);
    return static_cast<std::uint64_t>(next - kAdjustmentBegins.begin());
}

std::uint64_t units_of_xem(Wide xem) {
    return static_cast<std::uint64_t>(std::clamp<Wide>(xem / 10'000, 1, kUnitsOfAmountMax));
}

/// What the mosaics would be worth if the whole supply were all XEM. Two factors beyond anything
/// that exists are cut, so that the product fits: NIS lets nobody move so much.
Wide xem_equivalent(money::Amount amount, money::Amount quantity, std::uint64_t supply_quantity) {
    constexpr Wide kMicro = 1'000'000;
    constexpr Wide kMost = Wide{kQuantityMax} * kMicro;
    const Wide moved = std::min(Wide{amount.atoms()} * quantity.atoms(), kMost);
    if (supply_quantity == 0) { return 0; }
    return moved * 8'999'999'999U / (supply_quantity * kMicro);
}

std::uint64_t units_of(const nem::Mosaic& mosaic, money::Amount amount, const MosaicSize& size) {
    constexpr std::uint64_t kSmallSupply = 10'000;
    if (size.divisibility == 0 && size.supply_units <= kSmallSupply) { return 1; }
    const std::uint64_t supply = to_quantity(size.supply_units, size.divisibility).value_or(0);
    const std::uint64_t units = units_of_xem(xem_equivalent(amount, mosaic.quantity, supply));
    const std::uint64_t less = adjustment(supply);
    return units > less ? units - less : 1;
}

std::uint64_t units_of(const std::optional<nem::Message>& message) {
    constexpr std::size_t kBytesAUnit = 32;
    if (!message || message->payload.empty()) { return 0; }
    return message->payload.size() / kBytesAUnit + 1;
}

using Units = std::expected<std::uint64_t, ChainError>;

Units units_of(const nem::Transfer& transfer, const MosaicFacts& facts) {
    std::uint64_t units = units_of(transfer.message);
    if (!transfer.mosaics || transfer.mosaics->empty()) {
        return units + units_of_xem(transfer.amount.atoms() / 1'000'000);
    }
    for (const nem::Mosaic& mosaic : *transfer.mosaics) {
        const auto size = is_xem(mosaic.id)
                              ? MosaicSize{xem_entry().divisibility, xem_entry().supply_units}
                              : facts(mosaic.id);
        if (!size) {
            return std::unexpected(ChainError{ChainProblem::UnknownMosaic, 0, mosaic.id});
        }
        units += units_of(mosaic, transfer.amount, *size);
    }
    return units;
}
Units units_of(const nem::MultisigModification& /*body*/, const MosaicFacts& /*facts*/) {
    return kUnitsOfModification;
}
template <class Other>
Units units_of(const Other& /*body*/, const MosaicFacts& /*facts*/) {
    return kUnitsOfOthers;
}

template <class Body>
std::expected<money::Amount, ChainError> fee_of(const Body& body, const MosaicFacts& facts) {
    const Units units = std::visit([&](const auto& one) { return units_of(one, facts); }, body);
    if (!units) { return std::unexpected(units.error()); }
    return money::Amount::from_atoms(*units * kUnit);
}

nem::Address address_on(nem::Network network, std::string_view key) {
    const auto bytes = base::parse_hex(key).value_or(std::vector<std::uint8_t>{});
    nem::PublicKey public_key;
    base::invariant(bytes.size() == nem::PublicKey::kSize, "a key is 32 bytes");
    std::ranges::copy(bytes, public_key.bytes.begin());
    return nem::to_address(public_key, network);
}

}  // namespace

std::expected<money::Amount, ChainError> minimum_fee(const nem::Transaction& transaction,
                                                     const MosaicFacts& mosaics) {
    return fee_of(transaction.body, mosaics);
}

std::expected<money::Amount, ChainError> minimum_fee(const nem::InnerTransaction& transaction,
                                                     const MosaicFacts& mosaics) {
    return fee_of(transaction.body, mosaics);
}

// MosaicConstants.java: one key for all networks.
nem::Address rental_sink(nem::Network network) {
    return address_on(network, "3e82e1c1e4a75adaa3cba8c101c3cd31d9817a2eb966eb3b511fb2ed45b8e262");
}
nem::Address creation_sink(nem::Network network) {
    return address_on(network, "53e140b5947f104cabc2d6fe8baedbc30ef9a0609c717d9613de593ec2a266d3");
}

std::optional<MosaicSize> size_of(const nem::MosaicDefinition& definition,
                                  std::uint64_t supply_units) {
    const auto entry = make_entry(definition);
    if (!entry) { return std::nullopt; }
    return MosaicSize{entry->divisibility, supply_units};
}

}  // namespace nem_chain
