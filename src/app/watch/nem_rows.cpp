#include "nem_rows.hpp"

#include <algorithm>
#include <map>

namespace app {

namespace {

std::string text_of(const std::optional<nem::Address>& address) {
    return address ? std::string{address->text()} : std::string{};
}

/// What the nemesis block hands out was nobody's before: it is minted for those who hand it out.
std::vector<live::Transfer> minted(const std::vector<live::Transfer>& rows,
                                   const std::string& block) {
    std::map<std::string, std::uint64_t> given;
    for (const auto& row : rows) {
        if (!row.from.empty()) { given[row.from] += row.amount.atoms() + row.fee.atoms(); }
    }
    std::vector<live::Transfer> mints;
    mints.reserve(given.size());
    for (const auto& [account, atoms] : given) {
        mints.push_back({{}, account, money::Amount::from_atoms(atoms), {}, block});
    }
    return mints;
}

void strip(nem::Transfer& transfer, const std::vector<nem::MosaicId>& unknown) {
    if (!transfer.mosaics || transfer.mosaics->empty()) { return; }
    std::erase_if(*transfer.mosaics, [&](const nem::Mosaic& mosaic) {
        return std::ranges::find(unknown, mosaic.id) != unknown.end();
    });
    // Without attachments the amount is XEM; with them it was a factor.
    if (transfer.mosaics->empty()) { transfer.amount = {}; }
}

}  // namespace

void without_mosaics(nem::Transaction& transaction, const std::vector<nem::MosaicId>& unknown) {
    if (unknown.empty()) { return; }
    if (auto* const transfer = std::get_if<nem::Transfer>(&transaction.body)) {
        strip(*transfer, unknown);
    } else if (auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        auto* const inner = std::get_if<nem::Transfer>(&multisig->inner.body);
        if (inner != nullptr) { strip(*inner, unknown); }
    }
}

live::Block to_live_block(const nem::Block& block, const nem::Hash& hash,
                          const nem_chain::BlockMoves& moves) {
    std::vector<std::string> names;
    names.reserve(block.transactions.size() + 1);
    for (const auto& each : block.transactions) {
        names.push_back(nem::to_hex(nem::hash_of(each.transaction)));
    }
    names.push_back(nem::to_hex(hash));
    live::Block rows{.height = block.height,
                     .time = nem::to_instant(block.time_stamp),
                     .hash = names.back(),
                     .transfers = {}};
    rows.transfers.reserve(moves.xem.size());
    for (const auto& move : moves.xem) {
        rows.transfers.push_back(
            {text_of(move.from), text_of(move.to), move.amount, move.fee, names[move.transaction]});
    }
    if (block.type == nem::BlockType::Nemesis) {
        const auto mints = minted(rows.transfers, rows.hash);
        rows.transfers.insert(rows.transfers.begin(), mints.begin(), mints.end());
    }
    return rows;
}

}  // namespace app
