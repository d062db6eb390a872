#include "names.hpp"

#include <algorithm>
#include <array>

namespace nem_wallet {
namespace {

constexpr std::size_t kRootMax = 16;
constexpr std::size_t kPartMax = 64;
constexpr std::size_t kPartsMax = 3;
constexpr std::size_t kNameMax = 32;
constexpr std::size_t kFieldMax = 128;  // NIS cuts longer texts silently
constexpr std::size_t kDescriptionMax = 512;
constexpr std::array<std::string_view, 11> kReserved{"nem", "user", "account", "org", "com", "biz",
                                                     "net", "edu",  "mil",     "gov", "info"};

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

bool is_part(std::string_view part, std::size_t longest) {
    return !part.empty() && part.size() <= longest && is_letter(part.front()) &&
           std::ranges::all_of(part, [](char letter) {
               return is_letter(letter) || letter == '_' || letter == '-';
           });
}

/// `[a-z0-9][a-z0-9'_-]*( [a-z0-9'_-]+)*`
bool is_mosaic_name(std::string_view name) {
    if (name.empty() || name.size() > kNameMax || !is_letter(name.front())) { return false; }
    if (name.back() == ' ' || name.contains("  ")) { return false; }
    return std::ranges::all_of(name, [](char letter) {
        return is_letter(letter) || letter == '\'' || letter == '_' || letter == '-' ||
               letter == ' ';
    });
}

/// As Java counts: UTF-16 units. A character of four bytes is two of them.
std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) {
        const auto bits = static_cast<std::uint8_t>(byte);
        if ((bits & 0xC0U) != 0x80U) { count += bits >= 0xF0U ? 2 : 1; }
    }
    return count;
}

}  // namespace

std::expected<void, WalletError> check_namespace(std::string_view full_name) {
    if (full_name.size() > kFieldMax) { return refuse(WalletProblem::BadName, full_name); }
    std::string_view rest = full_name;
    for (std::size_t parts = 1;; ++parts) {
        const auto dot = rest.find('.');
        const auto part = rest.substr(0, dot);
        if (parts > kPartsMax || !is_part(part, parts == 1 ? kRootMax : kPartMax)) {
            return refuse(WalletProblem::BadName, full_name);
        }
        if (std::ranges::find(kReserved, part) != kReserved.end()) {
            return refuse(WalletProblem::ReservedName, part);
        }
        if (dot == std::string_view::npos) { return {}; }
        rest.remove_prefix(dot + 1);
    }
}

std::expected<void, WalletError> check_mosaic_id(const nem::MosaicId& id) {
    if (auto space = check_namespace(id.namespace_id); !space) { return space; }
    if (!is_mosaic_name(id.name)) {
        return refuse(WalletProblem::BadName, id.namespace_id + ":" + id.name);
    }
    return {};
}

std::expected<void, WalletError> check_description(std::string_view text) {
    const bool blank = std::ranges::all_of(
        text, [](char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); });
    if (blank || !base::is_utf8(text) || characters(text) > kDescriptionMax) {
        return refuse(WalletProblem::BadDescription);
    }
    return {};
}

}  // namespace nem_wallet
