#include "courier.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>

#include "../complain.hpp"
#include "../watch/at_once.hpp"

namespace app {

namespace {

using nem_node::Monotonic;
using nem_wallet::Report;
using Reports = std::vector<Report>;

constexpr Monotonic kPatience{60'000};
constexpr Monotonic kRound{1'000};
/// So far below the head nothing is undone any more, and reading may leave blocks out.
constexpr std::uint64_t kSettledBelow = 2 * nem_node::kRewriteLimit;

Monotonic monotonic_clock() {
    return std::chrono::duration_cast<Monotonic>(
        std::chrono::steady_clock::now().time_since_epoch());
}

void sleep_for(Monotonic time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock{mutex};
    std::ignore = woken.wait_for(lock, stop, std::max(time, Monotonic{10}), [] { return false; });
}

base::Complaint stopped() {
    return complaint(base::Blame::World, {"stopped; what was signed lies in the outbox",
                                          "中止しました。署名済みのものは送信箱にあります"});
}

}  // namespace

Expected<void> Courier::begin() {
    auto dispatcher = nem_wallet::Dispatcher::open(outbox_);
    if (!dispatcher) { return std::unexpected(dispatcher.error()); }
    WatchSettings settings = ground_.settings();
    settings.from.reset();  // so far below the head that no reorganisation reaches below
    if (const auto from = dispatcher->needs_from()) { settings.from = from->value; }
    const auto beginning = find_beginning(settings, ground_.nodes());
    if (!beginning) { return std::unexpected(beginning.error()); }
    nem_node::FeedConfig config;
    config.network = ground_.network();
    if (const auto& below = beginning->below) { config.recent.push_back(*below); }
    config.nemesis = beginning->nemesis;
    config.agreeing = ground_.nodes().agreeing;
    config.poll_every = kRound;
    config.run_all = run_at_once;
    config.verify = [this](std::span<const nem_node::Signed> signatures) {
        return verifier_.verify(signatures);
    };
    reading_ = std::make_unique<Reading>(*std::move(dispatcher),
                                         nem_node::Feed{std::move(config), ground_.nodes().all});
    return {};
}

Expected<void> Courier::catch_up() {
    auto begun = begin();
    auto progress_at = monotonic_clock();
    std::optional<nem_node::BlockId> tip;
    bool skipped = false;  // once: a node that lies about its height moves nothing but that
    while (begun && !reading().feed.at_head()) {
        const auto read_some = read();
        if (!read_some) { return std::unexpected(read_some.error()); }
        const auto now = monotonic_clock();
        if (reading().feed.tip() != tip) {
            tip = reading().feed.tip();
            progress_at = now;
        }
        if (now - progress_at > kPatience) {
            return std::unexpected(complaint(
                base::Blame::World, {"the nodes do not answer, or do not agree on the chain",
                                     "ノードが応答しないか、チェーンについて一致しません"}));
        }
        if (!reading().feed.at_head()) {
            sleep_for(std::min(reading().feed.next_step_at() - now, kRound), stop_);
        }
        // An old parcel may be settled long before the head: what lies between need not be read.
        if (skipped || !tip || reading().desk.needs_from()) { continue; }
        const auto head = ground_.nodes().all.front()->height();
        if (head && head->value > tip->height.value + kSettledBelow) {
            skipped = true;
            begun = begin();
        }
    }
    return begun;
}

Courier::Reading& Courier::reading() const {
    base::invariant(reading_ != nullptr, "it has begun to read");
    return *reading_;
}

nem_wallet::Dispatcher& Courier::dispatcher() { return reading().desk; }

Expected<Reports> Courier::read() {
    if (stop_.stop_requested()) { return std::unexpected(stopped()); }
    Reports reports;
    auto& desk = dispatcher();
    for (const auto& event : reading().feed.step(monotonic_clock())) {
        if (const auto* const accepted = std::get_if<nem_node::BlockAccepted>(&event)) {
            note(accepted->block);
            auto more = desk.on_block(accepted->block);
            if (!more) { return std::unexpected(more.error()); }
            std::ranges::move(*more, std::back_inserter(reports));
        } else if (const auto* const undone = std::get_if<nem_node::BlockUndone>(&event)) {
            cosigned_.erase(undone->id.height);
            std::ranges::move(desk.on_undo(undone->id.height), std::back_inserter(reports));
        }
    }
    if (stop_.stop_requested()) { return std::unexpected(stopped()); }
    if (!reading().feed.stopped()) { return reports; }
    return std::unexpected(
        complaint(base::Blame::World, {"the chain was rewritten deeper than NEM allows",
                                       "チェーンが NEM の限度を超えて書き換えられました"}));
}

void Courier::note(const nem::Block& block) {
    tip_time_ = block.time_stamp;
    for (const auto& one : block.transactions) {
        if (const auto hash = nem::inner_hash(one.transaction)) {
            cosigned_[block.height].insert(*hash);
        }
    }
}

bool Courier::is_overtaken(const nem::Transaction& transaction) const {
    const auto* const cosignature = std::get_if<nem::MultisigSignature>(&transaction.body);
    return cosignature != nullptr && std::ranges::any_of(cosigned_, [&](const auto& block) {
               return block.second.contains(cosignature->other_hash);
           });
}

Expected<Reports> Courier::announce() {
    const auto now = ground_.now();
    if (!now) { return std::unexpected(now.error()); }
    return dispatcher().step(*now, ground_.nodes().all);
}

Expected<Reports> Courier::go_on() {
    Reports reports;
    if (monotonic_clock() >= reading().feed.next_step_at()) {
        auto read_some = read();
        if (!read_some) { return read_some; }
        reports = *std::move(read_some);
    }
    auto more = announce();
    if (!more) { return more; }
    std::ranges::move(*more, std::back_inserter(reports));
    return reports;
}

void Courier::rest() const {
    sleep_for(std::min(reading().feed.next_step_at() - monotonic_clock(), kRound), stop_);
}

}  // namespace app
