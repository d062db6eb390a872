// Whenever the program dies, the same command brings the payment into the chain exactly once.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "network.hpp"

namespace sending {
namespace {

TEST(NemSend, IsSentExactlyOnceWheneverItIsKilled) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    constexpr std::uint64_t kSeed = 11;
    std::mt19937_64 random{kSeed};
    constexpr int kPayments = 8;
    int left_unsent = 0;
    for (int payment = 1; payment <= kPayments; ++payment) {
        const std::vector<std::string> words{"nem", "send", to, "--xem", std::to_string(payment)};
        for (int attempt = 0; attempt < 3; ++attempt) {
            night::Background killed{
                network.signing(words, 0),
                network.folder().at("killed-" + std::to_string(payment) + std::to_string(attempt))};
            // The whole command takes some 200 ms: death comes before, within and after the
            // sending.
            std::this_thread::sleep_for(std::chrono::milliseconds{random() % 300});
            killed.kill();
        }
        const auto sent = network.send(words, 0);
        EXPECT_EQ(sent["state"], "included") << "seed " << kSeed << " payment " << payment;
        if (sent["repeated"] == false) { ++left_unsent; }
        EXPECT_EQ(network.arrived(to), static_cast<std::size_t>(payment));
    }
    EXPECT_EQ(network.balance(to), 36'000'000U);
    EXPECT_LT(left_unsent, kPayments) << "no death came after the signature: this tried nothing";
}

TEST(NemSend, WhatIsStoredIsAnnouncedByTheNextOne) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    const auto stored = cli::run(network.signing({"nem", "send", to, "--xem", "1"}, 0));
    ASSERT_EQ(stored.code, 0) << stored.err;
    auto words = network.asking({"nem", "announce", "--outbox", network.outbox(), "--wait"});
    words.emplace_back("--json");
    const auto announced = cli::run(words);
    ASSERT_EQ(announced.code, 0) << announced.err;
    const auto list = Json::parse(announced.out)["transactions"];
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0]["state"], "included");
    EXPECT_EQ(network.balance(to), 1'000'000U);
}

TEST(NemSend, OneOutboxIsOneProcessesAtATime) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    auto words = network.signing({"nem", "send", to, "--xem", "1"}, 0);
    std::filesystem::create_directory(network.outbox());
    const int held = ::open((network.outbox() + "/lock").c_str(), O_RDWR | O_CREAT, 0600);
    ASSERT_EQ(::flock(held, LOCK_EX), 0);
    const auto refused = cli::run(words);
    EXPECT_EQ(refused.code, 4) << refused.err;
    EXPECT_TRUE(refused.err.contains("another process")) << refused.err;
    ::close(held);
    EXPECT_EQ(cli::run(words).code, 0);
}

}  // namespace
}  // namespace sending
