#pragma once

#include <filesystem>
#include <memory>
#include <store/store.hpp>

#include "../manifest.hpp"
#include "segment.hpp"
#include "segment_ledger.hpp"

namespace store {

/// The segment that the manifest means: of its checksum.
[[nodiscard]] Expected<Segment> open_segment(const std::filesystem::path& folder,
                                             const Manifest& manifest, SegmentKind kind);

/// A ledger all of whose rows lie in segments; without openings and touches.
[[nodiscard]] Expected<std::unique_ptr<SegmentLedger>> open_segments(
    const std::filesystem::path& folder, const Manifest& manifest);

/// Gives the ledger its index of touches.
[[nodiscard]] std::optional<base::Complaint> open_touches(const std::filesystem::path& folder,
                                                          const Manifest& manifest,
                                                          StoredAccounts& ledger);

}  // namespace store
