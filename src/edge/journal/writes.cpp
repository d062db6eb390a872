#include "writes.hpp"

#include <limits>

namespace journal {

namespace {

using Outcome = std::optional<base::Complaint>;

/// SQLite's integers are signed.
std::int64_t to_column(std::uint64_t value) {
    base::invariant(value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()),
                    "heights and numbers fit a column");
    return static_cast<std::int64_t>(value);
}

class Writer {
public:
    explicit Writer(const Journal::Database& database) : database_{database} {}

    Outcome operator()(const Batch::Append& append) const {
        Statement newest{database_.handle(),
                         "SELECT height FROM blocks ORDER BY height DESC LIMIT 1"};
        const auto height = to_column(append.block.height.value);
        if (newest.step() && newest.number(0) + 1 != height) {
            return database_.refuse(
                base::phrase("the block {} does not follow the newest recorded, {}",
                             "ブロック {} は記録済みの最新ブロック {} に続いていません", height,
                             newest.number(0)));
        }
        if (newest.result() != SQLITE_OK) { return database_.complaint(newest.result()); }
        Statement insert{database_.handle(), "INSERT INTO blocks VALUES (?, ?, ?)"};
        insert.bind(height).bind_blob(append.block.hash).bind_blob(append.block.bytes);
        return done(insert.run());
    }

    Outcome operator()(const Batch::TakeBack& back) const {
        Statement remove{database_.handle(),
                         "DELETE FROM blocks WHERE height = ? AND height = (SELECT max(height) "
                         "FROM blocks)"};
        const int result = remove.bind(to_column(back.height.value)).run();
        if (result == SQLITE_OK && sqlite3_changes(database_.handle()) != 1) {
            return database_.refuse(base::phrase(
                "the block {} is not the newest recorded",
                "ブロック {} は記録済みの最新ブロックではありません", back.height.value));
        }
        return done(result);
    }

    Outcome operator()(const Batch::Tell& tell) const {
        Statement insert{database_.handle(),
                         "INSERT INTO events (id, document) VALUES (?, ?) ON CONFLICT DO NOTHING"};
        return done(insert.bind_text(tell.event.id).bind_text(tell.event.document).run());
    }

    Outcome operator()(const Batch::ToldUpTo& told) const {
        Statement update{database_.handle(), "UPDATE told SET number = max(number, ?)"};
        return done(update.bind(to_column(told.number)).run());
    }

    Outcome operator()(const Batch::Put& put) const {
        const int result = write_entry("INSERT INTO entries VALUES (?, ?, ?)", put.entry);
        if ((result & 0xFF) == SQLITE_CONSTRAINT) {
            return database_.refuse(
                base::phrase("the entry {} {} is there already", "{} {} はすでに記録されています",
                             base::visible(put.entry.kind), base::visible(put.entry.name)));
        }
        return done(result);
    }

    Outcome operator()(const Batch::Replace& replace) const {
        return done(write_entry("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", replace.entry));
    }

    Outcome operator()(const Batch::Remove& remove) const {
        Statement statement{database_.handle(), "DELETE FROM entries WHERE kind = ? AND name = ?"};
        return done(statement.bind_text(remove.kind).bind_text(remove.name).run());
    }

private:
    [[nodiscard]] int write_entry(std::string_view sql, const Entry& entry) const {
        Statement statement{database_.handle(), sql};
        statement.bind_text(entry.kind).bind_text(entry.name).bind_text(entry.document);
        return statement.run();
    }

    [[nodiscard]] Outcome done(int result) const {
        return result == SQLITE_OK ? std::nullopt : std::optional{database_.complaint(result)};
    }

    const Journal::Database& database_;
};

}  // namespace

Outcome perform(const Batch::Write& write, const Journal::Database& database) {
    return std::visit(Writer{database}, write);
}

}  // namespace journal
