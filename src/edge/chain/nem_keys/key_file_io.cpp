#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <nem_keys/key_file.hpp>
#include <utility>

namespace nem_keys {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { std::ignore = finish(); }

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    /// Closing can be where a disk tells that it is full.
    [[nodiscard]] bool finish() {
        const int number = std::exchange(number_, -1);
        return number < 0 || ::close(number) == 0;
    }

private:
    int number_;
};

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written <= 0) { return false; }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

/// A new name is safe only once its folder is on the disk too.
bool sync_folder(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return opened.is_open() && ::fsync(opened.number()) == 0;
}

}  // namespace

std::expected<void, KeyFileError> write_key_file(const std::filesystem::path& file,
                                                 std::string_view document) {
    constexpr mode_t kOwnerOnly = 0600;
    Descriptor opened{
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly)};
    if (!opened.is_open()) {
        return std::unexpected(errno == EEXIST ? KeyFileError::Exists : KeyFileError::CannotWrite);
    }
    const bool written = write_all(opened.number(), document);
    const bool closed = opened.finish();
    if (!written || !closed || !sync_folder(file)) {
        std::ignore = ::unlink(file.c_str());
        return std::unexpected(KeyFileError::CannotWrite);
    }
    return {};
}

std::expected<std::string, KeyFileError> read_key_file(const std::filesystem::path& file) {
    const Descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!opened.is_open()) { return std::unexpected(KeyFileError::CannotRead); }
    std::string document;
    std::array<char, kKeyFileBytesMax> piece{};
    while (document.size() <= kKeyFileBytesMax) {
        const ssize_t got = ::read(opened.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) { continue; }
        if (got < 0) { return std::unexpected(KeyFileError::CannotRead); }
        if (got == 0) { return document; }
        document.append(piece.data(), static_cast<std::size_t>(got));
    }
    return std::unexpected(KeyFileError::NotAKeyFile);
}

base::Phrase to_phrase(KeyFileError error) {
    using base::phrase;
    switch (error) {
        case KeyFileError::NotAKeyFile:
            return phrase("not a key file of this version",
                          "このバージョンの鍵ファイルではありません");
        case KeyFileError::CostOutOfRange:
            return phrase(
                "the key file asks for more work or memory than is allowed, or too little",
                "鍵ファイルの計算量またはメモリー量が許される範囲にありません");
        case KeyFileError::EmptyPassphrase:
            return phrase("the passphrase is empty", "パスフレーズが空です");
        case KeyFileError::NotOpened:
            return phrase("the key file does not open: another passphrase, or the file was changed",
                          "鍵ファイルを開けません（パスフレーズが違うか、改変されています）");
        case KeyFileError::NoMemory:
            return phrase("there is not enough memory to open or seal a key file",
                          "鍵ファイルの処理に必要なメモリーが足りません");
        case KeyFileError::NoLockedMemory: return to_phrase(KeyError::NoLockedMemory);
        case KeyFileError::Exists:
            return phrase("the file exists already, and a key file is never overwritten",
                          "ファイルがすでにあります（鍵ファイルは上書きしません）");
        case KeyFileError::CannotRead:
            return phrase("the key file cannot be read", "鍵ファイルを読めません");
        case KeyFileError::CannotWrite:
            return phrase("the key file cannot be written", "鍵ファイルを書き込めません");
    }
    base::broken("unnamed key file error");
}

}  // namespace nem_keys
