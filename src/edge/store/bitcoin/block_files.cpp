#include "block_files.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <system_error>
#include <tuple>
#include <utility>

#include "../complain.hpp"

namespace store {
namespace {

constexpr std::size_t kFrameBytes = 8;  // magic and length
constexpr std::string_view kKeyFile = "xor.dat";

bitcoin::Magic magic_in(std::span<const std::uint8_t> bytes) {
    bitcoin::Magic magic{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), magic.size()), magic.begin());
    return magic;
}

std::uint32_t length_in(std::span<const std::uint8_t> frame) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) { length |= std::uint32_t{frame[4 + i]} << (8 * i); }
    return length;
}

base::Complaint at_byte(const RandomFile& file, std::uint64_t at, const base::Phrase& text) {
    return bad_input(file.name(), {fmt::format("at byte {}: {}", at, text.en),
                                   fmt::format("{} バイト目：{}", at, text.ja)});
}

/// As nodes call them, packed or not.
bool named_as_blocks(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    if (!name.starts_with("blk")) { return false; }
    return name.ends_with(".dat") || name.ends_with(".dat.gz") || name.ends_with(".dat.zst");
}

/// As `getblock HASH 0` prints a block.
std::optional<std::string> from_hex(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
        text.remove_suffix(1);
    }
    const auto bytes = base::parse_hex(text);
    if (!bytes || bytes->empty()) { return std::nullopt; }
    return std::string{bytes->begin(), bytes->end()};
}

base::Phrase not_blocks() {
    return {
        "holds no blocks: a node's blk*.dat, or one block (its bytes, or in hexadecimal), was "
        "expected. Bitcoin Core from version 28 on obfuscates its files: name the folder, or "
        "leave its xor.dat beside the file",
        "ブロックではありません。ノードの blk*.dat、または 1 ブロック（バイト列か 16 進数）が必要"
        "です。Bitcoin Core 28 以降のファイルは難読化されています。フォルダーを指定するか、"
        "xor.dat を同じ場所に置いてください"};
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

std::optional<base::Complaint> BlockFiles::scan(const RandomFile& file) {
    const auto walk = RandomFile::Walk::begin(file);
    if (!walk) { return walk.error(); }
    const std::size_t before = scanned_.size();
    std::array<std::uint8_t, kFrameBytes + bitcoin::kHeadBytes> window{};
    std::uint64_t at = 0;
    while (at < file.size()) {
        const std::span begin{window.data(),
                              std::min<std::size_t>(window.size(), file.size() - at)};
        if (auto complaint = walk->read(at, begin)) { return complaint; }
        if (!bitcoin::find_network(magic_in(begin))) {
            const auto zeros_end = walk->skip_zeros(at);
            if (!zeros_end) { return zeros_end.error(); }
            if (*zeros_end == at) {
                return at_byte(file, at,
                               {"neither a block nor the zeros that nodes fill their files up with",
                                "ブロックでも、ノードが埋める 0 でもありません"});
            }
            at = *zeros_end;
            continue;
        }
        const auto goes_on = take_frame(file, at, begin);
        if (!goes_on) { return goes_on.error(); }
        if (!*goes_on) { break; }
        at = scanned_.back().place.at + scanned_.back().place.bytes;
    }
    if (scanned_.size() > before) { drop_if_torn(file); }
    return std::nullopt;
}

std::optional<base::Complaint> BlockFiles::take_magic(const RandomFile& file, std::uint64_t at,
                                                      const bitcoin::Magic& magic) {
    const auto network = bitcoin::find_network(magic);
    if (!network_) { network_ = network; }
    if (network == network_) { return std::nullopt; }
    return at_byte(file, at,
                   base::phrase("a block of {}, where blocks of {} were expected",
                                "{} のブロックです。{} のブロックが必要です",
                                bitcoin::asset_of(network.value_or(bitcoin::Network::Bitcoin)),
                                bitcoin::asset_of(*network_)));
}

Expected<bool> BlockFiles::take_frame(const RandomFile& file, std::uint64_t at,
                                      std::span<const std::uint8_t> begin) {
    if (auto complaint = take_magic(file, at, magic_in(begin))) {
        return std::unexpected(*std::move(complaint));
    }
    const std::uint64_t left = file.size() - at;
    const std::uint32_t length = left < kFrameBytes ? 0 : length_in(begin);
    const std::size_t most = bitcoin::block_bytes_max(network());
    if (left >= kFrameBytes && (length <= bitcoin::kHeaderBytes || length > most)) {
        return std::unexpected(
            at_byte(file, at + 4,
                    base::phrase("a block of {} bytes; {} to {} were expected",
                                 "ブロックの長さが {} バイトです。{}〜{} バイトが必要です", length,
                                 bitcoin::kHeaderBytes + 1, most)));
    }
    if (left < kFrameBytes || left - kFrameBytes < length) {
        warnings_.push_back(
            base::phrase("{}: the last block, at byte {}, is cut off and left out",
                         "{}：{} バイト目からの最後のブロックは途中で切れているため、除外しました",
                         file.name(), at));
        return false;
    }
    const auto number = static_cast<std::uint32_t>(files_.size() - 1);
    const std::size_t head = std::min<std::size_t>(begin.size() - kFrameBytes, length);
    told({number, length, at + kFrameBytes}, begin.subspan(kFrameBytes, head));
    return true;
}

void BlockFiles::told(const FiledPlace& place, std::span<const std::uint8_t> head) {
    const auto header = head.first<bitcoin::kHeaderBytes>();
    const bitcoin::Header read = bitcoin::decode_header(header);
    scanned_.push_back({place,
                        {bitcoin::hash_of(header), read.previous, read.bits, read.version,
                         bitcoin::find_stated_height(head)}});
}

/// A node that dies while it writes leaves zeros where the rest of its last block would be.
void BlockFiles::drop_if_torn(const RandomFile& file) {
    const FiledPlace place = scanned_.back().place;
    std::array<std::uint8_t, 64> end{};
    if (place.bytes < end.size()) { return; }
    std::vector<std::uint8_t> bytes(place.bytes);
    // An obfuscated file has its zeros on the disk, not in what it means.
    const auto is_zero = [&](std::size_t i) {
        return (bytes[i] ^ file.key()[(place.at + i) % file.key().size()]) == 0;
    };
    if (file.read(place.at, bytes)) { return; }  // whoever reads it next will say why
    for (std::size_t i = bytes.size() - end.size(); i < bytes.size(); ++i) {
        if (!is_zero(i)) { return; }
    }
    if (bitcoin::decode_block(network(), bytes)) { return; }
    warnings_.push_back(
        base::phrase("{}: the last block, at byte {}, was not wholly written and is left out",
                     "{}：{} バイト目からの最後のブロックは書き込みが途中のため、除外しました",
                     file.name(), place.at - kFrameBytes));
    scanned_.pop_back();
}

/// A file that is one block. Which network's, its work can say where nobody else does.
std::optional<base::Complaint> BlockFiles::take_single(RandomFile file) {
    constexpr std::size_t kSingleMax = 16'000'000;  // the largest block, in hexadecimal
    if (file.size() > kSingleMax) { return bad_input(file.name(), not_blocks()); }
    std::vector<std::uint8_t> bytes(file.size());
    if (auto complaint = file.read(0, bytes)) { return complaint; }
    if (auto plain = from_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()})) {
        bytes.assign(plain->begin(), plain->end());
        file = RandomFile::from_memory(file.name(), *std::move(plain));
    }
    if (bytes.size() <= bitcoin::kHeaderBytes) { return bad_input(file.name(), not_blocks()); }
    const std::span head = std::span{bytes}.first(std::min(bytes.size(), bitcoin::kHeadBytes));
    for (const auto network : {bitcoin::Network::Bitcoin, bitcoin::Network::Litecoin}) {
        if (network_) { break; }
        if (bitcoin::has_work(network, head.first<bitcoin::kHeaderBytes>()) == true) {
            network_ = network;
        }
    }
    if (!network_) { return bad_input(file.name(), not_blocks()); }
    files_.push_back(std::move(file));
    const FiledPlace place{static_cast<std::uint32_t>(files_.size() - 1),
                           static_cast<std::uint32_t>(bytes.size()), 0};
    const auto block = bitcoin::decode_block(*network_, bytes);
    if (!block) { return complain_of(place, block.error().at, to_phrase(block.error().problem)); }
    told(place, head);
    return std::nullopt;
}

std::optional<base::Complaint> BlockFiles::find_chain() {
    for (RandomFile& file : std::exchange(singles_, {})) {
        if (auto complaint = take_single(std::move(file))) { return complaint; }
    }
    if (scanned_.empty()) {
        const std::string name = files_.empty() ? std::string{} : files_.front().name();
        return bad_input(name, to_phrase(bitcoin::ChainProblem::NoBlocks));
    }
    bitcoin::ChainFinder finder{network()};
    for (const Scanned& scanned : scanned_) {
        if (finder.add(scanned.head) < places_.size()) {
            ++repeated_;
        } else {
            places_.push_back(scanned.place);
        }
    }
    scanned_ = {};
    auto chain = finder.find();
    if (!chain) {
        const auto& error = chain.error();
        auto text = to_phrase(error.problem);
        if (error.problem == bitcoin::ChainProblem::HeightTwice) {
            const std::string other = describe(places_[error.other]);
            text = {fmt::format("{} (the other: {})", text.en, other),
                    fmt::format("{}（もう一方：{}）", text.ja, other)};
        }
        return complain_of(places_[error.block], 0, text);
    }
    chain_ = *std::move(chain);
    tell_left_out();
    return check_ends();
}

std::optional<base::Complaint> BlockFiles::check_ends() const {
    constexpr std::uint64_t kBitsAt = 72;
    for (const std::uint32_t end : chain_.ends) {
        const FiledPlace& place = places_[end];
        std::array<std::uint8_t, bitcoin::kHeaderBytes> header{};
        if (auto complaint = file(place).read(place.at, header)) { return complaint; }
        if (bitcoin::has_work(network(), header) == false) {
            return complain_of(place, kBitsAt, to_phrase(bitcoin::BlockProblem::NotEnoughWork));
        }
    }
    return std::nullopt;
}

std::string BlockFiles::describe(const FiledPlace& place) const {
    return fmt::format("{}:{}", files_[place.file].name(), place.at);
}

void BlockFiles::tell_left_out() {
    constexpr std::size_t kToldMax = 5;
    for (std::size_t i = 0; i < std::min(chain_.left_out.size(), kToldMax); ++i) {
        const bitcoin::LeftOut& left = chain_.left_out[i];
        const std::string at = describe(places_[left.first]);
        warnings_.push_back(
            left.parent_known
                ? base::phrase("a fork of {} blocks with less work is left out; it begins at byte "
                               "{} and follows {}",
                               "作業量の少ない分岐（{} ブロック）を除外しました。先頭は {}、直前の"
                               "ブロックは {} です",
                               left.blocks, at, to_text(left.parent))
                : base::phrase("{} blocks are left out: the first of them, at byte {}, follows {}, "
                               "which is in none of the files",
                               "{} ブロックを除外しました。その先頭 {} の直前のブロック {} が、"
                               "どのファイルにもありません",
                               left.blocks, at, to_text(left.parent)));
    }
    if (chain_.left_out.size() > kToldMax) {
        std::uint64_t blocks = 0;
        for (const bitcoin::LeftOut& left : std::span{chain_.left_out}.subspan(kToldMax)) {
            blocks += left.blocks;
        }
        warnings_.push_back(base::phrase("{} more blocks are left out, in {} more places",
                                         "ほかに {} ブロックを {} か所で除外しました", blocks,
                                         chain_.left_out.size() - kToldMax));
    }
    if (repeated_ > 0) {
        warnings_.push_back(base::phrase("{} blocks are there more than once; each is read once",
                                         "{} ブロックが重複しています。1 回だけ読み込みました",
                                         repeated_));
    }
    if (!chain_.heights_known) {
        warnings_.push_back(
            {"the blocks do not say at which height they begin; heights count from 0",
             "最初のブロックの高さが分からないため、0 から数えます"});
    }
}

std::uint64_t BlockFiles::bytes() const {
    std::uint64_t bytes = 0;
    for (const std::uint32_t block : chain_.blocks) { bytes += places_[block].bytes; }
    return bytes;
}

}  // namespace store
