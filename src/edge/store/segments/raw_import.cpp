#include "raw_import.hpp"

#include <future>
#include <utility>

#include "../complain.hpp"
#include "../hash.hpp"
#include "../raw20.hpp"
#include "../values.hpp"
#include "open_segments.hpp"
#include "progress_part.hpp"

namespace store {
namespace {

using Mapped = std::vector<MappedFile>;

/// Calls `use` for each record of all files, in order.
template <class Use>
void for_each_record(const Mapped& files, const Progress& progress, Use use) {
    constexpr std::size_t kStepRecords = 1U << 20U;
    std::size_t total = 0;
    for (const MappedFile& file : files) { total += file.bytes().size(); }
    std::size_t done = 0;
    for (const MappedFile& file : files) {
        const std::string_view bytes = file.bytes();
        for (std::size_t at = 0; at < bytes.size(); at += kRawRecordBytes) {
            use(decode_raw(bytes.data() + at));
            done += kRawRecordBytes;
            if (progress && done / kRawRecordBytes % kStepRecords == 0) { progress(done, total); }
        }
    }
    if (progress) { progress(total, total); }
}

/// Checks each file by itself, so that a complaint names it.
Expected<Mapped> open_files(const std::vector<std::filesystem::path>& paths) {
    Mapped files;
    files.reserve(paths.size());
    RawSurvey before;
    std::uint64_t rows = 0;
    for (const auto& path : paths) {
        auto mapped = MappedFile::open(path);
        if (!mapped) { return std::unexpected(mapped.error()); }
        const auto survey = survey_raw(mapped->bytes(), path.string(), before.height_last);
        if (!survey) { return std::unexpected(survey.error()); }
        before = *survey;
        rows += survey->rows;
        if (rows > ledger::kRowsMax) { return std::unexpected(bad_input(path, too_many_rows())); }
        files.push_back(*std::move(mapped));
    }
    return files;
}

std::string sha256_of(const Mapped& files) {
    Hasher hasher;
    for (const MappedFile& file : files) { hasher.update(file.bytes()); }
    return hasher.finish();
}

/// The segments being written, of one folder.
class Packing {
public:
    [[nodiscard]] std::optional<base::Complaint> begin(const std::filesystem::path& folder,
                                                       const SegmentShape& rows) {
        for (const SegmentShape& shape : {rows, kLargeShape, kBlocksShape, kNumbersShape}) {
            auto file = SegmentFile::create(folder, shape);
            if (!file) { return file.error(); }
            files_.push_back(*std::move(file));
            kinds_.push_back(shape.kind);
        }
        return std::nullopt;
    }
    [[nodiscard]] SegmentWriter& of(SegmentKind kind) {
        const auto place = std::ranges::find(kinds_, kind) - kinds_.begin();
        return files_.at(static_cast<std::size_t>(place)).writer();
    }
    [[nodiscard]] Expected<std::vector<SegmentFile>> seal(Manifest& manifest) {
        for (std::size_t i = 0; i < files_.size(); ++i) {
            const auto root = files_[i].seal();
            if (!root) { return std::unexpected(root.error()); }
            manifest.segments.push_back({kinds_[i], *root});
        }
        return std::move(files_);
    }

private:
    std::vector<SegmentFile> files_;
    std::vector<SegmentKind> kinds_;
};

Expected<std::vector<SegmentFile>> pack(const Mapped& files, const std::filesystem::path& folder,
                                        const Progress& progress, Manifest& manifest) {
    NumberRanks ranks;
    RowCensus census;
    for_each_record(files, progress_part(progress, 0, 2), [&](const RawRecord& record) {
        ranks.note(record.from);
        ranks.note(record.to);
        census.count(record.atoms, 0);
    });
    const std::uint64_t accounts = ranks.seal();
    if (accounts >= ledger::kNobody.value) {
        return std::unexpected(bad_input(
            folder,
            base::phrase("too many accounts: at most {} fit",
                         "アカウントが多すぎます。上限は {} 個です", ledger::kNobody.value - 1)));
    }
    const auto layout = RowLayout::smallest(static_cast<std::uint32_t>(accounts), census);
    Packing packing;
    if (auto complaint = packing.begin(folder, layout.shape())) {
        return std::unexpected(*std::move(complaint));
    }
    ranks.write(packing.of(SegmentKind::Numbers));
    RowsWriter rows{packing.of(SegmentKind::Rows), packing.of(SegmentKind::Large), layout,
                    static_cast<std::uint32_t>(accounts)};
    BlocksWriter blocks{packing.of(SegmentKind::Blocks)};
    for_each_record(files, progress_part(progress, 1, 2), [&](const RawRecord& record) {
        rows.write({{ranks.rank(record.from)},
                    {ranks.rank(record.to)},
                    money::Amount::from_atoms(record.atoms),
                    {}});
        blocks.write(record.height);
    });
    manifest.rows = census.rows();
    manifest.accounts = accounts;
    return packing.seal(manifest);
}

RawRecord to_record(const SegmentLedger& ledger, const ledger::Transfer& transfer,
                    ledger::Height height) {
    return {ledger.number(transfer.from), ledger.number(transfer.to), transfer.amount.atoms(),
            static_cast<std::uint32_t>(height.value)};
}

}  // namespace

Expected<PackedLedger> pack_raw(const std::vector<std::filesystem::path>& files,
                                const std::filesystem::path& folder, const Progress& progress,
                                Manifest& manifest) {
    const auto mapped = open_files(files);
    if (!mapped) { return std::unexpected(mapped.error()); }
    // Hashing and packing cost about the same, and both only read.
    auto sha256 = std::async(std::launch::async, [&] { return sha256_of(*mapped); });
    auto packed = pack(*mapped, folder, progress, manifest);
    if (!packed) { return std::unexpected(packed.error()); }
    manifest.sha256 = sha256.get();
    auto ledger = open_segments(folder, manifest);
    if (!ledger) { return std::unexpected(ledger.error()); }
    return PackedLedger{*std::move(ledger), *std::move(packed)};
}

std::optional<base::Complaint> write_canonical(const SegmentLedger& ledger, const Sink& sink) {
    std::optional<base::Complaint> failure;
    std::uint32_t block_end = 0;
    ledger::Height height;
    std::string bytes;
    ledger::for_each_batch(
        ledger, 0, ledger.rows(), [&](ledger::Row first, std::span<const ledger::Transfer> batch) {
            bytes.clear();
            for (std::uint32_t row = first.value; const ledger::Transfer& transfer : batch) {
                if (row == block_end) {
                    height = *ledger.facts({row}).height;
                    block_end = ledger.block_end({row});
                }
                append_raw(bytes, to_record(ledger, transfer, height));
                ++row;
            }
            if (!failure) { failure = sink(bytes); }
        });
    return failure;
}

}  // namespace store
