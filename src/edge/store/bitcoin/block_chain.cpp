// The chain among the blocks of all files, and what is said of the others.
#include <algorithm>
#include <array>
#include <utility>

#include "../complain.hpp"
#include "block_files.hpp"

namespace store {

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

}  // namespace store
