#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <marks/desk.hpp>
#include <ranges>
#include <tuple>

namespace marks {
namespace {

constexpr std::int64_t kHourSeconds = 3'600;

std::string order_id(const DeskCase& the_case, const std::string& account, NoticeKind kind,
                     std::uint32_t number) {
    const auto id = fmt::format("{}/{}/{}", the_case.id, account, to_string(kind));
    return kind == NoticeKind::Mark ? id : fmt::format("{}/{}", id, number);
}

}  // namespace

Desk::Desk(DeskCase the_case, IssuingRules rules, std::size_t undo_blocks)
    : case_{std::move(the_case)}, rules_{std::move(rules)}, undo_blocks_{undo_blocks} {
    base::invariant(is_case_id(case_.id) && is_account_text(case_.issuer),
                    "a desk's case and issuer are words of a notice");
    rules_.do_not_mark.try_emplace(case_.issuer, case_.issuer);  // nobody marks himself
}

std::expected<std::vector<Intent>, DeskError> Desk::apply(const DeskEvent& event) {
    return std::visit([this](const auto& what) { return on(what); }, event);
}

Judgement Desk::judge_evidence(const Evidence& evidence) const {
    return judge(evidence.candidate, evidence.share, rules_);
}

std::optional<Judgement> Desk::judgement(std::string_view account) const {
    const auto found = marks_.find(std::string{account});
    if (found == marks_.end()) { return std::nullopt; }
    const auto& evidence = found->second.evidence;
    if (!evidence) { return std::nullopt; }
    return judge_evidence(*evidence);
}

bool Desk::may_issue(const Mark& mark) const {
    if (!tip_ || mark.state != MarkState::Proposed || !mark.evidence || mark.declined) {
        return false;
    }
    const auto above = tip_->value - mark.evidence->since.value + 1;
    if (above < rules_.confirmations_min) { return false; }
    switch (judge_evidence(*mark.evidence)) {
        case Judgement::Issue: return true;
        case Judgement::DoNotMark:
        case Judgement::Dust: return false;
        case Judgement::BelowAmount:
        case Judgement::BelowShare:
        case Judgement::TooManyHops: return mark.approved;
    }
    base::broken("unnamed judgement");
}

bool Desk::affords(money::Amount fee) const {
    const auto after = money::add(spent_, fee);
    return after && *after <= rules_.fee_budget;
}

bool Desk::lacks_budget(money::Amount fee) const {
    return !closed_ && !affords(fee) &&
           std::ranges::any_of(marks_, [&](const auto& mark) { return may_issue(mark.second); });
}

bool Desk::in_flight(const std::string& account) const {
    return std::ranges::any_of(given_, [&](const auto& flight) {
        return flight.second.account == account && !flight.second.included;
    });
}

std::vector<Flight> Desk::flights() const {
    std::vector<Flight> flights;
    flights.reserve(given_.size());
    for (const auto& [order, given] : given_) {
        flights.push_back({order, given.account, given.notice, given.included});
    }
    return flights;
}

/// Invariant: nothing else of this account is on its way, so that notices arrive in order.
void Desk::order(const std::string& account, Mark& mark, NoticeKind kind, money::Amount fee,
                 std::vector<Intent>& intents) {
    if (kind == NoticeKind::Mark) {
        const Evidence& evidence = base::present(mark.evidence, "a mark has a reason");
        const auto height = base::present(tip_, "a reason lies in a block");
        mark.notice =
            Notice{kind, case_.id, case_.policy, evidence.candidate.received, height, case_.issuer};
    }
    Notice notice = base::present(mark.notice, "what is disputed was announced");
    notice.kind = kind;
    const auto id = order_id(case_, account, kind, mark.notices);
    if (!rules_.dry_run) { given_[id] = {account, notice, fee, false}; }
    spent_ = money::add(spent_, fee)
                 .value_or(money::Amount::from_atoms(std::numeric_limits<std::uint64_t>::max()));
    intents.emplace_back(Order{id, account, std::move(notice), rules_.dry_run});
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Tick& tick) {
    clock_ = std::max(clock_.value_or(tick.now), tick.now);
    std::vector<Intent> intents;
    if (!closed_) { ask_for_reviews(intents); }
    order_notices(tick.fee, intents);
    if (!closed_) { order_marks(tick, intents); }
    record_when_settled(intents);
    return intents;
}

void Desk::ask_for_reviews(std::vector<Intent>& intents) {
    for (auto& [account, mark] : marks_) {
        const bool told = mark.state == MarkState::Ordered || mark.state == MarkState::Issued;
        if (told && !mark.evidence && !mark.review_asked) {
            mark.review_asked = true;
            intents.emplace_back(Review{account});
        }
    }
}

/// No budget or rate holds them back: a revocation that waits does harm.
void Desk::order_notices(money::Amount fee, std::vector<Intent>& intents) {
    for (auto& [account, mark] : marks_) {
        if (!mark.notice_due || in_flight(account)) { continue; }
        order(account, mark, *mark.notice_due, fee, intents);
        mark.notice_due.reset();
    }
}

void Desk::order_marks(const event::Tick& tick, std::vector<Intent>& intents) {
    const auto now = base::present(clock_, "a tick set it");
    while (!ordered_at_.empty() && ordered_at_.front().seconds <= now.seconds - kHourSeconds) {
        ordered_at_.pop_front();
    }
    std::vector<std::pair<const std::string*, Mark*>> due;
    for (auto& [account, mark] : marks_) {
        if (may_issue(mark)) { due.emplace_back(&account, &mark); }
    }
    std::ranges::stable_sort(due, {}, [](const auto& one) {
        return base::present(one.second->evidence, "what is due has a reason").since;
    });
    for (const auto& [account, mark] : due) {
        if (ordered_at_.size() >= rules_.marks_an_hour || !affords(tick.fee)) { return; }
        ordered_at_.push_back(now);
        order(*account, *mark, NoticeKind::Mark, tick.fee, intents);
        mark->state = MarkState::Ordered;
    }
}

}  // namespace marks
