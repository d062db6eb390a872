#pragma once

#include <string>
#include <string_view>

#include "segment.hpp"
#include "segment_writer.hpp"

/// Helpers of the tests and the fuzz target of segments.
namespace store::testing {

inline std::string with_flipped_bit(std::string bytes, std::size_t bit) {
    const auto byte = static_cast<unsigned char>(bytes[bit / 8]);
    bytes[bit / 8] = static_cast<char>(byte ^ (1U << (bit % 8)));
    return bytes;
}

/// Takes what a writer gives.
inline Sink into(std::string& bytes) {
    return [&bytes](std::string_view more) {
        bytes += more;
        return std::optional<base::Complaint>{};
    };
}

/// The segment of these records as a file's bytes.
inline std::string segment_of(const SegmentShape& shape, std::string_view records) {
    std::string bytes;
    SegmentWriter writer{shape, into(bytes)};
    for (std::size_t at = 0; at + shape.record_bytes <= records.size(); at += shape.record_bytes) {
        std::memcpy(writer.add(), records.data() + at, shape.record_bytes);
    }
    base::invariant(writer.finish().has_value(), "memory takes all");
    return bytes;
}

inline Expected<Segment> open_segment_bytes(std::string_view bytes, SegmentKind kind) {
    return Segment::open(MappedFile::from_memory(std::string{bytes}), "x.seg", kind);
}

/// All records, or why they cannot be had.
inline Expected<std::string> records_of(std::string_view bytes, SegmentKind kind) {
    const auto segment = open_segment_bytes(bytes, kind);
    if (!segment) { return std::unexpected(segment.error()); }
    try {
        return std::string{segment->at(0, segment->size()),
                           segment->size() * segment->shape().record_bytes};
    } catch (const DamagedFile& damaged) { return std::unexpected(damaged.complaint()); }
}

}  // namespace store::testing
