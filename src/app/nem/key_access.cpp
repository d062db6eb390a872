#include "key_access.hpp"

#include <iostream>

#include "../complain.hpp"
#include "secret_input.hpp"

namespace app {

namespace {

using nem_keys::KeyError;
using nem_keys::KeyFileError;

base::Blame blame_of(KeyFileError error) {
    switch (error) {
        case KeyFileError::NotAKeyFile:
        case KeyFileError::CostOutOfRange:
        case KeyFileError::EmptyPassphrase:
        case KeyFileError::NotOpened:
        case KeyFileError::CannotRead: return base::Blame::Input;
        case KeyFileError::Exists: return base::Blame::Usage;
        case KeyFileError::NoMemory:
        case KeyFileError::NoLockedMemory:
        case KeyFileError::CannotWrite: return base::Blame::World;
    }
    base::broken("unnamed key file error");
}

}  // namespace

base::Complaint complaint_about_key(const std::string& key_file, KeyFileError error) {
    return {.blame = blame_of(error), .place = {.file = key_file}, .text = to_phrase(error)};
}

base::Complaint complaint_about_key(KeyError error) {
    const bool is_ours = error == KeyError::NoLockedMemory;
    return complaint(is_ours ? base::Blame::World : base::Blame::Input, to_phrase(error));
}

std::optional<base::Complaint> protect_secrets() {
    if (nem_keys::protect_process()) { return std::nullopt; }
    return complaint(base::Blame::World,
                     {"the system does not let this process keep its memory to itself",
                      "このプロセスのメモリーを保護できません"});
}

Expected<nem_keys::KeyPair> unlock_key(const std::string& key_file,
                                       const std::optional<std::string>& passphrase_file,
                                       base::Language language) {
    const auto document = nem_keys::read_key_file(key_file);
    if (!document) { return std::unexpected(complaint_about_key(key_file, document.error())); }
    const auto stated = nem_keys::stated_public_key(*document);
    if (!stated) { return std::unexpected(complaint_about_key(key_file, stated.error())); }
    auto source = SecretSource::open(passphrase_file, "passphrase-file");
    if (!source) { return std::unexpected(source.error()); }
    if (auto failure = protect_secrets()) { return std::unexpected(*std::move(failure)); }
    if (const auto warning = source->find_warning()) {
        std::cerr << to_warning_line(*warning, language);
    }
    const auto passphrase = source->read(
        base::phrase("Passphrase of {}", "{} のパスフレーズ", base::visible(key_file, 4096)),
        language);
    if (!passphrase) { return std::unexpected(passphrase.error()); }
    auto keys = nem_keys::open_key(*document, passphrase->text());
    if (!keys) { return std::unexpected(complaint_about_key(key_file, keys.error())); }
    return *std::move(keys);
}

}  // namespace app
