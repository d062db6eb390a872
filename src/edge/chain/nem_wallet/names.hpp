#pragma once

#include <nem_wallet/building.hpp>
#include <string_view>

namespace nem_wallet {

/// Reference 3.5. Errors: BadName, ReservedName.
[[nodiscard]] std::expected<void, WalletError> check_namespace(std::string_view full_name);
/// The id's namespace too. Errors: BadName, ReservedName.
[[nodiscard]] std::expected<void, WalletError> check_mosaic_id(const nem::MosaicId& id);
/// 1 to 512 characters, not blank. Errors: BadDescription.
[[nodiscard]] std::expected<void, WalletError> check_description(std::string_view text);

[[nodiscard]] inline bool is_xem(const nem::MosaicId& id) {
    return id.namespace_id == "nem" && id.name == "xem";
}
[[nodiscard]] inline std::unexpected<WalletError> refuse(WalletProblem problem,
                                                         std::string_view what = {}) {
    return std::unexpected(WalletError{problem, std::string{what}, std::nullopt});
}

}  // namespace nem_wallet
