#include <iostream>

#include "../complain.hpp"
#include "../nem/account_text.hpp"
#include "../nem/entity.hpp"
#include "../nem/entity_table.hpp"
#include "../nem/key_access.hpp"
#include "../output/json.hpp"
#include "../terminal/terminal.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::phrase;

base::Complaint bad_transaction(base::Phrase text) {
    return complaint(base::Blame::Input, std::move(text));
}

Expected<nem::Transaction> unsigned_transaction(const std::string& source) {
    auto entity = read_nem_entity(source);
    if (!entity) { return std::unexpected(entity.error()); }
    auto* const transaction = std::get_if<nem::Transaction>(&*entity);
    if (transaction == nullptr) {
        return std::unexpected(
            bad_transaction({"signed already, or a block; an unsigned transaction was expected",
                             "署名済みか、ブロックです。未署名のトランザクションが必要です"}));
    }
    return std::move(*transaction);
}

/// NIS rewrites what it reads before it verifies: only that form can be signed.
Expected<nem::Transaction> in_canonical_form(nem::Transaction transaction,
                                             base::Language language) {
    const bool was = nem::is_canonical(transaction);
    auto canonical = nem::to_canonical(std::move(transaction));
    if (!canonical) { return std::unexpected(bad_transaction(to_phrase(canonical.error()))); }
    if (!was) {
        std::cerr << to_warning_line({"the transaction is signed in NIS's own form, with its order",
                                      "NIS の正規の形（並び順を含む）に直して署名します"},
                                     language);
    }
    return *std::move(canonical);
}

struct Cipher {
    nem::PublicKey other;
    nem_keys::MessageScheme scheme{};
};

Expected<std::optional<Cipher>> cipher_of(const Arguments& arguments) {
    const auto other = arguments.find("encrypt-for");
    const auto name = arguments.find("cipher").value_or("aes-gcm");
    if (!other && arguments.has("cipher")) {
        return std::unexpected(usage_complaint(
            {"--cipher is for --encrypt-for", "--cipher は --encrypt-for とともに使います"}));
    }
    if (!other) { return std::optional<Cipher>{}; }
    if (name != "aes-gcm" && name != "aes-cbc") {
        return std::unexpected(usage_complaint(
            phrase("--cipher {} is not known, expected aes-gcm or aes-cbc",
                   "--cipher {} は使えません。aes-gcm か aes-cbc を指定してください",
                   base::visible(name))));
    }
    const auto key = public_key_of_option("encrypt-for", *other);
    if (!key) { return std::unexpected(key.error()); }
    return Cipher{*key, name == "aes-gcm" ? nem_keys::MessageScheme::AesGcm
                                          : nem_keys::MessageScheme::AesCbc};
}

/// The transfer's plain message, or nothing.
nem::Message* plain_message_of(nem::Transaction& transaction) {
    auto* const transfer = std::get_if<nem::Transfer>(&transaction.body);
    if (transfer == nullptr || !transfer->message) { return nullptr; }
    nem::Message& message = *transfer->message;
    return message.type == nem::MessageType::Plain ? &message : nullptr;
}

/// Nothing to do where no cipher was asked for.
std::optional<base::Complaint> encrypt(nem::Transaction& transaction, const nem_keys::KeyPair& keys,
                                       const std::optional<Cipher>& cipher) {
    if (!cipher) { return std::nullopt; }
    nem::Message* const plain = plain_message_of(transaction);
    if (plain == nullptr) {
        return bad_transaction(
            {"there is no plain message to encrypt, expected a transfer with one",
             "暗号化する平文のメッセージがありません。メッセージ付きの送金が必要です"});
    }
    auto message = nem_keys::encrypt_message(keys, cipher->other, plain->payload, cipher->scheme);
    if (!message) { return bad_transaction(to_phrase(message.error())); }
    *plain = *std::move(message);
    return std::nullopt;
}

Expected<nem::SignedTransaction> sign_as_asked(nem::Transaction transaction,
                                               const std::string& key_file,
                                               const Arguments& arguments,
                                               base::Language language) {
    const auto cipher = cipher_of(arguments);
    if (!cipher) { return std::unexpected(cipher.error()); }
    auto canonical = in_canonical_form(std::move(transaction), language);
    if (!canonical) { return std::unexpected(canonical.error()); }
    const auto keys = unlock_key(key_file, arguments.find("passphrase-file"), language);
    if (!keys) { return std::unexpected(keys.error()); }
    if (auto failure = encrypt(*canonical, *keys, *cipher)) {
        return std::unexpected(*std::move(failure));
    }
    const auto entity = nem_keys::sign(*canonical, *keys);
    if (!entity) { return std::unexpected(complaint_about_key(entity.error())); }
    return *entity;
}

}  // namespace

Expected<int> run_nem_sign(const Arguments& arguments, base::Language language) {
    const auto key_file = arguments.find("key");
    if (!key_file) {
        return std::unexpected(usage_complaint(
            {"--key is missing, expected: --key KEYFILE", "--key KEYFILE を指定してください"}));
    }
    auto transaction = unsigned_transaction(arguments.operands.front());
    if (!transaction) { return std::unexpected(transaction.error()); }
    const auto entity = sign_as_asked(*std::move(transaction), *key_file, arguments, language);
    if (!entity) { return std::unexpected(entity.error()); }
    if (stderr_is_terminal()) {  // whoever signs sees what
        std::cerr << to_table(*entity, std::nullopt, language, Terminal{});
    }
    const auto text = to_text(Json(nem::to_announcement(*entity)));
    if (const auto failure = write_result(arguments, text)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app
