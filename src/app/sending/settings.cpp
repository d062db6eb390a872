#include "settings.hpp"

#include <algorithm>
#include <charconv>

#include "../complain.hpp"
#include "../nem/account_text.hpp"

namespace app {

namespace {

using base::phrase;

std::optional<base::Complaint> check_words(const Arguments& arguments) {
    if (arguments.has("dry-run") && arguments.has("unsigned")) {
        return usage_complaint({"--dry-run and --unsigned exclude each other, expected one",
                                "--dry-run と --unsigned は同時に使えません"});
    }
    const bool sends = !arguments.has("dry-run") && !arguments.has("unsigned");
    const bool needs_key = sends && arguments.command->name != "nem announce";
    if (needs_key && !arguments.has("key")) {
        return usage_complaint(
            {"--key is missing, expected: --key KEYFILE", "--key KEYFILE を指定してください"});
    }
    if (arguments.has("key") && arguments.has("signer")) {
        return usage_complaint({"--key and --signer exclude each other, expected one",
                                "--key と --signer は同時に使えません"});
    }
    if (arguments.has("wait") && !sends) {
        return usage_complaint({"--wait is for what is sent, not for --dry-run or --unsigned",
                                "--wait は --dry-run や --unsigned と同時に使えません"});
    }
    if (arguments.has("out") && !arguments.has("unsigned")) {
        return usage_complaint({"--out is for --unsigned", "--out は --unsigned とともに使います"});
    }
    return std::nullopt;
}

Expected<void> read_account(const Arguments& arguments, SendingSettings& into) {
    if (const auto key = arguments.find("signer")) {
        const auto signer = public_key_of_option("signer", *key);
        if (!signer) { return std::unexpected(signer.error()); }
        into.signer = *signer;
    }
    if (const auto text = arguments.find("account")) {
        const auto account = address_of_word("--account", *text, into.nodes.network);
        if (!account) { return std::unexpected(account.error()); }
        into.account = *account;
    }
    return {};
}

Expected<void> read_lifetime(const Arguments& arguments, SendingSettings& into) {
    const auto text = arguments.find("deadline");
    if (!text) { return {}; }
    constexpr std::uint64_t kMinutesMax = 1'440;
    const auto minutes = number_of_option("deadline", *text, 1, kMinutesMax);
    if (!minutes) { return std::unexpected(minutes.error()); }
    into.lifetime_s = static_cast<std::uint32_t>(*minutes * 60);
    return {};
}

}  // namespace

Expected<SendingSettings> to_sending_settings(const Arguments& arguments) {
    if (const auto wrong = check_words(arguments)) { return std::unexpected(*wrong); }
    SendingSettings settings;
    auto nodes = to_watch_settings(arguments);
    if (!nodes) { return std::unexpected(nodes.error()); }
    settings.nodes = *std::move(nodes);
    settings.key_file = arguments.find("key");
    settings.passphrase_file = arguments.find("passphrase-file");
    settings.order = arguments.find("order");
    if (const auto folder = arguments.find("outbox")) { settings.outbox = *folder; }
    settings.is_agreed = arguments.has("yes");
    settings.is_dry = arguments.has("dry-run");
    settings.is_unsigned = arguments.has("unsigned");
    settings.waits = arguments.has("wait");
    settings.json = arguments.has("json");
    auto read = read_account(arguments, settings);
    if (read) { read = read_lifetime(arguments, settings); }
    if (!read) { return std::unexpected(read.error()); }
    return settings;
}

Expected<nem::Address> address_of_word(std::string_view what, std::string text,
                                       nem::Network network) {
    const std::string shown = base::visible(text);
    std::erase(text, '-');
    std::erase(text, ' ');
    const auto address = nem::parse_address(text);
    if (address && nem::is_valid(*address, network)) { return *address; }
    return std::unexpected(usage_complaint(phrase("{}: `{}` is no NEM address of this network",
                                                  "{}: `{}` はこのネットワークの NEM "
                                                  "アドレスではありません",
                                                  what, shown)));
}

Expected<nem::MosaicId> mosaic_id_of_word(std::string_view what, const std::string& text) {
    const auto colon = text.find(':');
    if (colon != std::string::npos && colon > 0 && colon + 1 < text.size()) {
        return nem::MosaicId{text.substr(0, colon), text.substr(colon + 1)};
    }
    return std::unexpected(usage_complaint(
        phrase("{}: `{}` is no mosaic, expected NAMESPACE:NAME",
               "{}: `{}` はモザイクではありません。NAMESPACE:NAME で指定してください", what,
               base::visible(text))));
}

Expected<std::uint64_t> number_of_option(std::string_view option, const std::string& text,
                                         std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = 0;
    const char* const end_of_text = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), end_of_text, value);
    const bool whole = error == std::errc{} && end == end_of_text;
    if (whole && value >= least && value <= most) { return value; }
    return std::unexpected(
        usage_complaint(phrase("--{} {} is not a number that it can have, expected {} to {}",
                               "--{} {} は使えません。{} から {} の整数を指定してください", option,
                               base::visible(text), least, most)));
}

}  // namespace app
