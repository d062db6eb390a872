#pragma once

#include <cstdint>
#include <expected>
#include <ledger/ledger.hpp>
#include <string>
#include <string_view>
#include <taint/taint.hpp>

/// What a mark says on the chain: the text of the message beside it.
///
///     dyepack/1 KIND CASE POLICY TAINTED HEIGHT ISSUER
///     dyepack/1 mark coincheck-2018 fifo 526300010000000 1462000 NB3...
///
/// Seven words, one blank between them, ASCII. KIND: `mark`, `dispute` (somebody disputes the mark,
/// it is being looked at), `uphold` (it was looked at, the mark stands) or `revoke` (it holds no
/// longer). TAINTED: atoms that had arrived.
/// HEIGHT: as of which block. ISSUER: the account that stands for it. Numbers are decimal without
/// leading zeros, so that a notice has one text only.
namespace marks {

enum class NoticeKind : std::uint8_t { Mark, Dispute, Uphold, Revoke };
[[nodiscard]] std::string_view to_string(NoticeKind kind);

struct Notice {
    NoticeKind kind{};
    std::string case_id;
    taint::Policy policy{};
    money::Amount tainted;
    ledger::Height height;
    std::string issuer;
    friend bool operator==(const Notice&, const Notice&) = default;
};

/// NEM's limit for a message; far more than any notice needs.
inline constexpr std::size_t kNoticeBytesMax = 1024;
inline constexpr std::size_t kCaseIdBytesMax = 64;
inline constexpr std::size_t kAccountBytesMax = 128;

/// As a case file has it: `a-z`, `0-9`, and `-` between them; at most kCaseIdBytesMax.
[[nodiscard]] bool is_case_id(std::string_view text);
/// Printable ASCII without blanks; at most kAccountBytesMax.
[[nodiscard]] bool is_account_text(std::string_view text);

/// Invariant, the caller's: case and issuer are as above.
[[nodiscard]] std::string to_text(const Notice& notice);

enum class NoticeError : std::uint8_t {
    NotANotice,      // does not begin with `dyepack/1 `: somebody else's message
    TooLong,         // more than kNoticeBytesMax
    WrongWordCount,  // not seven words
    BadKind,
    BadCase,
    BadPolicy,
    BadTainted,
    BadHeight,
    BadIssuer
};
[[nodiscard]] base::Phrase to_phrase(NoticeError error);
/// Total: any text is read or refused; what is read prints to the same text.
[[nodiscard]] std::expected<Notice, NoticeError> parse_notice(std::string_view text);

}  // namespace marks
