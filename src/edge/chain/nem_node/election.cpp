#include "election.hpp"

#include <algorithm>
#include <map>

namespace nem_node {
namespace {

using Votes = std::map<nem::Hash, std::vector<const View*>>;

std::optional<nem::Hash> named(const KnownChain& known, const View& view, std::uint64_t height) {
    if (view.from_our_tip && height <= known.tip_height()) { return known.hash_at(height); }
    if (height < view.first || height > view.top()) { return std::nullopt; }
    return view.hashes[height - view.first];
}

Votes count(const KnownChain& known, const std::vector<const View*>& views, std::uint64_t height) {
    Votes votes;
    for (const View* const view : views) {
        if (const auto hash = named(known, *view, height)) { votes[*hash].push_back(view); }
    }
    return votes;
}

/// The hash with most votes, if they are enough.
const Votes::value_type* find_winner(const Votes& votes, std::size_t agreeing,
                                     const std::optional<nem::Hash>& ours) {
    const Votes::value_type* winner = nullptr;
    for (const auto& entry : votes) {
        const std::size_t size = entry.second.size();
        if (size < agreeing) { continue; }
        const bool more = winner == nullptr || size > winner->second.size();
        const bool ours_among_equals =
            winner != nullptr && size == winner->second.size() && ours && entry.first == *ours;
        if (more || ours_among_equals) { winner = &entry; }
    }
    return winner;
}

/// Enough nodes share one chain that is not ours and is no shorter than ours ever was. Those that
/// only stand still on an old fork are no reason to stop.
bool is_rewritten(const KnownChain& known, const std::vector<const View*>& views,
                  std::size_t agreeing) {
    const auto at_base = count(known, views, known.base());
    const auto* const strangers = find_winner(at_base, agreeing, known.hash_at(known.base()));
    if (strangers == nullptr || known.hash_at(known.base()) == strangers->first) { return false; }
    return find_winner(count(known, strangers->second, known.highest()), agreeing, std::nullopt) !=
           nullptr;
}

}  // namespace

std::uint64_t View::top() const { return hashes.empty() ? 0 : first + hashes.size() - 1; }

Elected elect(const KnownChain& known, const std::vector<View>& views, std::size_t agreeing) {
    std::vector<const View*> all;
    all.reserve(views.size());
    for (const View& view : views) { all.push_back(&view); }
    Elected elected;
    std::uint64_t height = known.base();
    std::vector<const View*> supporters = all;
    if (height > 0) {
        if (is_rewritten(known, all, agreeing)) {
            elected.kind = Elected::Kind::TooDeep;
            return elected;
        }
        const auto ours = known.hash_at(height);
        std::erase_if(supporters,
                      [&](const View* view) { return named(known, *view, height) != ours; });
    }
    if (supporters.size() < agreeing) { return elected; }
    elected.kind = Elected::Kind::Stay;
    elected.fork = height;
    while (true) {
        const auto ours = known.hash_at(height + 1);
        const Votes votes = count(known, supporters, height + 1);
        const auto* const winner = find_winner(votes, agreeing, ours);
        if (winner == nullptr) {
            elected.split = votes.size() > 1 && height >= known.tip_height();
            break;
        }
        supporters = winner->second;
        height += 1;
        if (elected.path.empty() && ours && *ours == winner->first) {
            elected.fork = height;
        } else {
            elected.path.push_back(winner->first);
        }
    }
    if (!elected.path.empty()) { elected.kind = Elected::Kind::Follow; }
    for (const View* const view : supporters) { elected.voters.push_back(view->node); }
    return elected;
}

}  // namespace nem_node
