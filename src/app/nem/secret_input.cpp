#include "secret_input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <store/store.hpp>
#include <utility>

#include "../complain.hpp"
#include "quiet_terminal.hpp"

namespace app {

namespace {

using base::phrase;

constexpr std::size_t kSecretBytesMax = 1024;

base::Complaint about(const std::string& file, base::Blame blame, base::Phrase text) {
    return {.blame = blame, .place = {.file = file}, .text = std::move(text)};
}

/// As much as there is, or as fits; a terminal gives one line.
Expected<std::size_t> read_all(int descriptor, std::span<std::uint8_t> into,
                               const std::string& name, bool one_line) {
    std::size_t size = 0;
    while (size < into.size()) {
        const ssize_t got = ::read(descriptor, into.data() + size, into.size() - size);
        if (got < 0 && errno == EINTR) { continue; }
        if (got < 0) {
            return std::unexpected(about(name, base::Blame::Input, store::cause_of(errno)));
        }
        size += static_cast<std::size_t>(got);
        if (got == 0 || (one_line && into[size - 1] == '\n')) { break; }
    }
    return size;
}

/// Without the end of its line; nothing may follow that.
Expected<std::size_t> length_of_line(std::span<const std::uint8_t> bytes, const std::string& name) {
    if (bytes.size() > kSecretBytesMax) {
        return std::unexpected(about(name, base::Blame::Input,
                                     phrase("more than {} bytes, expected one line",
                                            "{} バイトを超えています。1 行だけに"
                                            "してください",
                                            kSecretBytesMax)));
    }
    const auto end = std::ranges::find(bytes, std::uint8_t{'\n'});
    auto size = static_cast<std::size_t>(end - bytes.begin());
    if (end != bytes.end() && size + 1 < bytes.size()) {
        return std::unexpected(about(
            name, base::Blame::Input,
            {"more than one line, expected one", "2 行以上あります。1 行だけにしてください"}));
    }
    if (size > 0 && bytes[size - 1] == '\r') { --size; }
    if (size == 0) {
        return std::unexpected(
            about(name, base::Blame::Input, {"empty, expected one line", "空です。1 行必要です"}));
    }
    return size;
}

void say(int terminal, std::string_view text) {
    std::ignore = ::write(terminal, text.data(), text.size());
}

/// A signal that stopped the program lets it ask again; one that ended it never comes back here.
Expected<std::size_t> ask(int terminal, std::span<std::uint8_t> into, std::string_view question,
                          const std::string& name) {
    for (;;) {
        const QuietTerminal quiet{terminal};
        if (!quiet.is_quiet()) {
            return std::unexpected(about(name, base::Blame::World,
                                         {"this terminal would show what is typed",
                                          "この端末では入力が表示されてしまいます"}));
        }
        say(terminal, question);
        if (quiet.wait_for_line()) { return read_all(terminal, into, name, true); }
        say(terminal, "\n");
    }
}

}  // namespace

std::string_view SecretText::text() const {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    return {reinterpret_cast<const char*>(memory_.data()), size_};
}

SecretSource::SecretSource(SecretSource&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, file_{std::move(other.file_)} {}

SecretSource::~SecretSource() {
    if (descriptor_ >= 0) { ::close(descriptor_); }
}

Expected<SecretSource> SecretSource::open(const std::optional<std::string>& file,
                                          std::string_view option) {
    const int flags = (file ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NOCTTY;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system's own interface
    const int descriptor = ::open(file ? file->c_str() : "/dev/tty", flags);
    if (descriptor >= 0) { return SecretSource{descriptor, file}; }
    if (file) { return std::unexpected(about(*file, base::Blame::Input, store::cause_of(errno))); }
    return std::unexpected(
        complaint(base::Blame::Usage, phrase("there is no terminal to ask on, expected --{} FILE",
                                             "尋ねるための端末がありません。--{} FILE を"
                                             "指定してください",
                                             option)));
}

Expected<SecretText> SecretSource::read(const base::Phrase& question, base::Language language) {
    auto memory = nem_keys::SecretBytes::make(kSecretBytesMax + 2);  // and the end of its line
    if (!memory) {
        return std::unexpected(complaint(base::Blame::World, to_phrase(memory.error())));
    }
    const auto read =
        file_ ? read_all(descriptor_, memory->bytes(), name(), false)
              : ask(descriptor_, memory->bytes(), base::pick(question, language) + ": ", name());
    if (!read) { return std::unexpected(read.error()); }
    const auto length = length_of_line(memory->bytes().first(*read), name());
    if (!length) { return std::unexpected(length.error()); }
    return SecretText{*std::move(memory), *length};
}

std::optional<base::Phrase> SecretSource::find_warning() const {
    constexpr mode_t kOthers = 077;
    struct stat facts{};
    if (!file_ || ::fstat(descriptor_, &facts) != 0) { return std::nullopt; }
    if (!S_ISREG(facts.st_mode) || (facts.st_mode & kOthers) == 0) { return std::nullopt; }
    return phrase("{0}: other users may read this secret (chmod 600 {0})",
                  "{0}: 他の利用者もこの秘密情報を読めます（chmod 600 {0}）",
                  base::visible(*file_, 4096));
}

}  // namespace app
