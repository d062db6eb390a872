#include <fmt/format.h>

#include "../complain.hpp"
#include "../nem/account_text.hpp"
#include "../sending/sending.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::phrase;
using nem_keys::MessageScheme;

constexpr int kXemPlaces = 6;

/// A mosaic as it was asked for; how many parts that is, its definition says.
struct Asked {
    nem::MosaicId id;
    std::string quantity;
};

struct Request {
    nem::Address recipient;
    money::Amount xem;
    std::vector<Asked> mosaics;
    std::optional<nem::Message> message;  // plain
    std::optional<MessageScheme> cipher;
    std::optional<nem::PublicKey> recipient_key;
};

Expected<money::Amount> quantity_of(std::string_view option, const std::string& text, int places) {
    const auto amount = money::parse_decimal(text, places);
    if (amount) { return *amount; }
    return std::unexpected(usage_complaint(
        phrase("--{}: `{}` is no amount, expected a number with at most {} decimal places",
               "--{}: `{}` は数量ではありません。小数点以下 {} 桁までの数で指定してください",
               option, base::visible(text), places)));
}

Expected<std::vector<Asked>> mosaics_of(const Arguments& arguments) {
    std::vector<Asked> mosaics;
    for (const auto& text : arguments.all("mosaic")) {
        const auto equals = text.rfind('=');
        if (equals == std::string::npos) {
            return std::unexpected(usage_complaint(
                phrase("--mosaic: `{}` names no quantity, expected NAMESPACE:NAME=QUANTITY",
                       "--mosaic: `{}` に数量がありません。NAMESPACE:NAME=QUANTITY で指定して"
                       "ください",
                       base::visible(text))));
        }
        const auto id = mosaic_id_of_word("--mosaic", text.substr(0, equals));
        if (!id) { return std::unexpected(id.error()); }
        if (*id == nem::MosaicId{"nem", "xem"}) {
            return std::unexpected(usage_complaint(
                {"--mosaic: XEM is sent with --xem", "--mosaic: XEM は --xem で送ります"}));
        }
        mosaics.push_back({*id, text.substr(equals + 1)});
    }
    return mosaics;
}

Expected<std::optional<nem::Message>> message_of(const Arguments& arguments) {
    const auto text = arguments.find("message");
    const auto hex = arguments.find("message-hex");
    if (text && hex) {
        return std::unexpected(usage_complaint({"--message and --message-hex exclude each other",
                                                "--message と --message-hex は同時に使えません"}));
    }
    if (!text && !hex) { return std::optional<nem::Message>{}; }
    auto message = text ? nem_keys::make_plain_message(*text)
                        : std::expected<nem::Message, nem_keys::MessageError>{};
    if (hex) {
        const auto bytes = base::parse_hex(*hex);
        if (!bytes || bytes->empty()) {
            return std::unexpected(usage_complaint(
                {"--message-hex: expected hexadecimal digits, two for each byte",
                 "--message-hex: 1 バイトにつき 2 桁の 16 進数で指定してください"}));
        }
        message = nem_keys::make_raw_message(*bytes);
    }
    if (!message) { return std::unexpected(usage_complaint(to_phrase(message.error()))); }
    return *std::move(message);
}

Expected<void> read_cipher(const Arguments& arguments, const SendingSettings& settings,
                           Request& into) {
    if (!arguments.has("encrypt")) {
        if (!arguments.has("cipher") && !arguments.has("recipient-key")) { return {}; }
        return std::unexpected(
            usage_complaint({"--cipher and --recipient-key are for --encrypt",
                             "--cipher と --recipient-key は --encrypt とともに使います"}));
    }
    if (!into.message) {
        return std::unexpected(usage_complaint(
            {"--encrypt: there is no --message", "--encrypt: --message がありません"}));
    }
    if (settings.account) {
        return std::unexpected(usage_complaint(
            {"--encrypt: nobody has the key of a multisig account, which would have to encrypt",
             "--encrypt: マルチシグアカウントの鍵で暗号化することはできません"}));
    }
    if (!settings.key_file) {
        return std::unexpected(usage_complaint(
            {"--encrypt needs --key KEYFILE", "--encrypt には --key KEYFILE が必要です"}));
    }
    const auto name = arguments.find("cipher").value_or("aes-gcm");
    if (name != "aes-gcm" && name != "aes-cbc") {
        return std::unexpected(usage_complaint(
            phrase("--cipher {} is not known, expected aes-gcm or aes-cbc",
                   "--cipher {} は使えません。aes-gcm か aes-cbc を指定してください",
                   base::visible(name))));
    }
    into.cipher = name == "aes-cbc" ? MessageScheme::AesCbc : MessageScheme::AesGcm;
    if (const auto text = arguments.find("recipient-key")) {
        const auto key = public_key_of_option("recipient-key", *text);
        if (!key) { return std::unexpected(key.error()); }
        into.recipient_key = *key;
    }
    return {};
}

Expected<Request> read_request(const Arguments& arguments, const SendingSettings& settings) {
    Request request;
    const auto recipient =
        address_of_word("RECIPIENT", arguments.operands.front(), settings.nodes.network);
    if (!recipient) { return std::unexpected(recipient.error()); }
    request.recipient = *recipient;
    if (const auto text = arguments.find("xem")) {
        const auto xem = quantity_of("xem", *text, kXemPlaces);
        if (!xem) { return std::unexpected(xem.error()); }
        request.xem = *xem;
    }
    auto mosaics = mosaics_of(arguments);
    if (!mosaics) { return std::unexpected(mosaics.error()); }
    request.mosaics = *std::move(mosaics);
    auto message = message_of(arguments);
    if (!message) { return std::unexpected(message.error()); }
    request.message = *std::move(message);
    if (auto read = read_cipher(arguments, settings, request); !read) {
        return std::unexpected(std::move(read.error()));
    }
    if (arguments.has("xem") || !request.mosaics.empty() || request.message) { return request; }
    return std::unexpected(usage_complaint(
        {"nothing to send, expected --xem, --mosaic or --message",
         "送るものがありません。--xem、--mosaic、--message のどれかを指定してください"}));
}

/// The node may not know the recipient's key, and cannot pass another for it.
Expected<nem::PublicKey> key_of_recipient(const Request& request, const Ground& ground) {
    auto key = request.recipient_key;
    if (!key) {
        const auto state = ground.account(request.recipient);
        if (!state) { return std::unexpected(state.error()); }
        key = state->public_key;
    }
    if (!key) {
        return std::unexpected(complaint(
            base::Blame::Input,
            {"the recipient never signed anything, so that the network does not know its public "
             "key; name it with --recipient-key",
             "受け手はまだ何も署名しておらず、公開鍵がネットワークにありません。--recipient-key で"
             "指定してください"}));
    }
    if (nem::to_address(*key, ground.network()) == request.recipient) { return *key; }
    return std::unexpected(complaint(base::Blame::Input, {"the public key is not the recipient's",
                                                          "公開鍵が受け手のものではありません"}));
}

Expected<Draft> build(const Request& request, const nem_wallet::Terms& terms, Ground& ground,
                      const nem_keys::KeyPair* keys) {
    nem_wallet::Payment payment{request.recipient, request.xem, request.message, {}};
    for (const auto& asked : request.mosaics) {
        const auto facts = ground.mosaic(asked.id);
        if (!facts) { return std::unexpected(facts.error()); }
        const auto quantity =
            quantity_of("mosaic", asked.quantity, divisibility_of(facts->definition));
        if (!quantity) { return std::unexpected(quantity.error()); }
        payment.mosaics.push_back({asked.id, *quantity});
    }
    if (request.cipher && request.message && keys != nullptr) {
        const auto other = key_of_recipient(request, ground);
        if (!other) { return std::unexpected(other.error()); }
        auto message =
            nem_keys::encrypt_message(*keys, *other, request.message->payload, *request.cipher);
        if (!message) {
            return std::unexpected(complaint(base::Blame::Input, to_phrase(message.error())));
        }
        payment.message = *std::move(message);
    }
    return to_draft(nem_wallet::transfer(terms, payment, ground.sizes()));
}

std::string meaning_of(const Request& request) {
    std::string text = fmt::format("{}\n{}\n", request.recipient.text(), request.xem.atoms());
    for (const auto& [id, quantity] : request.mosaics) {
        text += fmt::format("{}:{}={}\n", id.namespace_id, id.name, quantity);
    }
    if (request.message) {
        text += fmt::format("{} {}\n", request.cipher ? "encrypted" : "plain",
                            base::to_hex(request.message->payload));
    }
    return text;
}

}  // namespace

Expected<int> run_nem_send(const Arguments& arguments, base::Language language) {
    auto settings = to_sending_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const auto request = read_request(arguments, *settings);
    if (!request) { return std::unexpected(request.error()); }
    const Wish wish{.kind = "send",
                    .meaning = meaning_of(*request),
                    .needs_key = request->cipher.has_value(),
                    .is_wrapped = true,
                    .build = [&](const nem_wallet::Terms& terms, Ground& ground,
                                 const nem_keys::KeyPair* keys) {
                        return build(*request, terms, ground, keys);
                    }};
    return Sending{*std::move(settings), arguments, language}.carry_out(wish);
}

}  // namespace app
