#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <marks/desk.hpp>
#include <utility>

#include "canonical_text.hpp"

/// What is left when a case is closed, and a desk's state as bytes.
namespace marks {
namespace {

/// `mark ACCOUNT STATE TAINTED SINCE HEIGHT TX`: atoms that arrived, the block of the reason, and
/// the announcement; `-` for what there is not.
void write_mark(const std::string& account, const Mark& mark, std::string& out) {
    auto end = std::back_inserter(out);
    fmt::format_to(end, "mark {} {}", account, to_string(mark.state));
    if (mark.evidence) {
        fmt::format_to(end, " {} {}", mark.evidence->candidate.received.atoms(),
                       mark.evidence->since.value);
    } else {
        out += " - -";
    }
    if (mark.tx.empty()) {
        out += " - -\n";
    } else {
        fmt::format_to(end, " {} {}\n", mark.height.value, mark.tx);
    }
    if (!mark.note.empty()) { fmt::format_to(end, "note {} {}\n", account, mark.note); }
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
    fmt::format_to(end, "fees {}\nmarks {}\n", spent_.atoms(), marks_.size());
    for (const auto& [account, mark] : marks_) { write_mark(account, mark, text); }
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
