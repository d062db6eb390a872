#include "segment_form.hpp"

#include <base/base.hpp>
#include <utility>

#include "checksum.hpp"

namespace store {

std::string_view segment_file_name(SegmentKind kind) {
    switch (kind) {
        case SegmentKind::Rows: return "rows.seg";
        case SegmentKind::Large: return "large.seg";
        case SegmentKind::Blocks: return "blocks.seg";
        case SegmentKind::Numbers: return "numbers.seg";
        case SegmentKind::Touches: return "touches.seg";
    }
    base::broken("unnamed kind of segment");
}

std::string to_header(const SegmentShape& shape) {
    base::invariant(shape.record_bytes > 0 && shape.record_bytes <= kRecordBytesMax,
                    "records have a size");
    std::string header(kSegmentHeaderBytes, '\0');
    char* const at = header.data();
    std::memcpy(at, kSegmentMagic.data(), kSegmentMagic.size());
    store_number(at + 16, kSegmentVersion);
    store_number(at + 20, shape.record_bytes);
    store_number(at + 24, shape.chunk_records());
    store_number(at + 28, std::uint32_t{std::to_underlying(shape.kind)});
    std::memcpy(at + 32, shape.parameters.data(), shape.parameters.size());
    return header;
}

std::uint64_t root_of(std::string_view header, std::uint64_t records, std::string_view checksums) {
    return checksum_of(checksums, checksum_of(header, records));
}

}  // namespace store
