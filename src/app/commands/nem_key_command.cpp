#include <iostream>

#include "../complain.hpp"
#include "../nem/account_text.hpp"
#include "../nem/entity_json.hpp"
#include "../nem/key_access.hpp"
#include "../nem/secret_input.hpp"
#include "../output/json.hpp"
#include "../terminal/terminal.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::Language;
using base::phrase;
using nem_keys::KeyPair;

constexpr std::size_t kPathBytes = 4096;

std::optional<base::Complaint> check_words(const Arguments& arguments) {
    const bool makes = arguments.has("new") || arguments.has("import");
    if (arguments.has("new") && arguments.has("import")) {
        return usage_complaint({"--new and --import exclude each other, expected one",
                                "--new と --import は同時に使えません"});
    }
    if (arguments.has("private-key-file") && !arguments.has("import")) {
        return usage_complaint({"--private-key-file is for --import",
                                "--private-key-file は --import とともに使います"});
    }
    if (arguments.has("cost") && !makes) {
        return usage_complaint(
            {"--cost is for --new and --import", "--cost は --new か --import とともに使います"});
    }
    if (arguments.has("open") && makes) {
        return usage_complaint(
            {"--open is for a key file that exists", "--open は既存の鍵ファイルに使います"});
    }
    return std::nullopt;
}

/// libsodium's three levels; "moderate" is KeyFileCost's default.
Expected<nem_keys::KeyFileCost> cost_of(const Arguments& arguments) {
    const auto name = arguments.find("cost").value_or("moderate");
    if (name == "interactive") { return nem_keys::KeyFileCost{2, 64ULL << 20U}; }
    if (name == "moderate") { return nem_keys::KeyFileCost{}; }
    if (name == "sensitive") { return nem_keys::KeyFileCost{4, 1ULL << 30U}; }
    return std::unexpected(usage_complaint(
        phrase("--cost {} is not known, expected interactive, moderate or sensitive",
               "--cost {} は使えません。interactive、moderate、sensitive から選んでください",
               base::visible(name))));
}

/// Asked twice of a person, who sees neither.
Expected<SecretText> new_passphrase(SecretSource& source, Language language) {
    auto passphrase = source.read({"New passphrase", "新しいパスフレーズ"}, language);
    if (!passphrase || !source.asks()) { return passphrase; }
    const auto again = source.read({"The same again", "もう一度"}, language);
    if (!again) { return std::unexpected(again.error()); }
    if (again->text() == passphrase->text()) { return passphrase; }
    return std::unexpected(
        complaint(base::Blame::Input, {"the two passphrases differ, nothing was written",
                                       "パスフレーズが一致しません。何も書き出していません"}));
}

Expected<KeyPair> pair_of(std::expected<KeyPair, nem_keys::KeyError> keys) {
    if (!keys) { return std::unexpected(complaint_about_key(keys.error())); }
    return *std::move(keys);
}

void warn(const SecretSource& source, Language language) {
    if (const auto warning = source.find_warning()) {
        std::cerr << to_warning_line(*warning, language);
    }
}

/// The sources are opened first: a protected process may not open its own /dev/fd.
Expected<nem::PublicKey> make_key_file(const std::string& file, const Arguments& arguments,
                                       Language language) {
    const auto cost = cost_of(arguments);
    if (!cost) { return std::unexpected(cost.error()); }
    auto passphrases = SecretSource::open(arguments.find("passphrase-file"), "passphrase-file");
    if (!passphrases) { return std::unexpected(passphrases.error()); }
    std::optional<SecretSource> numbers;
    if (arguments.has("import")) {
        auto opened = SecretSource::open(arguments.find("private-key-file"), "private-key-file");
        if (!opened) { return std::unexpected(opened.error()); }
        numbers.emplace(*std::move(opened));
        warn(*numbers, language);
    }
    warn(*passphrases, language);
    if (auto failure = protect_secrets()) { return std::unexpected(*std::move(failure)); }
    std::optional<SecretText> number;
    if (numbers) {
        auto read = numbers->read(
            {"Private key (64 hexadecimal digits)", "秘密鍵（16 進数 64 桁）"}, language);
        if (!read) { return std::unexpected(read.error()); }
        number.emplace(*std::move(read));
    }
    const auto keys = pair_of(number ? KeyPair::parse(number->text()) : KeyPair::generate());
    if (!keys) { return std::unexpected(keys.error()); }
    const auto passphrase = new_passphrase(*passphrases, language);
    if (!passphrase) { return std::unexpected(passphrase.error()); }
    const auto sealed = nem_keys::seal_key(*keys, passphrase->text(), *cost);
    if (!sealed) { return std::unexpected(complaint_about_key(file, sealed.error())); }
    const auto written = nem_keys::write_key_file(file, *sealed);
    if (!written) { return std::unexpected(complaint_about_key(file, written.error())); }
    return keys->public_key();
}

Expected<nem::PublicKey> opened_public_key(const std::string& file, const Arguments& arguments,
                                           Language language) {
    if (arguments.has("open") || arguments.has("passphrase-file")) {
        const auto keys = unlock_key(file, arguments.find("passphrase-file"), language);
        if (!keys) { return std::unexpected(keys.error()); }
        return keys->public_key();
    }
    const auto document = nem_keys::read_key_file(file);
    if (!document) { return std::unexpected(complaint_about_key(file, document.error())); }
    const auto key = nem_keys::stated_public_key(*document);
    if (!key) { return std::unexpected(complaint_about_key(file, key.error())); }
    return *key;
}

std::string account_text(const std::string& file, const nem::PublicKey& key, bool proven,
                         const Arguments& arguments, Language language) {
    if (arguments.has("json")) {
        return to_text(Json{{"format", "dyepack.nem-account/1"},
                            {"keyFile", file},
                            {"proven", proven},
                            {"publicKey", nem::to_hex(key)},
                            {"addresses", addresses_json(key)}});
    }
    NemFacts facts{language};
    facts.add({"key file", "鍵ファイル"}, base::visible(file, kPathBytes));
    add_account(facts, key);
    if (!proven) {
        facts.add({"proven", "確認"},
                  base::Phrase{"no: the file says so, --open asks for its passphrase and proves it",
                               "未確認（ファイルの記載です。--open はパスフレーズで確かめます）"},
                  Tone::Quiet);
    }
    return facts.to_text(terminal_of_stdout());
}

}  // namespace

Expected<int> run_nem_key(const Arguments& arguments, Language language) {
    if (const auto wrong = check_words(arguments)) { return std::unexpected(*wrong); }
    const std::string& file = arguments.operands.front();
    const bool makes = arguments.has("new") || arguments.has("import");
    const auto key = makes ? make_key_file(file, arguments, language)
                           : opened_public_key(file, arguments, language);
    if (!key) { return std::unexpected(key.error()); }
    const bool proven = makes || arguments.has("open") || arguments.has("passphrase-file");
    const auto failure = write_stdout(account_text(file, *key, proven, arguments, language));
    if (failure) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app
