#include <gmock/gmock.h>

#include <random>

#include "segment_testing.hpp"

namespace store {
namespace {

using ::testing::HasSubstr;

constexpr SegmentShape kShape{SegmentKind::Large, 8, {1, 2, 3}};

std::string random_bytes(std::size_t size) {
    std::mt19937_64 random{size};
    std::string bytes(size, '\0');
    for (char& byte : bytes) { byte = static_cast<char>(random()); }
    return bytes;
}

/// What reading complains of, in English; that it speaks Japanese, too, is checked.
std::string complaint_of(std::string_view bytes, SegmentKind kind = SegmentKind::Large) {
    const auto records = testing::records_of(bytes, kind);
    if (records) { return "no complaint"; }
    EXPECT_EQ(records.error().blame, base::Blame::Input);
    EXPECT_EQ(records.error().place.file, "x.seg");
    EXPECT_NE(records.error().text.ja, records.error().text.en);
    EXPECT_FALSE(records.error().text.ja.empty());
    return records.error().text.en;
}

TEST(Segment, GivesTheRecordsThatWereWritten) {
    for (const std::uint32_t record_bytes : {1U, 3U, 8U, 11U, 16U, 64U}) {
        const SegmentShape shape{SegmentKind::Rows, record_bytes, {7}};
        const std::size_t chunk = shape.chunk_records();
        for (const std::size_t records :
             {std::size_t{0}, std::size_t{1}, chunk - 1, chunk, chunk + 1, 3 * chunk + 5}) {
            const std::string content = random_bytes(records * record_bytes);
            const std::string bytes = testing::segment_of(shape, content);
            const auto segment = testing::open_segment_bytes(bytes, SegmentKind::Rows);
            ASSERT_TRUE(segment) << segment.error().text.en;
            EXPECT_EQ(segment->shape(), shape);
            ASSERT_EQ(segment->size(), records);
            EXPECT_EQ(testing::records_of(bytes, SegmentKind::Rows), content);
            if (records == 0) { continue; }
            EXPECT_EQ(std::string(segment->at(records - 1), record_bytes),
                      content.substr(content.size() - record_bytes));
        }
    }
}

TEST(Segment, RefusesEveryFileThatWasCut) {
    const std::string bytes = testing::segment_of(kShape, random_bytes(800));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_NE(complaint_of(bytes.substr(0, size)), "no complaint") << size;
    }
    EXPECT_THAT(complaint_of(bytes.substr(0, 700)),
                HasSubstr("has 700 bytes, which are not a whole segment"));
    EXPECT_NE(complaint_of(bytes + '\0'), "no complaint");
}

TEST(Segment, NoticesEveryBitThatFlips) {
    const std::string bytes = testing::segment_of(kShape, random_bytes(240));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        EXPECT_NE(complaint_of(testing::with_flipped_bit(bytes, bit)), "no complaint") << bit;
    }
}

TEST(Segment, SaysWhichBytesAreDamagedAndGivesTheOthers) {
    const std::size_t chunk_bytes = std::size_t{kShape.chunk_records()} * 8;
    const std::string content = random_bytes(2 * chunk_bytes + 80);
    const std::string bytes = testing::with_flipped_bit(
        testing::segment_of(kShape, content), (kSegmentHeaderBytes + chunk_bytes + 17) * 8);
    EXPECT_EQ(complaint_of(bytes),
              "is damaged: bytes 65600 to 131135 are not what was written. Take the file from a "
              "copy, or import the ledger again");
    const auto segment = testing::open_segment_bytes(bytes, SegmentKind::Large);
    ASSERT_TRUE(segment);
    const std::uint64_t chunk_records = kShape.chunk_records();
    EXPECT_EQ(std::string(segment->at(0), 8), content.substr(0, 8));
    EXPECT_EQ(std::string(segment->at(2 * chunk_records), 8), content.substr(2 * chunk_bytes, 8));
    EXPECT_THROW((void)segment->at(chunk_records), DamagedFile);
    EXPECT_THROW((void)segment->at(0, chunk_records + 1), DamagedFile);
    EXPECT_NO_THROW((void)segment->at(0, chunk_records));
}

TEST(Segment, IsRefusedWhereItIsOfTheFutureOrSomethingElse) {
    std::string bytes = testing::segment_of(kShape, random_bytes(80));
    EXPECT_THAT(complaint_of(bytes, SegmentKind::Blocks),
                HasSubstr("is not a segment of the kind that blocks.seg is"));
    bytes[16] = 2;
    EXPECT_THAT(complaint_of(bytes),
                HasSubstr("is a segment of version 2; this program reads version 1"));
    bytes[0] = 'D';
    EXPECT_THAT(complaint_of(bytes), HasSubstr("is not a segment"));
    std::string huge = testing::segment_of(kShape, "");
    store_number(huge.data() + kSegmentHeaderBytes, std::uint64_t{1} << 63U);
    EXPECT_THAT(complaint_of(huge), HasSubstr("not a whole segment"));
    std::string sizeless = testing::segment_of(kShape, "");
    store_number(sizeless.data() + 20, std::uint32_t{0});
    EXPECT_THAT(complaint_of(sizeless), HasSubstr("is not a segment"));
}

TEST(SegmentWriter, SaysOnceThatNothingCouldBeWritten) {
    int calls = 0;
    SegmentWriter writer{kShape, [&](std::string_view) {
                             ++calls;
                             return std::optional{base::Complaint{base::Blame::World, {}, {}}};
                         }};
    for (std::uint32_t i = 0; i <= kShape.chunk_records(); ++i) { (void)writer.add(); }
    EXPECT_TRUE(writer.failed());
    const auto root = writer.finish();
    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().blame, base::Blame::World);
    EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace store
