#include <gtest/gtest.h>

#include <nem_node/nem_node.hpp>
#include <string>
#include <utility>

#include "rest_client.hpp"

namespace nem_node {
namespace {

TEST(RestNode, TellsNisErrorsApart) {
    struct Case {
        const char* body;
        const char* detail;
        int status;
        NodeProblem problem;
    };
    const Case cases[] = {
        {R"({"timeStamp":1,"error":"Bad Request","message":"address must be valid"})",
         "address must be valid", 400, NodeProblem::Refused},
        {R"({"error":"Unauthorized","message":null})", "Unauthorized", 401, NodeProblem::Refused},
        {R"({"error":"Not Found","message":"block not found in the db"})",
         "block not found in the db", 404, NodeProblem::NotFound},
        {"<html>\x1b[31m", "<html>\\u{001B}[31m", 500, NodeProblem::Refused},
        {R"({"message":"NIS_ILLEGAL_STATE_LOADING_CHAIN"})", "NIS_ILLEGAL_STATE_LOADING_CHAIN", 503,
         NodeProblem::NotReady},
        {"", "", 503, NodeProblem::TooManyRequests},
        {"", "", 429, NodeProblem::TooManyRequests},
    };
    for (const auto& [body, detail, status, problem] : cases) {
        const NodeError error = parse_error(status, body);
        EXPECT_EQ(error.problem, problem) << status;
        EXPECT_EQ(error.detail, detail) << status;
        EXPECT_TRUE(to_phrase(error).en.contains(std::to_string(status)));
        EXPECT_FALSE(to_phrase(error).ja.empty());
    }
}

TEST(NodeError, EveryProblemSpeaksBothLanguages) {
    for (std::uint8_t i = 0; i <= std::to_underlying(NodeProblem::BadQuestion); ++i) {
        const auto phrase = to_phrase({static_cast<NodeProblem>(i), 0, "detail"});
        EXPECT_TRUE(phrase.en.ends_with(": detail"));
        EXPECT_NE(phrase.en, phrase.ja);
    }
    for (std::uint8_t i = 0; i <= std::to_underlying(NodeStatus::Loading); ++i) {
        EXPECT_FALSE(to_string(static_cast<NodeStatus>(i)).empty());
    }
}

}  // namespace
}  // namespace nem_node
