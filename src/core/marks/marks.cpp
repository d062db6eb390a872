#include <algorithm>
#include <map>
#include <marks/marks.hpp>
#include <set>

namespace marks {
namespace {

/// Gathers what arrived at each account.
class Findings {
public:
    Findings(const trace::Plan& plan, const Rule& rule) : rule_{rule} {
        for (const trace::Boundary& boundary : plan.boundaries) {
            boundaries_.insert(boundary.account);
        }
    }

    void note(const taint::Move& move) {
        // What an account sends to itself is nothing that it received.
        if (move.taint == 0 || move.to == ledger::kNobody || move.to == move.from) { return; }
        const auto [found, is_new] = known_.try_emplace(move.to, findings_.size());
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
    }

    std::vector<Finding> take() {
        for (Finding& finding : findings_) { finding.proposal = decide(finding); }
        return std::move(findings_);
    }

private:
    [[nodiscard]] Proposal decide(const Finding& finding) const {
        if (boundaries_.contains(finding.account)) { return Proposal::Boundary; }
        const bool enough = finding.received >= rule_.at_least.atoms();
        return finding.received_theft || enough ? Proposal::Mark : Proposal::DustOnly;
    }

    std::set<ledger::AccountId> boundaries_;
    Rule rule_;
    std::map<ledger::AccountId, std::size_t> known_;
    std::vector<Finding> findings_;
};

template <class LedgerKind>
std::vector<Finding> propose_on(const LedgerKind& ledger, const trace::Plan& plan,
                                taint::Policy policy, const Rule& rule) {
    Findings findings{plan, rule};
    // Poison tells no amounts: a bystander with a speck of dust would brand all whom he pays.
    const taint::Policy judged = taint::conserves(policy) ? policy : taint::Policy::Haircut;
    trace::for_each_move(ledger, plan, judged,
                         [&](const taint::Move& move) { findings.note(move); });
    return findings.take();
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
