#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "open_nodes.hpp"

/// How a watch begins.
namespace app {
namespace {

using ::testing::HasSubstr;

std::string refusal(std::vector<std::string> urls) {
    WatchSettings settings;
    settings.node_urls = std::move(urls);
    const auto open = OpenNodes::open(settings, {});
    return open ? std::string{} : open.error().text.en;
}

TEST(OpenNodes, ANodeHasOneVote) {
    EXPECT_EQ(refusal({"http://one:7890", "http://one:7891", "http://other:7890"}), "");
    EXPECT_THAT(refusal({"http://one:7890", "http://two:7890", "http://one:7890"}),
                HasSubstr("names http://one:7890 twice"));
    EXPECT_THAT(refusal({"http://one:7890", "HTTP://ONE:7890/"}), HasSubstr("twice"));
    EXPECT_THAT(refusal({"http://one:80", "http://one"}), HasSubstr("twice"));
    EXPECT_THAT(refusal({"https://one:443", "https://one"}), HasSubstr("twice"));
    EXPECT_THAT(refusal({"http://one:07890", "http://one:7890"}), HasSubstr("twice"));
    EXPECT_EQ(refusal({"https://one:80", "https://one"}), "");
    EXPECT_THAT(refusal({"ftp://one"}), HasSubstr("begins with http"));
}

}  // namespace
}  // namespace app
