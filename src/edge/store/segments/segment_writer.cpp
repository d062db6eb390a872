#include "segment_writer.hpp"

#include <algorithm>
#include <utility>

#include "checksum.hpp"

namespace store {

SegmentWriter::SegmentWriter(const SegmentShape& shape, Sink sink)
    : sink_{std::move(sink)},
      header_{to_header(shape)},
      record_bytes_{shape.record_bytes},
      chunk_bytes_{std::size_t{shape.chunk_records()} * shape.record_bytes},
      chunk_(chunk_bytes_ + sizeof(std::uint64_t), '\0') {
    put(header_);
}

void SegmentWriter::put(std::string_view bytes) {
    if (!failure_) { failure_ = sink_(bytes); }
}

void SegmentWriter::end_chunk() {
    const std::string_view bytes{chunk_.data(), filled_};
    std::string checksum(kChecksumBytes, '\0');
    store_number(checksum.data(), checksum_of(bytes));
    checksums_ += checksum;
    put(bytes);
    std::ranges::fill(chunk_, '\0');
    filled_ = 0;
    ++chunks_before_;
}

Expected<std::uint64_t> SegmentWriter::finish() {
    const std::uint64_t all = records();
    if (filled_ > 0) { end_chunk(); }
    const std::uint64_t root = root_of(header_, all, checksums_);
    std::string footer(kSegmentFooterBytes, '\0');
    store_number(footer.data(), all);
    store_number(footer.data() + sizeof all, root);
    put(checksums_);
    put(footer);
    if (failure_) { return std::unexpected(*std::move(failure_)); }
    return root;
}

SegmentFile::SegmentFile(OutputFile output, const SegmentShape& shape)
    : output_{std::make_unique<OutputFile>(std::move(output))},
      writer_{std::make_unique<SegmentWriter>(
          shape, [file = output_.get()](std::string_view bytes) { return file->write(bytes); })} {}

Expected<SegmentFile> SegmentFile::create(const std::filesystem::path& folder,
                                          const SegmentShape& shape) {
    auto output = OutputFile::create(folder / segment_file_name(shape.kind));
    if (!output) { return std::unexpected(output.error()); }
    return SegmentFile{*std::move(output), shape};
}

}  // namespace store
