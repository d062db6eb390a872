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

/// Whom the record names, and whether the key that signed it is that account's: anybody can sign a
/// record with a key of their own.
struct NamedIssuer {
    std::string text;  // for people; `-` where the record names nobody
    bool is_signer{false};
};
[[nodiscard]] NamedIssuer issuer_of(const SignedRecord& record);

}  // namespace app
