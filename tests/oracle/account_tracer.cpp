#include "oracle/account_tracer.hpp"

#include <algorithm>
#include <utility>

namespace oracle {
namespace {

Lots one_lot(std::uint64_t atoms, bool tainted) {
    if (atoms == 0) { return {}; }
    return {Lot{atoms, tainted, {}}};
}

void walk(Lots& pieces, const trace::Step& step) {
    for (Lot& piece : pieces) {
        if (piece.tainted) { piece.way.push_back(step); }
    }
}

}  // namespace

AccountTracer::AccountTracer(taint::Policy policy, std::span<const money::Amount> openings,
                             taint::BoundarySet boundaries)
    : policy_{policy}, boundaries_{std::move(boundaries)} {
    for (std::uint32_t i = 0; i < openings.size(); ++i) {
        accounts_[{i}].lots = one_lot(openings[i].atoms(), false);
    }
}

void AccountTracer::apply(ledger::Row row, const ledger::Transfer& transfer, bool theft) {
    const auto& [from, to, amount, fee] = transfer;
    const bool is_theft = theft && from != to;
    std::uint32_t sender_hops = 0;
    if (from != ledger::kNobody && is_tainted(accounts_[from])) {
        sender_hops = accounts_[from].hops;
    }

    Lots pieces = outflow(row, from, amount.atoms(), is_theft);
    std::uint64_t stolen = 0;
    if (is_theft) {
        const bool all = policy_ == taint::Policy::Poison;
        stolen = all ? amount.atoms() : amount.atoms() - sum_tainted(pieces);
        pieces = one_lot(amount.atoms(), true);
    }
    sums_.stolen += stolen;
    walk(pieces, {row, from, to, {}});
    arrive(row, to, pieces, is_theft ? 1 : sender_hops + 1);

    const std::uint64_t fee_taint = sum_tainted(outflow(row, from, fee.atoms(), false));
    sums_.fees += fee_taint;

    const std::uint64_t moved = sum_tainted(pieces);
    if (moved > 0 || fee_taint > 0) {
        moves_.push_back({row, from, to, moved, fee_taint, is_theft, sender_hops, stolen});
    }
}

bool AccountTracer::is_boundary(ledger::AccountId account) const {
    return account.value < boundaries_.size() && boundaries_[account.value];
}

std::uint64_t AccountTracer::taint_of(const Account& account) const {
    if (policy_ == taint::Policy::Poison) { return account.poisoned ? sum_atoms(account.lots) : 0; }
    return sum_tainted(account.lots);
}

bool AccountTracer::is_tainted(const Account& account) const {
    return policy_ == taint::Policy::Poison ? account.poisoned : sum_tainted(account.lots) > 0;
}

/// A live ledger may show an account spending what it was never seen to receive.
void AccountTracer::cover(Account& account, std::uint64_t atoms) {
    const std::uint64_t balance = sum_atoms(account.lots);
    if (balance >= atoms) { return; }
    append(account.lots, one_lot(atoms - balance, false));
    sums_.partial = true;
}

Lots AccountTracer::outflow(ledger::Row row, ledger::AccountId from, std::uint64_t atoms,
                            bool theft) {
    if (from == ledger::kNobody) { return one_lot(atoms, false); }
    Account& account = accounts_[from];
    cover(account, atoms);
    Lots taken =
        theft ? take_by_theft(account.lots, atoms) : take_by_policy(account.lots, atoms, policy_);
    if (policy_ == taint::Policy::Poison) { taken = one_lot(atoms, account.poisoned); }
    if (sum_tainted(taken) > 0) { account.last = row; }
    if (!is_tainted(account)) { account.hops = 0; }
    return taken;
}

void AccountTracer::arrive(ledger::Row row, ledger::AccountId to, const Lots& pieces,
                           std::uint32_t hops) {
    const std::uint64_t tainted = sum_tainted(pieces);
    if (to == ledger::kNobody) {
        sums_.fees += tainted;
        return;
    }
    Account& account = accounts_[to];
    if (is_boundary(to)) {
        append(account.lots, one_lot(sum_atoms(pieces), false));
        if (tainted == 0) { return; }
        arrived_.try_emplace(to, taint::Arrived{0, row}).first->second.taint += tainted;
        append(handed_off_[to], pieces);
        return;
    }
    append(account.lots, pieces);
    if (tainted == 0) { return; }
    account.hops = account.hops == 0 ? hops : std::min(account.hops, hops);
    account.poisoned = true;
    if (!account.first) { account.first = row; }
    account.last = row;
}

std::map<ledger::AccountId, taint::Standing> AccountTracer::holders() const {
    std::map<ledger::AccountId, taint::Standing> holders;
    for (const auto& [id, account] : accounts_) {
        const std::uint64_t taint = taint_of(account);
        if (taint == 0 || !account.first) { continue; }
        holders[id] = {taint, sum_atoms(account.lots), account.hops, *account.first, account.last};
    }
    return holders;
}

Ways AccountTracer::ways(ledger::AccountId account) const {
    Ways ways;
    const auto held = accounts_.find(account);
    const auto booked = handed_off_.find(account);
    for (const Lot& lot : held == accounts_.end() ? Lots{} : held->second.lots) {
        if (lot.tainted) { ways[lot.way] += lot.atoms; }
    }
    for (const Lot& lot : booked == handed_off_.end() ? Lots{} : booked->second) {
        if (lot.tainted) { ways[lot.way] += lot.atoms; }
    }
    return ways;
}

}  // namespace oracle
