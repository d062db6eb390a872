#include <algorithm>
#include <nem_crawl/movement_ledger.hpp>
#include <ranges>

namespace nem_crawl {

std::vector<LedgerRow> rows_of(const nem::Block& block, const nem_chain::BlockMoves& moves) {
    std::vector<LedgerRow> rows;
    std::vector<std::optional<nem::Hash>> hashes(block.transactions.size() + 1);
    for (const nem_chain::Movement& movement : moves.xem) {
        auto& hash = hashes[movement.transaction];
        if (!hash) {
            const bool in_block = movement.transaction < block.transactions.size();
            hash = in_block ? nem::hash_of(block.transactions[movement.transaction].transaction)
                            : nem::hash_of(block);
        }
        rows.push_back({block.height, block.time_stamp, *hash, movement});
    }
    return rows;
}

MovementLedger::MovementLedger(std::vector<LedgerRow> rows,
                               const std::map<nem::Address, money::Amount>& openings)
    : rows_{std::move(rows)} {
    base::invariant(rows_.size() < ledger::kRowsMax, "rows are numbered in 32 bits");
    for (const LedgerRow& row : rows_) {
        const nem_chain::Movement& movement = row.movement;
        const ledger::AccountId from = id_of(movement.from);
        transfers_.push_back({from, id_of(movement.to), movement.amount, movement.fee});
    }
    std::vector<std::pair<ledger::AccountId, money::Amount>> declared;
    for (const auto& [address, amount] : openings) {
        const auto id = ids_.find(address);
        if (id != ids_.end()) { declared.emplace_back(id->second, amount); }
    }
    while (true) {
        auto found = ledger::find_openings(*this, declared);
        if (found) {
            openings_ = *std::move(found);
            return;
        }
        // More than 2^64 atoms cannot be: NEM has 9 * 10^15.
        base::invariant(found.error().error == ledger::LedgerError::OpeningTooSmall,
                        "there is not so much XEM");
        std::erase_if(declared,
                      [&](const auto& one) { return one.first == found.error().account; });
    }
}

ledger::AccountId MovementLedger::id_of(const std::optional<nem::Address>& address) {
    if (!address) { return ledger::kNobody; }
    const auto next = ledger::AccountId{static_cast<std::uint32_t>(addresses_.size())};
    const auto [found, is_new] = ids_.try_emplace(*address, next);
    if (is_new) { addresses_.push_back(*address); }
    return found->second;
}

std::uint32_t MovementLedger::rows() const { return static_cast<std::uint32_t>(rows_.size()); }
std::uint32_t MovementLedger::accounts() const {
    return static_cast<std::uint32_t>(addresses_.size());
}

ledger::RowFacts MovementLedger::facts(ledger::Row row) const {
    const LedgerRow& at = rows_[row.value];
    return {at.height, base::Moment{nem::to_instant(at.time), base::Precision::Second},
            nem::to_hex(at.tx), "", std::string{nem_chain::to_string(at.movement.kind)}};
}

std::string MovementLedger::account_text(ledger::AccountId account) const {
    return std::string{addresses_[account.value].text()};
}

std::optional<ledger::AccountId> MovementLedger::find_account(std::string_view text) const {
    const auto address = nem::parse_address(text);
    if (!address) { return std::nullopt; }
    const auto found = ids_.find(*address);
    return found == ids_.end() ? std::nullopt : std::optional{found->second};
}

std::vector<ledger::Row> MovementLedger::find_tx(std::string_view tx) const {
    std::vector<ledger::Row> found;
    for (std::uint32_t row = 0; row < rows(); ++row) {
        if (nem::to_hex(rows_[row].tx) == tx) { found.push_back({row}); }
    }
    return found;
}

std::uint32_t MovementLedger::end_of(ledger::Bound until) const {
    const auto past = std::ranges::partition_point(rows_, [&](const LedgerRow& row) {
        const auto* const height = std::get_if<ledger::Height>(&until);
        return height != nullptr ? row.height <= *height
                                 : nem::to_instant(row.time) <= std::get<base::Instant>(until);
    });
    return static_cast<std::uint32_t>(past - rows_.begin());
}

std::uint32_t MovementLedger::begin_of(ledger::Bound since) const {
    const auto at = std::ranges::partition_point(rows_, [&](const LedgerRow& row) {
        const auto* const height = std::get_if<ledger::Height>(&since);
        return height != nullptr ? row.height < *height
                                 : nem::to_instant(row.time) < std::get<base::Instant>(since);
    });
    return static_cast<std::uint32_t>(at - rows_.begin());
}

std::uint32_t MovementLedger::block_end(ledger::Row row) const {
    return end_of(rows_[row.value].height);
}

void MovementLedger::read(ledger::Row first, std::span<ledger::Transfer> into) const {
    std::ranges::copy(std::span{transfers_}.subspan(first.value, into.size()), into.begin());
}

}  // namespace nem_crawl
