#include "account_text.hpp"

#include <algorithm>

#include "../complain.hpp"

namespace app {

std::optional<nem::PublicKey> parse_public_key(std::string_view text) {
    const auto bytes = base::parse_hex(text);
    if (!bytes || bytes->size() != nem::PublicKey::kSize) { return std::nullopt; }
    nem::PublicKey key;
    std::ranges::copy(*bytes, key.bytes.begin());
    return key;
}

Expected<nem::PublicKey> public_key_of_option(std::string_view option, const std::string& text) {
    const auto key = parse_public_key(text);
    if (key) { return *key; }
    return std::unexpected(usage_complaint(
        base::phrase("--{} {} is no public key, expected 64 hexadecimal digits",
                     "--{} {} は公開鍵ではありません。16 進数 64 桁で指定してください", option,
                     base::visible(text))));
}

void add_account(NemFacts& facts, const nem::PublicKey& key) {
    facts.add({"public key", "公開鍵"}, nem::to_hex(key));
    for (const auto network : {nem::kMainnet, nem::kTestnet, nem::kMijin}) {
        facts.add(network_phrase(network), to_pretty(nem::to_address(key, network)));
    }
}

}  // namespace app
