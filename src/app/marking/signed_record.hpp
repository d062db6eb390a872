#pragma once

#include <nem/nem.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// The end of a case as its issuer signed it: an Ed25519-Keccak signature, as NEM's, over the bytes
/// of the text.
struct SignedRecord {
    std::string text;
    nem::PublicKey key;
    nem::Signature signature;
};
/// Out of a `case_closed` event; nothing for what is none, or was not signed.
[[nodiscard]] std::optional<SignedRecord> parse_signed_record(std::string_view document);

}  // namespace app
