#pragma once

#include <filesystem>
#include <store/store.hpp>
#include <vector>

#include "../manifest.hpp"
#include "../output.hpp"
#include "segment_ledger.hpp"

namespace store {

/// A ledger that is packed, and its files: `finish` of each is still to be called.
struct PackedLedger {
    std::unique_ptr<SegmentLedger> ledger;
    std::vector<SegmentFile> files;
};

/// Checks files of raw records and packs them into the segments of `folder`. The rows are read
/// where they lie; memory holds a few bytes an account. The manifest gets the segments, and the
/// SHA-256 of the records as they came.
[[nodiscard]] Expected<PackedLedger> pack_raw(const std::vector<std::filesystem::path>& files,
                                              const std::filesystem::path& folder,
                                              const Progress& progress, Manifest& manifest);

/// The canonical form: the records as they came.
[[nodiscard]] std::optional<base::Complaint> write_canonical(const SegmentLedger& ledger,
                                                             const Sink& sink);

}  // namespace store
