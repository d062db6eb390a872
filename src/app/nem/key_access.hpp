#pragma once

#include <base/base.hpp>
#include <nem_keys/nem_keys.hpp>
#include <optional>
#include <string>

#include "../expected.hpp"

namespace app {

/// What a room's error means for a person, about this key file.
[[nodiscard]] base::Complaint complaint_about_key(const std::string& key_file,
                                                  nem_keys::KeyFileError error);
[[nodiscard]] base::Complaint complaint_about_key(nem_keys::KeyError error);

/// Opens a key file with the passphrase of `passphrase_file`, else asks for it. From here on the
/// process leaves no core dump and lets no debugger in.
[[nodiscard]] Expected<nem_keys::KeyPair> unlock_key(
    const std::string& key_file, const std::optional<std::string>& passphrase_file,
    base::Language language);

/// No core dump, no debugger; a complaint where the system refuses that.
[[nodiscard]] std::optional<base::Complaint> protect_secrets();

}  // namespace app
