#include "crawl_state.hpp"

/// Rows out of blocks, and the books that must close.
namespace nem_crawl {
namespace {

nem::MosaicId xem_id() { return {"nem", "xem"}; }

/// Moves the same XEM but for levies: `nem:xem` alone is left, though nothing of it where there was
/// none, for without any mosaic the amount would be XEM.
void drop_mosaics(nem::Transfer& transfer) {
    if (!transfer.mosaics || transfer.mosaics->empty()) { return; }
    std::erase_if(*transfer.mosaics, [](const nem::Mosaic& one) { return one.id != xem_id(); });
    if (transfer.mosaics->empty()) { transfer.mosaics->push_back({xem_id(), {}}); }
}

/// What a body needs a register for is left out: only its payer could say what it moves beside.
template <class Bodies>
void simplify(Bodies& body, bool keep_mosaics) {
    if (auto* const transfer = std::get_if<nem::Transfer>(&body); transfer && !keep_mosaics) {
        drop_mosaics(*transfer);
    }
    // Supply is no XEM: nothing but the fee is left, as of a modification.
    if (std::holds_alternative<nem::MosaicSupplyChange>(body)) {
        body = nem::MultisigModification{};
    }
}

void simplify(nem::Transaction& transaction, bool keep_mosaics) {
    if (auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        return simplify(multisig->inner.body, keep_mosaics);
    }
    simplify(transaction.body, keep_mosaics);
}

}  // namespace

nem::Address Crawl::State::beneficiary(const nem::Block& block) const {
    const nem::Address signer = nem::to_address(block.signer, block.network);
    for (const auto& [account, read] : reads_) {
        if (account != signer && read.harvested.contains(block.height.value)) { return account; }
    }
    const auto read = reads_.find(signer);
    if (read == reads_.end()) { return signer; }
    // Was it somebody's remote then? The newest link decides; a register knows when it counts.
    const auto after = read->second.links.lower_bound(block.height.value);
    if (after == read->second.links.begin()) { return signer; }
    const auto& [height, transaction] = *std::prev(after);
    nem::Block link = block;
    link.height = ledger::Height{height};
    link.transactions = {transaction};
    nem_chain::Register links{block.network};
    if (!links.apply(link)) { return signer; }
    return links.beneficiary(signer, block.height);
}

std::vector<LedgerRow> Crawl::State::rows_in(const nem::Block& block,
                                             std::vector<Warning>& warnings) const {
    nem_chain::Register at_block{config_.network};
    nem::Block simple = block;
    for (auto& one : simple.transactions) {
        const nem::Address payer = payer_of(one.transaction);
        bool all_known = accounts_.contains(payer);
        if (all_known) {
            for (const nem::MosaicId& id : attached_mosaics(one.transaction)) {
                const auto definition = mosaics_.find(id, block.height);
                if (definition && at_block.learn(*definition)) { continue; }
                warnings.push_back({WarningKind::LevyUnknown, payer, {}, id, block.height});
                all_known = false;
            }
        }
        simplify(one.transaction, all_known);
    }
    at_block.learn_owner(nem::to_address(block.signer, block.network), beneficiary(block));
    const auto moves = at_block.apply(simple);
    if (!moves) {
        warnings.push_back({WarningKind::BlockUnclear, {}, {}, {}, block.height});
        return {};
    }
    std::vector<LedgerRow> rows;
    for (LedgerRow& row : rows_of(block, *moves)) {
        const bool pays = row.movement.from && accounts_.contains(*row.movement.from);
        const bool receives = row.movement.to && accounts_.contains(*row.movement.to);
        // Which line of a transaction has its fee depends on levies, and those of others are not
        // known; nor are their books kept.
        if (!pays) { row.movement.fee = {}; }
        if (pays || receives) { rows.push_back(row); }
    }
    return rows;
}

std::vector<LedgerRow> Crawl::State::all_rows(std::vector<Warning>& warnings) const {
    std::vector<LedgerRow> rows;
    for (const auto& [height, read] : blocks_) {
        const auto more = rows_in(read.block, warnings);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

std::map<nem::Address, money::Amount> Crawl::State::close_books(
    const std::vector<LedgerRow>& rows, std::vector<Warning>& warnings) const {
    struct Sums {
        base::Wide in{0}, out{0};
    };
    std::map<nem::Address, Sums> sums;
    const auto find_sums = [&](const std::optional<nem::Address>& account,
                               const LedgerRow& row) -> Sums* {
        const bool counts =
            account && accounts_.contains(*account) && row.height <= reads_.at(*account).at;
        return counts ? &sums[*account] : nullptr;
    };
    for (const LedgerRow& row : rows) {
        const nem_chain::Movement& movement = row.movement;
        if (Sums* const sender = find_sums(movement.from, row)) {
            sender->out += movement.amount.atoms() + base::Wide{movement.fee.atoms()};
        }
        if (Sums* const receiver = find_sums(movement.to, row)) {
            receiver->in += movement.amount.atoms();
        }
    }
    std::map<nem::Address, money::Amount> openings;
    for (const auto& [account, read] : reads_) {
        const Sums& sum = sums[account];
        const base::Wide spent = sum.out + read.balance.atoms();
        const bool more_in = sum.in > spent;
        const base::Wide gap = more_in ? sum.in - spent : spent - sum.in;
        // Nobody had anything before the nemesis block.
        const auto amount = money::Amount::from_atoms(static_cast<std::uint64_t>(gap));
        if (!more_in) { openings[account] = amount; }
        if (gap == 0) { continue; }
        const auto kind = more_in ? WarningKind::SpentUnlisted : WarningKind::ReceivedUnlisted;
        warnings.push_back({kind, account, amount, {}, {}});
    }
    return openings;
}

Crawled Crawl::State::result() const {
    Crawled crawled;
    auto rows = all_rows(crawled.warnings);
    const auto openings = close_books(rows, crawled.warnings);
    std::erase_if(rows, [&](const LedgerRow& row) { return row.height > config_.until; });
    crawled.ledger = std::make_unique<MovementLedger>(std::move(rows), openings);
    return crawled;
}

}  // namespace nem_crawl
