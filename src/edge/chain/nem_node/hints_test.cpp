#include <future>
#include <nlohmann/json.hpp>
#include <ranges>

#include "hint_message.hpp"
#include "hint_queue.hpp"
#include "testing.hpp"
#include "testing_websocket.hpp"

namespace nem_node {
namespace {

using namespace testing;
using namespace std::chrono_literals;

HintsSettings quick(std::uint16_t port) {
    HintsSettings settings;
    settings.host = "127.0.0.1";
    settings.port = port;
    settings.connect_timeout = 20s;
    settings.retry_first = 1ms;
    settings.retry_last = 10ms;
    settings.random = [] { return 0U; };
    return settings;
}
/// Hints in the order in which they came.
class Listener {
public:
    explicit Listener(const HintsSettings& settings) {
        auto made = Hints::make(settings);
        EXPECT_TRUE(made.has_value());
        if (made) { hints_ = *std::move(made); }
    }
    Hints& hints() { return *hints_; }
    /// Takes hints up to the first of this kind; the test fails when none comes.
    template <class Kind>
    Kind next() {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (std::chrono::steady_clock::now() < until) {
            for (Hint& hint : hints_->take(unread_.empty() ? 100ms : 0ms)) {
                unread_.push_back(std::move(hint));
            }
            while (!unread_.empty()) {
                const Hint hint = std::move(unread_.front());
                unread_.pop_front();
                if (const auto* const found = std::get_if<Kind>(&hint)) { return *found; }
            }
        }
        ADD_FAILURE() << "no such hint";
        return {};
    }

private:
    std::unique_ptr<Hints> hints_;
    std::deque<Hint> unread_;
};
std::vector<std::string> destinations(const std::vector<stomp::Frame>& frames) {
    std::vector<std::string> all;
    for (const auto& frame : frames) {
        if (const auto to = frame.header("destination")) { all.emplace_back(*to); }
    }
    return all;
}

TEST(Hints, RingsWhenThereIsSomethingToTake) {
    const WebsocketServer server{[&](Spoken& spoken, int /*connection*/) {
        spoken.welcome();
        spoken.listen();
    }};
    std::promise<void> rung;
    HintsSettings settings = quick(server.port());
    settings.arrived = [&, first = true]() mutable {
        if (std::exchange(first, false)) { rung.set_value(); }
    };
    Listener listener{settings};
    ASSERT_EQ(rung.get_future().wait_for(20s), std::future_status::ready);
    EXPECT_FALSE(listener.hints().take(0ms).empty());
}

TEST(Hints, SubscribesAndHandsOverWhatIsPublished) {
    const auto transaction = transfer(1, 2, 3);
    std::promise<std::vector<stomp::Frame>> heard;
    const WebsocketServer server{[&](Spoken& spoken, int connection) {
        spoken.welcome();
        spoken.listen_for("SEND");
        if (connection == 0) { heard.set_value(spoken.heard); }
        spoken.say_bytes("\n");  // a heart-beat
        spoken.publish("/node/info", "{}");
        spoken.publish("/unconfirmed", "no transaction");
        spoken.publish("/unconfirmed", nem::to_json(transaction).dump());
        spoken.listen();
    }};
    HintsSettings settings = quick(server.port());
    settings.accounts = {address_of(1)};
    Listener listener{settings};
    EXPECT_EQ(listener.next<HintedTransaction>().transaction.transaction, transaction);
    const auto frames = heard.get_future().get();
    const std::string account{address_of(1).text()};
    EXPECT_EQ(frames[0].command, "CONNECT");
    EXPECT_EQ(frames[0].header("heart-beat"), "0,0");
    EXPECT_EQ(destinations(frames),
              (std::vector<std::string>{"/blocks/new", "/blocks", "/unconfirmed",
                                        "/unconfirmed/" + account, "/transactions/" + account,
                                        "/w/api/account/subscribe"}));
    EXPECT_EQ(frames.back().body, R"({"account":")" + account + R"("})");
}

TEST(Hints, ConnectsAgainAndSaysThatItWasAway) {
    const WebsocketServer server{[&](Spoken& spoken, int connection) {
        if (connection == 1) { return; }  // before CONNECTED
        spoken.welcome();
        spoken.listen_for("SUBSCRIBE");
        if (connection == 0) { spoken.say_bytes("message\n\n"); }
        if (connection == 2) { spoken.say({"ERROR", {{"message", "too\x1bmany"}}, ""}); }
        spoken.listen_for("nothing: until the client leaves");
    }};
    Listener listener{quick(server.port())};
    listener.next<HintsUp>();
    EXPECT_EQ(listener.next<HintsDown>().why, "the frame has no command");
    listener.next<HintsUp>();
    EXPECT_EQ(listener.next<HintsDown>().why, "the node says ERROR: too\\u{001B}many");
    listener.next<HintsUp>();
}

TEST(Hints, AnAccountWatchedLaterIsSubscribedOnTheOpenLine) {
    std::promise<void> up;
    std::promise<std::string> body;
    const WebsocketServer server{[&](Spoken& spoken, int connection) {
        spoken.welcome();
        if (connection > 0) { return; }
        const auto sent = spoken.listen_for("SEND");
        body.set_value(sent ? sent->body : "gone");
        spoken.publish("/transactions/" + std::string{address_of(7).text()}, "{}");
        spoken.listen();
    }};
    Listener listener{quick(server.port())};
    listener.next<NewBlocks>();  // whatever came before it listened
    listener.hints().watch({address_of(7)});
    EXPECT_EQ(body.get_future().get(),
              R"({"account":")" + std::string{address_of(7).text()} + R"("})");
    listener.next<NewBlocks>();
}

TEST(Hints, ALineWithoutGreetingIsGivenUp) {
    const WebsocketServer server{[](Spoken& spoken, int) {
        spoken.listen_for("CONNECT");
        spoken.listen();
    }};
    HintsSettings settings = quick(server.port());
    settings.connect_timeout = 50ms;
    EXPECT_EQ(Listener{settings}.next<HintsDown>().why, "no CONNECTED in time");
}

TEST(Hints, AMessageThatIsTooLongEndsTheLine) {
    const WebsocketServer server{[](Spoken& spoken, int) {
        spoken.welcome();
        spoken.listen_for("SUBSCRIBE");
        spoken.publish("/blocks", std::string(5'000, 'x'));
        spoken.listen();
    }};
    HintsSettings settings = quick(server.port());
    settings.message_bytes_max = 1'000;
    Listener listener{settings};
    EXPECT_TRUE(listener.next<HintsDown>().why.starts_with("reading: "));
}

TEST(Hints, NobodyListeningIsToldOnce) {
    std::uint16_t port = 0;
    {
        port = WebsocketServer{[](Spoken&, int) {}}.port();
    }
    Listener listener{quick(port)};
    EXPECT_TRUE(listener.next<HintsDown>().why.starts_with("connecting: "));
    EXPECT_TRUE(listener.hints().take(60ms).empty());  // though it goes on trying
}

TEST(Hints, EndsAtOnceWhileItWaits) {
    HintsSettings settings = quick(1);
    settings.retry_first = 1h;
    settings.retry_last = 1h;
    const auto begin = std::chrono::steady_clock::now();
    Listener{settings}.next<HintsDown>();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST(Hints, NeedsAHost) {
    for (const char* const host : {"", "a b", "a/b", "a\r\nb", "[::1]", "user@a"}) {
        HintsSettings settings = quick(1);
        settings.host = host;
        const auto hints = Hints::make(settings);
        ASSERT_FALSE(hints.has_value()) << host;
        EXPECT_EQ(hints.error().problem, NodeProblem::BadQuestion);
    }
}

TEST(HintMessage, KnowsTheTopics) {
    const auto transaction = transfer(1, 2, 3);
    const auto hint_of = [](const std::string& topic, const std::string& body) {
        return to_hint({"MESSAGE", {{"destination", topic}}, body}, "n");
    };
    const auto is_new_blocks = [](const std::optional<Hint>& hint) {
        return hint && std::holds_alternative<NewBlocks>(*hint);
    };
    EXPECT_TRUE(is_new_blocks(hint_of("/blocks/new", R"({"height":5})")));
    EXPECT_TRUE(is_new_blocks(hint_of("/blocks", "{}")));
    EXPECT_TRUE(is_new_blocks(hint_of("/transactions/NABC", "{}")));
    const nlohmann::json pair{{"meta", {{"id", 0}, {"height", 9'007'199'254'740'991}}},
                              {"transaction", nem::to_json(transaction)}};
    const auto pooled = hint_of("/unconfirmed/NABC", pair.dump());
    ASSERT_TRUE(pooled && std::holds_alternative<HintedTransaction>(*pooled));
    EXPECT_EQ(std::get<HintedTransaction>(*pooled).transaction.transaction, transaction);
    EXPECT_FALSE(hint_of("/unconfirmed", "[]").has_value());
    EXPECT_FALSE(hint_of("/unconfirmed", "{}").has_value());
    EXPECT_FALSE(hint_of("/errors", "{}").has_value());
    EXPECT_FALSE(to_hint({"RECEIPT", {{"destination", "/blocks"}}, ""}, "n").has_value());
    EXPECT_FALSE(to_hint({"MESSAGE", {}, ""}, "n").has_value());
}

TEST(HintQueue, DropsTheOldestButNeverTheNewsOfBlocks) {
    HintQueue queue{2};
    queue.push(NewBlocks{"a"});
    for (const char* const node : {"1", "2", "3"}) { queue.push(HintsUp{node}); }
    queue.push(NewBlocks{"b"});
    const auto taken = queue.take(0ms);
    ASSERT_EQ(taken.size(), 3U);
    EXPECT_EQ(std::get<HintsUp>(taken[0]).node, "2");
    EXPECT_EQ(std::get<NewBlocks>(taken[2]).node, "b");
    EXPECT_TRUE(queue.take(1ms).empty());
}

}  // namespace
}  // namespace nem_node
