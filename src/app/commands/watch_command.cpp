#include <chrono>
#include <thread>

#include "../complain.hpp"
#include "../terminal/progress.hpp"
#include "../watch/settings.hpp"
#include "../watch/signatures.hpp"
#include "../watch/standing.hpp"
#include "../watch/stop_signals.hpp"
#include "../watch/watched_case.hpp"
#include "../watch/watcher.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

constexpr std::size_t kEventsAtOnce = 1'000;
constexpr auto kLongestWait = std::chrono::milliseconds{200};

base::Instant wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}
nem_node::Monotonic monotonic_clock() {
    return std::chrono::duration_cast<nem_node::Monotonic>(
        std::chrono::steady_clock::now().time_since_epoch());
}

base::Complaint world(const std::string& about, const nem_node::NodeError& error) {
    const auto why = to_phrase(error);
    return complaint(base::Blame::World, {fmt::format("{}: {}", base::visible(about), why.en),
                                          fmt::format("{}: {}", base::visible(about), why.ja)});
}

/// A node that hangs must not hold up the others.
void run_at_once(std::span<const std::function<void()>> tasks) {
    std::vector<std::jthread> threads;
    threads.reserve(tasks.size());
    for (const auto& task : tasks) { threads.emplace_back(task); }
}

/// Of a URL that parse_node_url took.
std::string host_of(std::string_view url) {
    url.remove_prefix(std::min(url.size(), url.find("://") + 3));
    const auto port = url.rfind(':');
    const bool in_brackets = url.starts_with('[');
    if (in_brackets) { return std::string{url.substr(1, url.find(']') - 1)}; }
    return std::string{url.substr(0, port)};
}

/// Everything that lives as long as the watch.
class Watch {
public:
    Watch(WatchSettings settings, base::Language language, const StopSignals& signals)
        : settings_{std::move(settings)}, language_{language}, signals_{signals} {}

    Expected<int> run() {
        auto opened = open_nodes();
        if (opened) { opened = load_cases(); }
        if (!opened) { return std::unexpected(opened.error()); }
        auto journal = journal::Journal::open(
            settings_.data, fmt::format("NEM network {:#04x}", settings_.network.value));
        if (!journal) { return std::unexpected(journal.error()); }
        auto watcher = resume(*journal);
        if (!watcher) { return std::unexpected(watcher.error()); }
        auto feed = open_feed(*watcher);
        if (!feed) { return std::unexpected(feed.error()); }
        auto followed = open_hints();
        if (followed) { followed = tell_untold(*journal); }
        if (followed) { followed = follow(*journal, *watcher, *feed); }
        if (!followed) { return std::unexpected(followed.error()); }
        const auto said = say_standing(*watcher);
        if (!said) { return std::unexpected(said.error()); }
        if (!feed->stopped()) { return kDone; }
        return std::unexpected(complaint(
            base::Blame::World,
            {"the chain was rewritten deeper than NEM allows; nothing more was applied. Begin a "
             "new record with another --data",
             "チェーンが NEM の限度を超えて書き換えられたため、以後は適用していません。別の --data "
             "で記録をやり直してください"}));
    }

private:
    Expected<void> open_nodes() {
        for (const auto& url : settings_.node_urls) {
            nem_node::RestSettings rest;
            rest.network = settings_.network;
            rest.lone_node = settings_.is_private;
            rest.stop = signals_.token();
            auto node = nem_node::RestNode::make(url, rest);
            if (!node) {
                auto wrong = world(url, node.error());
                wrong.blame = base::Blame::Usage;
                return std::unexpected(std::move(wrong));
            }
            owned_.push_back(std::move(*node));
            nodes_.all.push_back(owned_.back().get());
        }
        nodes_.agreeing = settings_.agreeing;
        return {};
    }

    Expected<void> load_cases() {
        for (const auto& file : settings_.cases) {
            auto watched = load_watched_case(file);
            if (!watched) { return std::unexpected(watched.error()); }
            for (const auto& other : cases_) {
                if (other.id != watched->rules.id) { continue; }
                return std::unexpected(usage_complaint(base::phrase("two cases have the id {}",
                                                                    "事件の ID {} が重複しています",
                                                                    base::visible(other.id))));
            }
            cases_.push_back(std::move(watched->rules));
            labels_.merge(watched->labels);
        }
        return {};
    }

    Expected<Watcher> resume(journal::Journal& journal) {
        ProgressBar bar{{"reading the record again", "記録の読み直し"}, language_};
        return Watcher::resume(
            settings_.network, cases_, journal, wall_clock(),
            [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
    }

    /// A new record begins where --from says, else so far below the head that no reorganisation can
    /// reach below its beginning: with the block below it, which enough nodes must name.
    Expected<std::vector<nem_node::BlockId>> first_known() {
        ledger::Height below{0};
        if (settings_.from) {
            below.value = *settings_.from - 1;
        } else {
            const auto head =
                ask_agreeing({nodes_.all, 1}, [](nem_node::Node& node) { return node.height(); });
            if (!head) { return std::unexpected(world("/chain/height", head.error())); }
            below.value = head->value - std::min(head->value, nem_node::kRewriteLimit);
        }
        if (below.value == 0) { return std::vector<nem_node::BlockId>{}; }
        const auto block =
            ask_agreeing(nodes_, [&](nem_node::Node& node) { return node.block_at(below); });
        if (!block) {
            return std::unexpected(world(fmt::format("block {}", below.value), block.error()));
        }
        return std::vector{nem_node::BlockId{below, nem::hash_of(*block)}};
    }

    Expected<nem_node::Feed> open_feed(const Watcher& watcher) {
        nem_node::FeedConfig config;
        config.network = settings_.network;
        config.recent = watcher.recent();
        if (config.recent.empty()) {
            auto known = first_known();
            if (!known) { return std::unexpected(known.error()); }
            config.recent = std::move(*known);
        }
        if (!settings_.is_private) { config.nemesis = nem_node::nemesis_hash(settings_.network); }
        config.final_height = watcher.final_height();
        config.agreeing = settings_.agreeing;
        config.run_all = run_at_once;
        config.watched = watcher.watched();
        config.verify = [this](std::span<const nem_node::Signed> signatures) {
            return verifier_.verify(signatures);
        };
        return nem_node::Feed{std::move(config), nodes_.all};
    }

    Expected<void> open_hints() {
        if (settings_.once || settings_.websocket_port == 0) { return {}; }
        for (const auto& url : settings_.node_urls) {
            nem_node::HintsSettings hints;
            hints.host = host_of(url);
            if (hints.host.contains(':')) { continue; }  // by its IPv6 address it is only polled
            hints.port = settings_.websocket_port;
            auto made = nem_node::Hints::make(std::move(hints));
            if (!made) { return std::unexpected(world(url, made.error())); }
            hints_.push_back(std::move(*made));
        }
        return {};
    }

    Expected<void> follow(journal::Journal& journal, Watcher& watcher, nem_node::Feed& feed) {
        ProgressBar bar{{"reading the chain", "チェーンの読み込み"}, language_};
        while (!signals_.stopped()) {
            auto events = hinted(feed);
            const auto now = monotonic_clock();
            if (now >= feed.next_step_at()) {
                auto more = feed.step(now);
                std::ranges::move(more, std::back_inserter(events));
            }
            if (!events.empty()) {
                note_silence(events);
                const auto taken =
                    watcher.take(std::move(events), feed.final_height(), wall_clock(), nodes_);
                if (!taken) { return taken; }
                feed.watch(watcher.watched());
                for (const auto& each : hints_) { each->watch(watcher.watched()); }
                const auto told = tell_untold(journal);
                if (!told) { return told; }
            }
            if (feed.stopped() || (settings_.once && feed.at_head())) { return {}; }
            if (settings_.once && silent_.size() == nodes_.all.size()) {
                return std::unexpected(complaint(
                    base::Blame::World,
                    {"no node answers any more; what was read is recorded, and the next start goes "
                     "on from there",
                     "応答するノードがなくなりました。読んだ分は記録済みで、次回は続きから始めま"
                     "す"}));
            }
            if (!feed.at_head() && feed.tip()) { bar.show(feed.tip()->height.value, 0); }
            wait(feed);
        }
        return {};
    }

    /// Who has gone silent: who reads once does not wait for all of them to come back.
    void note_silence(const std::vector<nem_node::FeedEvent>& events) {
        for (const auto& event : events) {
            if (const auto* down = std::get_if<nem_node::NodeDown>(&event)) {
                silent_.insert(down->node);
            } else if (const auto* up = std::get_if<nem_node::NodeUp>(&event)) {
                silent_.erase(up->node);
            }
        }
    }

    std::vector<nem_node::FeedEvent> hinted(nem_node::Feed& feed) {
        std::vector<nem_node::FeedEvent> events;
        for (const auto& each : hints_) {
            for (const auto& hint : each->take(std::chrono::milliseconds{0})) {
                if (std::holds_alternative<nem_node::NewBlocks>(hint)) { feed.hurry(); }
                const auto* seen = std::get_if<nem_node::HintedTransaction>(&hint);
                if (seen == nullptr) { continue; }
                // Whatever it is, its block will come: verified now, it need not be then.
                const auto& transaction = seen->transaction.transaction;
                std::ignore = verifier_.verify(nem_node::signatures_of(transaction));
                if (auto alert = feed.offer(seen->transaction, seen->node)) {
                    events.emplace_back(std::move(*alert));
                }
            }
        }
        return events;
    }

    void wait(const nem_node::Feed& feed) {
        const auto until = feed.next_step_at() - monotonic_clock();
        if (until <= nem_node::Monotonic{0}) { return; }
        std::this_thread::sleep_for(std::min<nem_node::Monotonic>(until, kLongestWait));
    }

    /// What is in the journal and was not said. Said again where the program died between saying
    /// and noting it: the event's id is the same.
    Expected<void> tell_untold(journal::Journal& journal) {
        const auto terminal = terminal_of_stdout();
        for (;;) {
            const auto untold = journal.untold(kEventsAtOnce);
            if (!untold) { return std::unexpected(untold.error()); }
            if (untold->empty()) { return {}; }
            std::string text;
            for (const auto& recorded : *untold) {
                const auto document = Json::parse(recorded.event.document, nullptr, false);
                text += settings_.json_lines ? recorded.event.document + "\n"
                                             : to_line(document, labels_, language_, terminal);
            }
            if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
            journal::Batch batch;
            batch.told_up_to(untold->back().number);
            const auto noted = journal.commit(batch);
            if (!noted) { return std::unexpected(noted.error()); }
        }
    }

    Expected<void> say_standing(const Watcher& watcher) {
        const auto states = watcher.follower().states();
        std::string text;
        if (settings_.json_lines) {
            for (const auto& state : states) {
                text += standing_document(state, watcher.height()).dump() + "\n";
            }
        } else {
            text =
                standing_table(states, watcher.height(), labels_, language_, terminal_of_stdout());
        }
        if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
        return {};
    }

    WatchSettings settings_;
    base::Language language_;
    const StopSignals& signals_;
    std::vector<std::unique_ptr<nem_node::RestNode>> owned_;
    Nodes nodes_;
    std::vector<live::Case> cases_;
    Labels labels_;
    SignatureVerifier verifier_;
    std::set<std::string> silent_;
    std::vector<std::unique_ptr<nem_node::Hints>> hints_;
};

}  // namespace

Expected<int> run_watch(const Arguments& arguments, base::Language language) {
    auto settings = to_watch_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const StopSignals signals;
    return Watch{std::move(*settings), language, signals}.run();
}

}  // namespace app
