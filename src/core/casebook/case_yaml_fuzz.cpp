// Law: a case file parses or is complained of; a parsed case keeps its paths inside its folder and
// its divisibility in range, and writing it loses nothing.
#include <base/base.hpp>
#include <casebook/casebook.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

void check_path(std::string_view path) {
    base::invariant(!path.starts_with('/'), "a path is relative");
    base::invariant(path.find('\0') == std::string_view::npos, "a path has no NUL");
    const std::string framed = "/" + std::string{path} + "/";
    base::invariant(framed.find("/../") == std::string::npos, "a path stays inside the folder");
}

void check(const casebook::Case& found) {
    base::invariant(found.divisibility >= 0 && found.divisibility <= money::kDivisibilityMax,
                    "the divisibility is in range");
    base::invariant(found.thefts.empty() == found.theft_account.has_value(),
                    "the theft is told in one way");
    for (const std::string& path :
         {found.ledger_file, found.boundaries_file, found.openings_file, found.accounts_file,
          found.timeline_file, found.sources_file, found.contradictions_file, found.offramps_file,
          found.orders_file, found.compensation_file, found.unmeasured_file}) {
        check_path(path);
    }
    const std::string written = casebook::to_yaml(found);
    const auto again = casebook::parse_case(written, "again.yaml");
    base::invariant(again.has_value(), "what is written can be read");
    base::invariant(casebook::to_yaml(*again) == written, "writing loses nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto parsed = casebook::parse_case(text, "case.yaml");
    if (parsed) {
        check(*parsed);
    } else {
        base::invariant(!parsed.error().text.en.empty() && !parsed.error().text.ja.empty(),
                        "a complaint says what is wrong");
    }
    return 0;
}
