#include "block_files.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "../complain.hpp"
#include "block_frame.hpp"

namespace store {
namespace {

constexpr std::string_view kKeyFile = "xor.dat";

/// As nodes call them, packed or not.
bool named_as_blocks(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    if (!name.starts_with("blk")) { return false; }
    return name.ends_with(".dat") || name.ends_with(".dat.gz") || name.ends_with(".dat.zst");
}

}  // namespace

base::Complaint BlockFiles::complain_of(const FiledPlace& place, std::uint64_t offset,
                                        const base::Phrase& text) const {
    return bad_input(files_[place.file].name(),
                     {fmt::format("at byte {}, in the block at byte {}: {}", place.at + offset,
                                  place.at, text.en),
                      fmt::format("{} バイト目（{} バイト目からのブロック）：{}", place.at + offset,
                                  place.at, text.ja)});
}

std::optional<base::Complaint> BlockFiles::add(const std::filesystem::path& path,
                                               ScratchFolder& scratch) {
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) { return add_folder(path, scratch); }
    return add_file(path, scratch);
}

std::optional<base::Complaint> BlockFiles::add_folder(const std::filesystem::path& folder,
                                                      ScratchFolder& scratch) {
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        if (named_as_blocks(entry->path())) { found.push_back(entry->path()); }
    }
    if (error) { return unreadable(folder, error.value()); }
    if (found.empty()) {
        return bad_input(
            folder, base::phrase("is a folder without blk*.dat", "blk*.dat のないフォルダーです"));
    }
    std::ranges::sort(found);
    for (const auto& file : found) {
        if (auto complaint = add_file(file, scratch)) { return complaint; }
    }
    return std::nullopt;
}

std::optional<base::Complaint> BlockFiles::add_file(const std::filesystem::path& path,
                                                    ScratchFolder& scratch) {
    auto file = RandomFile::open(path, scratch);
    if (!file) { return file.error(); }
    if (auto complaint = set_key(*file, path)) { return complaint; }
    return add(*std::move(file));
}

/// A key counts only where the file makes sense with it and none without.
std::optional<base::Complaint> BlockFiles::set_key(RandomFile& file,
                                                   const std::filesystem::path& path) const {
    const auto beside = path.parent_path() / kKeyFile;
    std::error_code unknown;
    bitcoin::Magic first{};
    if (!std::filesystem::exists(beside, unknown) || file.size() < first.size()) {
        return std::nullopt;
    }
    if (auto complaint = file.read(0, first)) { return complaint; }
    if (bitcoin::find_network(first)) { return std::nullopt; }
    const auto text = read_file(beside, 4096);
    if (!text) { return text.error(); }
    std::array<std::uint8_t, 8> key{};
    if (text->size() != key.size()) {
        return bad_input(beside, base::phrase("a key of {} bytes was expected; there are {}",
                                              "{} バイトの鍵が必要ですが、{} バイトあります",
                                              key.size(), text->size()));
    }
    std::ranges::copy(*text, key.begin());
    RandomFile cleared = file;
    cleared.set_key(key);
    if (auto complaint = cleared.read(0, first)) { return complaint; }
    if (bitcoin::find_network(first) || bitcoin::find_test_network(first)) { file.set_key(key); }
    return std::nullopt;
}

std::optional<base::Complaint> BlockFiles::add(RandomFile file) {
    std::array<std::uint8_t, kFrameBytes> first{};
    const std::span begin{first.data(), std::min<std::size_t>(first.size(), file.size())};
    if (auto complaint = file.read(0, begin)) { return complaint; }
    const bool empty = std::ranges::all_of(begin, [](auto byte) { return byte == 0; });
    if (!empty && !bitcoin::find_network(magic_in(begin))) {
        if (const auto name = bitcoin::find_test_network(magic_in(begin))) {
            return bad_input(file.name(),
                             base::phrase("holds blocks of a test network ({}); only main networks "
                                          "are read",
                                          "テストネットワーク（{}）のブロックです。読み込めるのは"
                                          "メインネットワークだけです",
                                          *name));
        }
        singles_.push_back(std::move(file));
        return std::nullopt;
    }
    files_.push_back(std::move(file));
    return scan(files_.back());
}

std::string BlockFiles::describe(const FiledPlace& place) const {
    return fmt::format("{}:{}", files_[place.file].name(), place.at);
}

std::uint64_t BlockFiles::bytes() const {
    std::uint64_t bytes = 0;
    for (const std::uint32_t block : chain_.blocks) { bytes += places_[block].bytes; }
    return bytes;
}

}  // namespace store
