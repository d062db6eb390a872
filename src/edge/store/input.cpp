#include "input.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "complain.hpp"
#include "descriptor.hpp"
#include "unpack.hpp"

namespace store {
namespace {

constexpr std::size_t kChunkBytes = 256UL << 10U;

class FileSource final : public Source {
public:
    FileSource(std::filesystem::path file, Descriptor descriptor, std::uint64_t bytes_total,
               Progress progress)
        : file_{std::move(file)},
          descriptor_{std::move(descriptor)},
          bytes_total_{bytes_total},
          progress_{std::move(progress)},
          buffer_(kChunkBytes) {}

    Expected<std::string_view> next() override {
        std::size_t filled = 0;
        while (filled < buffer_.size()) {  // a pipe gives less than was asked for
            const ssize_t got =
                ::read(descriptor_.number(), buffer_.data() + filled, buffer_.size() - filled);
            if (got < 0 && errno == EINTR) { continue; }
            if (got < 0) { return std::unexpected(unreadable(file_, errno)); }
            if (got == 0) { break; }
            filled += static_cast<std::size_t>(got);
        }
        bytes_done_ += filled;
        if (progress_) { progress_(bytes_done_, bytes_total_); }
        return std::string_view{buffer_.data(), filled};
    }

private:
    std::filesystem::path file_;
    Descriptor descriptor_;
    std::uint64_t bytes_total_;
    std::uint64_t bytes_done_{0};
    Progress progress_;
    std::vector<char> buffer_;
};

class MemorySource final : public Source {
public:
    explicit MemorySource(std::string_view bytes) : rest_{bytes} {}

    Expected<std::string_view> next() override {
        const std::string_view chunk = rest_.substr(0, kChunkBytes);
        rest_.remove_prefix(chunk.size());
        return chunk;
    }

private:
    std::string_view rest_;  // from_memory's caller keeps the bytes
};

/// Hashes what passes through.
class HashedSource final : public Source {
public:
    HashedSource(std::unique_ptr<Source> inner, Hasher& hasher)
        : inner_{std::move(inner)}, hasher_{&hasher} {}

    Expected<std::string_view> next() override {
        auto chunk = inner_->next();
        if (chunk) { hasher_->update(*chunk); }
        return chunk;
    }

private:
    std::unique_ptr<Source> inner_;
    Hasher* hasher_;
};

}  // namespace

Expected<std::unique_ptr<Source>> open_file(const std::filesystem::path& file, Progress progress) {
    Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!descriptor.open()) { return std::unexpected(unreadable(file, errno)); }
    struct stat status{};
    if (::fstat(descriptor.number(), &status) != 0) {
        return std::unexpected(unreadable(file, errno));
    }
    if (S_ISDIR(status.st_mode)) {
        return std::unexpected(
            bad_input(file, base::phrase("is a folder; a file was expected",
                                         "フォルダーです。ファイルを指定してください")));
    }
    const auto total = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
    return std::make_unique<FileSource>(file, std::move(descriptor), total, std::move(progress));
}

Expected<Input> Input::make(std::string name, std::unique_ptr<Source> raw,
                            std::uint64_t bytes_max) {
    Input input;
    input.name_ = std::move(name);
    input.bytes_max_ = bytes_max;
    input.hasher_ = std::make_unique<Hasher>();
    auto content =
        unpacked(input.name_, std::make_unique<HashedSource>(std::move(raw), *input.hasher_));
    if (!content) { return std::unexpected(content.error()); }
    input.content_ = std::move(*content);
    return input;
}

Expected<Input> Input::open(const std::filesystem::path& file, std::uint64_t bytes_max,
                            Progress progress) {
    auto raw = open_file(file, std::move(progress));
    if (!raw) { return std::unexpected(raw.error()); }
    return make(file.string(), std::move(*raw), bytes_max);
}

Expected<Input> Input::from_memory(std::string name, std::string_view bytes,
                                   std::uint64_t bytes_max) {
    return make(std::move(name), std::make_unique<MemorySource>(bytes), bytes_max);
}

Expected<std::string_view> Input::next() {
    auto chunk = content_->next();
    if (!chunk) { return chunk; }
    bytes_ += chunk->size();
    if (bytes_ > bytes_max_) {
        return std::unexpected(bad_input(
            name_, base::phrase("is too large: at most {} bytes are read, unpacked",
                                "大きすぎます。展開後で {} バイトまで読み込めます", bytes_max_)));
    }
    return chunk;
}

std::string Input::sha256() { return hasher_->finish(); }

Expected<std::string> read_file(const std::filesystem::path& file, std::uint64_t bytes_max) {
    auto input = Input::open(file, bytes_max);
    if (!input) { return std::unexpected(input.error()); }
    std::string content;
    while (true) {
        const auto chunk = input->next();
        if (!chunk) { return std::unexpected(chunk.error()); }
        if (chunk->empty()) { return content; }
        content += *chunk;
    }
}

}  // namespace store
