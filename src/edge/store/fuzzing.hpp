#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "canonical.hpp"
#include "open.hpp"

/// What this room's fuzz targets share.
namespace store::fuzzing {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline std::string canonical_of(const OpenLedger& opened) {
    std::string text;
    const Sink sink = [&](std::string_view bytes) {
        text += bytes;
        return std::optional<base::Complaint>{};
    };
    if (const auto* accounts = dynamic_cast<const AccountTable*>(opened.accounts.get())) {
        base::invariant(!write_canonical(*accounts, opened.divisibility, sink), "memory takes all");
    } else {
        base::invariant(!write_canonical(dynamic_cast<const UtxoTable&>(*opened.utxo), sink),
                        "memory takes all");
    }
    return text;
}

/// Reading the canonical form of what was read gives the same bytes again, and the same ledger.
inline void check_canonical(std::string_view bytes, const OpenOptions& options) {
    const auto opened = open_bytes(bytes, "input", options);
    if (!opened) {
        base::invariant(!opened.error().text.en.empty() && !opened.error().text.ja.empty(),
                        "a complaint speaks both languages");
        return;
    }
    const std::string canonical = canonical_of(*opened);
    const auto again = open_bytes(canonical, "canonical", options);
    base::invariant(again.has_value(), "the canonical form is a ledger");
    base::invariant(again->any().rows() == opened->any().rows(), "no row is lost");
    base::invariant(again->any().accounts() == opened->any().accounts(), "no account is lost");
    base::invariant(canonical_of(*again) == canonical, "the canonical form is one");
    for (std::uint32_t row = 0; row < opened->any().rows(); ++row) {
        base::invariant(
            again->any().facts(ledger::Row{row}).tx == opened->any().facts(ledger::Row{row}).tx,
            "transactions keep their names");
    }
}

}  // namespace store::fuzzing
