#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Accounts as their chains write them: one text form an account, checksums verified.
namespace address {

inline constexpr std::size_t kTextBytesMax = 128;  // of any account, spaces around left out

/// `Other`: any text is an account and is taken as it stands, if it is UTF-8 without control
/// characters.
enum class Chain : std::uint8_t { Other, Nem, Bitcoin, Litecoin, Dash, Ethereum };
[[nodiscard]] std::string_view to_string(Chain chain);
[[nodiscard]] std::optional<Chain> parse_chain(std::string_view name);

enum class AddressError : std::uint8_t {
    Empty,
    BadLength,
    BadCharacter,  // one that the form does not have; in bech32 also mixed case
    BadChecksum,
    WrongNetwork  // a sound address of a test network or of another chain
};
/// What is wrong, and what an address of the chain looks like.
[[nodiscard]] base::Phrase to_phrase(AddressError error, Chain chain);

/// The account's one text form on its chain. Spaces around are dropped everywhere. Checks go from
/// characters over length and checksum to the network.
/// Nem: base32 of 25 bytes, accepted with hyphens, spaces and in lower case; upper case without
/// hyphens is the form; main network (N) and test networks (T, M). Bitcoin, Litecoin, Dash: base58
/// with checksum (Litecoin's old script form 3... becomes M..., the same account), or, not on Dash,
/// bech32/bech32m (either case, lower is the form). Ethereum: 0x and 40 hex digits; mixed case must
/// carry the EIP-55 checksum; lower case is the form.
/// On these three `script:` and 64 hex digits (lower is the form) is whoever can spend an output
/// whose script has no address: the SHA-256 of that script. On every chain `entity:ID` (ID of
/// `[a-z0-9-]`) names a party whose address is not known; no other account begins with `entity:`.
[[nodiscard]] std::expected<std::string, AddressError> normalise(Chain chain,
                                                                 std::string_view text);
/// The NEM address of a public key. `network` is the address's first byte: 0x68 main, 0x98 test,
/// 0x60 mijin; any other gives the address of a private network, which `normalise` refuses.
[[nodiscard]] std::string make_nem(std::uint8_t network,
                                   std::span<const std::uint8_t, 32> public_key);
/// The network byte of 40 letters that are a NEM address with a right checksum, on any network;
/// nothing for any other text. The letters must already be in the one text form.
[[nodiscard]] std::optional<std::uint8_t> nem_network(std::string_view letters);
/// What the 20 bytes in an address of Bitcoin's family are a hash of.
enum class HashOf : std::uint8_t { PublicKey, Script };
/// Makes base58 addresses. One serves for many: what it hashes with costs more to make than an
/// address.
class Base58Maker {
public:
    Base58Maker();
    Base58Maker(const Base58Maker&) = delete;
    Base58Maker& operator=(const Base58Maker&) = delete;
    Base58Maker(Base58Maker&&) noexcept;
    Base58Maker& operator=(Base58Maker&&) noexcept;
    ~Base58Maker();

    /// The address of a hash, on the main network of Bitcoin, Litecoin or Dash.
    [[nodiscard]] std::string make(Chain chain, HashOf of, std::span<const std::uint8_t, 20> hash);

private:
    struct State;  // keeps Botan's headers out of ours
    std::unique_ptr<State> state_;
};
/// The bech32 address (bech32m from version 1 on) of a witness program: 2 to 40 bytes, of version 0
/// 20 or 32; versions end at 16. Bitcoin and Litecoin have such.
[[nodiscard]] std::string make_witness(Chain chain, std::uint8_t version,
                                       std::span<const std::uint8_t> program);
/// `script:` and the digits.
[[nodiscard]] std::string make_script(std::span<const std::uint8_t, 32> sha256);
/// For people: NEM in groups of six with hyphens, others as they are.
[[nodiscard]] std::string to_pretty(Chain chain, std::string_view account);
[[nodiscard]] bool is_entity(std::string_view account);

}  // namespace address
