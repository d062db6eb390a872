#include <address/address.hpp>

#include "../complain.hpp"
#include "../nem/account_text.hpp"
#include "../nem/entity_json.hpp"
#include "../output/json.hpp"
#include "../terminal/terminal.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::Language;

/// An address that is written like one, and what its checksum says.
struct Checked {
    std::string letters;
    std::optional<nem::Network> network;  // none: the checksum is wrong
};

/// Without the hyphens and spaces that wallets show, in upper case.
std::string plain_letters(std::string_view text) {
    std::string letters;
    for (const char letter : text) {
        if (letter == '-' || letter == ' ') { continue; }
        letters += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return letters;
}

Expected<Checked> check(const std::string& text) {
    const auto letters = plain_letters(text);
    if (!nem::parse_address(letters)) {
        return std::unexpected(complaint(
            base::Blame::Input,
            base::phrase("{} is neither an address (40 letters A-Z and 2-7, hyphens allowed) nor a "
                         "public key (64 hexadecimal digits)",
                         "{} はアドレス（英字と 2～7 の 40 文字、ハイフン可）でも公開鍵（16 進数 "
                         "64 桁）でもありません",
                         base::visible(text))));
    }
    const auto network = address::nem_network(letters);
    return Checked{letters, network ? std::optional{nem::Network{*network}} : std::nullopt};
}

std::string to_facts_text(const Checked& checked, Language language) {
    NemFacts facts{language};
    facts.add({"address", "アドレス"}, address::to_pretty(address::Chain::Nem, checked.letters));
    if (checked.network) {
        facts.add({"network", "ネットワーク"}, network_phrase(*checked.network));
        facts.add({"checksum", "チェックサム"}, base::Phrase{"right", "正しい"}, Tone::Good);
    } else {
        facts.add({"checksum", "チェックサム"},
                  base::Phrase{"WRONG: a letter was mistyped, or this was never an address",
                               "誤り（打ち間違いか、存在しないアドレスです）"},
                  Tone::Bad);
    }
    return facts.to_text(terminal_of_stdout());
}

Json to_json(const Checked& checked) {
    return {{"format", "dyepack.nem-address/1"},
            {"address", checked.letters},
            {"network", checked.network ? Json(network_name(*checked.network)) : Json(nullptr)},
            {"valid", checked.network.has_value()}};
}

std::string account_text(const nem::PublicKey& key, bool as_json, Language language) {
    if (as_json) {
        return to_text(Json{{"format", "dyepack.nem-account/1"},
                            {"publicKey", nem::to_hex(key)},
                            {"addresses", addresses_json(key)}});
    }
    NemFacts facts{language};
    add_account(facts, key);
    return facts.to_text(terminal_of_stdout());
}

}  // namespace

Expected<int> run_nem_address(const Arguments& arguments, Language language) {
    const std::string& text = arguments.operands.front();
    const bool as_json = arguments.has("json");
    if (const auto key = parse_public_key(text)) {
        const auto failure = write_stdout(account_text(*key, as_json, language));
        if (failure) { return std::unexpected(*failure); }
        return kDone;
    }
    const auto checked = check(text);
    if (!checked) { return std::unexpected(checked.error()); }
    const auto failure =
        write_stdout(as_json ? to_text(to_json(*checked)) : to_facts_text(*checked, language));
    if (failure) { return std::unexpected(*failure); }
    return checked->network ? kDone : kFinding;
}

}  // namespace app
