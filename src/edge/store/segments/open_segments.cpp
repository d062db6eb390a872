#include "open_segments.hpp"

#include <utility>

#include "../complain.hpp"
#include "touch_index.hpp"

namespace store {
namespace {

base::Complaint of_another_import(const std::filesystem::path& file) {
    return bad_input(file, base::phrase("is not the file that was imported: its checksum is not "
                                        "the one in {}",
                                        "取り込み時のファイルと異なります。検査値が {} の値と"
                                        "一致しません",
                                        kManifestName));
}

}  // namespace

Expected<Segment> open_segment(const std::filesystem::path& folder, const Manifest& manifest,
                               SegmentKind kind) {
    const auto file = folder / segment_file_name(kind);
    auto mapped = MappedFile::open(file, Reading::AnyOrder);
    if (!mapped) { return std::unexpected(mapped.error()); }
    auto segment = Segment::open(*std::move(mapped), file.string(), kind);
    if (segment && segment->root() != manifest.root_of(kind)) {
        return std::unexpected(of_another_import(file));
    }
    return segment;
}

Expected<std::unique_ptr<SegmentLedger>> open_segments(const std::filesystem::path& folder,
                                                       const Manifest& manifest) {
    auto numbers_segment = open_segment(folder, manifest, SegmentKind::Numbers);
    if (!numbers_segment) { return std::unexpected(numbers_segment.error()); }
    auto numbers = AccountNumbers::make(*std::move(numbers_segment));
    if (!numbers) { return std::unexpected(numbers.error()); }
    auto rows_segment = open_segment(folder, manifest, SegmentKind::Rows);
    if (!rows_segment) { return std::unexpected(rows_segment.error()); }
    auto large = open_segment(folder, manifest, SegmentKind::Large);
    if (!large) { return std::unexpected(large.error()); }
    auto rows = PackedRows::make(*std::move(rows_segment), *std::move(large), numbers->size());
    if (!rows) { return std::unexpected(rows.error()); }
    auto blocks_segment = open_segment(folder, manifest, SegmentKind::Blocks);
    if (!blocks_segment) { return std::unexpected(blocks_segment.error()); }
    auto blocks = BlockRuns::make(*std::move(blocks_segment), rows->size());
    if (!blocks) { return std::unexpected(blocks.error()); }
    return std::make_unique<SegmentLedger>(*std::move(numbers), *std::move(rows),
                                           *std::move(blocks), folder.string());
}

std::optional<base::Complaint> open_touches(const std::filesystem::path& folder,
                                            const Manifest& manifest, StoredAccounts& ledger) {
    auto segment = open_segment(folder, manifest, SegmentKind::Touches);
    if (!segment) { return segment.error(); }
    auto touches = TouchIndex::make(*std::move(segment), ledger.rows());
    if (!touches) { return touches.error(); }
    ledger.set_touches(*std::move(touches));
    return std::nullopt;
}

}  // namespace store
