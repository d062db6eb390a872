#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <store/store.hpp>
#include <string>

#include "../output.hpp"
#include "segment_form.hpp"

namespace store {

/// Writes a segment record by record, a chunk at a time. What the sink complains of is kept, and
/// nothing is written after it: callers fill on and hear of it once.
class SegmentWriter {
public:
    SegmentWriter(const SegmentShape& shape, Sink sink);

    /// The place of the next record: zeros, with 8 bytes behind it that may be overwritten as they
    /// are. Valid until the next call.
    [[nodiscard]] char* add() {
        if (filled_ == chunk_bytes_) { end_chunk(); }
        char* const place = chunk_.data() + filled_;
        filled_ += record_bytes_;
        return place;
    }
    [[nodiscard]] std::uint64_t records() const {
        return chunks_before_ * (chunk_bytes_ / record_bytes_) + filled_ / record_bytes_;
    }
    [[nodiscard]] bool failed() const { return failure_.has_value(); }
    /// The rest, and the footer. The checksum that the footer holds.
    [[nodiscard]] Expected<std::uint64_t> finish();

private:
    void end_chunk();
    void put(std::string_view bytes);

    Sink sink_;
    std::string header_;
    std::size_t record_bytes_;
    std::size_t chunk_bytes_;
    std::string chunk_;
    std::size_t filled_{0};
    std::uint64_t chunks_before_{0};
    std::string checksums_;
    std::optional<base::Complaint> failure_;
};

/// A new segment in a folder; gone again unless `finish` succeeded.
class SegmentFile {
public:
    [[nodiscard]] static Expected<SegmentFile> create(const std::filesystem::path& folder,
                                                      const SegmentShape& shape);

    [[nodiscard]] SegmentWriter& writer() { return *writer_; }
    /// The file is whole, and can be read while the disk takes it in. The footer's checksum.
    [[nodiscard]] Expected<std::uint64_t> seal() { return writer_->finish(); }
    /// All is on the disk when this returns nothing.
    [[nodiscard]] std::optional<base::Complaint> finish() { return output_->finish(); }

private:
    SegmentFile(OutputFile output, const SegmentShape& shape);

    std::unique_ptr<OutputFile> output_;
    std::unique_ptr<SegmentWriter> writer_;
};

}  // namespace store
