#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

/// How a segment lies on disk (docs/formats.md, "Segments"): a header, records of one size in
/// chunks, a checksum for each chunk, the number of records, a checksum over all but the records.
namespace store {

/// What the records of a segment are; the numbers are in the files.
enum class SegmentKind : std::uint8_t {
    Rows = 1,     // transfers, packed by a RowLayout
    Large = 2,    // u64: amounts and fees that their field in `Rows` does not hold
    Blocks = 3,   // u32 first row, u64 height
    Numbers = 4,  // u32: the accounts' numbers, by id, rising
    Touches = 5,  // ledger::Touches::Links
};
inline constexpr std::array kSegmentKinds{SegmentKind::Rows, SegmentKind::Large,
                                          SegmentKind::Blocks, SegmentKind::Numbers,
                                          SegmentKind::Touches};
/// `rows.seg` and so on.
[[nodiscard]] std::string_view segment_file_name(SegmentKind kind);

/// What a kind of segment says of itself beside its records.
using SegmentParameters = std::array<std::uint8_t, 8>;

struct SegmentShape {
    SegmentKind kind{};
    std::uint32_t record_bytes{0};
    SegmentParameters parameters{};
    friend bool operator==(const SegmentShape&, const SegmentShape&) = default;

    /// A power of two, so that a record's chunk is a shift away; a chunk fits the cache and is
    /// checked while it is there.
    [[nodiscard]] constexpr std::uint32_t chunk_records() const {
        constexpr std::uint32_t kChunkBytesMax = 65'536;
        return std::bit_floor(kChunkBytesMax / record_bytes);
    }
};

inline constexpr std::uint32_t kSegmentVersion = 1;
inline constexpr std::uint32_t kRecordBytesMax = 64;
inline constexpr std::size_t kSegmentHeaderBytes = 64;
inline constexpr std::size_t kChecksumBytes = sizeof(std::uint64_t);
/// The number of records, and the checksum over header, number and the chunks' checksums.
inline constexpr std::size_t kSegmentFooterBytes = 2 * sizeof(std::uint64_t);
inline constexpr std::string_view kSegmentMagic = "dyepack segment\n";

template <class Number>
[[nodiscard]] inline Number load_number(const char* bytes) {
    static_assert(std::endian::native == std::endian::little, "numbers are read as they lie");
    Number number{};
    std::memcpy(&number, bytes, sizeof number);
    return number;
}
template <class Number>
inline void store_number(char* bytes, Number number) {
    std::memcpy(bytes, &number, sizeof number);
}

[[nodiscard]] std::string to_header(const SegmentShape& shape);
/// The checksum in the footer.
[[nodiscard]] std::uint64_t root_of(std::string_view header, std::uint64_t records,
                                    std::string_view checksums);

}  // namespace store
