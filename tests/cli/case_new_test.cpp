#include <gtest/gtest.h>

#include <filesystem>

#include "program.hpp"

namespace cli {
namespace {

TEST(CaseNew, WritesACaseThatCanBeTraced) {
    const Folder folder;
    std::ignore = folder.write("my/transfers.csv", kSmallLedger);
    const auto asked =
        run({"case", "new", "my"},
            {.answers = "Not An Id\nmy-case\nA theft\n流出\nother\nXYZ\n0\nmissing.csv\n../x.csv\n"
                        "transfers.csv\nnope\na\nbest\nlifo\n20\n",
             .folder = folder.path()});
    ASSERT_EQ(asked.code, 0) << asked.out << asked.err;
    const auto yaml = read(folder.at("my/case.yaml"));
    EXPECT_NE(yaml.find("# Which transfers are the theft"), std::string::npos);
    const auto traced = run({"trace", "my/case.yaml"}, {.folder = folder.path()});
    EXPECT_EQ(traced.code, 0) << traced.err;
    EXPECT_NE(traced.out.find("Policy lifo"), std::string::npos);
    EXPECT_NE(traced.out.find("dust only"), std::string::npos) << traced.out;
    EXPECT_EQ(run({"trace", "my"}, {.folder = folder.path()}).out, traced.out)
        << "a folder will do";
}

TEST(CaseNew, TakesAnAccountAsTheTheft) {
    const Folder folder;
    std::ignore = folder.write("transfers.csv", kSmallLedger);
    const auto asked =
        run({"case", "new"},
            {.answers = "\n\n\nother\nXYZ\n0\n\n\nnobody\nV\n\n3\n\n\n", .folder = folder.path()});
    ASSERT_EQ(asked.code, 0) << asked.out << asked.err;
    EXPECT_EQ(run({"trace", "case.yaml"}, {.folder = folder.path()}).code, 0);
}

TEST(CaseNew, SaysWhereItWillWrite) {
    const Folder folder;
    const auto asked = run({"case", "new", "."}, {.folder = folder.path()});
    EXPECT_EQ(asked.out.find(".."), std::string::npos) << asked.out;
    EXPECT_NE(asked.out.find("`.`"), std::string::npos) << asked.out;
}

TEST(CaseNew, AsksInJapanese) {
    const auto asked = run({"case", "new", "--lang", "ja"}, {.folder = "/tmp"});
    EXPECT_NE(asked.out.find("事件"), std::string::npos);
    EXPECT_EQ(asked.code, 3);
}

TEST(CaseNew, LeavesNothingWhenTheAnswersEnd) {
    const Folder folder;
    const auto asked = run({"case", "new"}, {.answers = "x\ny\n", .folder = folder.path()});
    EXPECT_EQ(asked.code, 3);
    EXPECT_TRUE(folder.files().empty());
}

TEST(CaseNew, NeverOverwritesACase) {
    const Folder folder;
    std::ignore = folder.write("case.yaml", "mine");
    EXPECT_EQ(run({"case", "new"}, {.folder = folder.path()}).code, 2);
    EXPECT_EQ(read(folder.at("case.yaml")), "mine");
}

}  // namespace
}  // namespace cli
