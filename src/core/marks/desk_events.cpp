#include <algorithm>
#include <marks/desk.hpp>
#include <ranges>

/// What blocks, people and the wallet tell the desk.
namespace marks {
namespace {

bool is_note(std::string_view text) {
    return !text.empty() && text.size() <= kNoteBytesMax &&
           base::visible(text, text.size()) == text;
}

std::optional<DeskError> find_fault(const Candidate& candidate) {
    if (!is_account_text(candidate.account) || !is_account_text(candidate.tx)) {
        return DeskError::BadWord;
    }
    if (candidate.tainted > candidate.balance) { return DeskError::BadAmounts; }
    return std::nullopt;
}

}  // namespace

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::NextBlock& block) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    if (tip_ && block.height.value != tip_->value + 1) {
        return std::unexpected(DeskError::NotNext);
    }
    for (const Candidate& candidate : block.candidates) {
        if (const auto fault = find_fault(candidate)) { return std::unexpected(*fault); }
    }
    Undo undo{block.height, tip_, {}};
    for (const Candidate& candidate : block.candidates) {
        learn(candidate, block.height, undo.before);
    }
    tip_ = block.height;
    blocks_.push_back(std::move(undo));
    while (blocks_.size() > undo_blocks_) { blocks_.pop_front(); }
    return std::vector<Intent>{};
}

/// What is known of an account only ever grows: passing the coins on sheds nothing.
void Desk::learn(const Candidate& candidate, ledger::Height height, std::vector<Before>& before) {
    Mark& mark = marks_[candidate.account];
    before.push_back({candidate.account, mark.evidence});
    mark.review_asked = false;
    if (!mark.evidence) {
        mark.evidence = Evidence{candidate, share_of(candidate), height};
        return;
    }
    Evidence& evidence = *mark.evidence;
    const Judgement was = judge_evidence(evidence);
    Candidate merged = candidate;
    merged.received = std::max(merged.received, evidence.candidate.received);
    merged.hops = std::min(merged.hops, evidence.candidate.hops);
    merged.received_theft = merged.received_theft || evidence.candidate.received_theft;
    evidence.candidate = std::move(merged);
    evidence.share = std::max(evidence.share, share_of(candidate));
    // The reason lies in the block that made it one.
    const bool now_due = was != Judgement::Issue && judge_evidence(evidence) == Judgement::Issue;
    if (now_due) { evidence.since = height; }
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::BlockUndone& undone) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    if (!tip_ || *tip_ != undone.height) { return std::unexpected(DeskError::NotNext); }
    if (blocks_.empty()) { return std::unexpected(DeskError::NothingToUndo); }
    for (Before& before : blocks_.back().before | std::views::reverse) {
        marks_[before.account].evidence = std::move(before.evidence);
        drop_if_empty(before.account);
    }
    tip_ = blocks_.back().tip;
    blocks_.pop_back();
    return std::vector<Intent>{};
}

void Desk::drop_if_empty(const std::string& account) {
    const auto found = marks_.find(account);
    const Mark& mark = found->second;
    const bool decided = mark.approved || mark.declined;
    if (mark.state == MarkState::Proposed && !mark.evidence && !decided) { marks_.erase(found); }
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Approve& approve) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    const auto found = marks_.find(approve.account);
    if (found == marks_.end()) { return std::unexpected(DeskError::UnknownAccount); }
    if (found->second.state != MarkState::Proposed) {
        return std::unexpected(DeskError::WrongState);
    }
    const auto judged = judgement(approve.account);
    if (judged == Judgement::DoNotMark || judged == Judgement::Dust) {
        return std::unexpected(DeskError::NeverMarked);
    }
    found->second.approved = true;
    found->second.declined = false;
    return std::vector<Intent>{};
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Decline& decline) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    const auto found = marks_.find(decline.account);
    if (found == marks_.end()) { return std::unexpected(DeskError::UnknownAccount); }
    Mark& mark = found->second;
    if (mark.state != MarkState::Proposed && mark.state != MarkState::Ordered) {
        return std::unexpected(DeskError::WrongState);
    }
    mark.approved = false;
    mark.declined = true;
    // What is on its way may still arrive; if it fails, it is not announced again.
    if (rules_.dry_run) { mark.state = MarkState::Proposed; }
    return std::vector<Intent>{};
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Included& included) {
    const auto found = given_.find(included.order);
    if (found == given_.end()) { return std::unexpected(DeskError::UnknownOrder); }
    if (!is_account_text(included.tx)) { return std::unexpected(DeskError::BadWord); }
    found->second.included = true;
    if (found->second.notice.kind == NoticeKind::Mark) {
        Mark& mark = marks_[found->second.account];
        mark.tx = included.tx;
        mark.height = included.height;
        if (mark.state == MarkState::Ordered) { mark.state = MarkState::Issued; }
    }
    std::vector<Intent> intents;
    record_when_settled(intents);
    return intents;
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::FellOut& fell_out) {
    const auto found = given_.find(fell_out.order);
    if (found == given_.end()) { return std::unexpected(DeskError::UnknownOrder); }
    found->second.included = false;
    if (found->second.notice.kind == NoticeKind::Mark) {
        Mark& mark = marks_[found->second.account];
        mark.tx.clear();
        mark.height = {};
        if (mark.state == MarkState::Issued) { mark.state = MarkState::Ordered; }
    }
    return std::vector<Intent>{};
}

/// The wallet says so only when the announcement can never come into the chain, so the same order
/// may be given again.
std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Failed& failed) {
    const auto found = given_.find(failed.order);
    if (found == given_.end()) { return std::unexpected(DeskError::UnknownOrder); }
    if (found->second.included) { return std::unexpected(DeskError::WrongState); }
    const Given flight = found->second;
    given_.erase(found);
    spent_ = money::subtract(spent_, flight.fee).value_or(money::Amount{});
    Mark& mark = marks_[flight.account];
    if (flight.notice.kind == NoticeKind::Mark) {
        // What was disputed or revoked on its way is not announced anew without a person.
        mark.declined = mark.declined || mark.state != MarkState::Ordered;
        mark.state = MarkState::Proposed;
        mark.notice.reset();
        mark.notice_due.reset();
        drop_if_empty(flight.account);
    } else if (!mark.notice_due) {
        mark.notice_due = flight.notice.kind;
    }
    std::vector<Intent> intents;
    record_when_settled(intents);
    return intents;
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Dispute& dispute) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    const auto found = marks_.find(dispute.account);
    if (found == marks_.end()) { return std::unexpected(DeskError::UnknownAccount); }
    if (found->second.state != MarkState::Issued) { return std::unexpected(DeskError::WrongState); }
    if (!is_note(dispute.note)) { return std::unexpected(DeskError::BadNote); }
    found->second.state = MarkState::Disputed;
    found->second.note = dispute.note;
    found->second.notices += 1;
    found->second.notice_due = NoticeKind::Dispute;
    return std::vector<Intent>{};
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Uphold& uphold) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    const auto found = marks_.find(uphold.account);
    if (found == marks_.end()) { return std::unexpected(DeskError::UnknownAccount); }
    Mark& mark = found->second;
    if (mark.state != MarkState::Disputed) { return std::unexpected(DeskError::WrongState); }
    mark.state = MarkState::Issued;
    mark.notices += 1;
    mark.notice_due = NoticeKind::Uphold;
    return std::vector<Intent>{};
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Revoke& revoke) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    const auto found = marks_.find(revoke.account);
    if (found == marks_.end()) { return std::unexpected(DeskError::UnknownAccount); }
    Mark& mark = found->second;
    if (mark.state != MarkState::Issued && mark.state != MarkState::Disputed) {
        return std::unexpected(DeskError::WrongState);
    }
    if (!is_note(revoke.note)) { return std::unexpected(DeskError::BadNote); }
    mark.state = MarkState::Revoked;
    mark.note = revoke.note;
    mark.notices += 1;
    mark.notice_due = NoticeKind::Revoke;
    return std::vector<Intent>{};
}

std::expected<std::vector<Intent>, DeskError> Desk::on(const event::Close& close) {
    if (closed_) { return std::unexpected(DeskError::Closed); }
    if (!is_note(close.note)) { return std::unexpected(DeskError::BadNote); }
    closed_ = Closing{close.now, close.note, false};
    std::vector<Intent> intents;
    record_when_settled(intents);
    return intents;
}

}  // namespace marks
