#include <gmock/gmock.h>

#include <random>

#include "../testing.hpp"
#include "segment_testing.hpp"
#include "touch_index.hpp"

namespace store {
namespace {

using Links = ledger::Touches::Links;

/// Slow and plain: looks for the next touch row by row, and replays the ledger for each balance.
class Replay {
public:
    explicit Replay(const ledger::AccountLedger& ledger)
        : ledger_{ledger}, transfers_(ledger.rows()) {
        ledger.read(ledger::Row{0}, transfers_);
    }
    [[nodiscard]] Links links(std::uint32_t row) const {
        const auto& transfer = transfers_[row];
        return {next(row, transfer.from), next(row, transfer.to), held(row, transfer.to)};
    }

private:
    [[nodiscard]] std::uint32_t next(std::uint32_t row, ledger::AccountId account) const {
        if (account == ledger::kNobody) { return ledger_.rows(); }
        for (++row; row < ledger_.rows(); ++row) {
            if (transfers_[row].from == account || transfers_[row].to == account) { break; }
        }
        return row;
    }
    [[nodiscard]] std::uint64_t held(std::uint32_t row, ledger::AccountId account) const {
        if (account == ledger::kNobody) { return 0; }
        std::uint64_t held = ledger_.openings().of(account).atoms();
        for (std::uint32_t before = 0; before < row; ++before) {
            const auto& transfer = transfers_[before];
            if (transfer.from == account) {
                held -= transfer.amount.atoms();
                held -= transfer.fee.atoms();
            }
            if (transfer.to == account) { held += transfer.amount.atoms(); }
        }
        return held;
    }

    const ledger::AccountLedger& ledger_;
    std::vector<ledger::Transfer> transfers_;
};

void expect_touches(const std::filesystem::path& folder, std::uint64_t seed) {
    const auto opened = open_ledger(folder, {});
    ASSERT_TRUE(opened) << seed << ": " << opened.error().text.en;
    const ledger::Touches* const touches = opened->accounts->touches();
    ASSERT_NE(touches, nullptr);
    const Replay replay{*opened->accounts};
    for (std::uint32_t row = 0; row < opened->accounts->rows(); ++row) {
        const Links found = touches->links(ledger::Row{row});
        const Links expected = replay.links(row);
        EXPECT_EQ(found.from_next, expected.from_next) << seed << ", row " << row;
        EXPECT_EQ(found.to_next, expected.to_next) << seed << ", row " << row;
        EXPECT_EQ(found.to_held, expected.to_held) << seed << ", row " << row;
    }
}

/// Mints, burns, self-transfers, fees; accounts with and without money of their own.
std::string random_csv(std::mt19937_64& random) {
    std::string csv{"height,from,to,amount,fee\n"};
    const std::uint64_t rows = 1 + random() % 120;
    const std::uint64_t accounts = 1 + random() % 12;
    for (std::uint64_t row = 0; row < rows; ++row) {
        const bool mint = random() % 8 == 0;
        const bool burn = !mint && random() % 8 == 0;
        csv += fmt::format("{},{},{},{},{}\n", row / 5,
                           mint ? "" : fmt::format("a{}", random() % accounts),
                           burn ? "" : fmt::format("a{}", random() % accounts), random() % 1'000,
                           mint ? 0 : random() % 4);
    }
    return csv;
}

TEST(Touches, AreThoseOfASlowReplay) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        std::mt19937_64 random{seed};
        const testing::TestFolder folder;
        auto options = testing::places(0);
        if (seed % 3 == 0) {
            options.openings = folder.put("openings", "account,amount\na0,1000000\na1,200000\n");
        }
        const auto imported =
            import_ledger({folder.put("in.csv", random_csv(random))}, folder.path() / "l", options);
        if (!imported) {  // the declared balance may be too small for what follows
            EXPECT_THAT(imported.error().text.en, ::testing::HasSubstr("sends more"));
            continue;
        }
        expect_touches(folder.path() / "l", seed);
    }
}

std::string random_records(std::mt19937_64& random, std::uint64_t rows) {
    const std::uint64_t accounts = 1 + random() % 9;
    const auto number = [&] {
        const std::uint64_t small = random() % accounts;
        return static_cast<std::uint32_t>(small == 0 ? 4'000'000'000U : small);
    };
    std::string bytes;
    for (std::uint64_t row = 0; row < rows; ++row) {
        append_raw(bytes, {number(), number(), random() >> (24 + random() % 40),
                           static_cast<std::uint32_t>(row / 3)});
    }
    return bytes;
}

TEST(Touches, OfRawRecordsToo) {
    OpenOptions options;
    options.format = InputFormat::Raw20;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        std::mt19937_64 random{seed};
        const testing::TestFolder folder;
        const auto file = folder.put("in", random_records(random, 1 + random() % 150));
        ASSERT_TRUE(import_ledger({file}, folder.path() / "l", options)) << seed;
        expect_touches(folder.path() / "l", seed);
    }
}

TEST(Touches, GoOnAcrossThePiecesInWhichTheyAreMade) {
    std::string records;
    constexpr std::uint32_t kRows = 20'000;  // more than two pieces
    for (std::uint32_t row = 0; row < kRows; ++row) {
        append_raw(records, {row == 0 || row == kRows - 1 ? 7U : 1U, 2, 1, 1});
    }
    OpenOptions options;
    options.format = InputFormat::Raw20;
    const testing::TestFolder folder;
    ASSERT_TRUE(import_ledger({folder.put("in", records)}, folder.path() / "l", options));
    const auto opened = open_ledger(folder.path() / "l", {});
    ASSERT_TRUE(opened);
    const ledger::Touches& touches = *opened->accounts->touches();
    EXPECT_EQ(touches.links({0}).from_next, kRows - 1);
    EXPECT_EQ(touches.links({kRows - 1}).from_next, kRows);
    EXPECT_EQ(touches.links({kRows - 1}).to_held, kRows - 1);
    for (std::uint32_t row = 1; row + 2 < kRows; ++row) {
        ASSERT_EQ(touches.links({row}).from_next, row + 1);
        ASSERT_EQ(touches.links({row}).to_held, row);
    }
}

TEST(TouchIndex, NeverSendsAWalkBackOrBeyondTheLedger) {
    struct Case {
        const char* name;
        Links links;
    };
    const Case cases[] = {{"back", {0, 2, 5}},
                          {"on the spot", {2, 1, 5}},
                          {"beyond", {2, 4, 5}},
                          {"beyond", {4, 2, 5}}};
    for (const auto& [name, links] : cases) {
        std::string records(48, '\0');
        store_number(records.data() + 16, links.from_next);
        store_number(records.data() + 20, links.to_next);
        auto segment = testing::open_segment_bytes(testing::segment_of(kTouchesShape, records),
                                                   SegmentKind::Touches);
        ASSERT_TRUE(segment);
        const auto index = TouchIndex::make(*std::move(segment), 3);
        ASSERT_TRUE(index);
        EXPECT_THROW((void)(*index)->links({1}), DamagedFile) << name;
    }
    auto other =
        testing::open_segment_bytes(testing::segment_of(kTouchesShape, ""), SegmentKind::Touches);
    ASSERT_TRUE(other);
    EXPECT_FALSE(TouchIndex::make(*std::move(other), 3));
}

}  // namespace
}  // namespace store
