#pragma once

#include <address/address.hpp>
#include <base/base.hpp>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <money/money.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A theft's record: the case file, and facts with the sources that state them. Contradictions
/// between sources are kept side by side, never repaired. Parsing is pure: the caller reads files.
namespace casebook {

/// A text that a case gives in both languages; `ja` falls back to `en` where a source has one only.
using base::Phrase;

/// A text of the case file and where it stands: what only the ledger or another room can judge (is
/// there such a transaction, such a policy?) is complained of there.
struct Stated {
    std::string text;  // empty where the case does not say
    base::Place place;
};

/// Every transfer out of `account` is theft, between two inclusive positions (as on the command
/// line; empty: unbounded).
struct TheftFromAccount {
    Stated account;  // in the chain's own text form
    Stated since;
    Stated until;
};

/// What the mark rule needs (room marks).
struct MarkThresholds {
    money::Amount at_least;  // total of tainted arrivals below this is dust
};

/// A price for readers; it never enters the books.
struct Valuation {
    std::string currency;  // ISO 4217
    money::Price price;    // of one whole unit
    Phrase at;             // the moment or window it holds for
    Phrase basis;          // whose price, by which reckoning: text, outside or derived
};

/// `case.yaml`, schema version 1 (docs/case-file.md). Paths are relative to the case's folder and
/// stay inside it; empty where the case has no such file.
struct Case {
    std::string id;
    Phrase title;
    Phrase summary;
    std::vector<Phrase> findings;  // what a reader must know first, one sentence each
    address::Chain chain{};
    std::string asset;
    int divisibility{0};
    std::string ledger_file;
    Stated ledger_format;  // as for --input-format; empty: told from the content
    /// Exactly one of the two says what the theft is: names of transactions (`TX`, on UTXO chains
    /// also `TX:VOUT`), or an account.
    std::vector<Stated> thefts;
    std::optional<TheftFromAccount> theft_account;
    Stated default_policy;  // empty: the program's own default
    std::optional<MarkThresholds> marks;
    std::vector<Valuation> valuations;
    std::string boundaries_file;
    std::string openings_file;
    std::string accounts_file;
    std::string timeline_file;
    std::string sources_file;
    std::string contradictions_file;
    std::string offramps_file;
    std::string orders_file;
    std::string compensation_file;
    std::string unmeasured_file;
    std::map<std::string, base::Place, std::less<>> file_places;  // where each file is named
};
[[nodiscard]] std::expected<Case, base::Complaint> parse_case(std::string_view yaml,
                                                              std::string_view file);
/// The case as a file that `parse_case` reads back to the same case (places aside).
[[nodiscard]] std::string to_yaml(const Case& the_case);

/// A known account: `accounts.csv`.
struct KnownAccount {
    address::Chain chain{};  // the case's own unless the table says otherwise
    std::string account;     // the chain's own text form, or `entity:ID` where no address is known
    Phrase label;
    std::string role;  // one of the names that find_role knows
    Phrase note;
    std::string source;  // keys into sources, `;` between them
};
[[nodiscard]] std::expected<std::vector<KnownAccount>, base::Complaint> parse_accounts(
    std::string_view csv, std::string_view file, address::Chain chain);

/// What a role is called for a reader (`receiver`: "First receiver", 「最初の受取先」).
[[nodiscard]] std::optional<Phrase> find_role(std::string_view name);

/// A boundary as a file names it: `account,label[,kind]`.
struct BoundaryEntry {
    std::string account;
    std::string label;
    std::string kind;  // empty: service
    base::Place place;
};
[[nodiscard]] std::expected<std::vector<BoundaryEntry>, base::Complaint> parse_boundaries(
    std::string_view csv, std::string_view file, address::Chain chain);

/// A declared opening balance: `account,amount` in whole units.
struct OpeningEntry {
    std::string account;
    money::Amount amount;
    base::Place place;
};
[[nodiscard]] std::expected<std::vector<OpeningEntry>, base::Complaint> parse_openings(
    std::string_view csv, std::string_view file, address::Chain chain, int divisibility);

/// One dated fact: `timeline.csv`. A time a source gives only coarsely stays coarse.
struct Event {
    std::uint32_t number{0};
    std::string date_jst;     // `2018-01-26`, `2017-12` for a month
    std::string date_to_jst;  // the end of a range of days, or empty
    std::string time_jst;     // `11:25`, or empty
    std::string precision;    // one of the names that find_precision knows
    Phrase actor;
    Phrase text;
    std::vector<std::string> sources;
    std::string category;   // one of the names that find_category knows
    bool important{false};  // belongs in a two-minute reading
};
/// In the file's order, which is the order of telling; numbers are unique but need not rise.
[[nodiscard]] std::expected<std::vector<Event>, base::Complaint> parse_timeline(
    std::string_view csv, std::string_view file);
/// What a category is called for a reader (`theft`: "Theft", 「流出」).
[[nodiscard]] std::optional<Phrase> find_category(std::string_view name);
/// What a precision adds to a printed date and time (`about`: "about", 「頃」); empty phrases where
/// nothing need be said (`minute`, `date`).
[[nodiscard]] std::optional<Phrase> find_precision(std::string_view name);

struct Source {
    std::string key;
    std::string title;
    std::string publisher;
    std::string accessed;
    std::string url;
    Phrase remark;
};
[[nodiscard]] std::expected<std::vector<Source>, base::Complaint> parse_sources(
    std::string_view csv, std::string_view file);

/// Two or more accounts of one thing that cannot all be true, or figures that do not add up.
struct Contradiction {
    std::uint32_t number{0};
    Phrase subject;
    Phrase statement;
    std::vector<std::uint32_t> events;  // numbers in the timeline that it touches
};
[[nodiscard]] std::expected<std::vector<Contradiction>, base::Complaint> parse_contradictions(
    std::string_view csv, std::string_view file);

/// A place that is known to have received stolen coins outside the ledger.
struct Offramp {
    Phrase place;
    std::string kind;
    std::string date_jst;
    std::uint64_t amount_jpy_about{0};
    Phrase note;
    std::string source;
};
[[nodiscard]] std::expected<std::vector<Offramp>, base::Complaint> parse_offramps(
    std::string_view csv, std::string_view file);

/// One item of an authority's order.
struct Order {
    Phrase operator_name;
    Phrase kind;
    std::string item;  // as the order numbers it: `(1) i`
    Phrase text;
    std::string from;
    std::string to;
    std::string due;
    Phrase note;  // what a suspension spares, what recurs
};
[[nodiscard]] std::expected<std::vector<Order>, base::Complaint> parse_orders(
    std::string_view csv, std::string_view file);

/// What customers were paid, and by which reckoning; figures as text because sources disagree.
struct CompensationFact {
    Phrase name;
    std::string value;  // empty where the note says it in words
    std::string basis;  // text, outside, derived
    Phrase note;
    std::string source;
};
[[nodiscard]] std::expected<std::vector<CompensationFact>, base::Complaint> parse_compensation(
    std::string_view csv, std::string_view file);

/// A movement that a source states without its amount: it belongs in the timeline and the picture,
/// never in the ledger.
struct Unmeasured {
    std::string from;  // in the chain's own text form
    std::string to;
    Phrase when;
    Phrase note;
    std::string source;
    base::Place place;
};
[[nodiscard]] std::expected<std::vector<Unmeasured>, base::Complaint> parse_unmeasured(
    std::string_view csv, std::string_view file, address::Chain chain);

}  // namespace casebook
