#include "teller.hpp"

#include "../written.hpp"
#include "standing.hpp"

namespace app {

namespace {

constexpr std::size_t kEventsAtOnce = 1'000;

}  // namespace

Expected<void> Teller::tell_untold(journal::Journal& journal) const {
    const auto terminal = terminal_of_stdout();
    for (;;) {
        const auto untold = journal.untold(kEventsAtOnce);
        if (!untold) { return std::unexpected(untold.error()); }
        if (untold->empty()) { return {}; }
        std::string text;
        for (const auto& recorded : *untold) {
            const auto document = Json::parse(recorded.event.document, nullptr, false);
            text += json_lines_ ? recorded.event.document + "\n"
                                : to_line(document, labels_, language_, terminal);
        }
        if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
        journal::Batch batch;
        batch.told_up_to(untold->back().number);
        const auto noted = journal.commit(batch);
        if (!noted) { return std::unexpected(noted.error()); }
    }
}

Expected<void> Teller::say_standing(const Watcher& watcher) const {
    const auto states = watcher.follower().states();
    std::string text;
    if (json_lines_) {
        for (const auto& state : states) {
            text += standing_document(state, watcher.height()).dump() + "\n";
        }
    } else {
        text = standing_table(states, watcher.height(), labels_, language_, terminal_of_stdout());
    }
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return {};
}

}  // namespace app
