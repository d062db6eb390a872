// Laws: rules are complained of in both languages, or hold the bounds of docs/marks-file.md; and
// written out as a file they are read again as the same rules.
#include <fmt/format.h>

#include <algorithm>
#include <base/base.hpp>
#include <span>

#include "rules_file.hpp"

namespace {

/// A text between quotation marks, as YAML has it.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        switch (letter) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default: out += letter;
        }
    }
    return out + '"';
}

std::string decimal(std::uint64_t atoms, int places) {
    std::uint64_t one = 1;
    for (int i = 0; i < places; ++i) { one *= 10; }
    return fmt::format("\"{}.{:0{}}\"", atoms / one, atoms % one, places);
}

std::string to_yaml(const app::MarkingRules& rules) {
    const auto& issuing = rules.issuing;
    std::string out =
        fmt::format("dyepack_marks: 1\ncase: {}\nissuer: {}\n", rules.case_id, rules.issuer.text());
    if (rules.mosaic) {
        out += "mosaic: " + in_quotes(rules.mosaic->namespace_id + ":" + rules.mosaic->name) + "\n";
    }
    out += fmt::format(
        "tainted_at_least: {}\nshare_at_least: {}\ndust_floor: {}\nhops_max: {}\n"
        "confirmations: {}\nmarks_an_hour: {}\nfee_budget: {}\ndry_run: {}\n",
        decimal(issuing.tainted_at_least.atoms(), 6), decimal(issuing.share_at_least, 4),
        decimal(issuing.dust_floor.atoms(), 6), issuing.hops_max, issuing.confirmations_min,
        issuing.marks_an_hour, decimal(issuing.fee_budget.atoms(), 6), issuing.dry_run);
    if (!issuing.do_not_mark.empty()) { out += "do_not_mark:\n"; }
    for (const auto& [account, label] : issuing.do_not_mark) {
        out += "  - account: " + account + "\n    label: " + in_quotes(label) + "\n";
    }
    // The first is the case's own mosaic, where it has one.
    const std::span known = std::span{rules.recognised}.subspan(rules.mosaic ? 1 : 0);
    if (!known.empty()) { out += "recognise:\n"; }
    for (const auto& mark : known) {
        out += "  - mosaic: " + in_quotes(mark.id) + "\n";
        if (!mark.issuers.empty()) {
            out += fmt::format("    issuers: [{}]\n", fmt::join(mark.issuers, ", "));
        }
    }
    return out;
}

void check_account(std::string_view text) {
    const auto address = nem::parse_address(text);
    base::invariant(address && nem::is_valid(*address, nem::kMainnet), "an address of the network");
    base::invariant(address->text() == text, "in its one form");
}

void check_bounds(const app::MarkingRules& rules) {
    const auto& issuing = rules.issuing;
    base::invariant(marks::is_case_id(rules.case_id), "the case has an id");
    check_account(rules.issuer.text());
    base::invariant(issuing.share_at_least <= marks::kWholeShare, "a share");
    base::invariant(issuing.confirmations_min >= 1 && issuing.confirmations_min <= 360,
                    "confirmations");
    base::invariant(issuing.marks_an_hour >= 1 && issuing.marks_an_hour <= 10'000, "a pace");
    for (const auto& [account, label] : issuing.do_not_mark) {
        check_account(account);
        base::invariant(!label.empty(), "a service has a name");
    }
    base::invariant(!rules.mosaic ||
                        rules.recognised.front().issuers.contains(std::string{rules.issuer.text()}),
                    "its own marks are recognised");
    for (const auto& mark : rules.recognised) {
        base::invariant(mark.case_id == rules.case_id, "marks of this case");
        base::invariant(std::ranges::count(mark.id, ':') == 1, "namespace:name");
        for (const auto& issuer : mark.issuers) { check_account(issuer); }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto rules = app::parse_marking_rules(text, "marks.yaml", nem::kMainnet);
    if (!rules) {
        const auto& complaint = rules.error();
        base::invariant(!complaint.text.en.empty() && !complaint.text.ja.empty(),
                        "a complaint says what is wrong, in both languages");
        return 0;
    }
    check_bounds(*rules);
    const auto again = app::parse_marking_rules(to_yaml(*rules), "again.yaml", nem::kMainnet);
    base::invariant(again.has_value(), "what is written can be read");
    base::invariant(app::fingerprint_of(*again) == app::fingerprint_of(*rules) &&
                        again->issuing.dry_run == rules->issuing.dry_run &&
                        again->recognised == rules->recognised,
                    "and is the same");
    return 0;
}
