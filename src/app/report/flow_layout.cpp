#include "flow_layout.hpp"

#include <algorithm>
#include <base/base.hpp>
#include <map>
#include <tuple>

namespace report {
namespace {

/// Where a link touches a node.
struct Port {
    std::size_t link{0};
    bool is_start{false};
};

class Arranger {
public:
    Arranger(const std::vector<LayoutNode>& nodes, const std::vector<LayoutLink>& links,
             const LayoutRules& rules)
        : nodes_{nodes}, links_{links}, rules_{rules}, left_(nodes.size()), right_(nodes.size()) {
        layout_.nodes.resize(nodes.size());
        layout_.ribbons.resize(links.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) { columns_[nodes[i].layer].push_back(i); }
        attach();
        measure();
        place_columns();
        for (std::size_t i = 0; i < nodes.size(); ++i) { route(i); }
    }

    [[nodiscard]] Layout take() { return std::move(layout_); }

private:
    /// A link leaves on the side that faces its other end.
    void attach() {
        for (std::size_t i = 0; i < links_.size(); ++i) {
            const std::uint32_t from = nodes_[links_[i].from].layer;
            const std::uint32_t to = nodes_[links_[i].to].layer;
            auto& start_side = from > to ? left_ : right_;
            auto& end_side = from < to ? left_ : right_;
            start_side[links_[i].from].push_back({i, true});
            end_side[links_[i].to].push_back({i, false});
            layout_.ribbons[i].bulges = from == to;
        }
    }

    [[nodiscard]] money::Total heaviest_column() const {
        money::Total heaviest = 1;
        for (const auto& [layer, members] : columns_) {
            money::Total sum = 0;
            for (const std::size_t i : members) { sum += nodes_[i].weight; }
            heaviest = std::max(heaviest, sum);
        }
        return heaviest;
    }

    /// A length of the same share of `span` as the weight of the heaviest column. Weights are sums
    /// of at most 2^32 amounts below 2^64, so the product fits 128 bits.
    [[nodiscard]] Tenths scaled(money::Total weight, money::Total heaviest) const {
        return static_cast<Tenths>(std::min(weight, heaviest) *
                                   static_cast<money::Total>(rules_.span) / heaviest);
    }

    void measure() {
        const money::Total heaviest = heaviest_column();
        for (std::size_t i = 0; i < links_.size(); ++i) {
            layout_.ribbons[i].width = std::max(
                {rules_.link_min, links_[i].width_min, scaled(links_[i].weight, heaviest)});
        }
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            NodeBox& box = layout_.nodes[i];
            box.bar_height = std::max({rules_.bar_min, scaled(nodes_[i].weight, heaviest),
                                       stack_height(left_[i]), stack_height(right_[i])});
            box.slot_height = std::max(box.bar_height, rules_.slot_min);
        }
    }

    [[nodiscard]] Tenths stack_height(const std::vector<Port>& ports) const {
        Tenths height = 0;
        for (const Port& port : ports) { height += layout_.ribbons[port.link].width; }
        return height;
    }

    [[nodiscard]] Tenths column_height(const std::vector<std::size_t>& members) const {
        Tenths height = -rules_.gap;
        for (const std::size_t i : members) { height += layout_.nodes[i].slot_height + rules_.gap; }
        return height;
    }

    void place_columns() {
        for (const auto& [layer, members] : columns_) {
            layout_.height = std::max(layout_.height, column_height(members));
        }
        const std::uint32_t last = columns_.empty() ? 0 : columns_.rbegin()->first;
        const Tenths room = rules_.width - rules_.bar_width - rules_.label_width;
        layout_.pitch =
            std::clamp(room / std::max<Tenths>(last, 1), rules_.pitch_min, rules_.pitch_max);
        layout_.width = layout_.pitch * last + rules_.bar_width + rules_.label_width;
        for (auto& [layer, members] : columns_) { place_column(layer, members); }
    }

    [[nodiscard]] Tenths centre(std::size_t node) const {
        return layout_.nodes[node].slot_y + layout_.nodes[node].slot_height / 2;
    }

    /// The centre of the heaviest predecessor that is placed already; the picture's middle where
    /// there is none.
    [[nodiscard]] Tenths wished_centre(std::size_t node) const {
        Tenths wished = layout_.height / 2;
        money::Total heaviest = 0;
        bool found = false;
        for (const Port& port : left_[node]) {
            const LayoutLink& link = links_[port.link];
            if (port.is_start || (found && link.weight <= heaviest)) { continue; }
            found = true;
            heaviest = link.weight;
            wished = centre(link.from);
        }
        return wished;
    }

    void place_column(std::uint32_t layer, std::vector<std::size_t>& members) {
        std::map<std::size_t, Tenths> wish_of;
        Tenths wished_sum = 0;
        for (const std::size_t i : members) {
            wish_of[i] = wished_centre(i);
            wished_sum += wish_of[i];
        }
        std::ranges::sort(members, [&](std::size_t a, std::size_t b) {
            return std::tuple{wish_of[a], ~nodes_[a].weight, a} <
                   std::tuple{wish_of[b], ~nodes_[b].weight, b};
        });
        const Tenths height = column_height(members);
        const Tenths wished = wished_sum / static_cast<Tenths>(members.size()) - height / 2;
        Tenths y = std::clamp<Tenths>(wished, 0, layout_.height - height);
        for (const std::size_t i : members) {
            NodeBox& box = layout_.nodes[i];
            box.x = layout_.pitch * layer;
            box.slot_y = y;
            box.bar_y = y + (box.slot_height - box.bar_height) / 2;
            y += box.slot_height + rules_.gap;
        }
    }

    /// Ribbons of one side are stacked in the order of their other ends, so that they do not cross
    /// at the bar.
    void route(std::size_t node) {
        for (auto* const side : {&left_[node], &right_[node]}) {
            std::ranges::sort(*side, [&](const Port& a, const Port& b) {
                return std::tuple{other_end(a), a.link, a.is_start} <
                       std::tuple{other_end(b), b.link, b.is_start};
            });
            const bool on_left = side == &left_[node];
            const NodeBox& box = layout_.nodes[node];
            const Tenths x = on_left ? box.x : box.x + rules_.bar_width;
            Tenths y = box.bar_y + (box.bar_height - stack_height(*side)) / 2;
            for (const Port& port : *side) {
                Ribbon& ribbon = layout_.ribbons[port.link];
                (port.is_start ? ribbon.x0 : ribbon.x1) = x;
                (port.is_start ? ribbon.y0 : ribbon.y1) = y + ribbon.width / 2;
                y += ribbon.width;
            }
        }
    }

    [[nodiscard]] Tenths other_end(const Port& port) const {
        const LayoutLink& link = links_[port.link];
        return centre(port.is_start ? link.to : link.from);
    }

    const std::vector<LayoutNode>& nodes_;
    const std::vector<LayoutLink>& links_;
    LayoutRules rules_;
    std::map<std::uint32_t, std::vector<std::size_t>> columns_;
    std::vector<std::vector<Port>> left_;
    std::vector<std::vector<Port>> right_;
    Layout layout_;
};

}  // namespace

Layout lay_out(const std::vector<LayoutNode>& nodes, const std::vector<LayoutLink>& links,
               const LayoutRules& rules) {
    return Arranger{nodes, links, rules}.take();
}

}  // namespace report
