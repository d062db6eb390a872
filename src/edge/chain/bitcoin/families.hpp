#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace bitcoin {

/// Members that hang together: `first` and those that descend from it.
struct Family {
    std::uint32_t first{0};
    std::uint32_t members{0};
};

/// Numbers from 0 and their parents among them.
class Families {
public:
    static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

    /// At least one; `parents[i]` is a number or kNobody, and nobody descends from themselves.
    explicit Families(std::vector<std::uint32_t> parents);

    [[nodiscard]] std::uint32_t parent(std::uint32_t member) const { return parents_[member]; }
    /// Everybody, each after their parent.
    [[nodiscard]] const std::vector<std::uint32_t>& parents_first() const { return order_; }
    /// From the one without parent down to `member`.
    [[nodiscard]] std::vector<std::uint32_t> line_to(std::uint32_t member) const;
    [[nodiscard]] std::vector<std::uint32_t> without_children() const;
    /// What is left without a line, as families, by their first members.
    [[nodiscard]] std::vector<Family> beside(const std::vector<std::uint32_t>& line) const;

private:
    std::vector<std::uint32_t> parents_;
    std::vector<std::uint32_t> order_;
};

}  // namespace bitcoin
