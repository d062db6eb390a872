#include "families.hpp"

#include <algorithm>
#include <base/base.hpp>
#include <utility>

namespace bitcoin {

Families::Families(std::vector<std::uint32_t> parents) : parents_{std::move(parents)} {
    const std::size_t count = parents_.size();
    // Children of each, one list after the other.
    std::vector<std::uint32_t> begins(count + 1);
    for (const std::uint32_t parent : parents_) {
        if (parent != kNobody) { ++begins[parent + 1]; }
    }
    for (std::size_t i = 0; i < count; ++i) { begins[i + 1] += begins[i]; }
    std::vector<std::uint32_t> children(begins.back());
    std::vector<std::uint32_t> ends{begins.begin(), begins.end() - 1};
    for (std::uint32_t member = 0; member < count; ++member) {
        if (parents_[member] == kNobody) {
            order_.push_back(member);
        } else {
            children[ends[parents_[member]]++] = member;
        }
    }
    for (std::size_t at = 0; at < order_.size(); ++at) {
        const std::uint32_t member = order_[at];
        for (std::uint32_t i = begins[member]; i < begins[member + 1]; ++i) {
            order_.push_back(children[i]);
        }
    }
    base::invariant(order_.size() == count, "nobody descends from themselves");
}

std::vector<std::uint32_t> Families::line_to(std::uint32_t member) const {
    std::vector<std::uint32_t> line;
    for (; member != kNobody; member = parents_[member]) { line.push_back(member); }
    std::ranges::reverse(line);
    return line;
}

std::vector<std::uint32_t> Families::without_children() const {
    std::vector<bool> has_child(parents_.size(), false);
    for (const std::uint32_t parent : parents_) {
        if (parent != kNobody) { has_child[parent] = true; }
    }
    std::vector<std::uint32_t> members;
    for (std::uint32_t member = 0; member < parents_.size(); ++member) {
        if (!has_child[member]) { members.push_back(member); }
    }
    return members;
}

std::vector<Family> Families::beside(const std::vector<std::uint32_t>& line) const {
    std::vector<std::uint32_t> family_of(parents_.size(), kNobody);
    std::vector<bool> in_line(parents_.size(), false);
    for (const std::uint32_t member : line) { in_line[member] = true; }
    std::vector<Family> families;
    for (const std::uint32_t member : order_) {
        if (in_line[member]) { continue; }
        const std::uint32_t parent = parents_[member];
        if (parent == kNobody || in_line[parent]) {
            family_of[member] = static_cast<std::uint32_t>(families.size());
            families.push_back({member, 0});
        } else {
            family_of[member] = family_of[parent];
        }
        ++families[family_of[member]].members;
    }
    std::ranges::sort(families, {}, &Family::first);
    return families;
}

}  // namespace bitcoin
