#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <replay/node.hpp>

/// A request taken apart, and answers put together as NIS words them.
namespace replay {

/// A request that NIS answers with an error.
struct Refusal {
    int status{400};
    std::string message;
};
template <class T>
using Asked = std::expected<T, Refusal>;

struct Target {
    std::string path;
    std::map<std::string, std::string, std::less<>> parameters;  // of a name the first counts
    [[nodiscard]] const std::string* find(std::string_view name) const;
};
inline constexpr std::size_t kParametersMax = 32;
/// Percent-encoding undone. Errors: 400.
[[nodiscard]] Asked<Target> parse_target(std::string_view target);

/// An address of the network, with or without hyphens, in either case.
[[nodiscard]] Asked<nem::Address> parse_account(std::string_view text, nem::Network network);
[[nodiscard]] Asked<nem::Address> account_of(const Target& target, nem::Network network);
[[nodiscard]] Asked<nem::PublicKey> key_of(const Target& target);
[[nodiscard]] Asked<nem::Hash> parse_hash(std::string_view text);
[[nodiscard]] Asked<nem::MosaicId> mosaic_id_of(const Target& target);
/// Digits only; nothing when the parameter is not there.
[[nodiscard]] Asked<std::optional<std::uint64_t>> number_of(const Target& target,
                                                            std::string_view name);

/// A JSON object. Errors: 400.
[[nodiscard]] Asked<nlohmann::json> parse_body(std::string_view body);
/// `{"height":h}`, or where `entity` holds it. Errors: 400 when it is no height.
[[nodiscard]] Asked<std::uint64_t> height_in(const nlohmann::json& body);

[[nodiscard]] std::string to_body(const nlohmann::json& json);
[[nodiscard]] Response ok(const nlohmann::json& json);
[[nodiscard]] nlohmann::json to_hash_json(const std::optional<nem::Hash>& hash);  // {} for none

}  // namespace replay
