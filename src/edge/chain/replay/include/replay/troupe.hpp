#pragma once

#include <replay/script.hpp>

namespace replay {

/// Several nodes of one network, playing a script: one writer's, no clock, no threads.
class Troupe {
public:
    /// 1 to kNodesMax nodes; scenes of others are passed over.
    Troupe(Chain chain, Script script, std::size_t nodes);

    /// When something happens next.
    [[nodiscard]] nem::TimeStamp next_at() const;
    /// Everything that happens up to and at `now`, in order. Errors: NoKeys.
    [[nodiscard]] std::expected<void, ReplayFault> advance(nem::TimeStamp now);
    /// Nodes are numbered from 0 here.
    [[nodiscard]] std::size_t nodes() const { return seats_.size(); }
    [[nodiscard]] std::shared_ptr<const Picture> picture(std::size_t node) const;
    [[nodiscard]] const Faults& faults(std::size_t node) const { return seats_[node].faults; }
    [[nodiscard]] std::uint64_t restarts(std::size_t node) const { return seats_[node].restarts; }
    [[nodiscard]] News take_news(std::size_t node);
    /// The answer is that of the node's own branch; what it takes, the others hear of.
    [[nodiscard]] Announced announce(std::size_t node, const nem::SignedTransaction& transaction,
                                     nem::TimeStamp now);
    [[nodiscard]] const Chain& chain() const { return chain_; }
    /// Scenes that began since the last question, for people.
    [[nodiscard]] std::vector<base::Phrase> take_notes();

private:
    struct Running {
        std::size_t scene{0};
        std::uint64_t from{0};   // height of the chain at which it began
        std::uint64_t until{0};  // at which it ends
    };
    struct Seat {
        Faults faults;
        std::optional<std::size_t> fork;        // index into forks_
        std::shared_ptr<const Picture> frozen;  // lags
        std::uint64_t restarts{0};
        News news;
    };
    void gather_news();
    [[nodiscard]] std::expected<void, ReplayFault> begin(std::size_t scene);
    [[nodiscard]] std::expected<void, ReplayFault> begin_due();
    void end_over();
    void cast();
    [[nodiscard]] bool is_due(const Scene& scene) const;
    [[nodiscard]] bool plays(const Scene& scene, std::size_t node) const;
    [[nodiscard]] const Chain& chain_of(const Seat& seat) const;

    Chain chain_;
    struct Branch {
        std::size_t scene{0};
        Chain chain;
    };
    std::vector<Branch> forks_;
    Script script_;
    std::vector<bool> begun_;
    std::vector<Running> running_;
    std::vector<Seat> seats_;
    std::vector<base::Phrase> notes_;
};

}  // namespace replay
