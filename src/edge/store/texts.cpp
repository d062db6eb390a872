#include "texts.hpp"

#include <base/base.hpp>
#include <functional>
#include <utility>

namespace store {
namespace {

std::uint32_t hash_of(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

void TextColumn::set(std::uint32_t row, std::string_view text) {
    base::invariant(row >= ends_.size(), "texts are set in order");
    ends_.resize(row, bytes_.size());
    bytes_ += text;
    ends_.push_back(bytes_.size());
}

std::string_view TextColumn::at(std::uint32_t row) const {
    if (row >= ends_.size()) { return {}; }
    const std::uint64_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view{bytes_}.substr(begin, ends_[row] - begin);
}

std::size_t TextSet::slot_of(std::string_view text, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const Slot& held = slots_[slot];
        if (held.number == kFree) { return slot; }
        if (held.hash == hash && texts_.at(held.number) == text) { return slot; }
    }
}

std::uint32_t TextSet::add(std::string_view text) {
    const std::uint32_t hash = hash_of(text);
    std::size_t slot = slot_of(text, hash);
    if (slots_[slot].number != kFree) { return slots_[slot].number; }
    if ((std::size_t{size_} + 1) * 2 > slots_.size()) {
        grow();
        slot = slot_of(text, hash);
    }
    base::invariant(size_ < kFree, "the texts are fewer than 2^32 - 1");
    texts_.set(size_, text);
    slots_[slot] = {hash, size_};
    return size_++;
}

std::optional<std::uint32_t> TextSet::find(std::string_view text) const {
    const std::uint32_t number = slots_[slot_of(text, hash_of(text))].number;
    if (number == kFree) { return std::nullopt; }
    return number;
}

void TextSet::grow() {
    std::vector<Slot> larger(slots_.size() * 2, Slot{0, kFree});
    const std::size_t mask = larger.size() - 1;
    for (const Slot& held : slots_) {
        if (held.number == kFree) { continue; }
        std::size_t slot = held.hash & mask;
        while (larger[slot].number != kFree) { slot = (slot + 1) & mask; }
        larger[slot] = held;
    }
    slots_ = std::move(larger);
}

}  // namespace store
