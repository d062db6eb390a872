#include <algorithm>
#include <cctype>
#include <utility>

#include "../complain.hpp"
#include "block_files.hpp"

namespace store {
namespace {

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

}  // namespace store
