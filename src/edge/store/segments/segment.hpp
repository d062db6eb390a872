#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <store/store.hpp>
#include <string>

#include "../mapped_file.hpp"
#include "segment_form.hpp"

namespace store {

/// A segment as it lies on the disk, mapped. Opening checks its sizes and its checksums' own
/// checksum; a chunk is checked when it is first read, by whichever thread is first. A chunk that
/// is not as it was written throws DamagedFile: nothing is ever computed from it.
class Segment {
public:
    /// A segment whose shape the caller does not know beforehand; it is to be of `kind`.
    [[nodiscard]] static Expected<Segment> open(MappedFile file, std::string name,
                                                SegmentKind kind);

    [[nodiscard]] const SegmentShape& shape() const { return shape_; }
    [[nodiscard]] std::uint64_t size() const { return records_; }
    /// The checksum in the footer.
    [[nodiscard]] std::uint64_t root() const { return root_; }
    [[nodiscard]] const std::string& name() const { return name_; }

    /// The bytes of one record; 8 bytes more may be read there, of any content.
    [[nodiscard]] const char* at(std::uint64_t record) const {
        base::invariant(record < records_, "the record exists");
        check_chunk(record >> chunk_shift_);
        return begin() + record * shape_.record_bytes;
    }
    /// The bytes of consecutive records; as above.
    [[nodiscard]] const char* at(std::uint64_t first, std::uint64_t count) const;

    /// Checksums hold off accidents; this is for what only a person can have made: records, or a
    /// shape, that no import writes.
    [[nodiscard]] base::Complaint impossible() const;
    [[noreturn]] void contradict() const { throw DamagedFile{impossible()}; }

private:
    Segment(MappedFile file, std::string name);

    [[nodiscard]] const char* begin() const { return file_.bytes().data() + kSegmentHeaderBytes; }
    void check_chunk(std::uint64_t chunk) const {
        if (!checked_[chunk].load(std::memory_order_relaxed)) { check_first(chunk); }
    }
    void check_first(std::uint64_t chunk) const;
    [[nodiscard]] std::optional<base::Complaint> read_header(SegmentKind kind);
    [[nodiscard]] std::optional<base::Complaint> read_footer();

    MappedFile file_;
    std::string name_;
    SegmentShape shape_;
    unsigned chunk_shift_{0};
    std::uint64_t records_{0};
    std::uint64_t root_{0};
    std::string_view checksums_;
    std::unique_ptr<std::atomic<bool>[]> checked_;  // one a chunk
};

}  // namespace store
