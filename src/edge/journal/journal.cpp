#include <algorithm>
#include <journal/journal.hpp>
#include <limits>

#include "database.hpp"
#include "writes.hpp"

namespace journal {

namespace {

Block block_of(const Statement& row) {
    return {.height = {static_cast<std::uint64_t>(row.number(0))},
            .hash = row.bytes(1),
            .bytes = row.bytes(2)};
}

RecordedEvent event_of(const Statement& row) {
    return {.number = static_cast<std::uint64_t>(row.number(0)),
            .event = {.id = row.bytes(1), .document = row.bytes(2)}};
}

/// Numbers that no journal reaches are asked for as the largest that it could have.
std::int64_t to_bound(std::uint64_t value) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(std::min(value, kMost));
}

}  // namespace

Journal::Journal(std::unique_ptr<Database> database) : database_{std::move(database)} {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Expected<Journal> Journal::open(const std::filesystem::path& folder, std::string_view purpose) {
    auto database = Database::open(folder, purpose);
    if (!database) { return std::unexpected(database.error()); }
    return Journal{std::move(*database)};
}

std::filesystem::path Journal::file() const { return database_->file(); }

Expected<void> Journal::commit(const Batch& batch) {
    if (batch.empty()) { return {}; }
    if (const int begun = database_->run("BEGIN IMMEDIATE"); begun != SQLITE_OK) {
        return std::unexpected(database_->complaint(begun));
    }
    std::optional<base::Complaint> wrong;
    for (const Batch::Write& write : batch.writes()) {
        wrong = perform(write, *database_);
        if (wrong) { break; }
    }
    if (!wrong) {
        const int ended = database_->run("COMMIT");
        if (ended == SQLITE_OK) { return {}; }
        wrong = database_->complaint(ended);
    }
    std::ignore = database_->run("ROLLBACK");  // where SQLite has not done so itself
    return std::unexpected(*std::move(wrong));
}

Expected<std::optional<Block>> Journal::newest() const {
    Statement newest{database_->handle(), "SELECT * FROM blocks ORDER BY height DESC LIMIT 1"};
    if (newest.step()) { return block_of(newest); }
    if (newest.result() != SQLITE_OK) {
        return std::unexpected(database_->complaint(newest.result()));
    }
    return std::nullopt;
}

Expected<void> Journal::for_each_block(const std::function<bool(const Block&)>& use) const {
    Statement blocks{database_->handle(), "SELECT * FROM blocks ORDER BY height"};
    while (blocks.step()) {
        if (!use(block_of(blocks))) { return {}; }
    }
    if (blocks.result() == SQLITE_OK) { return {}; }
    return std::unexpected(database_->complaint(blocks.result()));
}

Expected<std::uint64_t> Journal::blocks() const {
    Statement count{database_->handle(), "SELECT count(*) FROM blocks"};
    if (count.step()) { return static_cast<std::uint64_t>(count.number(0)); }
    return std::unexpected(database_->complaint(count.result()));
}

Expected<std::vector<RecordedEvent>> Journal::untold(std::size_t most) const {
    Statement told{database_->handle(), "SELECT number FROM told"};
    if (told.step()) { return events(static_cast<std::uint64_t>(told.number(0)), most); }
    return std::unexpected(database_->complaint(told.result()));
}

Expected<std::vector<RecordedEvent>> Journal::events(std::uint64_t after, std::size_t most) const {
    Statement found{database_->handle(),
                    "SELECT * FROM events WHERE number > ? ORDER BY number LIMIT ?"};
    found.bind(to_bound(after)).bind(to_bound(most));
    std::vector<RecordedEvent> events;
    while (found.step()) { events.push_back(event_of(found)); }
    if (found.result() == SQLITE_OK) { return events; }
    return std::unexpected(database_->complaint(found.result()));
}

Expected<std::vector<Entry>> Journal::entries(std::string_view kind) const {
    Statement found{database_->handle(),
                    "SELECT kind, name, document FROM entries WHERE kind = ? ORDER BY name"};
    found.bind_text(kind);
    std::vector<Entry> entries;
    while (found.step()) { entries.push_back({found.bytes(0), found.bytes(1), found.bytes(2)}); }
    if (found.result() == SQLITE_OK) { return entries; }
    return std::unexpected(database_->complaint(found.result()));
}

}  // namespace journal
