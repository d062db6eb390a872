#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <marks/payload.hpp>
#include <optional>

namespace marks {
namespace {

constexpr std::string_view kBegin = "dyepack/1 ";
constexpr std::array kKinds{NoticeKind::Mark, NoticeKind::Dispute, NoticeKind::Uphold,
                            NoticeKind::Revoke};

/// Atoms and heights: decimal digits as they are printed.
std::optional<std::uint64_t> parse_number(std::string_view word) {
    const auto number = money::parse_atoms(word);
    if (!number || (word.size() > 1 && word.front() == '0')) { return std::nullopt; }
    return number->atoms();
}

bool is_case_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
}

constexpr std::size_t kWords = 6;  // after the beginning
using Words = std::array<std::string_view, kWords>;

std::optional<Words> cut(std::string_view text) {
    if (std::ranges::count(text, ' ') != kWords - 1) { return std::nullopt; }
    Words words;
    for (auto& word : words) {
        const auto end = text.find(' ');
        word = text.substr(0, end);
        if (end != std::string_view::npos) { text.remove_prefix(end + 1); }
    }
    return words;
}

}  // namespace

std::string_view to_string(NoticeKind kind) {
    switch (kind) {
        case NoticeKind::Mark: return "mark";
        case NoticeKind::Dispute: return "dispute";
        case NoticeKind::Uphold: return "uphold";
        case NoticeKind::Revoke: return "revoke";
    }
    base::broken("unnamed kind of notice");
}

bool is_case_id(std::string_view text) {
    return !text.empty() && text.size() <= kCaseIdBytesMax && text.front() != '-' &&
           text.back() != '-' && std::ranges::all_of(text, is_case_letter);
}

bool is_account_text(std::string_view text) {
    return !text.empty() && text.size() <= kAccountBytesMax &&
           std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter <= '~'; });
}

std::string to_text(const Notice& notice) {
    base::invariant(is_case_id(notice.case_id) && is_account_text(notice.issuer),
                    "a notice is made of words");
    return fmt::format("{}{} {} {} {} {} {}", kBegin, to_string(notice.kind), notice.case_id,
                       taint::to_string(notice.policy), notice.tainted.atoms(), notice.height.value,
                       notice.issuer);
}

std::expected<Notice, NoticeError> parse_notice(std::string_view text) {
    if (!text.starts_with(kBegin)) { return std::unexpected(NoticeError::NotANotice); }
    if (text.size() > kNoticeBytesMax) { return std::unexpected(NoticeError::TooLong); }
    const auto words = cut(text.substr(kBegin.size()));
    if (!words) { return std::unexpected(NoticeError::WrongWordCount); }
    const auto& [kind_word, case_id, policy_word, tainted_word, height_word, issuer] = *words;
    const auto* kind = std::ranges::find(kKinds, kind_word, to_string);
    if (kind == kKinds.end()) { return std::unexpected(NoticeError::BadKind); }
    if (!is_case_id(case_id)) { return std::unexpected(NoticeError::BadCase); }
    const auto policy = taint::parse_policy(policy_word);
    if (!policy) { return std::unexpected(NoticeError::BadPolicy); }
    const auto tainted = parse_number(tainted_word);
    if (!tainted) { return std::unexpected(NoticeError::BadTainted); }
    const auto height = parse_number(height_word);
    if (!height) { return std::unexpected(NoticeError::BadHeight); }
    if (!is_account_text(issuer)) { return std::unexpected(NoticeError::BadIssuer); }
    return Notice{*kind,
                  std::string{case_id},
                  *policy,
                  money::Amount::from_atoms(*tainted),
                  ledger::Height{*height},
                  std::string{issuer}};
}

base::Phrase to_phrase(NoticeError error) {
    switch (error) {
        case NoticeError::NotANotice:
            return {"the message is no notice of dyepack", "dyepack の通知ではありません"};
        case NoticeError::TooLong:
            return {"the notice is longer than 1,024 bytes", "通知が 1,024 バイトを超えています"};
        case NoticeError::WrongWordCount:
            return {"a notice has seven words with one blank between them",
                    "通知は空白一つで区切られた七つの語です"};
        case NoticeError::BadKind:
            return {"the kind of notice is none of mark, dispute, uphold, revoke",
                    "通知の種類が mark、dispute、uphold、revoke のどれでもありません"};
        case NoticeError::BadCase:
            return {"the notice names no case", "通知の事件名が正しくありません"};
        case NoticeError::BadPolicy:
            return {"the notice names no policy of dyepack", "通知の追跡方式が知られていません"};
        case NoticeError::BadTainted:
            return {"the tainted amount is no whole number of atoms",
                    "汚染額が最小単位の整数ではありません"};
        case NoticeError::BadHeight:
            return {"the height is no whole number", "ブロック高が整数ではありません"};
        case NoticeError::BadIssuer:
            return {"the notice names no issuer", "通知の発行者が正しくありません"};
    }
    base::broken("unnamed error of a notice");
}

}  // namespace marks
