#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <journal/journal.hpp>
#include <random>
#include <thread>

#include "testing.hpp"

namespace journal {
namespace {

using testing::block;
using testing::open;
using testing::TestFolder;

/// Appends a block with its event and its entry, one batch after the other, and says each height
/// through the pipe once it is durable.
[[noreturn]] void append_for_ever(const std::filesystem::path& folder, int pipe) {
    auto journal = Journal::open(folder, "test");
    if (!journal) { std::_Exit(1); }
    const auto newest = journal->newest();
    if (!newest) { std::_Exit(1); }
    for (std::uint64_t height = *newest ? (*newest)->height.value + 1 : 1;; ++height) {
        Batch batch;
        batch.append(block(height));
        batch.tell({fmt::format("event {}", height), "told"});
        batch.put({"entry", fmt::format("{:06}", height), "kept"});
        if (!journal->commit(batch)) { std::_Exit(1); }
        if (::write(pipe, &height, sizeof height) != sizeof height) { std::_Exit(1); }
    }
}

/// Lets it run for a while, then kills it; the last height that it said was durable.
std::uint64_t killed_after(const std::filesystem::path& folder, std::chrono::microseconds time) {
    int ends[2]{};
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        append_for_ever(folder, ends[1]);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(time);
    ::kill(child, SIGKILL);
    std::uint64_t last = 0;
    std::uint64_t height = 0;
    while (::read(ends[0], &height, sizeof height) == sizeof height) { last = height; }
    ::close(ends[0]);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it was killed, and did not end by itself";
    return last;
}

TEST(JournalCrash, KeepsEveryCommitWholeWhereverItIsKilled) {
    const TestFolder folder;
    std::mt19937_64 random{20'180'126};
    std::uint64_t durable = 0;
    for (int round = 0; round < 12; ++round) {
        const std::chrono::microseconds time{5'000 + (random() % 60'000)};
        durable = std::max(durable, killed_after(folder.path(), time));
        const auto journal = open(folder);
        const auto newest = *journal.newest();
        const std::uint64_t height = newest ? newest->height.value : 0;
        EXPECT_GE(height, durable) << "what was said to be durable is there, round " << round;
        EXPECT_EQ(*journal.blocks(), height);
        EXPECT_EQ(journal.untold(1'000'000)->size(), height);
        EXPECT_EQ(journal.entries("entry")->size(), height);
    }
    EXPECT_GT(durable, 0U);
}

}  // namespace
}  // namespace journal
