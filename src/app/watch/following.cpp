#include "following.hpp"

#include <chrono>
#include <thread>

#include "../complain.hpp"
#include "../terminal/progress.hpp"

namespace app {

namespace {

constexpr auto kLongestWait = std::chrono::milliseconds{200};

base::Instant wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}
nem_node::Monotonic monotonic_clock() {
    return std::chrono::duration_cast<nem_node::Monotonic>(
        std::chrono::steady_clock::now().time_since_epoch());
}

void wait(const nem_node::Feed& feed) {
    const auto until = feed.next_step_at() - monotonic_clock();
    if (until <= nem_node::Monotonic{0}) { return; }
    std::this_thread::sleep_for(std::min<nem_node::Monotonic>(until, kLongestWait));
}

}  // namespace

Expected<void> Following::follow(journal::Journal& journal, Watcher& watcher, nem_node::Feed& feed,
                                 Listening& listening) {
    ProgressBar bar{{"reading the chain", "チェーンの読み込み"}, parts_.language};
    while (!parts_.signals.stopped()) {
        auto events = listening.take(feed, parts_.verifier);
        const auto now = monotonic_clock();
        if (now >= feed.next_step_at()) {
            auto more = feed.step(now);
            std::ranges::move(more, std::back_inserter(events));
        }
        if (!events.empty()) {
            note_silence(events);
            const auto taken =
                watcher.take(std::move(events), feed.final_height(), wall_clock(), parts_.nodes);
            if (!taken) { return taken; }
            const auto watched = watcher.watched();
            feed.watch(watched);
            listening.watch(watched);
            const auto told = parts_.teller.tell_untold(journal);
            if (!told) { return told; }
        }
        if (const auto over = end(feed)) { return *over; }
        if (!feed.at_head() && feed.tip()) { bar.show(feed.tip()->height.value, 0); }
        wait(feed);
    }
    return {};
}

std::optional<Expected<void>> Following::end(const nem_node::Feed& feed) const {
    const bool once = parts_.settings.once;
    if (feed.stopped() || (once && feed.at_head())) { return Expected<void>{}; }
    if (!once || silent_.size() < parts_.nodes.all.size()) { return std::nullopt; }
    return std::unexpected(complaint(
        base::Blame::World,
        {"no node answers any more; what was read is recorded, and the next start goes on from "
         "there",
         "応答するノードがなくなりました。読んだ分は記録済みで、次回は続きから始めます"}));
}

/// Who has gone silent: who reads once does not wait for all of them to come back.
void Following::note_silence(const std::vector<nem_node::FeedEvent>& events) {
    for (const auto& event : events) {
        if (const auto* down = std::get_if<nem_node::NodeDown>(&event)) {
            silent_.insert(down->node);
        } else if (const auto* up = std::get_if<nem_node::NodeUp>(&event)) {
            silent_.erase(up->node);
        }
    }
}

}  // namespace app
