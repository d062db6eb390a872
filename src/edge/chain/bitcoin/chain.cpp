#include <algorithm>
#include <bitcoin/chain.hpp>
#include <cstring>
#include <limits>
#include <ranges>

#include "families.hpp"

namespace bitcoin {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kSlotsFirst = 1024;  // a power of two

std::uint64_t number_in(const Hash& hash) {
    std::uint64_t number = 0;
    std::memcpy(&number, hash.bytes.data(), sizeof number);
    return number;
}

/// By how much stated heights exceed the places in the chain, where most of them agree (Boyer and
/// Moore's vote): early blocks stated other things than heights.
std::optional<std::uint64_t> find_first_height(const std::vector<Headed>& told,
                                               const std::vector<std::uint32_t>& chain) {
    const auto first_by = [&](std::size_t place) -> std::optional<std::uint64_t> {
        const auto stated = told[chain[place]].stated_height;
        if (!stated || *stated < place) { return std::nullopt; }
        return *stated - place;
    };
    std::uint64_t candidate = 0;
    std::size_t votes = 0;
    std::size_t voters = 0;
    for (std::size_t place = 0; place < chain.size(); ++place) {
        const auto first = first_by(place);
        if (!first) { continue; }
        ++voters;
        if (votes == 0) { candidate = *first; }
        votes = *first == candidate ? votes + 1 : votes - 1;
    }
    std::size_t agreeing = 0;
    for (std::size_t place = 0; place < chain.size(); ++place) {
        if (first_by(place) == candidate) { ++agreeing; }
    }
    if (agreeing * 2 <= voters) { return std::nullopt; }
    return candidate;
}

/// Where the chain begins: at the first block of all, at the one after it, or by what it states.
void set_heights(Network network, const std::vector<Headed>& told, Chain& chain) {
    const Hash& before = told[chain.blocks.front()].previous;
    const bool after_genesis = before == genesis_of(network);
    chain.complete = after_genesis || before == Hash{};
    if (chain.complete) {
        chain.first_height = after_genesis ? 1 : 0;
        return;
    }
    const auto first = find_first_height(told, chain.blocks);
    chain.heights_known = first.has_value();
    chain.first_height = first.value_or(0);
}

}  // namespace

base::Phrase to_phrase(ChainProblem problem) {
    switch (problem) {
        case ChainProblem::NoBlocks:
            return {"there are no blocks; one at least was expected",
                    "ブロックがありません。1 個以上必要です"};
        case ChainProblem::NoSuchWork:
            return {"the target that the header states is none that a chain can have",
                    "ヘッダーの目標値が、ありえない値です"};
        case ChainProblem::NoHeight:
            return {
                "the coinbase does not state the block's height; Dash's blocks are put in order "
                "by it",
                "コインベースにブロック高がありません。Dash のブロックはブロック高で順に並べます"};
        case ChainProblem::HeightTwice:
            return {
                "another block has the same height, and which of both the next one follows "
                "cannot be told (Dash's X11 hash is not computed here); leave out the one that "
                "the chain dropped",
                "同じ高さのブロックがもう 1 つあり、次のブロックがどちらに続くのか判断できません"
                "（Dash の X11 ハッシュは計算しません）。破棄された方を除いてください"};
    }
    base::broken("unnamed problem of a chain");
}

std::size_t ChainFinder::slot_of(const Hash& hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = number_in(hash) & mask;
    while (slots_[slot] != kNone && told_[slots_[slot]].hash != hash) { slot = (slot + 1) & mask; }
    return slot;
}

void ChainFinder::grow() {
    slots_.assign(std::max(kSlotsFirst, slots_.size() * 2), kNone);
    for (std::uint32_t i = 0; i < blocks(); ++i) { slots_[slot_of(told_[i].hash)] = i; }
}

std::uint32_t ChainFinder::add(const Headed& block) {
    if ((told_.size() + 1) * 2 > slots_.size()) { grow(); }
    std::uint32_t& slot = slots_[slot_of(block.hash)];
    if (slot == kNone) {
        slot = blocks();
        told_.push_back(block);
    }
    return slot;
}

std::optional<std::uint32_t> ChainFinder::find(const Hash& hash) const {
    const std::uint32_t found = slots_[slot_of(hash)];
    return found == kNone ? std::nullopt : std::optional{found};
}

std::vector<std::uint32_t> ChainFinder::parents() const {
    std::vector<std::uint32_t> parents;
    parents.reserve(told_.size());
    for (const Headed& block : told_) {
        parents.push_back(find(block.previous).value_or(Families::kNobody));
    }
    return parents;
}

std::expected<Chain, ChainError> ChainFinder::find() const {
    if (told_.empty()) { return std::unexpected(ChainError{ChainProblem::NoBlocks}); }
    for (std::uint32_t i = 0; i < blocks(); ++i) {
        if (!work_of(told_[i].bits)) {
            return std::unexpected(ChainError{ChainProblem::NoSuchWork, i});
        }
    }
    return links_by_hash(network_) ? find_by_hash() : find_by_height();
}

std::expected<Chain, ChainError> ChainFinder::find_by_hash() const {
    const Families families{parents()};
    std::vector<base::Wide> work(told_.size());
    std::uint32_t last = families.parents_first().front();
    for (const std::uint32_t block : families.parents_first()) {
        const std::uint32_t parent = families.parent(block);
        work[block] = work_of(told_[block].bits).value_or(0);  // every target was looked at
        if (parent != Families::kNobody) { work[block] += work[parent]; }
        const bool more = work[block] > work[last];
        if (more || (work[block] == work[last] && block < last)) { last = block; }
    }
    Chain chain;
    chain.blocks = families.line_to(last);
    set_heights(network_, told_, chain);
    chain.ends = families.without_children();
    for (const Family& family : families.beside(chain.blocks)) {
        chain.left_out.push_back({told_[family.first].previous,
                                  families.parent(family.first) != Families::kNobody, family.first,
                                  family.members});
    }
    return chain;
}

std::expected<std::vector<std::uint64_t>, ChainError> ChainFinder::stated_heights() const {
    std::vector<std::uint64_t> heights;
    heights.reserve(told_.size());
    for (std::uint32_t i = 0; i < blocks(); ++i) {
        const bool first_of_all = told_[i].previous == Hash{};
        const auto height = first_of_all ? std::optional<std::uint64_t>{0} : told_[i].stated_height;
        if (!height) { return std::unexpected(ChainError{ChainProblem::NoHeight, i}); }
        heights.push_back(*height);
    }
    return heights;
}

/// The longest run of heights without a gap. Of two blocks with the height at which a run ends the
/// one told first is taken; anywhere else nobody can say which of them the next one follows.
std::expected<Chain, ChainError> ChainFinder::find_by_height() const {
    const auto heights = stated_heights();
    if (!heights) { return std::unexpected(heights.error()); }
    const auto height = [&](std::uint32_t block) { return (*heights)[block]; };
    const auto numbers = std::views::iota(std::uint32_t{0}, blocks());
    std::vector<std::uint32_t> order(numbers.begin(), numbers.end());
    std::ranges::stable_sort(order, {}, height);
    Chain chain;
    std::vector<std::vector<std::uint32_t>> runs;
    for (const std::uint32_t block : order) {
        const bool goes_on = !runs.empty() && height(block) == height(runs.back().back()) + 1;
        const bool again = !runs.empty() && height(block) == height(runs.back().back());
        if (again) {
            chain.left_out.push_back({told_[block].previous, true, block, 1});
        } else if (goes_on) {
            if (!chain.left_out.empty() &&
                height(chain.left_out.back().first) == height(runs.back().back())) {
                return std::unexpected(ChainError{ChainProblem::HeightTwice,
                                                  chain.left_out.back().first, runs.back().back()});
            }
            runs.back().push_back(block);
        } else {
            runs.push_back({block});
        }
    }
    const auto longest = std::ranges::max_element(runs, {}, &std::vector<std::uint32_t>::size);
    chain.blocks = std::move(*longest);
    runs.erase(longest);
    for (const auto& run : runs) {
        chain.left_out.push_back({told_[run.front()].previous, false, run.front(),
                                  static_cast<std::uint32_t>(run.size())});
    }
    chain.first_height = height(chain.blocks.front());
    chain.complete = chain.first_height <= 1;
    return chain;
}

}  // namespace bitcoin
