#include "raw20.hpp"

#include <gmock/gmock.h>

#include <random>

#include "testing.hpp"

namespace store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string record(std::uint32_t from, std::uint32_t to, std::uint64_t atoms,
                   std::uint32_t height) {
    std::string bytes;
    const auto put = [&](std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i) { bytes += static_cast<char>(value >> (8 * i)); }
    };
    put(from, 4);
    put(to, 4);
    put(atoms, 8);
    put(height, 4);
    return bytes;
}

OpenOptions raw() {
    OpenOptions options;
    options.format = InputFormat::Raw20;
    return options;
}

TEST(RawLedger, ReadsTheRecordsAsTheyLie) {
    const auto opened = testing::open_good(
        record(0, 7, 1'000, 5) + record(7, 0, 250, 5) + record(7, 3, 750, 9), raw());
    const ledger::AccountLedger& ledger = *opened.accounts;
    EXPECT_EQ(ledger.rows(), 3U);
    EXPECT_EQ(opened.divisibility, 0);
    EXPECT_THAT(testing::transfers_of(opened),
                ElementsAre(ledger::Transfer{{0}, {7}, money::Amount::from_atoms(1'000), {}},
                            ledger::Transfer{{7}, {0}, money::Amount::from_atoms(250), {}},
                            ledger::Transfer{{7}, {3}, money::Amount::from_atoms(750), {}}));
    EXPECT_EQ(ledger.openings().of({0}).atoms(), 1'000U);
    EXPECT_EQ(ledger.openings().of({7}).atoms(), 0U);
    EXPECT_EQ(ledger.facts(ledger::Row{2}).tx, "#3");
    EXPECT_EQ(ledger.facts(ledger::Row{2}).height, ledger::Height{9});
    EXPECT_FALSE(ledger.facts(ledger::Row{2}).time);
    EXPECT_THAT(ledger.find_tx("#3"), ElementsAre(ledger::Row{2}));
    for (const char* tx : {"#0", "#4", "#03", "3", "", "#", "#-1", "#99999999999999999999"}) {
        EXPECT_THAT(ledger.find_tx(tx), IsEmpty()) << tx;
    }
    EXPECT_TRUE(ledger.has_heights());
    EXPECT_FALSE(ledger.has_times());
}

TEST(RawLedger, KnowsTheAccountsThatAppearAndNoOthers) {
    const auto opened = testing::open_good(record(2, 5, 1, 1), raw());
    EXPECT_EQ(opened.accounts->find_account("5"), ledger::AccountId{5});
    EXPECT_EQ(opened.accounts->account_text(ledger::AccountId{5}), "5");
    for (const char* text : {"0", "3", "6", "05", "", "-1", "4294967301", "x"}) {
        EXPECT_FALSE(opened.accounts->find_account(text)) << text;
    }
    EXPECT_EQ(accounts_seen(opened), 2U);
}

TEST(RawLedger, RenumbersSparseNumbersSoThatNoFileAsksForHugeArrays) {
    constexpr std::uint32_t kHighest = 0xFFFF'FFFF;
    const auto opened =
        testing::open_good(record(kHighest, 9, 10, 1) + record(9, 3'000'000'000, 4, 2), raw());
    EXPECT_EQ(opened.accounts->accounts(), 3U);
    EXPECT_THAT(testing::transfers_of(opened),
                ElementsAre(ledger::Transfer{{2}, {0}, money::Amount::from_atoms(10), {}},
                            ledger::Transfer{{0}, {1}, money::Amount::from_atoms(4), {}}));
    EXPECT_EQ(opened.accounts->account_text(ledger::AccountId{2}), "4294967295");
    EXPECT_EQ(opened.accounts->find_account("3000000000"), ledger::AccountId{1});
    EXPECT_FALSE(opened.accounts->find_account("1"));
    EXPECT_EQ(opened.accounts->openings().of({2}).atoms(), 10U);
}

TEST(RawLedger, FindsPositionsByHeight) {
    const auto opened =
        testing::open_good(record(0, 1, 1, 5) + record(0, 1, 1, 5) + record(0, 1, 1, 8), raw());
    const ledger::AccountLedger& ledger = *opened.accounts;
    const auto end = [&](std::uint64_t height) { return ledger.end_of(ledger::Height{height}); };
    const auto begin = [&](std::uint64_t height) {
        return ledger.begin_of(ledger::Height{height});
    };
    EXPECT_THAT((std::vector{end(4), end(5), end(7), end(8), end(1ULL << 40U)}),
                ElementsAre(0, 2, 2, 3, 3));
    EXPECT_THAT((std::vector{begin(4), begin(5), begin(6), begin(8), begin(9)}),
                ElementsAre(0, 0, 2, 2, 3));
    EXPECT_EQ(ledger.block_end(ledger::Row{0}), 2U);
    EXPECT_EQ(ledger.block_end(ledger::Row{2}), 3U);
}

TEST(RawLedger, ComplainsOfWhatIsNoLedger) {
    const auto text = [](std::string_view bytes) { return testing::complaint_of(bytes, raw()); };
    EXPECT_THAT(text(""), HasSubstr("is empty"));
    EXPECT_THAT(text(record(0, 1, 1, 1).substr(1)), HasSubstr("has 19 bytes"));
    EXPECT_THAT(text(record(0, 1, 1, 1) + "x"), HasSubstr("has 21 bytes"));
    EXPECT_THAT(text(record(0, 1, 1, 7) + record(0, 1, 1, 6)),
                HasSubstr("record 2: height 6 comes after height 7"));
    EXPECT_THAT(text(record(0, 1, 0xFFFF'FFFF'FFFF'FFFF, 1) + record(2, 1, 1, 1)),
                HasSubstr("row 2: the total that exists here"));
}

TEST(RawLedger, SaysThatPackedRecordsMustBeUnpacked) {
    using std::string_literals::operator""s;
    const auto text = [](std::string_view bytes) { return testing::complaint_of(bytes, raw()); };
    EXPECT_THAT(text("\x1f\x8b\x08" + std::string(30, 'x')), HasSubstr("is packed with gzip"));
    EXPECT_THAT(text("\x28\xb5\x2f\xfd" + std::string(30, 'x')), HasSubstr("is packed with zstd"));
    const auto multiple = "\x1f\x8b\x08"s + std::string(17, '\xff') + std::string(20, '\0');
    EXPECT_THAT(text(multiple), HasSubstr("gunzip")) << "as long as two records";
}

TEST(RawLedger, HasNoDecimalPlaces) {
    OpenOptions options = raw();
    options.divisibility = 6;
    EXPECT_THAT(testing::complaint_of(record(0, 1, 1, 1), options, base::Blame::Usage),
                HasSubstr("--divisibility must be 0"));
}

TEST(RawLedger, IsMappedFromAFile) {
    const testing::TestFolder folder;
    const std::string bytes = record(0, 1, 5, 1) + record(1, 2, 3, 1);
    const auto file = folder.put("ledger.bin", bytes);
    const auto opened = open_ledger(file, raw());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->accounts->rows(), 2U);
    EXPECT_EQ(opened->sha256, sha256_of_bytes(bytes));
    EXPECT_FALSE(open_ledger(folder.put("empty", ""), raw()));
    EXPECT_FALSE(open_ledger(folder.path() / "none", raw()));
    EXPECT_FALSE(open_ledger("/dev/null", raw()));
}

TEST(RawLedger, NamesTheSameTransfersWhetherRenumberedOrNot) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        std::mt19937_64 random{seed};
        const auto spread = static_cast<std::uint32_t>(1 + random() % 3 * 100'000);
        std::string bytes;
        std::uint32_t height = 0;
        for (std::uint64_t rows = 1 + random() % 50; rows > 0; --rows) {
            height += static_cast<std::uint32_t>(random() % 2);
            bytes += record(static_cast<std::uint32_t>(random() % 40) * spread,
                            static_cast<std::uint32_t>(random() % 40) * spread, random() % 1'000,
                            height);
        }
        const auto opened = testing::open_good(bytes, raw());
        std::string again;
        std::uint32_t row = 0;
        for (const ledger::Transfer& transfer : testing::transfers_of(opened)) {
            const auto number = [&](ledger::AccountId account) {
                return static_cast<std::uint32_t>(
                    std::stoul(opened.accounts->account_text(account)));
            };
            again += record(number(transfer.from), number(transfer.to), transfer.amount.atoms(),
                            static_cast<std::uint32_t>(
                                opened.accounts->facts(ledger::Row{row++}).height->value));
        }
        ASSERT_TRUE(again == bytes) << "seed " << seed;
    }
}

}  // namespace
}  // namespace store
