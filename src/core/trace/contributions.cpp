#include "contributions.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <unordered_map>

#include "plan.hpp"

namespace trace {
namespace {

/// floor(amount * part / whole), over sums that may pass 64 bits.
std::uint64_t portion(std::uint64_t amount, std::uint64_t part, money::Total whole) {
    return static_cast<std::uint64_t>(money::Total{amount} * part / whole);
}

/// A share of taint on its way back in time. `Node` is where it lay; the steps after it are known.
template <class Node>
struct Share {
    std::uint64_t atoms{0};
    std::uint64_t age{0};  // order of discovery: the search does not depend on a heap's whims
    bool at_theft{false};
    Node node{};
    std::vector<Step> steps;  // newest first
};

/// Follows the largest share first, so paths come out by size. `Graph::expand(node, atoms, emit)`
/// tells what a share consists of: `emit(atoms, step, at_theft, node)`.
template <class Graph>
class Search {
public:
    using Node = typename Graph::Node;

    Search(Graph& graph, std::size_t paths_max) : graph_{graph}, paths_max_{paths_max} {}

    void start(const Node& node, std::uint64_t atoms) { push({atoms, 0, false, node, {}}); }

    std::vector<Path> run() {
        std::vector<Path> paths;
        std::size_t expanded = 0;
        while (!shares_.empty() && paths.size() < paths_max_ && expanded < kExpandedMax) {
            Share<Node> share = shares_.top();
            shares_.pop();
            if (share.at_theft) {
                std::ranges::reverse(share.steps);
                paths.push_back({std::move(share.steps), share.atoms});
                continue;
            }
            ++expanded;
            graph_.expand(share.node, share.atoms,
                          [&](std::uint64_t atoms, const Step& step, bool theft, const Node& node) {
                              std::vector<Step> steps = share.steps;
                              steps.push_back(step);
                              push({atoms, 0, theft, node, std::move(steps)});
                          });
        }
        return paths;
    }

private:
    /// A search that has found no more by then is cut, and the rest is summed.
    static constexpr std::size_t kExpandedMax = 20'000;

    struct Smaller {
        bool operator()(const Share<Node>& left, const Share<Node>& right) const {
            if (left.atoms != right.atoms) { return left.atoms < right.atoms; }
            return left.age > right.age;
        }
    };
    void push(Share<Node> share) {
        if (share.atoms == 0) { return; }
        share.age = next_age_++;
        shares_.push(std::move(share));
    }

    Graph& graph_;
    std::size_t paths_max_;
    std::uint64_t next_age_{0};
    std::priority_queue<Share<Node>, std::vector<Share<Node>>, Smaller> shares_;
};

/// What changed an account's taint, in order.
struct TaintEvent {
    ledger::Row row;
    bool arrival{false};
    bool theft{false};
    ledger::AccountId from{ledger::kNobody};
    std::uint64_t taint{0};
    std::size_t sender_events{0};  // how many events the sender had before this row
};

class AccountGraph {
public:
    struct Node {
        ledger::AccountId account;
        std::size_t events{0};  // how many of the account's events had happened
    };

    AccountGraph(const ledger::AccountLedger& ledger, const Plan& plan, taint::Policy policy)
        : outflows_count_{taint::conserves(policy)} {
        for_each_move(ledger, plan, policy, [&](const taint::Move& move) { note(move); });
    }

    [[nodiscard]] Node now(ledger::AccountId account) const {
        const auto found = events_.find(account);
        return {account, found == events_.end() ? 0 : found->second.size()};
    }

    template <class Emit>
    void expand(const Node& node, std::uint64_t atoms, Emit emit) {
        const auto& events = events_[node.account];
        money::Total taint = 0;  // after the events so far
        for (std::size_t i = 0; i < node.events; ++i) {
            if (events[i].arrival) { taint += events[i].taint; }
            if (!events[i].arrival && outflows_count_) { taint -= events[i].taint; }
        }
        for (std::size_t i = node.events; i-- > 0 && atoms > 0;) {
            const TaintEvent& event = events[i];
            if (!event.arrival) {
                taint += outflows_count_ ? event.taint : 0;
                continue;
            }
            const std::uint64_t part = portion(atoms, event.taint, taint);
            const Step step{event.row, event.from, node.account, std::nullopt};
            emit(part, step, event.theft, Node{event.from, event.sender_events});
            atoms -= part;
            taint -= event.taint;
        }
    }

private:
    void note(const taint::Move& move) {
        const std::size_t before = now(move.from).events;
        // A theft takes clean atoms first: the tainted ones it took are what `stolen` lacks.
        const std::uint64_t out = move.theft ? move.taint - move.stolen : move.taint;
        leave(move.row, move.from, out);
        if (move.to != ledger::kNobody && move.taint > 0) {
            events_[move.to].push_back({move.row, true, move.theft, move.from, move.taint, before});
        }
        leave(move.row, move.from, move.fee_taint);
    }
    void leave(ledger::Row row, ledger::AccountId account, std::uint64_t atoms) {
        if (account == ledger::kNobody || atoms == 0) { return; }
        events_[account].push_back({.row = row, .taint = atoms});
    }

    bool outflows_count_;
    std::map<ledger::AccountId, std::vector<TaintEvent>> events_;
};

class OutputGraph {
public:
    using Node = ledger::OutputId;

    OutputGraph(const ledger::UtxoLedger& ledger, const Plan& plan, taint::Policy policy)
        : ledger_{ledger} {
        for_each_move(ledger, plan, policy, [&](const taint::Move& move) {
            if (move.taint > 0) { made_.emplace(move.output.value, move); }
        });
    }

    [[nodiscard]] const std::map<std::uint32_t, taint::Move>& made() const { return made_; }

    template <class Emit>
    void expand(const Node& node, std::uint64_t atoms, Emit emit) {
        const taint::Move& move = made_.at(node.value);
        const Step step = output_step(ledger_, node);
        if (move.theft) {
            const std::uint64_t stolen = portion(atoms, move.stolen, move.taint);
            emit(stolen, step, true, node);
            atoms -= stolen;
        }
        money::Total taint = 0;
        const auto inputs = ledger_.transaction(move.row).inputs;
        for (const ledger::Spend& spend : inputs) { taint += taint_of(spend.output); }
        for (const ledger::Spend& spend : inputs) {
            const std::uint64_t input = taint_of(spend.output);
            if (input == 0) { continue; }
            const std::uint64_t part = portion(atoms, input, taint);
            emit(part, step, false, spend.output);
            atoms -= part;
            taint -= input;
        }
    }

private:
    [[nodiscard]] std::uint64_t taint_of(ledger::OutputId output) const {
        const auto found = made_.find(output.value);
        return found == made_.end() ? 0 : found->second.taint;
    }

    const ledger::UtxoLedger& ledger_;
    std::map<std::uint32_t, taint::Move> made_;  // every output that ever had taint
};

template <class Graph>
Explanation finish(Search<Graph>& search, ledger::AccountId account, money::Total taint) {
    Explanation explanation;
    explanation.account = account;
    explanation.taint = taint;
    explanation.rest = taint;
    explanation.paths = search.run();
    for (const Path& path : explanation.paths) { explanation.rest -= path.atoms; }
    sort_paths(explanation.paths);
    return explanation;
}

}  // namespace

void sort_paths(std::vector<Path>& paths) {
    std::ranges::sort(paths, [](const Path& left, const Path& right) {
        return left.atoms != right.atoms ? left.atoms > right.atoms : left.steps < right.steps;
    });
}

Step output_step(const ledger::UtxoLedger& ledger, ledger::OutputId output) {
    const ledger::Row row = ledger.output_row(output);
    const auto inputs = ledger.transaction(row).inputs;
    const ledger::AccountId from =
        inputs.empty() ? ledger::kNobody : owner_of(ledger, inputs.front().output);
    return {row, from, owner_of(ledger, output), output};
}

Explanation explain_shares(const ledger::AccountLedger& ledger, const Plan& plan,
                           taint::Policy policy, ledger::AccountId account, std::size_t paths_max) {
    AccountGraph graph{ledger, plan, policy};
    Search search{graph, paths_max};
    const Result result = trace_all(ledger, plan, std::span{&policy, 1}).front();
    money::Total taint = 0;
    for (const Holder& holder : result.holders) {
        if (holder.account == account) { taint = holder.taint; }
    }
    for (const Handoff& handoff : result.boundaries) {
        if (handoff.boundary.account == account) { taint = handoff.taint; }
    }
    // What arrived at a boundary over the years may pass 64 bits: then the newest are explained.
    constexpr money::Total kMost = std::numeric_limits<std::uint64_t>::max();
    search.start(graph.now(account), static_cast<std::uint64_t>(std::min(taint, kMost)));
    return finish(search, account, taint);
}

Explanation explain_shares(const ledger::UtxoLedger& ledger, const Plan& plan, taint::Policy policy,
                           ledger::AccountId account, std::size_t paths_max) {
    OutputGraph graph{ledger, plan, policy};
    Search search{graph, paths_max};
    money::Total taint = 0;
    const Result result = trace_all(ledger, plan, std::span{&policy, 1}).front();
    for (const Holder& holder : result.holders) {
        if (holder.account != account || !holder.output) { continue; }
        search.start(*holder.output, holder.taint);
        taint += holder.taint;
    }
    const bool is_boundary = std::ranges::any_of(
        plan.boundaries, [&](const Boundary& boundary) { return boundary.account == account; });
    for (const auto& [output, move] : graph.made()) {
        if (!is_boundary || move.to != account) { continue; }
        search.start(ledger::OutputId{output}, move.taint);
        taint += move.taint;
    }
    return finish(search, account, taint);
}

}  // namespace trace
