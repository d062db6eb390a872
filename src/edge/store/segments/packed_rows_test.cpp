#include "packed_rows.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "segment_testing.hpp"

namespace store {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
using Transfers = std::vector<ledger::Transfer>;

RowCensus census_of(const Transfers& transfers) {
    RowCensus census;
    for (const auto& row : transfers) { census.count(row.amount.atoms(), row.fee.atoms()); }
    return census;
}

struct Packed {
    RowLayout layout;
    std::string rows;
    std::string large;
};

Packed pack(const Transfers& transfers, std::uint32_t accounts) {
    Packed packed{RowLayout::smallest(accounts, census_of(transfers)), {}, {}};
    SegmentWriter rows{packed.layout.shape(), testing::into(packed.rows)};
    SegmentWriter large{kLargeShape, testing::into(packed.large)};
    RowsWriter writer{rows, large, packed.layout, accounts};
    for (const auto& row : transfers) { writer.write(row); }
    EXPECT_TRUE(rows.finish());
    EXPECT_TRUE(large.finish());
    return packed;
}

Expected<PackedRows> open(const Packed& packed, std::uint32_t accounts) {
    auto rows = testing::open_segment_bytes(packed.rows, SegmentKind::Rows);
    auto large = testing::open_segment_bytes(packed.large, SegmentKind::Large);
    if (!rows) { return std::unexpected(rows.error()); }
    return PackedRows::make(*std::move(rows), *std::move(large), accounts);
}

TEST(PackedRows, GiveTheTransfersThatWerePacked) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        std::mt19937_64 random{seed};
        const std::uint32_t accounts =
            1 + static_cast<std::uint32_t>(random() >> (32 + random() % 32)) % 0xFFFF'FFFEU;
        const std::uint64_t amount_shift = random() % 64;
        const std::uint64_t fee_shift = random() % 64;
        const bool fees = random() % 2 == 0;
        Transfers transfers(1 + random() % 40);
        const auto party = [&] {
            const auto id = static_cast<std::uint32_t>(random() % (std::uint64_t{accounts} + 1));
            return id == accounts ? ledger::kNobody : ledger::AccountId{id};
        };
        for (auto& row : transfers) {
            const std::uint64_t wild = random() % 8;
            row = {party(), party(),
                   money::Amount::from_atoms(wild == 0 ? random() : random() >> amount_shift),
                   money::Amount::from_atoms(!fees       ? 0
                                             : wild == 1 ? kMost
                                                         : random() >> fee_shift)};
        }
        const auto rows = open(pack(transfers, accounts), accounts);
        ASSERT_TRUE(rows) << seed << ": " << rows.error().text.en;
        ASSERT_EQ(rows->size(), transfers.size());
        Transfers read(transfers.size());
        rows->read(ledger::Row{0}, read);
        EXPECT_EQ(read, transfers) << seed;
        ledger::Transfer last{};
        rows->read(ledger::Row{rows->size() - 1}, {&last, 1});
        EXPECT_EQ(last, transfers.back()) << seed;
    }
}

TEST(RowLayout, TakesElevenBytesForALedgerOfTensOfMillionsOfAccounts) {
    RowCensus census;
    for (unsigned bits = 15; bits < 40; ++bits) {
        for (int i = 0; i < (bits < 37 ? 1'000 : 10); ++i) {
            census.count(std::uint64_t{1} << bits, 0);
        }
    }
    const auto layout = RowLayout::smallest(28'000'000, census);
    EXPECT_EQ(layout.account_bits(), 25U);
    EXPECT_EQ(layout.amount_bits(), 38U);
    EXPECT_EQ(layout.fee_bits(), 0U);
    EXPECT_EQ(layout.row_bytes(), 11U);
}

TEST(RowLayout, KnowsTheParametersThatNoLedgerHas) {
    RowCensus census;
    census.count(1, 1);
    const SegmentShape good = RowLayout::smallest(5, census).shape();
    ASSERT_TRUE(RowLayout::parse(good).has_value());
    for (const auto& parameters : {SegmentParameters{0, 20, 0}, SegmentParameters{33, 20, 0},
                                   SegmentParameters{5, 0, 0}, SegmentParameters{5, 57, 0},
                                   SegmentParameters{5, 20, 57}, SegmentParameters{5, 20, 0, 1}}) {
        for (std::uint32_t bytes = 1; bytes < 30; ++bytes) {
            EXPECT_FALSE(RowLayout::parse({SegmentKind::Rows, bytes, parameters}).has_value());
        }
    }
    SegmentShape wide = good;
    ++wide.record_bytes;
    EXPECT_FALSE(RowLayout::parse(wide).has_value());
}

TEST(PackedRows, NeverGiveAnAccountOrAValueThatIsNotThere) {
    const Transfers transfers{{{6}, {2}, money::Amount::from_atoms(1), {}},
                              {{1}, {2}, money::Amount::from_atoms(kMost), {}}};
    Packed packed = pack(transfers, 7);
    Transfers read(2);
    const auto fewer_accounts = open(packed, 5);
    ASSERT_TRUE(fewer_accounts);
    EXPECT_THROW(fewer_accounts->read(ledger::Row{0}, read), DamagedFile);
    packed.large = testing::segment_of(kLargeShape, "");
    const auto no_values = open(packed, 7);
    ASSERT_TRUE(no_values);
    EXPECT_THROW(no_values->read(ledger::Row{0}, read), DamagedFile);
    EXPECT_NO_THROW(no_values->read(ledger::Row{0}, {read.data(), 1}));
    packed.large = testing::segment_of({SegmentKind::Large, 4, {}}, "");
    EXPECT_FALSE(open(packed, 7));
    packed = pack(transfers, 7);
    packed.rows = testing::segment_of(packed.layout.shape(), "");
    EXPECT_FALSE(open(packed, 7));
}

}  // namespace
}  // namespace store
