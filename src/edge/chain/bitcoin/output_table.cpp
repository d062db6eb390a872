#include "output_table.hpp"

#include <algorithm>
#include <utility>

namespace bitcoin {
namespace {

constexpr std::size_t kSlotsFirst = 16;

std::size_t after(std::size_t slot, std::size_t slots) { return slot + 1 == slots ? 0 : slot + 1; }

}  // namespace

std::size_t OutputTable::slot_of(const Key& key, const Part& part) {
    std::size_t slot = home_of(key, part);
    while (part.slots[slot].value != kFree && part.slots[slot].key != key) {
        slot = after(slot, part.slots.size());
    }
    return slot;
}

void OutputTable::grow(Part& part) {
    const std::vector<Slot> before = std::exchange(part.slots, {});
    part.slots.assign(std::max(kSlotsFirst, before.size() + (before.size() / 2)), Slot{{}, kFree});
    for (const Slot& held : before) {
        if (held.value != kFree) { part.slots[slot_of(held.key, part)] = held; }
    }
}

bool OutputTable::put(const Key& key, std::uint64_t value) {
    base::invariant(value != kFree, "no output has that much");
    Part& part = parts_[part_of(key)];
    if ((part.used + 1) * 4 > part.slots.size() * 3) { grow(part); }
    Slot& slot = part.slots[slot_of(key, part)];
    const bool there = slot.value != kFree;
    slot = {key, value};
    if (!there) { ++part.used; }
    return there;
}

std::optional<std::uint64_t> OutputTable::take(const Key& key) {
    Part& part = parts_[part_of(key)];
    if (part.used == 0) { return std::nullopt; }
    const std::size_t slot = slot_of(key, part);
    const std::uint64_t value = part.slots[slot].value;
    if (value == kFree) { return std::nullopt; }
    --part.used;
    close_gap(part, slot);
    return value;
}

/// Nobody may stand behind a free slot that lies between it and its home.
void OutputTable::close_gap(Part& part, std::size_t gap) {
    const std::size_t slots = part.slots.size();
    std::size_t slot = gap;
    while (true) {
        slot = after(slot, slots);
        if (part.slots[slot].value == kFree) { break; }
        const std::size_t home = home_of(part.slots[slot].key, part);
        const std::size_t from_home = slot >= home ? slot - home : slot + slots - home;
        const std::size_t from_gap = slot >= gap ? slot - gap : slot + slots - gap;
        if (from_home < from_gap) { continue; }
        part.slots[gap] = part.slots[slot];
        gap = slot;
    }
    part.slots[gap].value = kFree;
}

std::uint64_t OutputTable::size() const {
    std::uint64_t size = 0;
    for (const Part& part : parts_) { size += part.used; }
    return size;
}

}  // namespace bitcoin
