#pragma once

#include <base/base.hpp>
#include <cstddef>
#include <nem_keys/nem_keys.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "../expected.hpp"

namespace app {

/// A passphrase or a private key as it was typed or read, in locked memory.
class SecretText {
public:
    SecretText(nem_keys::SecretBytes memory, std::size_t size)
        : memory_{std::move(memory)}, size_{size} {}
    [[nodiscard]] std::string_view text() const;

private:
    nem_keys::SecretBytes memory_;
    std::size_t size_;
};

/// Where a secret comes from: a file, or the person at the terminal, who does not see what they
/// type. Never the command line, which every user of the system can read. It is opened before the
/// process protects itself, because a protected process may not open its own /dev/fd.
class SecretSource {
public:
    /// Errors: the file cannot be opened; there is no terminal to ask on (`option` names the way
    /// around that).
    [[nodiscard]] static Expected<SecretSource> open(const std::optional<std::string>& file,
                                                     std::string_view option);
    SecretSource(const SecretSource&) = delete;
    SecretSource& operator=(const SecretSource&) = delete;
    SecretSource(SecretSource&& other) noexcept;
    SecretSource& operator=(SecretSource&&) = delete;
    ~SecretSource();

    [[nodiscard]] bool asks() const { return !file_; }
    /// One line. Asks with `question` at a terminal. Errors: empty, too long, several lines.
    [[nodiscard]] Expected<SecretText> read(const base::Phrase& question, base::Language language);
    /// A warning where others may read the file.
    [[nodiscard]] std::optional<base::Phrase> find_warning() const;

private:
    SecretSource(int descriptor, std::optional<std::string> file)
        : descriptor_{descriptor}, file_{std::move(file)} {}
    [[nodiscard]] std::string name() const { return file_.value_or("/dev/tty"); }

    int descriptor_;
    std::optional<std::string> file_;
};

}  // namespace app
