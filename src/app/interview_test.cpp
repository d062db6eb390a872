#include "interview.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "case_writing.hpp"

namespace app {
namespace {

std::optional<base::Phrase> must_be_yes(const std::string& answer) {
    if (answer == "yes") { return std::nullopt; }
    return base::Phrase{"say yes", "yes と答えてください"};
}

TEST(Interview, AsksAgainUntilTheAnswerFits) {
    std::istringstream answers{"no\r\n  yes \n"};
    std::ostringstream prompts;
    Interview interview{answers, prompts, base::Language::En};
    const auto answer = interview.ask({"Well", "どう"}, "", must_be_yes);
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, "yes");
    EXPECT_NE(prompts.str().find("say yes"), std::string::npos);
}

TEST(Interview, TakesTheProposedAnswerForAnEmptyOne) {
    std::istringstream answers{"\n"};
    std::ostringstream prompts;
    Interview interview{answers, prompts, base::Language::Ja};
    EXPECT_EQ(interview.ask({"Well", "どう"}, "yes", must_be_yes), "yes");
    EXPECT_EQ(prompts.str(), "どう [yes]: ");
}

TEST(Interview, EndsWithAComplaintWhenTheAnswersEnd) {
    std::istringstream answers{""};
    std::ostringstream prompts;
    Interview interview{answers, prompts, base::Language::En};
    const auto answer = interview.ask({"Well", "どう"}, "", {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().blame, base::Blame::Input);
}

TEST(Interview, GivesUpOnAFileOfWrongAnswers) {
    std::string no;
    for (int i = 0; i < 1000; ++i) { no += "no\n"; }
    std::istringstream answers{no};
    std::ostringstream prompts;
    Interview interview{answers, prompts, base::Language::En};
    EXPECT_FALSE(interview.ask({"Well", "どう"}, "", must_be_yes));
}

TEST(Interview, RefusesControlCharacters) {
    std::istringstream answers{"\x1b[2J\nfine\n"};
    std::ostringstream prompts;
    Interview interview{answers, prompts, base::Language::En};
    EXPECT_EQ(interview.ask({"Well", "どう"}, "", {}), "fine");
}

TEST(CaseWriting, CommentsAreNoPartOfTheCase) {
    casebook::Case record;
    record.id = "my-case";
    record.title = {"A \"quoted\": # title", "題名"};
    record.chain = address::Chain::Nem;
    record.asset = "XEM";
    record.divisibility = 6;
    record.ledger_file = "transfers.csv";
    record.thefts = {{"010", {}}, {"yes", {}}};
    record.default_policy.text = "all";
    const auto yaml = to_commented_yaml(record);
    EXPECT_NE(yaml.find("# Which transfers are the theft"), std::string::npos);
    const auto parsed = casebook::parse_case(yaml, "case.yaml");
    ASSERT_TRUE(parsed) << parsed.error().text.en;
    EXPECT_EQ(parsed->title, record.title);
    EXPECT_EQ(parsed->thefts.front().text, "010");
}

}  // namespace
}  // namespace app
