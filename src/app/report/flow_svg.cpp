#include "flow_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "figures.hpp"
#include "flow_layout.hpp"

namespace report {
namespace {

using base::phrase;

constexpr Tenths kHeader = 340;      // room for the column heads
constexpr Tenths kMargin = 40;       // left of the first bar and below the last
constexpr Tenths kDashedRoom = 130;  // dashed lines side by side stay apart
constexpr Tenths kLabelGap = 70;     // from a bar to its label

/// `12.5` from tenths of a pixel.
Markup px(Tenths tenths) {
    const Tenths size = std::abs(tenths);
    return text(fmt::format("{}{}.{}", tenths < 0 ? "-" : "", size / 10, size % 10));
}

struct Style {
    Literal css;  // class of the node's group
    base::Phrase meaning;
};

Style style_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::Source: return {"source", {"where the coins were stolen", "流出元"}};
        case NodeKind::Marked: return {"marked", {"mark proposed", "マーク提案"}};
        case NodeKind::Dusted: return {"dusted", {"dust only, no mark", "少額のみ（マークなし）"}};
        case NodeKind::Boundary:
            return {"boundary", {"service: the trace ends here", "事業者（追跡はここまで）"}};
        case NodeKind::Other: return {"tainted", {"received stolen coins", "流出分を受領"}};
        case NodeKind::Burned: return {"burned", {"burned, or no address", "焼却または宛先なし"}};
        case NodeKind::Unmeasured:
            return {"unmeasured", {"account outside the ledger", "台帳にないアカウント"}};
        case NodeKind::Aggregate:
            return {"aggregate",
                    {"many small accounts together", "小口のアカウントをまとめて表示"}};
    }
    base::broken("unnamed kind of node");
}

/// The sign of a kind, ten pixels wide, drawn from its own upper left corner.
Literal glyph_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::Source: return "<path class=\"glyph\" d=\"M1 1H9V9H1Z\"/>";
        case NodeKind::Marked: return "<path class=\"glyph\" d=\"M5 0L10 5L5 10L0 5Z\"/>";
        case NodeKind::Dusted: return "<circle class=\"glyph\" cx=\"5\" cy=\"5\" r=\"3.8\"/>";
        case NodeKind::Boundary:
            return "<path class=\"glyph\" d=\"M0 4L5 0L10 4V5H0ZM1 6H3V10H1ZM4 6H6V10H4ZM7 "
                   "6H9V10H7Z\"/>";
        case NodeKind::Other: return "<path class=\"glyph\" d=\"M5 1L10 9.5H0Z\"/>";
        case NodeKind::Burned: return "<path class=\"glyph\" d=\"M1 1L9 9M9 1L1 9\"/>";
        case NodeKind::Unmeasured: return "<circle class=\"glyph\" cx=\"5\" cy=\"5\" r=\"4\"/>";
        case NodeKind::Aggregate:
            return "<path class=\"glyph\" d=\"M0 1H10V3H0ZM0 4.5H10V6.5H0ZM0 8H10V10H0Z\"/>";
    }
    base::broken("unnamed kind of node");
}

/// What the picture says of a node: two lines beside the bar, one sentence on pointing.
struct Caption {
    std::string head, remark, line, whole;
};

std::string written_account(const Telling& telling, const FlowNode& node) {
    return node.account == ledger::kNobody ? node.address
                                           : telling.input.ledger.account_text(node.account);
}

std::string label_of(const Telling& telling, const FlowNode& node) {
    if (node.account != ledger::kNobody || node.kind == NodeKind::Burned) {
        return telling.directory.label(node.account, telling.language);
    }
    const casebook::KnownAccount* const known = telling.directory.find(node.address);
    return known == nullptr ? std::string{} : base::visible(telling.pick(known->label), 120);
}

/// The kinds that a reader must not mistake for marked accounts are named beside the amount too.
std::string remark_of(const Telling& telling, NodeKind kind) {
    if (kind == NodeKind::Dusted) { return telling.pick(phrase(" · dust", "・少額")); }
    if (kind == NodeKind::Boundary) { return telling.pick(phrase(" · service", "・事業者")); }
    return {};
}

Caption caption_of(const Telling& telling, const FlowNode& node) {
    const std::string amount = node.kind == NodeKind::Unmeasured
                                   ? telling.pick(phrase("amount unknown", "数量不明"))
                                   : telling.amount(node.amount);
    if (node.kind == NodeKind::Aggregate) {
        const std::string head = telling.pick(
            phrase("{} other accounts", "その他 {}アカウント", counted(node.accounts)));
        return {head, {}, amount, head + ": " + amount};
    }
    const std::string written = written_account(telling, node);
    const std::string brief = short_address(written);
    const std::string label = label_of(telling, node);
    const std::string meaning = telling.pick(style_of(node.kind).meaning);
    const std::string remark = remark_of(telling, node.kind);
    const std::string whole = fmt::format("{} {}: {} ({})", label,
                                          base::visible(written, kNameBytesMax), amount, meaning);
    if (label.empty()) { return {brief, remark, amount, whole}; }
    if (address::is_entity(written) || written.empty()) { return {label, remark, amount, whole}; }
    return {label, remark, brief + " · " + amount, whole};
}

class Drawing {
public:
    Drawing(const Telling& telling, const FlowGraph& graph)
        : telling_{telling}, graph_{graph}, crowded_(graph.nodes.size(), false) {
        std::vector<LayoutNode> nodes;
        nodes.reserve(graph.nodes.size());
        for (const FlowNode& node : graph.nodes) { nodes.push_back({node.layer, node.amount}); }
        std::vector<LayoutLink> links;
        for (const FlowLink& link : graph.links) {
            const Tenths room = link.measured ? 0 : kDashedRoom;
            links.push_back({link.from, link.to, link.taint, room});
        }
        layout_ = lay_out(nodes, links, rules_);
        for (const FlowLink& link : graph.links) {
            const bool leaves_right = graph.nodes[link.from].layer <= graph.nodes[link.to].layer;
            crowded_[leaves_right ? link.from : link.to] = true;
        }
    }

    Markup draw() {
        open();
        draw_heads();
        for (std::size_t i = 0; i < graph_.links.size(); ++i) { draw_link(i); }
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) { draw_bar(i); }
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) { draw_label(i); }
        svg_ << "</svg>\n";
        return svg_;
    }

private:
    void open() {
        const Tenths width = layout_.width + kMargin;
        const Tenths height = layout_.height + kHeader + kMargin;
        svg_ << "<svg class=\"flow\" role=\"img\" aria-labelledby=\"flow-title flow-description\" "
                "xmlns=\"http://www.w3.org/2000/svg\" width=\""
             << px(width) << "\" height=\"" << px(height) << "\" viewBox=\"0 0 " << px(width) << " "
             << px(height) << "\">\n<title id=\"flow-title\">"
             << telling_.say(phrase("How the stolen coins moved", "流出した資産の流れ"))
             << "</title>\n<desc id=\"flow-description\">" << description() << "</desc>\n"
             << "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
                "markerUnits=\"userSpaceOnUse\" markerWidth=\"9\" markerHeight=\"9\" "
                "orient=\"auto\"><path class=\"head\" d=\"M0 0.5L8 4L0 7.5Z\"/></marker></defs>\n";
    }

    Markup description() {
        Markup said = telling_.say(phrase(
            "Columns from left to right are hops from the theft. Bars and ribbons are as high as "
            "their amounts.",
            "左から右へ、流出からの移動回数（ホップ）ごとに並べています。棒と帯の太さは数量を表しま"
            "す。"));
        std::size_t told = 0;
        for (const FlowLink& link : graph_.links) {
            if (++told > kLinksTold) { break; }
            const std::string from = caption_of(telling_, graph_.nodes[link.from]).head;
            const std::string to = caption_of(telling_, graph_.nodes[link.to]).head;
            said << " "
                 << telling_.say(link.measured ? phrase("{} to {}: {}.", "{}から{}へ{}。", from, to,
                                                        telling_.amount(link.taint))
                                               : phrase("{} to {}: amount unknown.",
                                                        "{}から{}へ（数量不明）。", from, to));
        }
        return said;
    }

    void draw_heads() {
        for (std::uint32_t layer = 0; layer < graph_.layers; ++layer) {
            std::uint64_t accounts = 0;
            for (const FlowNode& node : graph_.nodes) {
                accounts += node.layer == layer ? node.accounts : 0;
            }
            if (accounts == 0) { continue; }
            svg_ << "<text class=\"column\" x=\"" << px(kMargin + layout_.pitch * layer)
                 << "\" y=\"15\">" << head_of(layer) << "<tspan class=\"count\" dx=\"8\">"
                 << text(telling_.accounts(accounts)) << "</tspan></text>\n";
        }
    }

    Markup head_of(std::uint32_t layer) {
        if (layer == 0) { return telling_.say(phrase("Source", "流出元")); }
        if (graph_.deep_layers_joined && layer + 1 == kLayersMax) {
            return telling_.say(phrase("Hop {} and further", "{}ホップ以降", layer));
        }
        return telling_.say(phrase("Hop {}", "{}ホップ目", layer));
    }

    void draw_link(std::size_t i) {
        const FlowLink& link = graph_.links[i];
        const Ribbon& ribbon = layout_.ribbons[i];
        const Literal css = style_of(graph_.nodes[link.to].kind).css;
        const bool backward = ribbon.x1 < ribbon.x0 || ribbon.bulges;
        if (!link.measured) {
            svg_ << "<path class=\"link unknown\" marker-end=\"url(#arrow)\" d=\"";
            draw_line(ribbon);
        } else if (backward || ribbon.width < kAreaLeast) {
            svg_ << (backward ? Literal{"<path class=\"link back "}
                              : Literal{"<path class=\"link "})
                 << css << "\" stroke-width=\"" << px(ribbon.width)
                 << (backward ? Literal{"\" marker-end=\"url(#arrow)"} : Literal{""}) << "\" d=\"";
            draw_line(ribbon);
        } else {
            svg_ << "<path class=\"area " << css << "\" d=\"";
            draw_area(ribbon);
        }
        svg_ << "\"><title>" << link_title(link) << "</title></path>\n";
    }

    Markup link_title(const FlowLink& link) {
        const std::string from = caption_of(telling_, graph_.nodes[link.from]).head;
        const std::string to = caption_of(telling_, graph_.nodes[link.to]).head;
        if (!link.measured) {
            return telling_.say(phrase("{} → {}: amount unknown", "{} → {}：数量不明", from, to));
        }
        return telling_.say(phrase("{} → {}: {} in {} transfers", "{} → {}：{}（{}件）", from, to,
                                   telling_.amount(link.taint), counted(link.transfers)));
    }

    /// A line as wide as the amount, level at both ends.
    void draw_line(const Ribbon& ribbon) {
        const Tenths x0 = ribbon.x0 + kMargin;
        const Tenths x1 = ribbon.x1 + kMargin;
        const Tenths reach = ribbon.bulges ? layout_.pitch / 4 : (x1 - x0) / 2;
        const Tenths bend = ribbon.bulges ? x1 + reach : x1 - reach;
        svg_ << "M" << px(x0) << " " << px(ribbon.y0 + kHeader);
        draw_bend(x0 + reach, bend, x1, ribbon.y0 + kHeader, ribbon.y1 + kHeader);
    }

    void draw_bend(Tenths bend0, Tenths bend1, Tenths x1, Tenths y0, Tenths y1) {
        svg_ << "C" << px(bend0) << " " << px(y0) << " " << px(bend1) << " " << px(y1) << " "
             << px(x1) << " " << px(y1);
    }

    /// As high everywhere as at its ends, so that neighbours that leave a bar together do not cover
    /// each other on the way.
    void draw_area(const Ribbon& ribbon) {
        const Tenths x0 = ribbon.x0 + kMargin;
        const Tenths x1 = ribbon.x1 + kMargin;
        const Tenths middle = (x0 + x1) / 2;
        const Tenths y0 = ribbon.y0 + kHeader - ribbon.width / 2;
        const Tenths y1 = ribbon.y1 + kHeader - ribbon.width / 2;
        svg_ << "M" << px(x0) << " " << px(y0);
        draw_bend(middle, middle, x1, y0, y1);
        svg_ << "V" << px(y1 + ribbon.width);
        draw_bend(middle, middle, x0, y1 + ribbon.width, y0 + ribbon.width);
        svg_ << "Z";
    }

    void draw_bar(std::size_t i) {
        const NodeBox& box = layout_.nodes[i];
        const FlowNode& node = graph_.nodes[i];
        svg_ << "<rect class=\"bar " << style_of(node.kind).css << "\" x=\"" << px(box.x + kMargin)
             << "\" y=\"" << px(box.bar_y + kHeader) << "\" width=\"" << px(rules_.bar_width)
             << "\" height=\"" << px(box.bar_height) << "\"><title>"
             << text(caption_of(telling_, node).whole) << "</title></rect>\n";
    }

    void draw_label(std::size_t i) {
        const NodeBox& box = layout_.nodes[i];
        const FlowNode& node = graph_.nodes[i];
        const Caption caption = caption_of(telling_, node);
        const Tenths x = box.x + kMargin + rules_.bar_width + kLabelGap;
        const Tenths middle = box.slot_y + box.slot_height / 2 + kHeader;
        const Tenths room =
            std::min(layout_.pitch - rules_.bar_width, rules_.label_width) - kLabelGap;
        const auto head_columns = static_cast<std::size_t>((room - 140) / kHeadColumn);
        const auto line_columns = static_cast<std::size_t>(room / kLineColumn);
        svg_ << "<g class=\"label " << style_of(node.kind).css << "\">";
        if (crowded_[i]) {
            const std::size_t columns =
                std::max(width_of(caption.line), width_of(caption.head) + 2);
            const Tenths plate = std::min(static_cast<Tenths>(columns) * kLineColumn + 40, room);
            svg_ << "<rect class=\"plate\" x=\"" << px(x - 10) << "\" y=\"" << px(middle - 150)
                 << "\" width=\"" << px(plate) << "\" height=\"28\" rx=\"3\"/>";
        }
        svg_ << "<svg x=\"" << px(x) << "\" y=\"" << px(middle - 135)
             << "\" width=\"10\" height=\"10\" overflow=\"visible\">" << glyph_of(node.kind)
             << "</svg><text class=\"name\" x=\"" << px(x + 140) << "\" y=\"" << px(middle - 45)
             << "\">" << text(shortened(caption.head, head_columns - width_of(caption.remark)))
             << "<tspan class=\"remark\">" << text(caption.remark) << "</tspan>"
             << "</text><text class=\"amount\" x=\"" << px(x) << "\" y=\"" << px(middle + 95)
             << "\">" << text(shortened(caption.line, line_columns)) << "</text><title>"
             << text(caption.whole) << "</title></g>\n";
    }

    static constexpr Tenths kAreaLeast = 40;  // thinner ribbons would vanish where they are steep
    static constexpr std::size_t kLinksTold = 60;  // in the description; the table has them all
    static constexpr Tenths kHeadColumn = 78;      // a narrow character of the label's first line
    static constexpr Tenths kLineColumn = 68;      // and of the second

    const Telling& telling_;
    const FlowGraph& graph_;
    LayoutRules rules_;
    std::vector<bool> crowded_;  // links run behind their labels
    Layout layout_;
    Markup svg_;
};

}  // namespace

Markup draw_flow(const Telling& telling, const FlowGraph& graph) {
    return Drawing{telling, graph}.draw();
}

Markup draw_legend(const Telling& telling, const FlowGraph& graph) {
    Markup legend{"<ul class=\"legend\">\n"};
    for (const NodeKind kind :
         {NodeKind::Source, NodeKind::Marked, NodeKind::Dusted, NodeKind::Boundary, NodeKind::Other,
          NodeKind::Burned, NodeKind::Unmeasured, NodeKind::Aggregate}) {
        const bool used = std::ranges::any_of(
            graph.nodes, [kind](const FlowNode& node) { return node.kind == kind; });
        if (!used) { continue; }
        const Style style = style_of(kind);
        legend << "<li><svg class=\"label " << style.css
               << "\" width=\"12\" height=\"12\" viewBox=\"-1 -1 12 12\" aria-hidden=\"true\">"
               << glyph_of(kind) << "</svg> " << telling.say(style.meaning) << "</li>\n";
    }
    const bool unknown =
        std::ranges::any_of(graph.links, [](const FlowLink& link) { return !link.measured; });
    if (unknown) {
        legend << "<li><svg class=\"dashes\" width=\"26\" height=\"12\" viewBox=\"0 0 26 12\" "
                  "aria-hidden=\"true\"><path class=\"link unknown\" d=\"M0 6H26\"/></svg> "
               << telling.say(phrase("movement whose amount is unknown", "数量の分からない移動"))
               << "</li>\n";
    }
    return legend << "</ul>\n";
}

}  // namespace report
