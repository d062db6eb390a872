#include "following.hpp"

#include <array>
#include <chrono>

#include "../complain.hpp"
#include "../terminal/progress.hpp"
#include "at_once.hpp"

namespace app {

namespace {

using nem_node::Monotonic;

constexpr Monotonic kRetryLast{60'000};
constexpr unsigned kRetriesOfOneReading = 4;
constexpr Monotonic kMarkEvery{1'000};

base::Instant wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}
Monotonic monotonic_clock() {
    return std::chrono::duration_cast<Monotonic>(
        std::chrono::steady_clock::now().time_since_epoch());
}

base::Complaint recorded_so_far(const base::Phrase& why) {
    return complaint(base::Blame::World,
                     {fmt::format("{}; what was read is recorded, and the next start goes on from "
                                  "there",
                                  why.en),
                      fmt::format("{}。読んだ分は記録済みで、次回は続きから始めます", why.ja)});
}

}  // namespace

Expected<void> Following::follow(journal::Journal& journal, Watcher& watcher, nem_node::Feed& feed,
                                 Listening& listening) {
    ProgressBar bar{{"reading the chain", "チェーンの読み込み"}, parts_.language};
    tip_since_ = monotonic_clock();
    while (!parts_.stop.stop_requested()) {
        const auto now = monotonic_clock();
        const bool waits = watcher.waits_for().has_value();
        auto events = news(feed, listening, waits, now);
        // A question that was cut short says nothing about the node; the next start asks it.
        if (parts_.stop.stop_requested()) { return {}; }
        const bool has_news = !events.empty() || (waits && now >= ask_again_at_);
        if (!events.empty()) {
            note_silence(events);
            const auto taken = take(std::move(events), watcher, feed, now);
            if (!taken) { return taken; }
        }
        const auto asked = ask_again(watcher, now);
        if (!asked) { return asked; }
        const bool is_ahead = !read_ahead_.empty();  // what the feed says is not recorded yet
        const auto marked = is_ahead ? Expected<bool>{false} : mark(feed, watcher, now);
        if (!marked) { return std::unexpected(marked.error()); }
        if (has_news || *marked) {
            const auto told = parts_.teller.tell_untold(journal);
            if (!told) { return told; }
            const auto watched = watcher.watched();
            feed.watch(watched);
            listening.watch(watched);
        }
        if (const auto height = watcher.height(); height && !feed.at_head()) {
            bar.show(height->value, 0);
        }
        if (is_ahead) { continue; }
        if (const auto over = end(feed, watcher, now)) { return *over; }
        const auto next = watcher.waits_for() ? ask_again_at_ : feed.next_step_at();
        listening.wait(std::max(next - monotonic_clock(), Monotonic{0}), parts_.stop);
    }
    return {};
}

std::vector<nem_node::FeedEvent> Following::news(nem_node::Feed& feed, Listening& listening,
                                                 bool waits, Monotonic now) {
    auto events = std::exchange(read_ahead_, {});
    const bool is_behind = !events.empty();
    std::ranges::move(listening.take(feed, parts_.verifier), std::back_inserter(events));
    if (!is_behind && !waits && now >= feed.next_step_at()) {
        std::ranges::move(feed.step(now), std::back_inserter(events));
    }
    return events;
}

Expected<void> Following::take(std::vector<nem_node::FeedEvent> events, Watcher& watcher,
                               nem_node::Feed& feed, Monotonic now) {
    const auto final_height = feed.final_height();
    const bool goes_on =
        !feed.at_head() && !feed.stopped() && !watcher.waits_for() && now >= feed.next_step_at();
    if (!goes_on) { return watcher.take(std::move(events), final_height, wall_clock(), nodes_); }
    Expected<void> taken;
    const std::array<std::function<void()>, 2> both{
        [&] { taken = watcher.take(std::move(events), final_height, wall_clock(), nodes_); },
        [&] {
            const std::scoped_lock turn{turn_};
            read_ahead_ = feed.step(now);
        }};
    run_at_once(both);
    return taken;
}

Expected<bool> Following::mark(const nem_node::Feed& feed, const Watcher& watcher, Monotonic now) {
    // What is still to be read may say that an announcement is in the chain already.
    const bool is_due = parts_.marking != nullptr && feed.at_head() && !watcher.waits_for() &&
                        (now >= mark_at_ || parts_.settings.once);
    if (!is_due) { return false; }
    mark_at_ = now + kMarkEvery;
    const auto decided = parts_.marking->take_decisions(parts_.settings.data, wall_clock());
    if (!decided) { return decided; }
    const auto stepped = parts_.marking->step(wall_clock(), parts_.nodes);
    if (!stepped) { return stepped; }
    return *decided || *stepped;
}

Expected<void> Following::ask_again(Watcher& watcher, Monotonic now) {
    if (!watcher.waits_for()) {
        retries_ = 0;
        return {};
    }
    if (retries_ > 0 && now >= ask_again_at_) {
        const auto gone_on = watcher.go_on(wall_clock(), nodes_);
        if (!gone_on) { return gone_on; }
        if (!watcher.waits_for()) { return ask_again(watcher, now); }
    } else if (retries_ > 0) {
        return {};
    }
    auto pause = parts_.retry_first;
    for (unsigned i = 0; i < retries_ && pause < kRetryLast; ++i) { pause *= 2; }
    ask_again_at_ = now + std::min(pause, kRetryLast);
    ++retries_;
    return {};
}

std::optional<Expected<void>> Following::end(const nem_node::Feed& feed, const Watcher& watcher,
                                             Monotonic now) {
    if (const auto& lacking = watcher.waits_for()) {
        tip_since_ = now;  // nobody asked for a next block
        if (!parts_.settings.once || retries_ <= kRetriesOfOneReading) { return std::nullopt; }
        return std::unexpected(recorded_so_far(lacking->text));
    }
    if (feed.stopped()) { return Expected<void>{}; }
    if (!parts_.settings.once) { return std::nullopt; }
    if (feed.at_head()) { return Expected<void>{}; }
    const auto answering = parts_.nodes.all.size() - silent_.size();
    if (answering == 0) {
        return std::unexpected(
            recorded_so_far({"no node answers any more", "応答するノードがなくなりました"}));
    }
    if (answering < parts_.nodes.agreeing) {
        return std::unexpected(
            recorded_so_far(base::phrase("only {} of the {} nodes that must agree still answer",
                                         "応答するノードは {} 件で、一致に必要な {} 件に足りません",
                                         answering, parts_.nodes.agreeing)));
    }
    if (auto failure = end_of_patience(feed, now)) { return std::unexpected(*std::move(failure)); }
    return std::nullopt;
}

std::optional<base::Complaint> Following::end_of_patience(const nem_node::Feed& feed,
                                                          Monotonic now) {
    if (feed.tip() != tip_) {
        tip_ = feed.tip();
        tip_since_ = now;
    }
    if (now - tip_since_ < parts_.patience) { return std::nullopt; }
    return recorded_so_far({"the nodes that answer do not agree on what follows",
                            "応答するノードの間で、この先のチェーンが一致しません"});
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
