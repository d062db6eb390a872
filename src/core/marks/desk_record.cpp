#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <marks/desk.hpp>
#include <optional>
#include <utility>

#include "canonical_text.hpp"

/// What is left when a case is closed, and a desk's state as bytes.
namespace marks {
namespace {

/// ` RECEIVED SINCE`: atoms that arrived and the block of the reason; `-` for what there is not.
void write_evidence(const Mark& mark, std::string& out) {
    if (!mark.evidence) {
        out += " - -";
        return;
    }
    fmt::format_to(std::back_inserter(out), " {} {}", mark.evidence->candidate.received.atoms(),
                   mark.evidence->since.value);
}

void write_note(const std::string& account, const Mark& mark, std::string& out) {
    if (mark.note.empty()) { return; }
    fmt::format_to(std::back_inserter(out), "note {} {}\n", account, mark.note);
}

/// `mark ACCOUNT STATE RECEIVED SINCE HEIGHT TX`: ordered at least; the announcement's place.
void write_mark(const std::string& account, const Mark& mark, std::string& out) {
    fmt::format_to(std::back_inserter(out), "mark {} {}", account, to_string(mark.state));
    write_evidence(mark, out);
    if (mark.tx.empty()) {
        out += " - -\n";
    } else {
        fmt::format_to(std::back_inserter(out), " {} {}\n", mark.height.value, mark.tx);
    }
    write_note(account, mark, out);
}

/// `unmarked ACCOUNT WHY RECEIVED SINCE`: looked at and never marked. One word says why: what a
/// person decided, what the rules say, `no-reason` where it has left the chain, or `not-announced`.
void write_unmarked(const std::string& account, const Mark& mark,
                    std::optional<Judgement> judgement, std::string& out) {
    std::string why = "no-reason";
    if (mark.declined) {
        why = "declined";
    } else if (judgement == Judgement::Issue || mark.approved) {
        why = "not-announced";
    } else if (judgement) {
        why = to_string(*judgement);
        std::ranges::replace(why, ' ', '-');
    }
    fmt::format_to(std::back_inserter(out), "unmarked {} {}", account, why);
    write_evidence(mark, out);
    out += '\n';
    write_note(account, mark, out);
}

void put(CanonicalText& out, const std::optional<Evidence>& evidence) {
    out.flag(evidence.has_value());
    if (!evidence) { return; }
    const Candidate& candidate = evidence->candidate;
    out.number(candidate.received.atoms()).number(candidate.tainted.atoms());
    out.number(candidate.balance.atoms()).number(candidate.hops);
    out.flag(candidate.received_theft).text(candidate.tx);
    out.number(evidence->share).number(evidence->since.value);
}

void put(CanonicalText& out, const std::optional<Notice>& notice) {
    out.text(notice ? to_text(*notice) : std::string{});
}

void put(CanonicalText& out, const Mark& mark) {
    out.number(std::to_underlying(mark.state)).flag(mark.approved).flag(mark.declined);
    put(out, mark.evidence);
    put(out, mark.notice);
    out.text(mark.note).text(mark.tx).number(mark.height.value).number(mark.notices);
    out.text(mark.notice_due ? to_string(*mark.notice_due) : std::string_view{});
    out.flag(mark.review_asked);
}

}  // namespace

void Desk::record_when_settled(std::vector<Intent>& intents) {
    if (!closed_ || closed_->recorded) { return; }
    const bool flying =
        std::ranges::any_of(given_, [](const auto& flight) { return !flight.second.included; });
    const bool due = std::ranges::any_of(
        marks_, [](const auto& mark) { return mark.second.notice_due.has_value(); });
    if (flying || due) { return; }
    closed_->recorded = true;
    intents.emplace_back(FinalRecord{final_record()});
}

std::string Desk::final_record() const {
    const Closing& closing = base::present(closed_, "a record is of a closed case");
    std::string text = "dyepack final record 1\n";
    auto end = std::back_inserter(text);
    fmt::format_to(end, "case {}\npolicy {}\nissuer {}\n", case_.id, taint::to_string(case_.policy),
                   case_.issuer);
    fmt::format_to(end, "closed {}\nheight {}\nreason {}\n", base::to_rfc3339(closing.at),
                   tip_ ? fmt::to_string(tip_->value) : "-", closing.note);
    const auto is_mark = [](const auto& entry) {
        return entry.second.state != MarkState::Proposed;
    };
    const auto marked = std::ranges::count_if(marks_, is_mark);
    fmt::format_to(end, "dry_run {}\nfees_at_most {}\nmarks {}\nunmarked {}\n",
                   rules_.dry_run ? "yes" : "no", spent_.atoms(), marked,
                   std::ssize(marks_) - marked);
    for (const auto& entry : marks_) {
        const auto& [account, mark] = entry;
        if (is_mark(entry)) {
            write_mark(account, mark, text);
        } else {
            write_unmarked(account, mark, judgement(account), text);
        }
    }
    text += "end\n";
    return text;
}

std::vector<std::uint8_t> Desk::bytes() const {
    CanonicalText out;
    out.number(marks_.size());
    for (const auto& [account, mark] : marks_) { put(out.text(account), mark); }
    out.number(given_.size());
    for (const auto& [id, flight] : given_) {
        out.text(id).text(flight.account).number(std::to_underlying(flight.notice.kind));
        out.number(flight.fee.atoms()).flag(flight.included);
    }
    out.number(ordered_at_.size());
    for (const auto at : ordered_at_) { out.number(static_cast<std::uint64_t>(at.seconds)); }
    out.flag(clock_.has_value());
    out.number(clock_ ? static_cast<std::uint64_t>(clock_->seconds) : 0);
    out.flag(tip_.has_value()).number(tip_ ? tip_->value : 0).number(spent_.atoms());
    out.flag(closed_.has_value());
    if (closed_) {
        out.number(static_cast<std::uint64_t>(closed_->at.seconds)).text(closed_->note);
        out.flag(closed_->recorded);
    }
    return out.take();
}

}  // namespace marks
