#include <gtest/gtest.h>

#include <array>
#include <csv/csv.hpp>

namespace {

using Names = std::vector<std::string_view>;

TEST(CsvTable, HoldsColumnsRowsAndWhereTheyStand) {
    const auto table = csv::parse_table("account,label\nA,\"x, y\"\n\nB,流出\n", "known.csv",
                                        Names{"label", "account"});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns, (std::vector<std::string>{"account", "label"}));
    EXPECT_EQ(table->find_column("label"), 1U);
    EXPECT_EQ(table->find_column("Label"), std::nullopt);
    ASSERT_EQ(table->rows.size(), 2U);
    EXPECT_EQ(table->rows[0].line, 2U);
    EXPECT_EQ(table->rows[0].fields, (std::vector<std::string>{"A", "x, y"}));
    EXPECT_EQ(table->rows[0].field_columns, (std::vector<std::uint64_t>{1, 3}));
    EXPECT_EQ(table->rows[1].line, 4U);
    EXPECT_EQ(table->rows[1].fields, (std::vector<std::string>{"B", "流出"}));
}

TEST(CsvTable, MayHaveNoRows) {
    const auto table = csv::parse_table("a,b", "t.csv", {});
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->rows.empty());
}

TEST(CsvTable, ComplainsOfWhatIsNoTable) {
    struct Case {
        const char* name;
        std::string_view text;
        std::uint64_t line, column;
        const char* says;
    };
    const Case cases[] = {
        {"empty", "", 1, 1, "nothing here, expected a header with the columns account, label"},
        {"blank", "\n\r\n", 1, 1, "nothing here"},
        {"a column missing", "account,kind\n", 1, 1,
         "column label is missing, found: account, kind"},
        {"both missing", "x\n", 1, 1, "column account, label is missing"},
        {"hostile header", "a\x1b[2J,b\n", 1, 1, "a\\u{001B}[2J"},
        {"twice", "account,label,account\n", 1, 15, "column `account` is there twice"},
        {"too few", "account,label\nA\n", 2, 1, "1 fields, expected 2"},
        {"too many", "account,label\nA,b,c\n", 2, 5, "3 fields, expected 2"},
        {"not CSV", "account,label\nA,b\"\n", 2, 4, "inside an unquoted field"},
    };
    for (const auto& [name, text, line, column, says] : cases) {
        const auto table = csv::parse_table(text, "known.csv", Names{"account", "label"});
        ASSERT_FALSE(table) << name;
        EXPECT_EQ(table.error().place, (base::Place{"known.csv", line, column})) << name;
        EXPECT_TRUE(table.error().text.en.contains(says)) << table.error().text.en;
    }
}

}  // namespace
