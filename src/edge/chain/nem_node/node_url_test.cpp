#include "node_url.hpp"

#include "testing_rest.hpp"

namespace nem_node {
namespace {

using namespace testing;

TEST(NodeUrl, IsSchemeHostAndPortAndNothingElse) {
    EXPECT_TRUE(parse_node_url("http://127.0.0.1:7890") == "http://127.0.0.1:7890");
    EXPECT_TRUE(parse_node_url("HTTPS://Node.Example/") == "https://node.example");
    EXPECT_TRUE(parse_node_url("http://[::1]:7890") == "http://[::1]:7890");
    const std::string bad[] = {"",
                               "127.0.0.1:7890",
                               "ftp://a",
                               "file:///etc/passwd",
                               "http://",
                               "http://:7890",
                               "http://a:0",
                               "http://a:65536",
                               "http://a:7890x",
                               "http://a:",
                               "http://a/path",
                               "http://a?b",
                               "http://a#b",
                               "http://a b",
                               "http://[]",
                               "http://[g]",
                               "http://user:secret@a:7890",
                               "http://" + std::string(600, 'a')};
    for (const auto& url : bad) {
        const auto parsed = parse_node_url(url);
        ASSERT_FALSE(parsed.has_value()) << url;
        EXPECT_EQ(parsed.error().problem, NodeProblem::BadQuestion);
        EXPECT_FALSE(to_phrase(parsed.error()).en.contains("secret"));
        EXPECT_EQ(problem_of(RestNode::make(url, {})), NodeProblem::BadQuestion);
    }
}

}  // namespace
}  // namespace nem_node
