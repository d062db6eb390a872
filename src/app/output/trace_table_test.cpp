#include "trace_table.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "../terminal/text_width.hpp"

namespace app {
namespace {

TEST(TraceTable, FitsATerminalOf80ColumnsInBothLanguages) {
    TraceRequest request;
    request.case_file = std::string{DYEPACK_SOURCE_DIR} + "/cases/coincheck-2018/case.yaml";
    request.policies.assign(taint::kPolicies.begin(), taint::kPolicies.end());
    const auto loaded = load_case(std::move(request));
    ASSERT_TRUE(loaded) << loaded.error().text.en;
    const auto traced = trace_case(*loaded);
    constexpr std::size_t kColumns = 80;
    for (const auto language : {base::Language::En, base::Language::Ja}) {
        std::istringstream table{trace_table(*loaded, traced, language, {.columns = kColumns})};
        for (std::string line; std::getline(table, line);) {
            EXPECT_LE(columns_of(line), kColumns) << line;
        }
    }
}

}  // namespace
}  // namespace app
