#pragma once

#include <optional>
#include <store/store.hpp>
#include <string>
#include <string_view>

namespace store {

/// `manifest.json` of an imported folder: what the ledger is, and checksums of its files.
struct Manifest {
    InputFormat input_format{};
    std::string asset;  // empty where the ledger does not say
    int divisibility{0};
    address::Chain chain{address::Chain::Other};
    std::uint64_t rows{0};
    std::uint64_t accounts{0};
    std::string sha256;                          // of the ledger file
    std::optional<std::string> openings_sha256;  // nothing on UTXO chains, which have no openings

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kOpeningsName = "openings.csv";
[[nodiscard]] std::string_view ledger_file_name(InputFormat format);

[[nodiscard]] std::string to_json(const Manifest& manifest);
/// Every key must be there and of its kind; keys that are not known are a complaint too.
[[nodiscard]] Expected<Manifest> parse_manifest(std::string_view text, const std::string& file);

}  // namespace store
