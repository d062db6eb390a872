#pragma once

#include <filesystem>
#include <nem/nem.hpp>
#include <optional>
#include <string>

#include "../arguments.hpp"
#include "../expected.hpp"
#include "../watch/settings.hpp"

namespace app {

/// What every command that brings a transaction into NEM's chain is asked for besides its own.
struct SendingSettings {
    WatchSettings nodes;  // which nodes, how many of them must agree, which network
    std::optional<std::string> key_file;
    std::optional<std::string> passphrase_file;
    std::optional<nem::PublicKey> signer;  // in the place of a key file, where nothing is signed
    std::optional<nem::Address> account;   // a multisig account for which the signer proposes
    std::uint32_t lifetime_s{2 * 60 * 60};
    std::optional<std::string> order;
    std::filesystem::path outbox{"dyepack-outbox"};
    bool is_agreed{false};    // --yes
    bool is_dry{false};       // shows, and signs nothing
    bool is_unsigned{false};  // writes what would be signed
    bool waits{false};
    bool json{false};
    /// Whether anything is signed and sent at all.
    [[nodiscard]] bool sends() const { return !is_dry && !is_unsigned; }
};
[[nodiscard]] Expected<SendingSettings> to_sending_settings(const Arguments& arguments);

/// An address as people write it, with or without hyphens, of this network; a complaint that names
/// the word.
[[nodiscard]] Expected<nem::Address> address_of_word(std::string_view what, std::string text,
                                                     nem::Network network);
/// `namespace:name`, divided at the colon.
[[nodiscard]] Expected<nem::MosaicId> mosaic_id_of_word(std::string_view what,
                                                        const std::string& text);
/// A whole number between bounds, or a complaint that names the option.
[[nodiscard]] Expected<std::uint64_t> number_of_option(std::string_view option,
                                                       const std::string& text, std::uint64_t least,
                                                       std::uint64_t most);

}  // namespace app
