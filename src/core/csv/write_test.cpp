#include <gtest/gtest.h>

#include <csv/csv.hpp>
#include <random>

namespace {

using Fields = std::vector<std::string>;

TEST(CsvWriter, QuotesWhereItMustAndDefusesFormulas) {
    struct Case {
        std::string_view text, field;
    };
    const Case cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"two\rlines", "\"two\rlines\""},
        {"=1+1", "'=1+1"},
        {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
        {"+cmd", "'+cmd"},
        {"-cmd", "'-cmd"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"＝1+1", "'＝1+1"},
        {"＠x", "'＠x"},
        {"-", "'-"},
        {"-1", "-1"},
        {"+81", "+81"},
        {"-0.05", "-0.05"},
        {"-1.", "'-1."},
        {"-1e5", "'-1e5"},
        {"-1+2", "'-1+2"},
        {"12", "12"},
        {"a=b", "a=b"},
        {"'=1", "'=1"},
    };
    for (const auto& [text, field] : cases) { EXPECT_EQ(csv::to_field(text), field) << text; }
}

TEST(CsvWriter, JoinsFieldsIntoALine) {
    EXPECT_EQ(csv::to_line(Fields{"a", "", "c,d"}), "a,,\"c,d\"\n");
    EXPECT_EQ(csv::to_line(Fields{"", ""}), ",\n");
    EXPECT_EQ(csv::to_line(Fields{""}), "\"\"\n");
}

TEST(CsvWriter, WhatIsWrittenReadsBack) {
    constexpr std::string_view kLetters = "ab,\"\n\r\t=+-@'0 .";
    for (std::uint64_t seed = 0; seed < 5'000; ++seed) {
        std::mt19937_64 random{seed};
        Fields fields(1 + (random() % 4));
        for (std::string& field : fields) {
            field.resize(random() % 6);
            for (char& letter : field) { letter = kLetters[random() % kLetters.size()]; }
        }
        Fields found;
        csv::Reader reader{"x", [&](const csv::Record& record) {
                               found.assign(record.fields.begin(), record.fields.end());
                               return std::nullopt;
                           }};
        ASSERT_FALSE(reader.feed(csv::to_line(fields))) << "seed " << seed;
        ASSERT_EQ(found.size(), fields.size()) << "seed " << seed;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            EXPECT_TRUE(found[i] == fields[i] || found[i] == "'" + fields[i]) << "seed " << seed;
        }
    }
}

}  // namespace
