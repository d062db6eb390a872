#pragma once

#include <nem/nem.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "entity.hpp"

namespace app {

/// `main`, `test`, `mijin`; `0x61` for a private network.
[[nodiscard]] std::string network_name(nem::Network network);

/// The document of `nem decode --json` (docs/formats.md): hashes, bytes, and NIS's own JSON.
[[nodiscard]] nlohmann::ordered_json to_json(const NemEntity& entity);

/// The addresses of a public key on the three networks: `{"main":…,"test":…,"mijin":…}`.
[[nodiscard]] nlohmann::ordered_json addresses_json(const nem::PublicKey& key);

}  // namespace app
