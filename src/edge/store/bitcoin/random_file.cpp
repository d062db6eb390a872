#include "random_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "../complain.hpp"
#include "../csv_loader.hpp"
#include "../descriptor.hpp"
#include "../input.hpp"
#include "../output.hpp"

namespace store {
namespace {

base::Complaint changed(const std::string& name) {
    return bad_input(name,
                     {"became shorter while it was read", "読み込み中にファイルが短くなりました"});
}

/// By its first bytes, as `unpacked` tells.
bool is_packed(std::span<const std::uint8_t> first) {
    constexpr std::array<std::uint8_t, 2> kGzip{0x1f, 0x8b};
    constexpr std::array<std::uint8_t, 4> kZstd{0x28, 0xb5, 0x2f, 0xfd};
    const auto begins = [&](auto with) {
        return first.size() >= with.size() && std::ranges::equal(first.first(with.size()), with);
    };
    return begins(kGzip) || begins(kZstd);
}

Expected<std::filesystem::path> unpack(const std::filesystem::path& file, ScratchFolder& scratch) {
    auto input = Input::open(file, kLedgerBytesMax);
    if (!input) { return std::unexpected(input.error()); }
    const auto name = scratch.new_name();
    if (!name) { return name; }
    auto output = OutputFile::create(*name);
    if (!output) { return std::unexpected(output.error()); }
    while (true) {
        const auto chunk = input->next();
        if (!chunk) { return std::unexpected(chunk.error()); }
        if (chunk->empty()) { break; }
        if (auto complaint = output->write(*chunk)) { return std::unexpected(*complaint); }
    }
    if (auto complaint = output->finish()) { return std::unexpected(*complaint); }
    return name;
}

}  // namespace

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) { std::filesystem::remove_all(path_, ignored); }
}

Expected<std::filesystem::path> ScratchFolder::new_name() {
    if (path_.empty()) {
        const auto path = temporary_beside(parent_ / "dyepack");
        if (::mkdir(path.c_str(), 0700) != 0) {
            return std::unexpected(
                world_failed(path, base::phrase("cannot be made", "作成できません"), errno));
        }
        path_ = path;
    }
    return path_ / std::to_string(names_++);
}

Expected<RandomFile> RandomFile::open(const std::filesystem::path& file, ScratchFolder& scratch) {
    RandomFile opened;
    opened.name_ = file.string();
    opened.path_ = file;
    {
        const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
        struct stat status{};
        if (!descriptor.open() || ::fstat(descriptor.number(), &status) != 0) {
            return std::unexpected(unreadable(file, errno));
        }
        if (!S_ISREG(status.st_mode)) {
            return std::unexpected(bad_input(
                file, base::phrase("is no regular file; blocks are read from such",
                                   "通常のファイルではありません。ブロックは通常のファイルから"
                                   "読み込みます")));
        }
        opened.size_ = static_cast<std::uint64_t>(status.st_size);
        std::array<std::uint8_t, 4> first{};
        const std::span begin{first.data(), std::min<std::size_t>(first.size(), opened.size_)};
        if (auto complaint = opened.read_raw(descriptor.number(), 0, begin)) {
            return std::unexpected(*std::move(complaint));
        }
        if (!is_packed(begin)) { return opened; }
    }
    const auto unpacked = unpack(file, scratch);
    if (!unpacked) { return std::unexpected(unpacked.error()); }
    std::error_code unknown;
    opened.size_ = std::filesystem::file_size(*unpacked, unknown);
    if (unknown) { return std::unexpected(unreadable(file, unknown.value())); }
    opened.path_ = *unpacked;
    return opened;
}

RandomFile RandomFile::from_memory(std::string name, std::string bytes) {
    RandomFile file;
    file.name_ = std::move(name);
    file.size_ = bytes.size();
    file.held_ = std::make_shared<const std::string>(std::move(bytes));
    return file;
}

std::optional<base::Complaint> RandomFile::read_raw(int descriptor, std::uint64_t at,
                                                    std::span<std::uint8_t> into) const {
    if (at > size_ || into.size() > size_ - at) { return changed(name_); }
    if (held_) {
        if (!into.empty()) { std::memcpy(into.data(), held_->data() + at, into.size()); }
        return std::nullopt;
    }
    while (!into.empty()) {
        const ssize_t got = ::pread(descriptor, into.data(), into.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) { continue; }
        if (got < 0) { return unreadable(name_, errno); }
        if (got == 0) { return changed(name_); }
        at += static_cast<std::uint64_t>(got);
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return std::nullopt;
}

void RandomFile::clear_up(std::uint64_t at, std::span<std::uint8_t> bytes) const {
    if (key_ == std::array<std::uint8_t, 8>{}) { return; }
    std::array<std::uint8_t, 8> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i) { turned[i] = key_[(at + i) % key_.size()]; }
    std::uint64_t key = 0;
    std::memcpy(&key, turned.data(), sizeof key);
    std::size_t i = 0;
    for (; i + sizeof key <= bytes.size(); i += sizeof key) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, sizeof word);
        word ^= key;
        std::memcpy(bytes.data() + i, &word, sizeof word);
    }
    for (; i < bytes.size(); ++i) { bytes[i] ^= turned[i % turned.size()]; }
}

std::optional<base::Complaint> RandomFile::read(std::uint64_t at,
                                                std::span<std::uint8_t> into) const {
    const auto walk = Walk::begin(*this);
    return walk ? walk->read(at, into) : std::optional{walk.error()};
}

Expected<RandomFile::Walk> RandomFile::Walk::begin(const RandomFile& file) {
    if (file.held_) { return Walk{file, nullptr}; }
    auto descriptor =
        std::make_shared<const Descriptor>(::open(file.path_.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor->open()) { return std::unexpected(unreadable(file.name_, errno)); }
    // Only to spare the disk: whether it helps or not is all the same to what is read.
    std::ignore = ::posix_fadvise(descriptor->number(), 0, 0, POSIX_FADV_RANDOM);
    return Walk{file, std::move(descriptor)};
}

std::optional<base::Complaint> RandomFile::Walk::read_raw(std::uint64_t at,
                                                          std::span<std::uint8_t> into) const {
    return file_->read_raw(descriptor_ ? descriptor_->number() : -1, at, into);
}

std::optional<base::Complaint> RandomFile::Walk::read(std::uint64_t at,
                                                      std::span<std::uint8_t> into) const {
    if (auto complaint = read_raw(at, into)) { return complaint; }
    file_->clear_up(at, into);
    return std::nullopt;
}

Expected<std::uint64_t> RandomFile::Walk::skip_zeros(std::uint64_t at) const {
    std::vector<std::uint8_t> chunk(64UL << 10U);
    while (at < file_->size_) {
        const std::span part{chunk.data(), std::min<std::size_t>(chunk.size(), file_->size_ - at)};
        if (auto complaint = read_raw(at, part)) { return std::unexpected(*std::move(complaint)); }
        const auto found = std::ranges::find_if(part, [](auto byte) { return byte != 0; });
        at += static_cast<std::uint64_t>(found - part.begin());
        if (found != part.end()) { return at; }
    }
    return at;
}

}  // namespace store
