#include <algorithm>
#include <array>
#include <casebook/casebook.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace casebook {
namespace {

/// A plain word that no reader of YAML takes for anything but a text.
bool is_plain_word(std::string_view text) {
    static constexpr std::array<std::string_view, 10> kSpecial = {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan"};
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto is_inner = [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
               c == '/';
    };
    if (text.empty() || !is_letter(text.front())) { return false; }
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::all_of(text, is_inner) &&
           std::ranges::find(kSpecial, std::string_view{lower}) == kSpecial.end();
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char character : text) {
        switch (character) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default: out += character;
        }
    }
    return out + '"';
}

std::string scalar(std::string_view text) {
    return is_plain_word(text) ? std::string{text} : quoted(text);
}

/// `88549` with three places is `88.549`.
std::string price_text(money::Price price) { return money::to_decimal(price.value, price.places); }

/// Writes lines at a depth of two spaces a level; what is empty is left out.
class Lines {
public:
    void field(int depth, std::string_view key, std::string_view text) {
        if (!text.empty()) { line(depth, fmt::format("{}: {}", key, scalar(text))); }
    }
    void field(int depth, std::string_view key, const Phrase& text) {
        if (text.en.empty() && text.ja.empty()) { return; }
        line(depth, fmt::format("{}:", key));
        field(depth + 1, "en", text.en);
        field(depth + 1, "ja", text.ja);
    }
    void line(int depth, std::string_view text) {
        text_.append(static_cast<std::size_t>(depth) * 2, ' ').append(text) += '\n';
    }
    /// Turns the first field of a block into a list's item.
    void begin_item(int depth, std::string_view key, std::string_view text) {
        line(depth, fmt::format("- {}: {}", key, scalar(text)));
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void write_findings(const Case& the_case, Lines& out) {
    if (the_case.findings.empty()) { return; }
    out.line(0, "findings:");
    for (const Phrase& finding : the_case.findings) {
        out.begin_item(1, "en", finding.en);
        out.field(2, "ja", finding.ja);
    }
}

void write_theft(const Case& the_case, Lines& out) {
    out.line(0, "theft:");
    if (the_case.theft_account) {
        out.field(1, "from_account", the_case.theft_account->account.text);
        out.field(1, "since", the_case.theft_account->since.text);
        out.field(1, "until", the_case.theft_account->until.text);
        return;
    }
    out.line(1, "transactions:");
    for (const Stated& theft : the_case.thefts) { out.line(2, "- " + scalar(theft.text)); }
}

void write_valuations(const Case& the_case, Lines& out) {
    if (the_case.valuations.empty()) { return; }
    out.line(0, "valuations:");
    for (const Valuation& value : the_case.valuations) {
        out.begin_item(1, "currency", value.currency);
        out.field(2, "price", price_text(value.price));
        out.field(2, "at", value.at);
        out.field(2, "basis", value.basis);
    }
}

void write_book(const Case& the_case, Lines& out) {
    const std::array<std::pair<std::string_view, std::string_view>, 8> files = {
        {{"accounts", the_case.accounts_file},
         {"timeline", the_case.timeline_file},
         {"sources", the_case.sources_file},
         {"contradictions", the_case.contradictions_file},
         {"offramps", the_case.offramps_file},
         {"orders", the_case.orders_file},
         {"compensation", the_case.compensation_file},
         {"unmeasured", the_case.unmeasured_file}}};
    if (std::ranges::all_of(files, [](const auto& entry) { return entry.second.empty(); })) {
        return;
    }
    out.line(0, "casebook:");
    for (const auto& [key, path] : files) { out.field(1, key, path); }
}

}  // namespace

std::string to_yaml(const Case& the_case) {
    Lines out;
    out.line(0, "dyepack_case: 1");
    out.field(0, "id", the_case.id);
    out.field(0, "title", the_case.title);
    out.field(0, "summary", the_case.summary);
    write_findings(the_case, out);
    out.field(0, "chain", address::to_string(the_case.chain));
    out.field(0, "asset", the_case.asset);
    out.line(0, fmt::format("divisibility: {}", the_case.divisibility));
    out.line(0, "ledger:");
    out.field(1, "file", the_case.ledger_file);
    out.field(1, "format", the_case.ledger_format.text);
    write_theft(the_case, out);
    out.field(0, "policy", the_case.default_policy.text);
    if (the_case.marks) {
        out.line(0, "marks:");
        out.field(1, "at_least",
                  money::to_decimal(the_case.marks->at_least.atoms(), the_case.divisibility));
    }
    write_valuations(the_case, out);
    out.field(0, "boundaries", the_case.boundaries_file);
    out.field(0, "openings", the_case.openings_file);
    write_book(the_case, out);
    return out.take();
}

}  // namespace casebook
