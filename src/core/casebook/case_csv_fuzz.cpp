// Law: a table of a case parses or is complained of. What parses has accounts in their chain's one
// text form, numbers and dates of the promised shape, and words of the closed lists. The first byte
// says which table the rest is.
#include <address/address.hpp>
#include <base/base.hpp>
#include <casebook/casebook.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

namespace {

constexpr auto kChain = address::Chain::Nem;

void check_account(address::Chain chain, const std::string& account) {
    const auto normal = address::normalise(chain, account);
    base::invariant(normal && *normal == account, "an account is in its one text form");
}

template <class Entries, class Check>
void check_all(const Entries& parsed, Check check) {
    if (!parsed) {
        base::invariant(!parsed.error().text.en.empty() && !parsed.error().text.ja.empty(),
                        "a complaint says what is wrong");
        return;
    }
    for (const auto& entry : *parsed) { check(entry); }
}

void check_tables_of_accounts(char table, const std::string& csv) {
    switch (table) {
        case 'a':
            check_all(casebook::parse_accounts(csv, "f", kChain), [](const auto& entry) {
                check_account(entry.chain, entry.account);
                base::invariant(casebook::find_role(entry.role).has_value(), "a role is known");
            });
            break;
        case 'b':
            check_all(casebook::parse_boundaries(csv, "f", kChain),
                      [](const auto& entry) { check_account(kChain, entry.account); });
            break;
        case 'o':
            check_all(casebook::parse_openings(csv, "f", kChain, 6),
                      [](const auto& entry) { check_account(kChain, entry.account); });
            break;
        default:
            check_all(casebook::parse_unmeasured(csv, "f", kChain), [](const auto& entry) {
                check_account(kChain, entry.from);
                check_account(kChain, entry.to);
            });
    }
}

void check_tables_of_facts(char table, const std::string& csv) {
    const auto nothing = [](const auto& /*entry*/) {};
    switch (table) {
        case 't':
            check_all(casebook::parse_timeline(csv, "f"), [](const auto& entry) {
                base::invariant(casebook::find_category(entry.category).has_value() &&
                                    casebook::find_precision(entry.precision).has_value(),
                                "an event's words are known");
                base::invariant(!entry.text.en.empty() && !entry.text.ja.empty(),
                                "an event has its text in both languages");
            });
            break;
        case 's':
            check_all(casebook::parse_sources(csv, "f"), [](const auto& entry) {
                base::invariant(!entry.key.empty(), "a source has a key");
            });
            break;
        case 'c': check_all(casebook::parse_contradictions(csv, "f"), nothing); break;
        case 'f': check_all(casebook::parse_offramps(csv, "f"), nothing); break;
        case 'r': check_all(casebook::parse_orders(csv, "f"), nothing); break;
        default: check_all(casebook::parse_compensation(csv, "f"), nothing);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    const auto table = static_cast<char>(data[0]);
    const std::string csv(data + 1, data + size);
    if (std::string_view{"abou"}.find(table) != std::string_view::npos) {
        check_tables_of_accounts(table, csv);
    } else {
        check_tables_of_facts(table, csv);
    }
    return 0;
}
