// The nodes on sockets, asked by the project's own client of NIS.
#include <condition_variable>
#include <mutex>
#include <nem_node/nem_node.hpp>
#include <thread>

#include "testing.hpp"

namespace replay::testing {
namespace {

using nem_node::NodeProblem;

/// Served with all the recorded chain there: three times as many blocks as there are minutes.
struct ReplayServer : ::testing::Test {
    void serve(std::string_view scenes, std::size_t nodes = 1) {
        const auto script = parse_script("dyepack_replay: 1\nscenes:\n" + std::string{scenes}, "s");
        ASSERT_TRUE(script.has_value());
        ServerSettings settings;
        settings.speed = 0;
        settings.endpoints.assign(nodes, {"127.0.0.1", 0});
        settings.progress = [this](std::uint64_t height, nem::TimeStamp, const auto&) {
            const std::scoped_lock lock{mutex_};
            height_ = height;
            grown_.notify_all();
        };
        auto made = Server::make(Troupe{make_chain(), *script, nodes}, std::move(settings));
        ASSERT_TRUE(made.has_value());
        server = *std::move(made);
        std::unique_lock lock{mutex_};
        ASSERT_TRUE(grown_.wait_for(lock, std::chrono::seconds{60}, [&] { return height_ >= 8; }));
    }
    [[nodiscard]] std::unique_ptr<nem_node::RestNode> client(std::size_t node = 0,
                                                             unsigned retries = 0) const {
        nem_node::RestSettings settings;
        settings.total_timeout = std::chrono::milliseconds{2'000};
        settings.retries_max = retries;
        settings.retry_first = std::chrono::milliseconds{1};
        const auto url = fmt::format("http://127.0.0.1:{}", server->endpoints()[node].port);
        auto made = nem_node::RestNode::make(url, settings);
        if (!made) { throw std::runtime_error{"no client"}; }
        return *std::move(made);
    }
    template <class Answer>
    static std::optional<NodeProblem> problem(const Answer& answer) {
        return answer ? std::nullopt : std::optional{answer.error().problem};
    }

    std::unique_ptr<Server> server;

private:
    std::mutex mutex_;
    std::condition_variable grown_;
    std::uint64_t height_{0};
};

constexpr std::string_view kNothing = "  - {at: 99999, do: lag}\n";

TEST_F(ReplayServer, IsReadByTheClientOfNis) {
    serve(kNothing);
    const auto node = client();
    EXPECT_TRUE(node->ready().has_value());
    const auto height = node->height();
    ASSERT_TRUE(height.has_value());
    EXPECT_GE(height->value, 8U);
    const auto blocks = node->blocks_after(ledger::Height{1});
    ASSERT_TRUE(blocks.has_value());
    ASSERT_GE(blocks->size(), 7U);
    EXPECT_TRUE(nem_keys::verify(blocks->front()));
    const auto hashes = node->hashes_from(ledger::Height{2});
    ASSERT_TRUE(hashes.has_value());
    EXPECT_EQ(hashes->front(), nem::hash_of(blocks->front()));
    const auto alice = node->account(address_of("alice"));
    ASSERT_TRUE(alice.has_value());
    EXPECT_EQ(alice->balance, atoms(1'000'000 * kXem));
    const nem::Address thief = nem::to_address(blocks->back().signer, nem::kMainnet);
    EXPECT_TRUE(node->harvests(thief, std::nullopt).has_value());
    EXPECT_TRUE(node->network_time().has_value());
    EXPECT_EQ(problem(node->block_at(ledger::Height{99'999})), NodeProblem::NotFound);
}

TEST_F(ReplayServer, TakesAnAnnouncementAndIncludesIt) {
    serve(kNothing);
    const auto node = client();
    const auto now = node->network_time();
    ASSERT_TRUE(now.has_value());
    const auto paid = signed_by("alice", payment("alice", address_of("carol"), 7, *now));
    const auto said = node->announce(paid);
    ASSERT_TRUE(said.has_value());
    EXPECT_EQ(said->code, 1);
    EXPECT_EQ(said->hash, nem::hash_of(paid.transaction));
    const auto poor = signed_by("pauper", payment("pauper", address_of("carol"), 7, *now));
    const auto refused = node->announce(poor);
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->code, 5);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    money::Amount balance;
    while (balance.atoms() == 0 && std::chrono::steady_clock::now() < until) {
        const auto carol = node->account(address_of("carol"));
        if (carol) { balance = carol->balance; }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    EXPECT_EQ(balance, atoms(7));
}

TEST_F(ReplayServer, ShowsEveryFaultToItsClients) {
    const struct {
        const char* scene;
        NodeProblem problem;
    } cases[] = {
        {"  - {at: 3, do: cut, for: 9999}\n", NodeProblem::Cut},
        {"  - {at: 3, do: half, for: 9999}\n", NodeProblem::BadAnswer},
        {"  - {at: 3, do: refuse, for: 9999}\n", NodeProblem::TooManyRequests},
        {"  - {at: 3, do: restart, for: 9999}\n", NodeProblem::NotReady},
        {"  - {at: 3, do: delay, milliseconds: 20000, for: 9999}\n", NodeProblem::TimedOut}};
    for (const auto& [scene, expected] : cases) {
        serve(scene);
        // The scene begins when its writer has reached the height.
        std::optional<NodeProblem> seen;
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!seen && std::chrono::steady_clock::now() < until) {
            seen = problem(client()->last_block());
        }
        EXPECT_EQ(seen, expected) << scene;
        server.reset();
    }
}

TEST_F(ReplayServer, IsReadThroughFaultsOfEveryOtherAnswer) {
    serve("  - {at: 3, do: cut, every: 2, for: 9999}\n");
    const auto node = client(0, 3);
    for (int i = 0; i < 6; ++i) { EXPECT_TRUE(node->last_block().has_value()) << i; }
}

TEST_F(ReplayServer, OneNodeLiesAndTheOtherDoesNot) {
    serve("  - {at: 3, do: lie, what: signature, nodes: [2], for: 9999}\n", 2);
    const auto honest = client(0)->block_at(ledger::Height{5});
    const auto lying = client(1)->block_at(ledger::Height{5});
    ASSERT_TRUE(honest.has_value() && lying.has_value());
    EXPECT_TRUE(nem_keys::verify(*honest));
    EXPECT_FALSE(nem_keys::verify(*lying));
}

TEST_F(ReplayServer, PushesOverItsWebsocket) {
    serve(kNothing);
    nem_node::HintsSettings settings;
    settings.host = "127.0.0.1";
    settings.port = server->endpoints()[0].port;
    auto hints = nem_node::Hints::make(settings);
    ASSERT_TRUE(hints.has_value());
    bool up = false;
    bool blocks = false;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!(up && blocks) && std::chrono::steady_clock::now() < until) {
        for (const auto& hint : (*hints)->take(std::chrono::milliseconds{500})) {
            up = up || std::holds_alternative<nem_node::HintsUp>(hint);
            blocks = blocks || std::holds_alternative<nem_node::NewBlocks>(hint);
        }
    }
    EXPECT_TRUE(up);
    EXPECT_TRUE(blocks);
}

TEST_F(ReplayServer, SaysWhereItCannotListen) {
    serve(kNothing);
    ServerSettings settings;
    settings.endpoints = {{"127.0.0.1", server->endpoints()[0].port}};
    const auto taken = Server::make(Troupe{make_chain(), {}, 1}, settings);
    ASSERT_FALSE(taken.has_value());
    EXPECT_EQ(taken.error().blame, base::Blame::World);
    settings.endpoints = {{"no address", 1}};
    EXPECT_FALSE(Server::make(Troupe{make_chain(), {}, 1}, settings).has_value());
}

TEST_F(ReplayServer, FollowedThroughReorganisationsEndsWithItsChain) {
    serve(
        "  - {at: 5, do: reorganise, depth: 3}\n"
        "  - {at: 7, do: reorganise, depth: 5, transactions: same}\n"
        "  - {at: 9, do: fork, depth: 4, for: 2, transactions: never}\n");
    const auto node = client(0, 3);
    nem_node::FeedConfig config;
    config.poll_every = nem_node::Monotonic{1};
    nem_node::Feed feed{config, {node.get()}};
    std::vector<nem_node::BlockId> followed;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    std::int64_t now = 0;
    while (followed.size() < 13 && std::chrono::steady_clock::now() < until) {
        for (const auto& event : feed.step(nem_node::Monotonic{now += 10'000})) {
            if (const auto* accepted = std::get_if<nem_node::BlockAccepted>(&event)) {
                EXPECT_TRUE(nem_keys::verify(accepted->block));
                followed.push_back({accepted->block.height, accepted->hash});
            } else if (const auto* undone = std::get_if<nem_node::BlockUndone>(&event)) {
                ASSERT_FALSE(followed.empty());
                EXPECT_EQ(followed.back(), undone->id);
                followed.pop_back();
            }
        }
    }
    ASSERT_GE(followed.size(), 13U);
    const auto hashes = node->hashes_from(ledger::Height{1});
    ASSERT_TRUE(hashes.has_value());
    ASSERT_GE(hashes->size(), 12U);
    for (std::size_t i = 0; i < 12; ++i) { EXPECT_EQ(followed[i].hash, (*hashes)[i]) << i; }
}

}  // namespace
}  // namespace replay::testing
