#include <gtest/gtest.h>

#include <string>
#include <yaml/tree.hpp>

namespace {

using yaml::Value;

std::string complaint(std::string_view text) {
    const auto parsed = yaml::parse(text, "case.yaml");
    if (parsed) { return "no complaint"; }
    const base::Complaint& found = parsed.error();
    EXPECT_EQ(found.blame, base::Blame::Input);
    EXPECT_FALSE(found.text.ja.empty());
    return fmt::format("{}:{}:{}: {}", found.place.file, found.place.line, found.place.column,
                       found.text.en);
}

TEST(StrictYaml, KeepsEveryScalarAsText) {
    const auto parsed = yaml::parse(
        "octal: 010\nfloat: 1e3\nbool: yes\nquoted: \"a\\tb\"\nblock: |\n  two\n  lines\n", "f");
    ASSERT_TRUE(parsed);
    ASSERT_EQ(parsed->kind, Value::Kind::Map);
    ASSERT_EQ(parsed->items.size(), 5U);
    EXPECT_EQ(parsed->items[0].text, "010");
    EXPECT_EQ(parsed->items[1].text, "1e3");
    EXPECT_EQ(parsed->items[2].text, "yes");
    EXPECT_EQ(parsed->items[3].text, "a\tb");
    EXPECT_EQ(parsed->items[4].text, "two\nlines\n");
}

TEST(StrictYaml, KnowsWhereEveryValueStands) {
    const auto parsed = yaml::parse("\xef\xbb\xbf題: 値\nlist:\n  - a\n  - {k: v}\n", "f");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->keys[0].spot.line, 1U);
    EXPECT_EQ(parsed->items[0].spot.column, 6U);  // in bytes: the key takes three
    const Value& list = parsed->items[1];
    EXPECT_EQ(list.kind, Value::Kind::List);
    EXPECT_EQ(list.items[1].kind, Value::Kind::Map);
    EXPECT_EQ(list.items[1].items[0].spot.line, 4U);
    EXPECT_EQ(list.items[1].items[0].spot.column, 9U);
}

TEST(StrictYaml, ReadsNothingAsNothing) {
    const auto parsed = yaml::parse("a:\nb: ~\nc: null\nd: \"\"\n", "f");
    ASSERT_TRUE(parsed);
    for (std::size_t i = 0; i < 3; ++i) { EXPECT_EQ(parsed->items[i].kind, Value::Kind::Nothing); }
    EXPECT_EQ(parsed->items[3].kind, Value::Kind::Text);
}

TEST(StrictYaml, RefusesWhatAnEyeCannotCheck) {
    struct Case {
        const char* name;
        std::string text;
        const char* complaint;
    };
    const Case cases[] = {
        {"duplicate key", "a: 1\nb: 2\na: 3\n",
         "case.yaml:3:1: the key `a` stands here a second time; each key may stand once"},
        {"duplicate key inside", "m: {x: 1, x: 2}\n",
         "case.yaml:1:11: the key `x` stands here a second time; each key may stand once"},
        {"anchor", "a: &x 1\n",
         "case.yaml:1:4: an anchor (&) is not accepted; write the value where it is meant"},
        {"anchor on a list", "a: &x [1]\n",
         "case.yaml:1:4: an anchor (&) is not accepted; write the value where it is meant"},
        {"anchor on nothing", "a: &x\n",
         "case.yaml:1:4: an anchor (&) is not accepted; write the value where it is meant"},
        {"alias", "a: &x 1\nb: *x\n",
         "case.yaml:1:4: an anchor (&) is not accepted; write the value where it is meant"},
        {"tag", "a: !!int 1\n",
         "case.yaml:1:4: a tag (!) is not accepted; every value is plain text here"},
        {"bare tag", "é: ! 1\n",
         "case.yaml:1:5: a tag (!) is not accepted; every value is plain text here"},
        {"tag on a map", "a: !x {b: c}\n",
         "case.yaml:1:4: a tag (!) is not accepted; every value is plain text here"},
        {"two documents", "a: 1\n---\nb: 2\n",
         "case.yaml:2:1: more text after the end of the document; the file must hold one YAML "
         "document"},
        {"a list as a key", "[a]: 1\n", "case.yaml:1:1: a key must be a plain text"},
        {"nothing as a key", "~: 1\n", "case.yaml:1:1: a key must be a plain text"},
        {"NUL", std::string{"a: 1\nb: \0\n", 10},
         "case.yaml:2:4: a control character (\\u{0000}); expected UTF-8 text"},
        {"a hidden control character", R"(a: "x\0y")",
         "case.yaml:1:4: this text has a control character in it; only printable characters, tabs "
         "and line ends are accepted"},
        {"not UTF-8", "a: \xff\n", "case.yaml:0:0: the file is not UTF-8 text"},
        {"UTF-16", std::string{"\xff\xfe\x61\x00", 4},
         "case.yaml:1:4: a control character (\\u{0000}); expected UTF-8 text"},
        {"empty", "", "case.yaml:0:0: the file is empty"},
        {"only comments", "# nothing\n", "case.yaml:0:0: the file is empty"},
        {"broken", "a: [1\n",
         "case.yaml:2:1: this is not valid YAML: end of sequence flow not found"},
    };
    for (const Case& each : cases) { EXPECT_EQ(complaint(each.text), each.complaint) << each.name; }
}

TEST(StrictYaml, SaysInJapaneseWhatTheParserSaysInEnglish) {
    const auto parsed = yaml::parse("a: [1\n", "case.yaml");
    ASSERT_FALSE(parsed);
    EXPECT_TRUE(parsed.error().text.ja.starts_with("YAML として正しくありません"));
    EXPECT_FALSE(parsed.error().text.ja.contains("sequence")) << parsed.error().text.ja;
}

TEST(StrictYaml, BoundsSizeAndDepth) {
    const std::string filler(yaml::kBytesMax - 3, 'x');
    EXPECT_EQ(complaint("a: " + filler), "no complaint");
    EXPECT_EQ(complaint("a: " + filler + "x"),
              "case.yaml:0:0: the file has more than 1048576 bytes");
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + "x" + std::string(depth, ']');
    };
    EXPECT_EQ(complaint(nested(yaml::kDepthMax)), "no complaint");
    EXPECT_EQ(complaint(nested(yaml::kDepthMax + 1)),
              "case.yaml:1:17: nested more than 16 levels deep");
    EXPECT_EQ(complaint(nested(100'000)), "case.yaml:1:17: nested more than 16 levels deep");
}

}  // namespace
