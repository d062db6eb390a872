#pragma once

#include <cstdint>
#include <deque>
#include <ledger/ledger.hpp>
#include <map>
#include <marks/payload.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Which accounts were marked, read out of what was sent to them. What an account holds now is
/// never asked: the holder of a mark can send even a non-transferable mosaic back to its creator.
namespace marks {

/// The Foundation's mosaic of 2018, and the volunteers'.
inline constexpr std::string_view kFoundationMosaic2018 = "ts:warning_dont_accept_stolen_funds";
inline constexpr std::string_view kVolunteersMosaic2018 =
    "mizunashi.coincheck_stolen_funds_do_not_accept_trades:owner_of_this_account_is_hacker";

/// A mosaic that means a mark of a case when one of these accounts sends it. A 2018 mosaic whose
/// creator is not known to the case has no issuers, and then is never honoured.
struct MarkMosaic {
    std::string id;  // `namespace:name`, exact
    std::string case_id;
    std::set<std::string> issuers;  // account texts
    friend bool operator==(const MarkMosaic&, const MarkMosaic&) = default;
};

/// One transaction that brings mosaics or a message from one account to another.
struct Sent {
    struct Mosaic {
        std::string id;
        money::Amount quantity;  // that moved, smallest parts
    };
    std::string from;
    std::string to;
    std::vector<Mosaic> mosaics;
    std::string message;  // plain text; empty for none
    ledger::Height height;
    std::string tx;
};

/// A mark that its issuer gave.
struct SeenMark {
    std::string mosaic;
    std::string issuer;
    ledger::Height height;
    std::string tx;
    std::uint32_t times{1};
    bool sent_back{false};  // the holder got rid of the mosaic; the mark stays
    /// Dispute or Revoke when the issuer said so later; a mark given after that counts anew.
    NoticeKind newest{NoticeKind::Mark};
    friend bool operator==(const SeenMark&, const SeenMark&) = default;
};
/// What looks like a mark and is none.
enum class Imitation : std::uint8_t {
    UnconfirmedIssuer,  // the very mosaic, from an account that the case does not name
    LookAlike           // a mosaic of the same name in another namespace
};
[[nodiscard]] std::string_view to_string(Imitation imitation);
struct SeenImitation {
    Imitation imitation{};
    std::string mosaic;
    std::string from;
    ledger::Height height;
    std::string tx;
    std::uint32_t times{1};  // of this imitation; the others are not kept
    friend bool operator==(const SeenImitation&, const SeenImitation&) = default;
};

/// What was seen of one account in one case.
struct AccountHistory {
    std::optional<SeenMark> mark;
    std::optional<SeenImitation> unconfirmed;  // the first
    std::optional<SeenImitation> look_alike;   // the first
    friend bool operator==(const AccountHistory&, const AccountHistory&) = default;
    /// A configured issuer gave it and did not revoke it.
    [[nodiscard]] bool is_marked() const { return mark && mark->newest != NoticeKind::Revoke; }
};

/// Gathers marks block by block; blocks can be taken back. Memory: one record an account and case.
class History {
public:
    explicit History(std::vector<MarkMosaic> mosaics);

    /// The next transaction of the chain.
    void note(const Sent& sent);
    [[nodiscard]] const AccountHistory* find(std::string_view account,
                                             std::string_view case_id) const;
    /// In the order of account texts, then cases.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> marked() const;

    void open_block();
    void undo_block();
    void forget_blocks(std::size_t keep);
    /// The same for the same chain, whatever was taken back on the way.
    [[nodiscard]] std::vector<std::uint8_t> bytes() const;

private:
    using Key = std::pair<std::string, std::string>;  // account, case
    AccountHistory& change(const Key& key);
    void note_mosaic(const Sent& sent, const std::string& mosaic);
    void note_message(const Sent& sent);

    std::vector<MarkMosaic> mosaics_;
    std::map<Key, AccountHistory> seen_;
    std::deque<std::vector<std::pair<Key, std::optional<AccountHistory>>>> blocks_;
};

}  // namespace marks
