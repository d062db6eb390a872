#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <nem_keys/keys.hpp>
#include <string>
#include <string_view>

/// Key files: one private key under a passphrase. A JSON document (format `dyepack.nem-key/1`):
/// Argon2id (libsodium) makes a key of the passphrase, XChaCha20-Poly1305 seals the private key
/// with it, and authenticates every other value of the document.
namespace nem_keys {

/// What guessing a passphrase costs. The defaults are libsodium's "moderate": 0.7 s and 256 MiB.
struct KeyFileCost {
    std::uint64_t passes{3};
    std::uint64_t memory_bytes{256ULL << 20U};
};
/// A file that asks for more is refused, or anybody's file could take all memory.
inline constexpr std::uint64_t kKeyFilePassesMax = 32;
inline constexpr std::uint64_t kKeyFileMemoryBytesMax = 1ULL << 30U;
inline constexpr std::size_t kKeyFileBytesMax = 4096;

enum class KeyFileError : std::uint8_t {
    NotAKeyFile,      // not such a document, or of another version
    CostOutOfRange,   // see above; the least is 1 pass and 8 KiB
    EmptyPassphrase,  // protects nothing
    NotOpened,        // another passphrase, or the file was changed
    NoMemory,         // for Argon2id
    NoLockedMemory,
    Exists,      // a key file is never overwritten
    CannotRead,  // the file system's fault
    CannotWrite
};
[[nodiscard]] base::Phrase to_phrase(KeyFileError error);

/// The document. The caller wipes its passphrase.
/// Errors: CostOutOfRange, EmptyPassphrase, NoMemory, NoLockedMemory.
[[nodiscard]] std::expected<std::string, KeyFileError> seal_key(const KeyPair& keys,
                                                                std::string_view passphrase,
                                                                KeyFileCost cost = {});
/// Errors: NotAKeyFile, CostOutOfRange, EmptyPassphrase, NotOpened, NoMemory, NoLockedMemory.
[[nodiscard]] std::expected<KeyPair, KeyFileError> open_key(std::string_view text,
                                                            std::string_view passphrase);

/// What an unopened document says; only opening it proves it. Errors: NotAKeyFile.
[[nodiscard]] std::expected<nem::PublicKey, KeyFileError> stated_public_key(std::string_view text);

/// A new file that only its owner may read, on the disk when this returns; what was begun is
/// removed when it fails. Errors: Exists, CannotWrite.
[[nodiscard]] std::expected<void, KeyFileError> write_key_file(const std::filesystem::path& file,
                                                               std::string_view document);
/// The document, unopened. Errors: CannotRead, NotAKeyFile (too long).
[[nodiscard]] std::expected<std::string, KeyFileError> read_key_file(
    const std::filesystem::path& file);

}  // namespace nem_keys
