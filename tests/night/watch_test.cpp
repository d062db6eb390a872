// The Coincheck night: a replay node serves it, `watch` follows it. Both are the built program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "night.hpp"

namespace night {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

/// Watches anew until the whole night is in the chain.
std::vector<json> watch_to_the_end(const Night& night) {
    constexpr int kMovements = 20;  // nine onward, eleven of 30 January
    for (int attempt = 0; attempt < 60; ++attempt) {
        const cli::Folder elsewhere;
        const auto watched = cli::run(night.watch(elsewhere.at("data"), {"--once"}));
        EXPECT_EQ(watched.code, 0) << watched.err;
        auto told = documents(watched.out);
        if (counted(told)["taint_moved"] >= kMovements) { return told; }
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
    ADD_FAILURE() << "the night does not end";
    return {};
}

std::vector<std::string> amounts(const json& holders) {
    std::vector<std::string> amounts;
    for (const auto& holder : holders) { amounts.push_back(holder["taint"]); }
    return amounts;
}

TEST(LongNight, WatchTellsWhatTheTraceOfTheCaseSays) {
    const Night night{{"--speed", "max"}};
    const auto told = watch_to_the_end(night);
    const auto kinds = counted(told);
    EXPECT_EQ(kinds.at("theft_confirmed"), 11);
    EXPECT_EQ(kinds.at("mark_proposed"), 10);
    const json now = standing(told);
    const json traced = json::parse(cli::run({"trace", kCase, "--policy", "fifo", "--json"}).out);
    EXPECT_EQ(now["stolen"], "526300010000000");
    EXPECT_EQ(now["stolen"], traced["stolen"]);
    EXPECT_EQ(now["fees"], traced["fees"]);
    EXPECT_EQ(now["closed"], true);
    EXPECT_EQ(now["partial"], false);
    EXPECT_EQ(amounts(now["holders"]), amounts(traced["holders"]));
}

/// Blocks go for good, come back (a fork that the nodes leave again), and go again.
constexpr const char* kReorganisations =
    "dyepack_replay: 1\n"
    "scenes:\n"
    "  - {at: 150, do: reorganise, depth: 3, transactions: later}\n"
    "  - {at: 230, do: fork, depth: 60, for: 200, transactions: later}\n"
    "  - {at: 600, do: reorganise, depth: 100, transactions: later}\n"
    "  - {at: 1500, do: reorganise, depth: 300, transactions: same}\n"
    "  - {at: 2300, do: fork, depth: 200, for: 140, transactions: same}\n"
    "  - {at: 3400, do: reorganise, depth: 340, transactions: later}\n"
    "  - {at: 4500, do: fork, depth: 100, for: 200, transactions: later}\n"
    "  - {at: 6000, do: reorganise, depth: 20, transactions: later}\n";

/// The ids of one life, in the order in which they were told.
std::vector<std::string> told_ids(const std::vector<json>& documents) {
    std::vector<std::string> ids;
    for (const auto& document : documents) {
        if (document.contains("id")) { ids.push_back(document["id"].get<std::string>()); }
    }
    return ids;
}

/// Each life goes on where the one before ended, or says its last words again: nothing is left out,
/// and nothing comes twice but at such a seam.
void expect_one_telling(const std::vector<std::vector<json>>& lives) {
    std::vector<std::string> telling;
    std::map<std::string, std::size_t> places;
    for (std::size_t life = 0; life < lives.size(); ++life) {
        const auto ids = told_ids(lives[life]);
        if (ids.empty()) { continue; }
        const auto known = places.find(ids.front());
        std::size_t place = known == places.end() ? telling.size() : known->second;
        EXPECT_LE(telling.size() - place, 1'000U) << "life " << life << " repeats too much";
        for (const auto& id : ids) {
            if (place == telling.size()) {
                EXPECT_TRUE(places.emplace(id, place).second) << "life " << life << ": " << id;
                telling.push_back(id);
            }
            ASSERT_EQ(telling[place++], id) << "life " << life << " is out of order";
        }
    }
}

TEST(LongNight, KilledAtAnyMomentItTellsWhatAnUninterruptedWatchTells) {
    // The night takes about fifteen seconds, and reorganises: there is time to die in.
    const Night night{{"--speed", "30000"}, kReorganisations};
    std::mt19937_64 random{526'300'010};
    std::vector<std::vector<json>> lives;
    for (int death = 0; death < 14; ++death) {
        const auto out = night.folder().at("watch-" + std::to_string(death) + ".out");
        {
            Background watch{night.watch("killed", {}), out};
            std::this_thread::sleep_for(std::chrono::milliseconds{200 + (random() % 1'000)});
            watch.kill();
        }
        lives.push_back(documents(cli::read(out)));
    }
    const auto fresh = watch_to_the_end(night);
    const auto rest = cli::run(night.watch("killed", {"--once"}));
    ASSERT_EQ(rest.code, 0) << rest.err;
    lives.push_back(documents(rest.out));
    expect_one_telling(lives);
    std::vector<json> told;
    for (const auto& life : lives) { told.insert(told.end(), life.begin(), life.end()); }
    EXPECT_THAT(case_events(told), IsSupersetOf(case_events(fresh)));
    EXPECT_GT(counted(told)["reorganisation"], 0);
    const json now = standing(documents(rest.out));
    EXPECT_EQ(now["holders"], standing(fresh)["holders"]);
    EXPECT_EQ(now["fees"], standing(fresh)["fees"]);
    EXPECT_EQ(now["closed"], true);
    const auto again = cli::run(night.watch("killed", {"--once"}));
    EXPECT_TRUE(case_events(documents(again.out)).empty()) << "nothing is told twice";
}

TEST(LongNight, StoppedDuringAQuestionItBlamesNobody) {
    for (const int slow_from : {1, 700}) {
        SCOPED_TRACE(slow_from);
        const Night night{{"--speed", "30000"},
                          "dyepack_replay: 1\n"
                          "scenes:\n"
                          "  - {at: " +
                              std::to_string(slow_from) +
                              ", do: delay, milliseconds: 8000, for: 100000}\n"};
        Background watch{night.watch("stopped", {}), night.folder().at("watch.out")};
        std::this_thread::sleep_for(std::chrono::seconds{slow_from == 1 ? 1 : 3});
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(watch.stop(), 0) << cli::read(night.folder().at("watch.out.err"));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5})
            << "it does not wait for the answer";
        EXPECT_THAT(watch.said(), Not(HasSubstr("node_down")));
        EXPECT_EQ(watch.said().find("theft_confirmed") != std::string::npos, slow_from > 1);
    }
}

TEST(LongNight, WhoReadsOnceDoesNotWaitForADeadNode) {
    Night night{{"--speed", "300"}};
    const auto first = cli::run(night.watch("data", {"--once"}));
    EXPECT_EQ(first.code, 0) << first.err;
    night.node().kill();
    const auto second = cli::run(night.watch("data", {"--once"}));
    EXPECT_EQ(second.code, 4);
    EXPECT_THAT(second.err, HasSubstr("no node answers any more"));
}

}  // namespace
}  // namespace night
