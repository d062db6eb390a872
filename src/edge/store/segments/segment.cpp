#include "segment.hpp"

#include <utility>

#include "../complain.hpp"
#include "checksum.hpp"

namespace store {
namespace {

base::Complaint not_a_segment(const std::string& name, SegmentKind kind) {
    return bad_input(name, base::phrase("is not a segment of the kind that {} is",
                                        "{} として読める種類のセグメントではありません",
                                        segment_file_name(kind)));
}

base::Complaint of_the_future(const std::string& name, std::uint32_t version) {
    return bad_input(
        name, base::phrase("is a segment of version {0}; this program reads version {1}. Use the "
                           "version of the program that wrote it, or import the ledger again",
                           "バージョン {0} のセグメントです。このプログラムが読めるのは {1} です。"
                           "書き込んだバージョンのプログラムを使うか、台帳を取り込み直してください",
                           version, kSegmentVersion));
}

base::Complaint cut_off(const std::string& name, std::size_t bytes) {
    return bad_input(
        name, base::phrase("has {} bytes, which are not a whole segment: it was cut off or damaged "
                           "after it was written. Take it from a copy, or import the ledger again",
                           "サイズが {} バイトで、完全なセグメントではありません。書き込み後に"
                           "切れたか壊れました。控えから戻すか、台帳を取り込み直してください",
                           bytes));
}

base::Phrase damaged_text(std::uint64_t from, std::uint64_t to) {
    return base::phrase(
        "is damaged: bytes {} to {} are not what was written. Take the file from a copy, or import "
        "the ledger again",
        "壊れています。{}〜{} バイト目が書き込み時と異なります。控えから戻すか、台帳を"
        "取り込み直してください",
        from, to);
}

}  // namespace

Segment::Segment(MappedFile file, std::string name)
    : file_{std::move(file)}, name_{std::move(name)} {}

Expected<Segment> Segment::open(MappedFile file, std::string name, SegmentKind kind) {
    Segment segment{std::move(file), std::move(name)};
    if (auto complaint = segment.read_header(kind)) {
        return std::unexpected(*std::move(complaint));
    }
    if (auto complaint = segment.read_footer()) { return std::unexpected(*std::move(complaint)); }
    return segment;
}

std::optional<base::Complaint> Segment::read_header(SegmentKind kind) {
    const std::string_view bytes = file_.bytes();
    if (bytes.size() < kSegmentHeaderBytes + kSegmentFooterBytes) {
        return cut_off(name_, bytes.size());
    }
    if (!bytes.starts_with(kSegmentMagic)) { return not_a_segment(name_, kind); }
    const auto version = load_number<std::uint32_t>(bytes.data() + 16);
    if (version > kSegmentVersion) { return of_the_future(name_, version); }
    shape_.kind = kind;
    shape_.record_bytes = load_number<std::uint32_t>(bytes.data() + 20);
    std::memcpy(shape_.parameters.data(), bytes.data() + 32, shape_.parameters.size());
    if (shape_.record_bytes == 0 || shape_.record_bytes > kRecordBytesMax ||
        bytes.substr(0, kSegmentHeaderBytes) != to_header(shape_)) {
        return not_a_segment(name_, kind);
    }
    chunk_shift_ = static_cast<unsigned>(std::countr_zero(shape_.chunk_records()));
    return std::nullopt;
}

std::optional<base::Complaint> Segment::read_footer() {
    const std::string_view bytes = file_.bytes();
    const std::size_t footer = bytes.size() - kSegmentFooterBytes;
    const std::size_t body = footer - kSegmentHeaderBytes;
    records_ = load_number<std::uint64_t>(bytes.data() + footer);
    root_ = load_number<std::uint64_t>(bytes.data() + footer + sizeof records_);
    // The first bound keeps the sums below from wrapping.
    if (records_ > body) { return cut_off(name_, bytes.size()); }
    const std::uint64_t chunks = (records_ + shape_.chunk_records() - 1) >> chunk_shift_;
    if (records_ * shape_.record_bytes + chunks * kChecksumBytes != body) {
        return cut_off(name_, bytes.size());
    }
    checksums_ = bytes.substr(footer - chunks * kChecksumBytes, chunks * kChecksumBytes);
    const std::string_view header = bytes.substr(0, kSegmentHeaderBytes);
    if (root_of(header, records_, checksums_) != root_) {
        return bad_input(name_, damaged_text(bytes.size() - kSegmentFooterBytes - checksums_.size(),
                                             bytes.size() - 1));
    }
    checked_ = std::make_unique<std::atomic<bool>[]>(chunks);
    return std::nullopt;
}

const char* Segment::at(std::uint64_t first, std::uint64_t count) const {
    base::invariant(first <= records_ && count <= records_ - first, "the records exist");
    if (count > 0) {
        const std::uint64_t last = (first + count - 1) >> chunk_shift_;
        for (std::uint64_t chunk = first >> chunk_shift_; chunk <= last; ++chunk) {
            check_chunk(chunk);
        }
    }
    return begin() + first * shape_.record_bytes;
}

void Segment::check_first(std::uint64_t chunk) const {
    const std::uint64_t chunk_bytes = std::uint64_t{shape_.chunk_records()} * shape_.record_bytes;
    const std::uint64_t from = chunk * chunk_bytes;
    const std::uint64_t bytes = std::min(chunk_bytes, records_ * shape_.record_bytes - from);
    const auto stated = load_number<std::uint64_t>(checksums_.data() + chunk * kChecksumBytes);
    if (checksum_of({begin() + from, bytes}) != stated) {
        const std::uint64_t at = kSegmentHeaderBytes + from;
        throw DamagedFile{bad_input(name_, damaged_text(at, at + bytes - 1))};
    }
    checked_[chunk].store(true, std::memory_order_relaxed);
}

base::Complaint Segment::impossible() const {
    return bad_input(name_, {"holds what no import writes: it was not made by this program",
                             "取り込みでは書かれない内容です。このプログラムで作られたものでは"
                             "ありません"});
}

}  // namespace store
