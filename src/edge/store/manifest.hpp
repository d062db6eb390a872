#pragma once

#include <optional>
#include <span>
#include <store/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "segments/segment_form.hpp"

namespace store {

/// One of the folder's segments, by the checksum in its footer.
struct SegmentEntry {
    SegmentKind kind{};
    std::uint64_t root{0};
    friend bool operator==(const SegmentEntry&, const SegmentEntry&) = default;
};
/// Those that a ledger of the format has, in this order.
[[nodiscard]] std::span<const SegmentKind> segments_of(InputFormat format);

/// `manifest.json` of an imported folder: what the ledger is, and checksums of its files.
struct Manifest {
    InputFormat input_format{};
    std::string asset;  // empty where the ledger does not say
    int divisibility{0};
    address::Chain chain{address::Chain::Other};
    std::uint64_t rows{0};
    std::uint64_t accounts{0};
    std::string sha256;                          // of the canonical form
    std::optional<std::string> openings_sha256;  // nothing on UTXO chains, which have no openings
    std::vector<SegmentEntry> segments;

    /// The checksum of one that the format has.
    [[nodiscard]] std::uint64_t root_of(SegmentKind kind) const;

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kOpeningsName = "openings.csv";
/// The canonical form as a file; raw records have none, for their segments hold all of it.
inline constexpr std::string_view kLedgerName = "ledger.csv";

[[nodiscard]] std::string to_json(const Manifest& manifest);
/// Every key must be there and of its kind, and the checksum that of all others; keys that are not
/// known are a complaint too.
[[nodiscard]] Expected<Manifest> parse_manifest(std::string_view text, const std::string& file);

}  // namespace store
