#include <algorithm>
#include <marks/marks.hpp>
#include <ranges>

namespace marks {

Gathering::Gathering(std::span<const trace::Boundary> boundaries, const Rule& rule) : rule_{rule} {
    for (const trace::Boundary& boundary : boundaries) { boundaries_.insert(boundary.account); }
}

void Gathering::note(const taint::Move& move) {
    // What an account sends to itself is nothing that it received.
    if (move.taint == 0 || move.to == ledger::kNobody || move.to == move.from) { return; }
    const auto [found, is_new] = known_.try_emplace(move.to, findings_.size());
    if (!blocks_.empty()) {
        blocks_.back().push_back(
            {found->second, is_new ? std::nullopt : std::optional{findings_[found->second]}});
    }
    if (is_new) { findings_.push_back({.account = move.to, .first = move.row}); }
    Finding& finding = findings_[found->second];
    const std::uint32_t hops = move.theft ? 1 : move.sender_hops + 1;
    finding.hops = is_new ? hops : std::min(finding.hops, hops);
    finding.received_theft = finding.received_theft || move.theft;
    finding.received += move.taint;
    finding.arrivals += 1;
    const bool room = finding.from.size() < kSendersMax;
    if (room && std::ranges::find(finding.from, move.from) == finding.from.end()) {
        finding.from.push_back(move.from);
    }
    finding.proposal = decide(finding);
}

Proposal Gathering::decide(const Finding& finding) const {
    if (boundaries_.contains(finding.account)) { return Proposal::Boundary; }
    const bool enough = finding.received >= rule_.at_least.atoms();
    return finding.received_theft || enough ? Proposal::Mark : Proposal::DustOnly;
}

std::vector<Finding> Gathering::findings() const { return findings_; }

std::optional<Finding> Gathering::find(ledger::AccountId account) const {
    const auto found = known_.find(account);
    if (found == known_.end()) { return std::nullopt; }
    return findings_[found->second];
}

void Gathering::open_block() { blocks_.emplace_back(); }

void Gathering::undo_block() {
    base::invariant(!blocks_.empty(), "only an open block is undone");
    for (auto& [at, before] : blocks_.back() | std::views::reverse) {
        if (before) {
            findings_[at] = std::move(*before);
        } else {
            known_.erase(findings_[at].account);
            findings_.pop_back();
        }
    }
    blocks_.pop_back();
}

void Gathering::forget_blocks(std::size_t keep) {
    while (blocks_.size() > keep) { blocks_.pop_front(); }
}

namespace {

template <class LedgerKind>
std::vector<Finding> propose_on(const LedgerKind& ledger, const trace::Plan& plan,
                                taint::Policy policy, const Rule& rule) {
    Gathering gathering{plan.boundaries, rule};
    trace::for_each_move(ledger, plan, judged_by(policy),
                         [&](const taint::Move& move) { gathering.note(move); });
    return gathering.findings();
}

}  // namespace

std::vector<Finding> propose(const ledger::AccountLedger& ledger, const trace::Plan& plan,
                             taint::Policy policy, const Rule& rule) {
    return propose_on(ledger, plan, policy, rule);
}
std::vector<Finding> propose(const ledger::UtxoLedger& ledger, const trace::Plan& plan,
                             taint::Policy policy, const Rule& rule) {
    return propose_on(ledger, plan, policy, rule);
}

}  // namespace marks
