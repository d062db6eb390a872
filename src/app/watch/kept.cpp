#include "kept.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app {

namespace {

constexpr std::string_view kFeed = "feed";
constexpr std::string_view kFinalHeight = "final_height";
constexpr std::string_view kBelow = "below";
constexpr std::string_view kNemesis = "nemesis";
constexpr std::string_view kUndone = "undone";

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return number;
}

std::optional<nem::Hash> hash_of_text(std::string_view text) {
    const auto bytes = base::parse_hex(text);
    if (!bytes || bytes->size() != nem::Hash::kSize) { return std::nullopt; }
    nem::Hash hash;
    std::ranges::copy(*bytes, hash.bytes.begin());
    return hash;
}

std::optional<nem_node::BlockId> block_id_of(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) { return std::nullopt; }
    const auto height = number_of(text.substr(0, space));
    const auto hash = hash_of_text(text.substr(space + 1));
    if (!height || !hash) { return std::nullopt; }
    return nem_node::BlockId{{*height}, *hash};
}

std::unexpected<base::Complaint> unreadable(const journal::Journal& journal,
                                            const journal::Entry& entry) {
    return std::unexpected(damaged_record(
        journal, base::phrase("the entry {} {} cannot be read", "記録 {} {} を読めません",
                              base::visible(entry.kind), base::visible(entry.name))));
}

}  // namespace

base::Complaint damaged_record(const journal::Journal& journal, const base::Phrase& what) {
    return {.blame = base::Blame::World,
            .place = {.file = journal.file().string()},
            .text = {fmt::format("is damaged: {}; move it away and read the chain again", what.en),
                     fmt::format("壊れています: {}。別の場所に移し、チェーンを読み直してください",
                                 what.ja)}};
}

Expected<Kept> Kept::load(const journal::Journal& journal) {
    Kept kept;
    const auto of_feed = journal.entries(kFeed);
    if (!of_feed) { return std::unexpected(of_feed.error()); }
    for (const auto& entry : *of_feed) {
        if (entry.name == kFinalHeight) {
            const auto height = number_of(entry.document);
            if (!height) { return unreadable(journal, entry); }
            kept.final_height_.value = *height;
        } else if (entry.name == kBelow) {
            kept.beginning_.below = block_id_of(entry.document);
            if (!kept.beginning_.below) { return unreadable(journal, entry); }
        } else if (entry.name == kNemesis) {
            kept.beginning_.nemesis = hash_of_text(entry.document);
            if (!kept.beginning_.nemesis) { return unreadable(journal, entry); }
        }
    }
    const auto undone = journal.entries(kUndone);
    if (!undone) { return std::unexpected(undone.error()); }
    for (const auto& entry : *undone) {
        const auto times = number_of(entry.document);
        if (!times) { return unreadable(journal, entry); }
        kept.undone_[entry.name] = *times;
    }
    return kept;
}

void Kept::note_final(ledger::Height height, journal::Batch& batch) {
    if (height <= final_height_) { return; }
    final_height_ = height;
    batch.replace({std::string{kFeed}, std::string{kFinalHeight}, fmt::format("{}", height.value)});
}

void Kept::begin(const Beginning& beginning, journal::Batch& batch) {
    beginning_ = beginning;
    if (beginning.nemesis) {
        batch.replace({std::string{kFeed}, std::string{kNemesis}, nem::to_hex(*beginning.nemesis)});
    }
    if (beginning.below) {
        batch.replace({std::string{kFeed}, std::string{kBelow},
                       fmt::format("{} {}", beginning.below->height.value,
                                   nem::to_hex(beginning.below->hash))});
    }
}

std::string Kept::name_in_events(const nem::Hash& hash) const {
    std::string name = nem::to_hex(hash);
    const auto undone = undone_.find(name);
    if (undone != undone_.end()) { name += fmt::format("~{}", undone->second + 1); }
    return name;
}

void Kept::note_undone(const nem::Hash& hash, journal::Batch& batch) {
    const std::string name = nem::to_hex(hash);
    const auto times = ++undone_[name];
    batch.replace({std::string{kUndone}, name, fmt::format("{}", times)});
}

}  // namespace app
