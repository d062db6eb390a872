#include <casebook/casebook.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "table.hpp"
#include "vocabulary.hpp"

namespace casebook {
namespace {

using base::phrase;

template <class Entry>
using Entries = std::expected<std::vector<Entry>, base::Complaint>;

/// The account of a column in its chain's own text form.
std::string read_account(Line& line, std::string_view column, address::Chain chain) {
    auto account = address::normalise(chain, line.text(column));
    if (!account) {
        line.complain(column, address::to_phrase(account.error(), chain));
        return {};
    }
    return std::move(*account);
}

void refuse_repeated(Line& line, std::string_view column, const std::string& value,
                     std::unordered_set<std::string>& seen) {
    if (seen.insert(value).second) { return; }
    line.complain(column, phrase("`{}` stands here a second time; each may stand once",
                                 "`{}` が重複しています。同じものは 1 回しか書けません",
                                 base::visible(value, 64)));
}

/// Source keys are checked one by one and handed on as they stand.
std::string read_sources(Line& line, std::string_view column) {
    std::ignore = line.source_keys(column);
    return line.text(column);
}

address::Chain read_chain(Line& line, address::Chain otherwise) {
    const std::string name = line.text("chain");
    if (name.empty()) { return otherwise; }
    const auto chain = address::parse_chain(name);
    if (!chain) {
        line.complain("chain", phrase("unknown chain `{}`; leave it empty for the case's own",
                                      "チェーン `{}` は扱えません。事件と同じチェーンなら空にして"
                                      "ください",
                                      base::visible(name, 64)));
    }
    return chain.value_or(otherwise);
}

/// What a precision asks of the date, its end and the time.
struct Shape {
    bool month;        // the date is a month
    bool range;        // there is an end
    bool clock;        // there is a time
    bool clock_maybe;  // there may be one
};

Shape shape_of(std::string_view precision) {
    const bool clock = precision == "minute" || precision == "about" || precision == "hour";
    const bool range =
        precision == "date-range" || precision == "same-period" || precision == "early-month";
    return {.month = precision == "month",
            .range = range,
            .clock = clock,
            .clock_maybe = clock || precision == "not-before" || precision == "by-date"};
}

void check_dates(Line& line, const Event& event) {
    const Shape shape = shape_of(event.precision);
    if (shape.month ? !is_month(event.date_jst) : !is_date(event.date_jst)) {
        line.complain("date_jst", phrase("`{}` does not go with the precision `{}`; expected {}",
                                         "`{0}` は精度 `{1}` と合いません。{2} の形にしてください",
                                         base::visible(event.date_jst, 64), event.precision,
                                         shape.month ? "2017-12" : "2018-01-26"));
    }
    if (shape.range ? !(is_date(event.date_to_jst) && event.date_to_jst >= event.date_jst)
                    : !event.date_to_jst.empty()) {
        line.complain(
            "date_to_jst",
            shape.range
                ? phrase("the precision `{}` needs the last day of the range here, not "
                         "before the first",
                         "精度 `{}` では、期間の最後の日（最初の日以降）をここに書きます",
                         event.precision)
                : phrase("the precision `{}` has no range; leave this empty",
                         "精度 `{}` では期間を書きません。空にしてください", event.precision));
    }
    if (event.time_jst.empty() ? shape.clock : !(shape.clock_maybe && is_clock(event.time_jst))) {
        line.complain("time_jst", phrase("`{}` does not go with the precision `{}`; expected {}",
                                         "`{0}` は精度 `{1}` と合いません。{3}にしてください",
                                         base::visible(event.time_jst, 64), event.precision,
                                         shape.clock_maybe ? "a time like 11:25" : "nothing",
                                         shape.clock_maybe ? "11:25 のような時刻" : "空"));
    }
}

Event read_event(Line& line, std::unordered_set<std::string>& seen) {
    Event event;
    event.number = line.number("number");
    refuse_repeated(line, "number", line.text("number"), seen);
    event.date_jst = line.needed("date_jst");
    event.date_to_jst = line.text("date_to_jst");
    event.time_jst = line.text("time_jst");
    event.precision = line.word("precision", precisions());
    check_dates(line, event);
    event.category = line.word("category", categories());
    event.important = line.yes_or_no("important");
    event.actor = line.needed_phrase("actor");
    event.text = line.needed_phrase("text");
    event.sources = line.source_keys("sources");
    return event;
}

Contradiction read_contradiction(Line& line, std::unordered_set<std::string>& seen) {
    Contradiction found;
    found.number = line.number("number");
    refuse_repeated(line, "number", line.text("number"), seen);
    found.subject = line.needed_phrase("subject");
    found.statement = line.needed_phrase("statement");
    for (const std::string& part : line.list("events")) {
        const auto number = parse_number(part);
        if (!number) {
            line.complain("events",
                          phrase("`{}` is not an event's number; expected numbers of the "
                                 "timeline with `;` between them",
                                 "`{}` は出来事の番号ではありません。経過表の番号を `;` で"
                                 "区切って書いてください",
                                 base::visible(part, 64)));
        }
        found.events.push_back(number.value_or(0));
    }
    return found;
}

}  // namespace

std::optional<Phrase> find_category(std::string_view name) { return find_word(categories(), name); }
std::optional<Phrase> find_precision(std::string_view name) {
    return find_word(precisions(), name);
}
std::optional<Phrase> find_role(std::string_view name) { return find_word(roles(), name); }

Entries<KnownAccount> parse_accounts(std::string_view csv, std::string_view file,
                                     address::Chain chain) {
    static const Layout kLayout{{"account", "label_en", "label_ja", "role"},
                                {"chain", "note_en", "note_ja", "source"}};
    std::unordered_set<std::string> seen;
    return read_rows<KnownAccount>(csv, file, kLayout, [&](Line& line) {
        KnownAccount known;
        known.chain = read_chain(line, chain);
        known.account = read_account(line, "account", known.chain);
        refuse_repeated(line, "account", known.account, seen);
        known.label = line.needed_phrase("label");
        known.role = line.word("role", roles());
        known.note = line.phrase("note");
        known.source = read_sources(line, "source");
        return known;
    });
}

Entries<BoundaryEntry> parse_boundaries(std::string_view csv, std::string_view file,
                                        address::Chain chain) {
    static const Layout kLayout{{"account", "label"}, {"kind"}};
    std::unordered_set<std::string> seen;
    return read_rows<BoundaryEntry>(csv, file, kLayout, [&](Line& line) {
        BoundaryEntry entry;
        entry.account = read_account(line, "account", chain);
        refuse_repeated(line, "account", entry.account, seen);
        entry.label = line.text("label");
        entry.kind = line.text("kind");
        entry.place = line.place("account");
        return entry;
    });
}

Entries<OpeningEntry> parse_openings(std::string_view csv, std::string_view file,
                                     address::Chain chain, int divisibility) {
    static const Layout kLayout{{"account", "amount"}, {}};
    std::unordered_set<std::string> seen;
    return read_rows<OpeningEntry>(csv, file, kLayout, [&](Line& line) {
        OpeningEntry entry;
        entry.account = read_account(line, "account", chain);
        refuse_repeated(line, "account", entry.account, seen);
        const std::string text = line.text("amount");
        if (const auto amount = money::parse_decimal(text, divisibility)) {
            entry.amount = *amount;
        } else {
            line.complain("amount", to_phrase(amount.error(), text, divisibility));
        }
        entry.place = line.place("account");
        return entry;
    });
}

Entries<Event> parse_timeline(std::string_view csv, std::string_view file) {
    static const Layout kLayout{
        {"number", "date_jst", "date_to_jst", "time_jst", "precision", "category", "important",
         "actor_en", "actor_ja", "text_en", "text_ja", "sources"},
        {}};
    std::unordered_set<std::string> seen;
    return read_rows<Event>(csv, file, kLayout, [&](Line& line) { return read_event(line, seen); });
}

Entries<Source> parse_sources(std::string_view csv, std::string_view file) {
    static const Layout kLayout{{"key", "title", "publisher", "accessed", "url"},
                                {"remark_en", "remark_ja"}};
    std::unordered_set<std::string> seen;
    return read_rows<Source>(csv, file, kLayout, [&](Line& line) {
        Source source;
        source.key = line.needed("key");
        refuse_repeated(line, "key", source.key, seen);
        if (const auto keys = line.source_keys("key");
            keys.size() > 1 || source.key.ends_with('?')) {
            line.complain("key", phrase("`{}` is not one key", "`{}` は 1 つのキーではありません",
                                        base::visible(source.key, 64)));
        }
        source.title = line.text("title");
        source.publisher = line.text("publisher");
        source.accessed = line.date("accessed");
        source.url = line.text("url");
        source.remark = line.phrase("remark");
        return source;
    });
}

Entries<Contradiction> parse_contradictions(std::string_view csv, std::string_view file) {
    static const Layout kLayout{
        {"number", "subject_en", "subject_ja", "statement_en", "statement_ja", "events"}, {}};
    std::unordered_set<std::string> seen;
    return read_rows<Contradiction>(csv, file, kLayout,
                                    [&](Line& line) { return read_contradiction(line, seen); });
}

Entries<Offramp> parse_offramps(std::string_view csv, std::string_view file) {
    static const Layout kLayout{{"place_en", "place_ja", "kind", "date_jst", "amount_jpy_about"},
                                {"note_en", "note_ja", "source"}};
    return read_rows<Offramp>(csv, file, kLayout, [&](Line& line) {
        Offramp offramp;
        offramp.place = line.needed_phrase("place");
        offramp.kind = line.needed("kind");
        offramp.date_jst = line.date("date_jst");
        offramp.amount_jpy_about = line.number("amount_jpy_about");
        offramp.note = line.phrase("note");
        offramp.source = read_sources(line, "source");
        return offramp;
    });
}

Entries<Order> parse_orders(std::string_view csv, std::string_view file) {
    static const Layout kLayout{
        {"operator_en", "operator_ja", "kind_en", "kind_ja", "item", "text_en", "text_ja"},
        {"from", "to", "due", "note_en", "note_ja"}};
    return read_rows<Order>(csv, file, kLayout, [&](Line& line) {
        Order order;
        order.operator_name = line.needed_phrase("operator");
        order.kind = line.needed_phrase("kind");
        order.item = line.text("item");
        order.text = line.needed_phrase("text");
        order.from = line.date("from");
        order.to = line.date("to");
        order.due = line.date("due");
        order.note = line.phrase("note");
        return order;
    });
}

Entries<CompensationFact> parse_compensation(std::string_view csv, std::string_view file) {
    static const Layout kLayout{{"name_en", "name_ja", "value", "basis"},
                                {"note_en", "note_ja", "source"}};
    return read_rows<CompensationFact>(csv, file, kLayout, [&](Line& line) {
        CompensationFact fact;
        fact.name = line.needed_phrase("name");
        fact.value = line.text("value");
        fact.basis = line.word("basis", bases());
        fact.note = line.phrase("note");
        fact.source = read_sources(line, "source");
        return fact;
    });
}

Entries<Unmeasured> parse_unmeasured(std::string_view csv, std::string_view file,
                                     address::Chain chain) {
    static const Layout kLayout{{"from", "to", "when_en", "when_ja"},
                                {"note_en", "note_ja", "source"}};
    return read_rows<Unmeasured>(csv, file, kLayout, [&](Line& line) {
        Unmeasured moved;
        moved.from = read_account(line, "from", chain);
        moved.to = read_account(line, "to", chain);
        moved.when = line.needed_phrase("when");
        moved.note = line.phrase("note");
        moved.source = read_sources(line, "source");
        moved.place = line.place("from");
        return moved;
    });
}

}  // namespace casebook
