#include <replay/topics.hpp>
#include <stomp/stomp.hpp>

#include "testing.hpp"

namespace replay::testing {
namespace {

struct ReplayTopics : ::testing::Test {
    ReplayTopics() {
        grow(chain, 7);
        view = view_of(chain);
        std::ignore = chain.take_news();
    }
    StompSession::Reaction send(const std::string& command,
                                std::vector<std::pair<std::string, std::string>> headers = {},
                                const std::string& body = {}) {
        return session.read(stomp::write({command, std::move(headers), body}), view, 0, registered);
    }
    [[nodiscard]] std::string thief() const {
        return std::string{chain.stand_ins()[1].address.text()};
    }
    Chain chain = make_chain();
    View view;
    Registered registered;
    StompSession session;
};

TEST_F(ReplayTopics, PushesBlocksAndTransactionsOfRegisteredAccounts) {
    EXPECT_EQ(send("CONNECT").frames.size(), 1U);
    EXPECT_TRUE(send("SUBSCRIBE", {{"id", "a"}, {"destination", "/transactions/" + thief()}})
                    .frames.empty());
    EXPECT_TRUE(send("SEND", {{"destination", "/w/api/account/subscribe"}},
                     R"({"account":")" + thief() + R"("})")
                    .pushes.empty());
    EXPECT_EQ(registered.size(), 1U);
    grow(chain, 8);  // O1
    view = view_of(chain);
    std::vector<std::string> topics;
    std::vector<std::string> frames;
    for (const auto& push : pushes_of(chain.take_news(), view, registered)) {
        topics.push_back(push.topic);
        for (auto& frame : session.frames_of(push)) { frames.push_back(std::move(frame)); }
    }
    EXPECT_EQ(topics, (std::vector<std::string>{
                          "/unconfirmed", "/unconfirmed/" + thief(), "/blocks/new", "/blocks",
                          "/transactions/" + thief(), "/account/" + thief()}));
    ASSERT_EQ(frames.size(), 1U);
    const auto frame = stomp::parse(frames[0]);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->command, "MESSAGE");
    EXPECT_EQ(frame->header("subscription"), "a");
    EXPECT_EQ(nlohmann::json::parse(frame->body)["meta"]["height"], 8);
}

TEST_F(ReplayTopics, AnswersWhatIsSentToIt) {
    std::ignore = send("CONNECT");
    const auto pushed = [&](const std::string& what) {
        std::vector<std::string> topics;
        for (const auto& push : send("SEND", {{"destination", "/w/api/" + what}},
                                     R"({"account":")" + thief() + R"("})")
                                    .pushes) {
            EXPECT_TRUE(nlohmann::json::accept(push.body)) << push.body;
            topics.push_back(push.topic);
        }
        return topics;
    };
    using Topics = std::vector<std::string>;
    EXPECT_EQ(pushed("account/get"), Topics{"/account/" + thief()});
    EXPECT_EQ(pushed("account/transfers/all"), Topics{"/recenttransactions/" + thief()});
    EXPECT_EQ(pushed("account/mosaic/owned"), Topics{"/account/mosaic/owned/" + thief()});
    EXPECT_EQ(pushed("account/mosaic/owned/definition"),
              Topics{"/account/mosaic/owned/definition/" + thief()});
    EXPECT_EQ(pushed("block/last"), Topics{"/blocks"});
    EXPECT_EQ(pushed("node/info"), Topics{"/node/info"});
    EXPECT_EQ(pushed("nothing"), Topics{"/errors"});
}

TEST_F(ReplayTopics, RefusesWhoDoesNotSpeakStomp) {
    const auto refused = [&](const StompSession::Reaction& reaction) {
        return reaction.close && reaction.frames.size() == 1 &&
               reaction.frames[0].starts_with("ERROR");
    };
    EXPECT_TRUE(refused(send("SUBSCRIBE", {{"id", "a"}, {"destination", "/blocks"}})));
    std::ignore = send("CONNECT");
    EXPECT_TRUE(refused(session.read("nonsense", view, 0, registered)));
    EXPECT_TRUE(refused(send("SUBSCRIBE", {{"id", "a"}})));
    EXPECT_TRUE(refused(send("UNSUBSCRIBE")));
    EXPECT_TRUE(refused(send("SEND")));
    EXPECT_TRUE(refused(send("BEGIN")));
    EXPECT_TRUE(send("DISCONNECT").close);
    for (std::size_t i = 0; i < kSubscriptionsMax; ++i) {
        EXPECT_FALSE(send("SUBSCRIBE", {{"id", "a"}, {"destination", "/blocks"}}).close);
    }
    EXPECT_TRUE(refused(send("SUBSCRIBE", {{"id", "a"}, {"destination", "/blocks"}})));
    EXPECT_FALSE(send("UNSUBSCRIBE", {{"id", "a"}}).close);
    EXPECT_EQ(session.subscriptions(), 0U);
}

}  // namespace
}  // namespace replay::testing
