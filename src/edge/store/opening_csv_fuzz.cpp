#include "csv_field.hpp"
#include "fuzzing.hpp"
#include "openings_file.hpp"

/// Openings written as an imported folder holds them are read back as they were.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parse = [](std::string_view text) {
        return store::parse_stored_openings(text, "openings.csv", address::Chain::Other);
    };
    const auto openings = parse(store::fuzzing::as_text(data, size));
    if (!openings) { return 0; }
    std::string text{"account,atoms\n"};
    for (const auto& opening : *openings) {
        text += store::to_csv_field(opening.account);
        text += fmt::format(",{}\n", opening.amount.atoms());
    }
    const auto again = parse(text);
    base::invariant(again.has_value() && again->size() == openings->size(), "none is lost");
    for (std::size_t i = 0; i < openings->size(); ++i) {
        base::invariant((*again)[i].account == (*openings)[i].account &&
                            (*again)[i].amount == (*openings)[i].amount,
                        "each is as it was");
    }
    return 0;
}
