#include "case_follower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "events.hpp"

namespace live {

namespace {

std::vector<trace::Boundary> numbered(const std::vector<Boundary>& boundaries,
                                      AccountNames& names) {
    std::vector<trace::Boundary> numbered;
    numbered.reserve(boundaries.size());
    for (const Boundary& boundary : boundaries) {
        numbered.push_back({names.intern(boundary.account), boundary.label, boundary.kind});
    }
    return numbered;
}

bool at_or_after(const Block& block, const ledger::Bound& bound) {
    if (const auto* height = std::get_if<ledger::Height>(&bound)) {
        return block.height >= *height;
    }
    return block.time >= std::get<base::Instant>(bound);
}
bool at_or_before(const Block& block, const ledger::Bound& bound) {
    if (const auto* height = std::get_if<ledger::Height>(&bound)) {
        return block.height <= *height;
    }
    return block.time <= std::get<base::Instant>(bound);
}

}  // namespace

CaseFollower::CaseFollower(Case the_case, AccountNames& names) : case_{std::move(the_case)} {
    theft_txs_.insert(case_.theft_txs.begin(), case_.theft_txs.end());
    const auto boundaries = numbered(case_.boundaries, names);
    for (std::size_t i = 0; i < boundaries.size(); ++i) {
        const bool is_new = boundaries_.emplace(boundaries[i].account, i).second;
        base::invariant(is_new, "a case names each boundary once");
    }
    judged_ = std::make_unique<trace::LiveTrace>(
        marks::judged_by(case_.policy), ledger::OpeningBalances{}, boundaries,
        [this](const taint::Move& move) { moves_.back().push_back(move); });
    if (!taint::conserves(case_.policy)) {
        poison_ =
            std::make_unique<trace::LiveTrace>(case_.policy, ledger::OpeningBalances{}, boundaries);
    }
    if (case_.marks) { gathering_.emplace(boundaries, *case_.marks); }
}

bool CaseFollower::is_theft(const Transfer& transfer, const Block& block) const {
    if (transfer.from == transfer.to || transfer.amount.atoms() == 0) { return false; }
    if (theft_txs_.contains(transfer.tx)) { return true; }
    const auto& theft = case_.theft_account;
    return theft && transfer.from == theft->account &&
           (!theft->since || at_or_after(block, *theft->since)) &&
           (!theft->until || at_or_before(block, *theft->until));
}

bool CaseFollower::is_marked(ledger::AccountId account) const {
    if (!gathering_) { return false; }
    const auto finding = gathering_->find(account);
    return finding && finding->proposal == marks::Proposal::Mark;
}

void CaseFollower::hold(const taint::Move& move, int sign) {
    const auto change = [&](ledger::AccountId account, std::uint64_t atoms, bool more) {
        if (atoms == 0 || account == ledger::kNobody || boundaries_.contains(account)) { return; }
        std::uint64_t& held = held_[account];
        base::invariant(more || held >= atoms, "what is moved was held");
        held = more ? held + atoms : held - atoms;
        if (held == 0) { held_.erase(account); }
    };
    // A theft taints clean atoms on their way: the sender had only the rest. The fee comes last:
    // who sends all to himself pays it out of what arrived.
    const std::uint64_t left = move.taint - move.stolen;
    if (sign > 0) {
        change(move.from, left, false);
        change(move.to, move.taint, true);
        change(move.from, move.fee_taint, false);
    } else {
        change(move.from, move.fee_taint, true);
        change(move.to, move.taint, false);
        change(move.from, left, true);
    }
}

void CaseFollower::apply(const NumberedBlock& numbered, std::vector<Event>& events) {
    std::vector<bool> thefts(numbered.rows.size());
    for (std::size_t i = 0; i < thefts.size(); ++i) {
        thefts[i] = is_theft(numbered.block.transfers[i], numbered.block);
    }
    moves_.emplace_back();
    reached_.clear();
    judged_->apply_block(numbered.first, numbered.rows, thefts);
    if (poison_) { poison_->apply_block(numbered.first, numbered.rows, thefts); }
    if (gathering_) { gathering_->open_block(); }
    for (const taint::Move& move : moves_.back()) { tell(move, numbered, events); }
}

void CaseFollower::tell(const taint::Move& move, const NumberedBlock& numbered,
                        std::vector<Event>& events) {
    hold(move, 1);
    const bool was_marked = is_marked(move.to);
    if (gathering_) { gathering_->note(move); }
    if (move.taint == 0 || move.from == move.to) { return; }
    const std::size_t row = move.row.value - numbered.first.value;
    Event event = make_event(case_.id, numbered.block, row);
    event.taint = move.taint;
    event.hops = move.theft ? 1 : move.sender_hops + 1;
    const auto boundary = boundaries_.find(move.to);
    if (move.theft) {
        add(EventKind::TheftConfirmed, event, events);
    } else if (boundary == boundaries_.end()) {
        add(EventKind::TaintMoved, event, events);
    }
    if (boundary != boundaries_.end()) {
        event.label = case_.boundaries[boundary->second].label;
        add(EventKind::BoundaryReached, event, events);
        return;
    }
    reached_[move.to] = event.tx;
    if (was_marked || !is_marked(move.to) || !gathering_) { return; }
    const auto finding = gathering_->find(move.to);
    event.taint = finding ? finding->received : 0;
    event.hops = finding ? finding->hops : 0;
    add(EventKind::MarkProposed, event, events);
}

void CaseFollower::undo(const Block& block, const AccountNames& names, std::vector<Event>& events) {
    std::vector<ledger::AccountId> marked;
    for (const taint::Move& move : moves_.back()) {
        if (is_marked(move.to)) { marked.push_back(move.to); }
    }
    for (auto move = moves_.back().rbegin(); move != moves_.back().rend(); ++move) {
        hold(*move, -1);
    }
    moves_.pop_back();
    reached_.clear();
    judged_->undo_block();
    if (poison_) { poison_->undo_block(); }
    if (gathering_) { gathering_->undo_block(); }
    std::ranges::sort(marked);
    const auto rest = std::ranges::unique(marked);
    marked.erase(rest.begin(), rest.end());
    for (const ledger::AccountId account : marked) {
        if (is_marked(account)) { continue; }
        events.push_back(withdrawn(case_.id, block, names.text(account)));
    }
}

void CaseFollower::forget(std::size_t keep) {
    judged_->forget_blocks(keep);
    if (poison_) { poison_->forget_blocks(keep); }
    if (gathering_) { gathering_->forget_blocks(keep); }
    while (moves_.size() > keep) { moves_.pop_front(); }
}

void CaseFollower::preview(const Block& block, const AccountNames& names,
                           std::vector<Event>& events) const {
    for (std::size_t row = 0; row < block.transfers.size(); ++row) {
        const Transfer& transfer = block.transfers[row];
        Event event = make_event(case_.id, block, row);
        event.height.reset();
        event.time.reset();
        if (is_theft(transfer, block)) {
            event.taint = transfer.amount.atoms();
            event.hops = 1;
            add(EventKind::TheftSeen, event, events);
            continue;
        }
        const auto from = names.find(transfer.from);
        const auto held = from ? held_.find(*from) : held_.end();
        if (held == held_.end() || transfer.from == transfer.to) { continue; }
        event.taint = held->second;
        add(EventKind::TaintSeen, event, events);
    }
}

Reached CaseFollower::reached(const AccountNames& names) const {
    Reached reached{case_.id, {}};
    if (!gathering_) { return reached; }
    for (const auto& [account, tx] : reached_) {
        const auto finding = gathering_->find(account);
        if (!finding) { continue; }
        const auto holding = judged_->book().holding(account);
        // More may have passed through an account than there ever were coins.
        const auto received = static_cast<std::uint64_t>(
            std::min<money::Total>(finding->received, std::numeric_limits<std::uint64_t>::max()));
        reached.accounts.push_back({.account = std::string{names.text(account)},
                                    .received = money::Amount::from_atoms(received),
                                    .tainted = money::Amount::from_atoms(holding.taint),
                                    .balance = money::Amount::from_atoms(holding.balance),
                                    .hops = finding->hops,
                                    .received_theft = finding->received_theft,
                                    .tx = tx});
    }
    return reached;
}

State CaseFollower::state(const AccountNames& names) const {
    State state;
    state.case_id = case_.id;
    state.policy = case_.policy;
    state.sums = shown().sums();
    shown().for_each_holder([&](ledger::AccountId account, const taint::Standing& standing) {
        if (standing.taint == 0) { return; }
        state.holders.push_back({std::string{names.text(account)},
                                 {},
                                 standing.taint,
                                 standing.balance,
                                 standing.hops});
    });
    std::ranges::sort(state.holders, [](const Standing& left, const Standing& right) {
        return std::tie(right.taint, left.account) < std::tie(left.taint, right.account);
    });
    for (const auto& [account, place] : boundaries_) {
        const auto arrived = shown().arrived(account);
        if (!arrived) { continue; }
        state.boundaries.push_back({std::string{names.text(account)}, case_.boundaries[place].label,
                                    arrived->taint, 0, 0});
    }
    return state;
}

void CaseFollower::add_watched(std::set<std::string, std::less<>>& into,
                               const AccountNames& names) const {
    if (case_.theft_account) { into.insert(case_.theft_account->account); }
    for (const auto& [account, held] : held_) { into.emplace(names.text(account)); }
}

void CaseFollower::add_bytes(std::vector<std::uint8_t>& into) const {
    const auto add_book = [&](const taint::AccountBook& book) {
        const auto bytes = book.bytes();
        into.insert(into.end(), bytes.begin(), bytes.end());
    };
    add_book(judged_->book());
    if (poison_) { add_book(poison_->book()); }
    for (const auto& [account, held] : held_) {
        const std::string text = fmt::format("{}={};", account.value, held);
        into.insert(into.end(), text.begin(), text.end());
    }
    if (!gathering_) { return; }
    for (const marks::Finding& finding : gathering_->findings()) {
        const std::string text = fmt::format(
            "{}:{}:{}:{}:{}:{}:{};", finding.account.value, std::to_underlying(finding.proposal),
            finding.hops, finding.received_theft, money::to_atoms_text(finding.received),
            finding.arrivals, finding.first.value);
        into.insert(into.end(), text.begin(), text.end());
    }
}

}  // namespace live
