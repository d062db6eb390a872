// What blocks say of our parcels.
#include <algorithm>
#include <nem_wallet/dispatcher.hpp>
#include <utility>

#include "dispatching.hpp"

namespace nem_wallet {
namespace {

bool is_there(const nem::Transaction& in_block, const nem::Transaction& wanted,
              const nem::Hash& hash) {
    // Cheap first: blocks hold thousands of others, and a hash costs a serialisation.
    return in_block.header.signer == wanted.header.signer &&
           in_block.header.time_stamp == wanted.header.time_stamp && nem::hash_of(in_block) == hash;
}

}  // namespace

void Dispatcher::note(Item& item, const nem::Block& block, std::vector<Report>& reports) const {
    const nem::Transaction& ours = item.parcel.transaction.transaction;
    const auto* cosignature = std::get_if<nem::MultisigSignature>(&ours.body);
    const auto include = [&] {
        item.included = block.height;
        reports.push_back(report(ReportKind::Included, item.parcel, block.height));
    };
    for (const auto& [transaction, signature] : block.transactions) {
        if (cosignature == nullptr) {
            if (is_there(transaction, ours, item.hash)) { include(); }
            continue;
        }
        const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
        if (multisig == nullptr || nem::inner_hash(transaction) != cosignature->other_hash) {
            continue;
        }
        item.overtaken = block.height;
        for (const auto& one : multisig->cosignatures) {
            if (is_there({one.header, one.body}, ours, item.hash)) { include(); }
        }
    }
    if (!item.lapsed && block.time_stamp > ours.header.deadline) { item.lapsed = block.height; }
}

std::expected<std::vector<Report>, base::Complaint> Dispatcher::on_block(const nem::Block& block) {
    base::invariant(!tip_ || block.height.value == tip_->value + 1, "blocks come in order");
    std::vector<Report> reports;
    tip_ = block.height;
    tip_time_ = block.time_stamp;
    for (Item& item : items_) {
        if (item.parcel.outcome == Outcome::Open) { note(item, block, reports); }
    }
    if (const auto settled = settle(reports); !settled) { return std::unexpected(settled.error()); }
    return reports;
}

/// An outcome is for good, so it is on the disk before anybody hears of it.
std::expected<void, base::Complaint> Dispatcher::settle(std::vector<Report>& reports) {
    if (!tip_) { return {}; }
    const auto is_deep = [&](std::optional<ledger::Height> height) {
        return height && tip_->value - height->value >= config_.final_depth;
    };
    for (Item& item : items_) {
        if (item.parcel.outcome != Outcome::Open) { continue; }
        Parcel settled = item.parcel;
        if (is_deep(item.included)) {
            settled.outcome = Outcome::Final;
            settled.height = item.included;
        } else if (!item.included && is_deep(item.lapsed)) {
            settled.outcome = Outcome::Expired;
        } else {
            continue;
        }
        if (auto stored = outbox_->update(settled); !stored) { return stored; }
        item.parcel = std::move(settled);
        reports.push_back(
            report(item.parcel.outcome == Outcome::Final ? ReportKind::Final : ReportKind::Expired,
                   item.parcel, item.parcel.height));
    }
    return {};
}

std::vector<Report> Dispatcher::on_undo(ledger::Height height) {
    base::invariant(tip_ == height, "the newest block is undone");
    std::vector<Report> reports;
    tip_ = ledger::Height{height.value - 1};
    for (Item& item : items_) {
        if (item.parcel.outcome != Outcome::Open) { continue; }
        if (item.lapsed == height) { item.lapsed.reset(); }
        if (item.overtaken == height) { item.overtaken.reset(); }
        if (item.included != height) { continue; }
        item.included.reset();
        // It should return to the nodes' pools by itself; nobody relies on that.
        for (auto& [name, memory] : item.nodes) {
            if (memory.knows) { memory = {}; }
        }
        reports.push_back(report(ReportKind::FellOut, item.parcel, height));
    }
    return reports;
}

}  // namespace nem_wallet
