#include "loading.hpp"

#include <iostream>

#include "../complain.hpp"
#include "../terminal/progress.hpp"

namespace app {

void print_warnings(std::span<const base::Phrase> warnings, base::Language language) {
    for (const auto& warning : warnings) { std::cerr << to_warning_line(warning, language); }
}

Expected<LoadedCase> load_for_person(TraceRequest request, base::Language language,
                                     const MayRead& may_read) {
    ProgressBar bar{{"reading", "読み込み"}, language};
    auto loaded = load_case(
        std::move(request), [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
        may_read);
    if (loaded) { print_warnings(loaded->warnings, language); }
    return loaded;
}

std::vector<Traced> trace_for_person(const LoadedCase& loaded, base::Language language) {
    ProgressBar bar{{"tracing", "追跡"}, language};
    const std::uint64_t rows = loaded.plan.end;
    return trace_case(loaded, [&](std::uint32_t done) { bar.show(done, rows); });
}

}  // namespace app
