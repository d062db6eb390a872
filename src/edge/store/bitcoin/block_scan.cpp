// The blocks that one file holds, one frame after another.
#include <algorithm>
#include <array>
#include <utility>

#include "../complain.hpp"
#include "block_files.hpp"
#include "block_frame.hpp"

namespace store {
namespace {

base::Complaint at_byte(const RandomFile& file, std::uint64_t at, const base::Phrase& text) {
    return bad_input(file.name(), {fmt::format("at byte {}: {}", at, text.en),
                                   fmt::format("{} バイト目：{}", at, text.ja)});
}

}  // namespace

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
    constexpr std::size_t kZeros = 64;  // a sound block rarely ends in as many
    if (place.bytes < kZeros) { return; }
    std::vector<std::uint8_t> bytes(place.bytes);
    // An obfuscated file has its zeros on the disk, not in what it means.
    const auto is_zero = [&](std::size_t i) {
        return (bytes[i] ^ file.key()[(place.at + i) % file.key().size()]) == 0;
    };
    if (file.read(place.at, bytes)) { return; }  // whoever reads it next will say why
    for (std::size_t i = bytes.size() - kZeros; i < bytes.size(); ++i) {
        if (!is_zero(i)) { return; }
    }
    if (bitcoin::decode_block(network(), bytes)) { return; }
    warnings_.push_back(
        base::phrase("{}: the last block, at byte {}, was not wholly written and is left out",
                     "{}：{} バイト目からの最後のブロックは書き込みが途中のため、除外しました",
                     file.name(), place.at - kFrameBytes));
    scanned_.pop_back();
}

}  // namespace store
