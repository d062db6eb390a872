#pragma once

#include <nem_node/feed.hpp>

namespace nem_node {

/// What a feed remembers of one node.
class NodeSeat {
public:
    explicit NodeSeat(Node& node) : node_{&node}, name_{node.name()} {}

    [[nodiscard]] Node& node() const { return *node_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool is_due(Monotonic now) const { return now >= not_before_; }
    [[nodiscard]] Monotonic not_before() const { return not_before_; }
    [[nodiscard]] bool is_down() const { return down_; }

    /// Its word that it is synchronised, renewed every minute.
    Answer<void> ready(Monotonic now);
    void failed(const NodeError& error, Monotonic now, const FeedConfig& config,
                std::vector<FeedEvent>& events);
    void answered(std::vector<FeedEvent>& events);
    /// Told once, until it agrees again.
    void diverges(base::Phrase what, std::uint64_t height, std::vector<FeedEvent>& events);
    void agrees() { diverging_ = false; }
    /// A lie in content: not asked again before a pause.
    void lied(base::Phrase what, std::uint64_t height, Monotonic now, const FeedConfig& config,
              std::vector<FeedEvent>& events);
    /// The first block that it names is that of the network meant; asked anew after a failure,
    /// when another node may answer at this address.
    [[nodiscard]] bool has_shown_nemesis() const { return has_shown_nemesis_; }
    void note_nemesis() { has_shown_nemesis_ = true; }
    void begin_round() {
        failed_this_round_ = false;
        answered_this_round_ = false;
    }
    void end_round();
    [[nodiscard]] bool failed_this_round() const { return failed_this_round_; }

private:
    void pause(Monotonic now, const FeedConfig& config);

    Node* node_;
    std::string name_;
    Monotonic not_before_{0};
    std::optional<Monotonic> ready_until_;
    unsigned failures_{0};
    bool has_shown_nemesis_{false};
    bool down_{false};
    bool diverging_{false};
    bool failed_this_round_{false};
    bool answered_this_round_{false};
};

}  // namespace nem_node
