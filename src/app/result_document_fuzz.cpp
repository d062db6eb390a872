// Hostile result files: whatever is accepted equals itself, gives the same after being written and
// read again, and can be asked for its request.
#include <base/base.hpp>
#include <string>
#include <string_view>

#include "output/result_diff.hpp"
#include "result_document.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto document = app::parse_result(text, "fuzz.json");
    if (!document) { return 0; }
    std::ignore = app::recorded_request(*document);
    for (const auto& trace : document->traces) {
        const auto again = app::parse_result(app::to_text(trace), "fuzz.json");
        base::invariant(again && again->traces.front() == trace, "written and read again");
    }
    const auto diff = app::compare_results(*document, *document);
    base::invariant(diff.has_value(), "a result can be compared with itself");
    for (const auto& policy : diff->policies) {
        base::invariant(policy.sums.front().before == policy.sums.front().after, "equals itself");
    }
    return 0;
}
