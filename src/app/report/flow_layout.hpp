#pragma once

#include <cstdint>
#include <money/money.hpp>
#include <vector>

/// The geometry of a layered flow picture: columns from left to right, bars and ribbons as high as
/// their amounts. Integers only, so that the same graph gives the same bytes everywhere.
namespace report {

/// A length in tenths of a pixel.
using Tenths = std::int64_t;

struct LayoutNode {
    std::uint32_t layer{0};
    money::Total weight{0};
};
struct LayoutLink {
    std::size_t from{0};
    std::size_t to{0};
    money::Total weight{0};
    Tenths width_min{0};  // room that it gets whatever its weight
};

struct LayoutRules {
    Tenths width{10'400};     // of the whole picture, where the columns leave the choice
    Tenths pitch_min{2'400};  // from column to column
    Tenths pitch_max{3'300};
    Tenths label_width{2'400};  // right of the last column
    Tenths bar_width{140};
    Tenths slot_min{310};  // room for a bar and its label
    Tenths gap{70};        // between slots
    Tenths span{3'400};    // height of the heaviest column's amounts
    Tenths link_min{15};   // the thinnest ribbon: dust stays visible
    Tenths bar_min{40};
};

/// A node's bar, and the slot that it shares with its label.
struct NodeBox {
    Tenths x{0};
    Tenths bar_y{0};
    Tenths bar_height{0};
    Tenths slot_y{0};
    Tenths slot_height{0};
};

/// A ribbon's middle line, from one bar's edge to another's.
struct Ribbon {
    Tenths x0{0};
    Tenths y0{0};
    Tenths x1{0};
    Tenths y1{0};
    Tenths width{0};
    bool bulges{false};  // both ends are on the right side: the bars stand in one column
};

struct Layout {
    std::vector<NodeBox> nodes;   // one a node
    std::vector<Ribbon> ribbons;  // one a link
    Tenths width{0};
    Tenths height{0};
    Tenths pitch{0};
};

/// Slots of one column never overlap. A link within a column leaves and enters on the right; one to
/// an earlier column leaves on the left and enters on the right.
[[nodiscard]] Layout lay_out(const std::vector<LayoutNode>& nodes,
                             const std::vector<LayoutLink>& links, const LayoutRules& rules);

}  // namespace report
