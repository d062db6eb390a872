#include "watch.hpp"

#include <chrono>

#include "../complain.hpp"
#include "../marking/kept_rules.hpp"
#include "../nem/key_access.hpp"
#include "../terminal/progress.hpp"
#include "at_once.hpp"
#include "watched_case.hpp"

namespace app {

namespace {

base::Instant wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}

}  // namespace

Expected<int> Watch::run() {
    const auto nodes = OpenNodes::open(settings_, signals_.token());
    if (!nodes) { return std::unexpected(nodes.error()); }
    const auto loaded = load_cases();
    if (!loaded) { return std::unexpected(loaded.error()); }
    auto journal = journal::Journal::open(settings_.data, purpose_of(settings_));
    if (!journal) { return std::unexpected(journal.error()); }
    const auto marking = open_marking(*journal);
    if (!marking) { return std::unexpected(marking.error()); }
    auto watcher = resume(*journal, marking->get());
    if (!watcher) { return std::unexpected(watcher.error()); }
    auto feed = open_feed(*watcher, nodes->nodes());
    if (!feed && signals_.stopped()) { return kDone; }  // before anything was read
    if (!feed) { return std::unexpected(feed.error()); }
    auto listening = Listening::open(settings_);
    if (!listening) { return std::unexpected(listening.error()); }
    const Teller teller{settings_.json_lines, labels_, language_};
    Following following{{.settings = settings_,
                         .stop = signals_.token(),
                         .nodes = nodes->nodes(),
                         .teller = teller,
                         .verifier = verifier_,
                         .language = language_,
                         .marking = marking->get()}};
    auto followed = teller.tell_untold(*journal);
    if (followed) { followed = following.follow(*journal, *watcher, *feed, *listening); }
    if (followed) { followed = teller.say_standing(*watcher); }
    if (!followed) { return std::unexpected(followed.error()); }
    if (!feed->stopped()) { return kDone; }
    return std::unexpected(complaint(
        base::Blame::World,
        {"the chain was rewritten deeper than NEM allows; nothing more was applied. Begin a new "
         "record with another --data",
         "チェーンが NEM の限度を超えて書き換えられたため、以後は適用していません。別の --data "
         "で記録をやり直してください"}));
}

Expected<void> Watch::load_cases() {
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

Expected<std::unique_ptr<Marking>> Watch::open_marking(journal::Journal& journal) const {
    if (settings_.marks.empty()) {
        const auto refused = refuse_marking_record(journal);
        if (!refused) { return std::unexpected(refused.error()); }
        return nullptr;
    }
    std::vector<MarkedCase> marked;
    for (const auto& file : settings_.marks) {
        auto rules = load_marking_rules(file, settings_.network);
        if (!rules) { return std::unexpected(rules.error()); }
        auto one = pair_with_case(*std::move(rules), cases_);
        if (!one) { return std::unexpected(one.error()); }
        marked.push_back(*std::move(one));
    }
    std::optional<nem_keys::KeyPair> keys;
    if (settings_.marks_key) {
        auto unlocked = unlock_key(*settings_.marks_key, settings_.passphrase_file, language_);
        if (!unlocked) { return std::unexpected(unlocked.error()); }
        keys = *std::move(unlocked);
    }
    return Marking::open(journal, std::move(marked), std::move(keys), settings_.network);
}

Expected<Watcher> Watch::resume(journal::Journal& journal, Marking* marking) {
    ProgressBar bar{{"reading the record again", "記録の読み直し"}, language_};
    return Watcher::resume(
        settings_.network, cases_, journal, wall_clock(),
        [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); }, marking);
}

Expected<nem_node::Feed> Watch::open_feed(Watcher& watcher, const Nodes& nodes) {
    nem_node::FeedConfig config;
    config.network = settings_.network;
    if (watcher.recent().empty()) {
        const auto beginning = find_beginning(settings_, nodes);
        if (!beginning) { return std::unexpected(beginning.error()); }
        const auto begun = watcher.begin(*beginning);
        if (!begun) { return std::unexpected(begun.error()); }
    }
    config.recent = watcher.recent();
    config.nemesis = watcher.beginning().nemesis;
    config.final_height = watcher.final_height();
    config.agreeing = settings_.agreeing;
    config.run_all = run_at_once;  // a node that hangs does not hold up the others
    config.watched = watcher.watched();
    config.verify = [this](std::span<const nem_node::Signed> signatures) {
        return verifier_.verify(signatures);
    };
    return nem_node::Feed{std::move(config), nodes.all};
}

}  // namespace app
