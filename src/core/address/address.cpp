#include <address/address.hpp>
#include <algorithm>
#include <array>

#include "forms.hpp"

namespace address {
namespace {

using base::phrase;
using base::Phrase;

constexpr std::string_view kEntity = "entity:";
constexpr std::array kChains{Chain::Other,    Chain::Nem,  Chain::Bitcoin,
                             Chain::Litecoin, Chain::Dash, Chain::Ethereum};

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpaces = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) { return {}; }
    return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

Normalised normalise_other(std::string_view text) {
    const auto is_control = [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
    };
    if (std::ranges::any_of(text, is_control) || !base::is_utf8(text)) {
        return std::unexpected(AddressError::BadCharacter);
    }
    return std::string{text};
}

Normalised normalise_entity(std::string_view text) {
    if (!is_entity(text)) { return std::unexpected(AddressError::BadCharacter); }
    return std::string{text};
}

Normalised normalise_on(Chain chain, std::string_view text) {
    switch (chain) {
        case Chain::Other: return normalise_other(text);
        case Chain::Nem: return normalise_nem(text);
        case Chain::Bitcoin: [[fallthrough]];
        case Chain::Litecoin: [[fallthrough]];
        case Chain::Dash: return normalise_bitcoin_like(chain, text);
        case Chain::Ethereum: return normalise_ethereum(text);
    }
    base::broken("unnamed chain");
}

Phrase problem_of(AddressError error) {
    switch (error) {
        case AddressError::Empty: return phrase("the address is empty", "アドレスが空です");
        case AddressError::BadLength:
            return phrase("the address has the wrong length", "アドレスの長さが正しくありません");
        case AddressError::BadCharacter:
            return phrase("the address has a character that cannot be there",
                          "アドレスに使えない文字があります");
        case AddressError::BadChecksum:
            return phrase("the address's checksum is wrong (a typing error?)",
                          "アドレスのチェックサムが合いません（入力の誤りかもしれません）");
        case AddressError::WrongNetwork:
            return phrase("the address is of another network", "別のネットワークのアドレスです");
    }
    base::broken("unnamed address error");
}

Phrase form_of(Chain chain) {
    switch (chain) {
        case Chain::Other:
            return phrase("text of at most {} bytes in UTF-8 without control characters",
                          "制御文字を含まない UTF-8 の {} バイト以内の文字列", kTextBytesMax);
        case Chain::Nem:
            return phrase("a NEM address: 40 letters A-Z and 2-7, beginning with N, T or M",
                          "NEM アドレス（N・T・M で始まる英字と 2～7 の 40 文字）");
        case Chain::Bitcoin:
            return phrase("a Bitcoin address: base58 beginning with 1 or 3, or bc1...",
                          "ビットコインのアドレス（1 か 3 で始まる base58、または bc1...）");
        case Chain::Litecoin:
            return phrase("a Litecoin address: base58 beginning with L, M or 3, or ltc1...",
                          "ライトコインのアドレス（L・M・3 で始まる base58、または ltc1...）");
        case Chain::Dash:
            return phrase("a Dash address: base58 beginning with X or 7",
                          "Dash のアドレス（X か 7 で始まる base58）");
        case Chain::Ethereum:
            return phrase("an Ethereum address: 0x and 40 hexadecimal digits",
                          "イーサリアムのアドレス（0x と 16 進数 40 桁）");
    }
    base::broken("unnamed chain");
}

}  // namespace

std::string to_lower(std::string_view text) {
    std::string lower{text};
    for (char& letter : lower) {
        if (is_upper(letter)) { letter = static_cast<char>(letter - 'A' + 'a'); }
    }
    return lower;
}

std::string_view to_string(Chain chain) {
    switch (chain) {
        case Chain::Other: return "other";
        case Chain::Nem: return "nem";
        case Chain::Bitcoin: return "bitcoin";
        case Chain::Litecoin: return "litecoin";
        case Chain::Dash: return "dash";
        case Chain::Ethereum: return "ethereum";
    }
    base::broken("unnamed chain");
}

std::optional<Chain> parse_chain(std::string_view name) {
    const auto* const found =
        std::ranges::find(kChains, name, [](Chain chain) { return to_string(chain); });
    if (found == kChains.end()) { return std::nullopt; }
    return *found;
}

Phrase to_phrase(AddressError error, Chain chain) {
    const Phrase problem = problem_of(error);
    const Phrase form = form_of(chain);
    return {fmt::format("{}, expected {}", problem.en, form.en),
            fmt::format("{}（必要な形式: {}）", problem.ja, form.ja)};
}

Normalised normalise(Chain chain, std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) { return std::unexpected(AddressError::Empty); }
    if (trimmed.size() > kTextBytesMax) { return std::unexpected(AddressError::BadLength); }
    if (trimmed.starts_with(kEntity)) { return normalise_entity(trimmed); }
    return normalise_on(chain, trimmed);
}

std::string to_pretty(Chain chain, std::string_view account) {
    std::string pretty{account};
    if (chain != Chain::Nem || is_entity(account)) { return pretty; }
    constexpr std::size_t kGroup = 6;
    for (std::size_t i = kGroup; i < pretty.size(); i += kGroup + 1) { pretty.insert(i, 1, '-'); }
    return pretty;
}

bool is_entity(std::string_view account) {
    if (!account.starts_with(kEntity) || account.size() == kEntity.size()) { return false; }
    return std::ranges::all_of(account.substr(kEntity.size()), [](char letter) {
        return is_lower(letter) || is_digit(letter) || letter == '-';
    });
}

}  // namespace address
