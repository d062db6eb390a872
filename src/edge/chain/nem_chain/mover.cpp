// TransferTransaction.transfer, MultisigTransaction.transfer and the like, as lines of a ledger
// (Reference 3.4, 6.1).
#include "mover.hpp"

#include <algorithm>

namespace nem_chain {
namespace {

using base::Wide;

constexpr std::uint64_t kMicroInXem = 1'000'000;

/// floor(amount * quantity / 1,000,000), where `longValueExact` would not throw.
std::optional<std::uint64_t> times(money::Amount amount, money::Amount quantity) {
    const Wide product = Wide{amount.atoms()} * quantity.atoms() / kMicroInXem;
    if (amount.atoms() > kJavaLongMax || quantity.atoms() > kJavaLongMax ||
        product > kJavaLongMax) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(product);
}

/// floor(quantity * fee / 10,000) as Java computes it: the product wraps, the quotient is cut
/// towards zero. Nothing where it is below zero, which NIS's Quantity refuses.
std::optional<std::uint64_t> percentile(std::uint64_t quantity, std::uint64_t fee) {
    constexpr std::int64_t kWhole = 10'000;
    const auto product =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(Wide{quantity} * fee));
    const std::int64_t levy = product / kWhole;
    if (levy < 0) { return std::nullopt; }
    return static_cast<std::uint64_t>(levy);
}

}  // namespace

template <class Body>
std::optional<ChainError> Mover::body_and_fee(const nem::Header& header, const Body& body_of) {
    const std::size_t first = moves_.xem.size();
    if (auto wrong = body(header, body_of)) { return wrong; }
    if (moves_.xem.size() == first) {
        return fee(nem::to_address(header.signer, header.network), header.fee);
    }
    if (header.fee.atoms() > kJavaLongMax) { return error(ChainProblem::Overflow); }
    moves_.xem.back().fee = header.fee;
    return std::nullopt;
}

std::optional<ChainError> Mover::move(const nem::Transaction& transaction) {
    const nem::Header& header = transaction.header;
    if (const auto* whole = std::get_if<nem::Multisig>(&transaction.body)) {
        return multisig(header, *whole);
    }
    if (const auto* cosignature = std::get_if<nem::MultisigSignature>(&transaction.body)) {
        return fee(cosignature->other_account, header.fee);
    }
    return std::visit(
        [&](const auto& body) -> Outcome {
            using Body = std::remove_cvref_t<decltype(body)>;
            if constexpr (std::is_constructible_v<nem::InnerBody, Body>) {
                return body_and_fee(header, body);
            } else {
                base::broken("handled before");
            }
        },
        transaction.body);
}

std::optional<ChainError> Mover::multisig(const nem::Header& header,
                                          const nem::Multisig& multisig) {
    const nem::Network network = header.network;
    const nem::Address payer = nem::to_address(multisig.inner.header.signer, network);
    std::vector<const nem::Cosignature*> cosignatures;
    cosignatures.reserve(multisig.cosignatures.size());
    for (const auto& one : multisig.cosignatures) { cosignatures.push_back(&one); }
    std::ranges::stable_sort(cosignatures, {}, [network](const nem::Cosignature* one) {
        return nem::to_address(one->header.signer, network);
    });
    for (const nem::Cosignature* one : cosignatures) {
        if (auto wrong = fee(payer, one->header.fee)) { return wrong; }
    }
    const auto wrong =
        std::visit([&](const auto& body) { return body_and_fee(multisig.inner.header, body); },
                   multisig.inner.body);
    return wrong ? wrong : fee(payer, header.fee);
}

std::optional<ChainError> Mover::body(const nem::Header& header, const nem::Transfer& transfer) {
    const nem::Address from = nem::to_address(header.signer, header.network);
    const auto kind = MovementKind::Transfer;
    if (!transfer.mosaics || transfer.mosaics->empty()) {
        return line(from, transfer.recipient, transfer.amount.atoms(), kind);
    }
    std::uint64_t xem = 0;
    for (const nem::Mosaic& mosaic : *transfer.mosaics) {
        if (!is_xem(mosaic.id)) { continue; }
        const auto moved = times(transfer.amount, mosaic.quantity);
        if (!moved) { return error(ChainProblem::Overflow); }
        xem = *moved;
        break;  // canonical: there is one at most
    }
    if (auto wrong = line(from, transfer.recipient, xem, kind)) { return wrong; }
    for (const nem::Mosaic& mosaic : *transfer.mosaics) {
        if (is_xem(mosaic.id)) { continue; }
        if (auto wrong = attached(from, transfer, mosaic)) { return wrong; }
    }
    return std::nullopt;
}

std::optional<ChainError> Mover::attached(const nem::Address& from, const nem::Transfer& transfer,
                                          const nem::Mosaic& mosaic) {
    const MosaicEntry* const entry = draft_.mosaics.find(mosaic.id);
    if (entry == nullptr) { return error(ChainProblem::UnknownMosaic, mosaic.id); }
    const auto moved = times(transfer.amount, mosaic.quantity);
    if (!moved) { return error(ChainProblem::Overflow); }
    mosaic_line(from, transfer.recipient, mosaic.id, *moved);
    return entry->definition.levy ? levy(from, *entry->definition.levy, *moved) : std::nullopt;
}

std::optional<ChainError> Mover::levy(const nem::Address& from, const nem::Levy& levy,
                                      std::uint64_t quantity) {
    const std::uint64_t rate = levy.fee.atoms();
    const auto due =
        levy.type == nem::Levy::Type::Absolute ? std::optional{rate} : percentile(quantity, rate);
    if (!due || *due > kJavaLongMax) { return error(ChainProblem::Overflow); }
    if (*due == 0) { return std::nullopt; }
    if (is_xem(levy.mosaic_id)) { return line(from, levy.recipient, *due, MovementKind::Levy); }
    mosaic_line(from, levy.recipient, levy.mosaic_id, *due);
    return std::nullopt;
}

std::optional<ChainError> Mover::body(const nem::Header& header,
                                      const nem::ImportanceTransfer& transfer) {
    const nem::Address owner = nem::to_address(header.signer, header.network);
    const bool active = transfer.mode == nem::ImportanceTransfer::Mode::Activate;
    nem::Address remote = nem::to_address(transfer.remote_account, header.network);
    // RemoteObserver: who ends a link ends the one there is, whatever account the text names.
    const Link* const before = draft_.links.find(owner);
    if (!active && before != nullptr && before->role == LinkRole::Owner) { remote = before->other; }
    draft_.links.set(owner, {LinkRole::Owner, active, remote, height_});
    draft_.links.set(remote, {LinkRole::Remote, active, owner, height_});
    return std::nullopt;
}

std::optional<ChainError> Mover::body(const nem::Header& /*header*/,
                                      const nem::MultisigModification& /*modification*/) {
    return std::nullopt;
}

std::optional<ChainError> Mover::fee(const nem::Address& payer, money::Amount fee) {
    if (fee.atoms() > kJavaLongMax) { return error(ChainProblem::Overflow); }
    if (fee == money::Amount{}) { return std::nullopt; }
    moves_.xem.push_back({payer, std::nullopt, {}, fee, MovementKind::Fee, index_});
    return std::nullopt;
}

std::optional<ChainError> Mover::line(const nem::Address& from, const nem::Address& to,
                                      std::uint64_t atoms, MovementKind kind) {
    if (atoms > kJavaLongMax) { return error(ChainProblem::Overflow); }
    moves_.xem.push_back({from, to, money::Amount::from_atoms(atoms), {}, kind, index_});
    return std::nullopt;
}

void Mover::mosaic_line(std::optional<nem::Address> from, std::optional<nem::Address> to,
                        const nem::MosaicId& id, std::uint64_t quantity, bool starts_over) {
    moves_.mosaics.push_back(
        {from, to, id, money::Amount::from_atoms(quantity), index_, starts_over});
}

}  // namespace nem_chain
