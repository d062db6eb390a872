#include "database.hpp"

#include <fmt/format.h>

#include <system_error>

namespace journal {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kApplicationId = 0x64796570;  // "dyep"
constexpr std::int64_t kVersion = 2;

constexpr const char* kSchema = R"(
    CREATE TABLE purpose (text TEXT NOT NULL) STRICT;
    CREATE TABLE blocks (height INTEGER PRIMARY KEY, hash BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
                         document TEXT NOT NULL) STRICT;
    CREATE TABLE told (number INTEGER NOT NULL) STRICT;
    INSERT INTO told VALUES (0);
    CREATE TABLE entries (kind TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
                          PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
)";

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* prepared = nullptr;
    result_ =
        sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
    statement_.reset(prepared);
}

Statement& Statement::bind(std::int64_t value) {
    if (result_ == SQLITE_OK) { result_ = sqlite3_bind_int64(statement_.get(), ++bound_, value); }
    return *this;
}

Statement& Statement::bind_text(std::string_view text) {
    if (result_ == SQLITE_OK) {
        result_ = sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(),
                                      SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
    if (result_ == SQLITE_OK) {
        result_ = sqlite3_bind_blob64(statement_.get(), ++bound_, bytes.data(), bytes.size(),
                                      SQLITE_TRANSIENT);
    }
    return *this;
}

bool Statement::step() {
    if (result_ != SQLITE_OK) { return false; }
    const int stepped = sqlite3_step(statement_.get());
    if (stepped == SQLITE_ROW) { return true; }
    if (stepped != SQLITE_DONE) { result_ = stepped; }
    return false;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::bytes(int column) const {
    const auto* const data =
        static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return data == nullptr ? std::string{} : std::string(data, static_cast<std::size_t>(size));
}

int Statement::run() {
    std::ignore = step();
    return result_;
}

Expected<std::unique_ptr<Journal::Database>> Journal::Database::open(const fs::path& folder,
                                                                     std::string_view purpose) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    std::unique_ptr<Database> database{new Database{folder / "journal.sqlite"}};
    if (failed) {
        return std::unexpected(database->refuse(base::phrase(
            "the folder cannot be made: {}", "フォルダーを作成できません: {}", failed.message())));
    }
    sqlite3* handle = nullptr;
    const int opened =
        sqlite3_open_v2(database->file_.c_str(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    database->handle_.reset(handle);
    if (opened != SQLITE_OK) { return std::unexpected(database->complaint(opened)); }
    if (auto wrong = database->prepare(purpose)) { return std::unexpected(*std::move(wrong)); }
    return database;
}

int Journal::Database::run(const char* sql) const {
    return sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
}

std::optional<base::Complaint> Journal::Database::prepare(std::string_view purpose) {
    sqlite3_extended_result_codes(handle_.get(), 1);
    // The lock is taken by the first statement and kept until the process ends, however it ends.
    for (const char* const setting :
         {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "BEGIN IMMEDIATE"}) {
        if (const int result = run(setting); result != SQLITE_OK) { return complaint(result); }
    }
    auto wrong = check_kind();
    if (!wrong) { wrong = check_purpose(purpose); }
    const int ended = run(wrong ? "ROLLBACK" : "COMMIT");
    if (!wrong && ended != SQLITE_OK) { return complaint(ended); }
    return wrong;
}

std::optional<base::Complaint> Journal::Database::check_kind() {
    Statement kind{handle(),
                   "SELECT (SELECT * FROM pragma_application_id), "
                   "(SELECT * FROM pragma_user_version), "
                   "(SELECT count(*) FROM sqlite_schema)"};
    if (!kind.step()) { return complaint(kind.result()); }
    const auto application = kind.number(0);
    const auto version = kind.number(1);
    const bool is_new = kind.number(2) == 0 && application == 0 && version == 0;
    if (is_new) {
        const auto sql = fmt::format("{} PRAGMA application_id = {}; PRAGMA user_version = {};",
                                     kSchema, kApplicationId, kVersion);
        const int result = run(sql.c_str());
        return result == SQLITE_OK ? std::nullopt : std::optional{complaint(result)};
    }
    if (application != kApplicationId) {
        return refuse({"is a database of another program, expected a journal of dyepack",
                       "他のプログラムのデータベースです。dyepack の記録が必要です"});
    }
    if (version > kVersion) {
        return refuse(
            base::phrase("has version {}, this program knows version {}; use a newer one",
                         "版 {} の記録です。このプログラムが扱えるのは版 {} です。新しい版を"
                         "使ってください",
                         version, kVersion));
    }
    if (version < kVersion) {
        return refuse(base::phrase(
            "has version {}, this program keeps version {}; begin a new record in another folder",
            "版 {} の記録です。このプログラムの記録は版 {} です。別のフォルダーで記録をやり直して"
            "ください",
            version, kVersion));
    }
    return std::nullopt;
}

std::optional<base::Complaint> Journal::Database::check_purpose(std::string_view purpose) {
    Statement found{handle(), "SELECT text FROM purpose"};
    if (!found.step()) {
        if (found.result() != SQLITE_OK) { return complaint(found.result()); }
        Statement add{handle(), "INSERT INTO purpose VALUES (?)"};
        const int result = add.bind_text(purpose).run();
        return result == SQLITE_OK ? std::nullopt : std::optional{complaint(result)};
    }
    const std::string recorded = found.bytes(0);
    if (recorded == purpose) { return std::nullopt; }
    return refuse(base::phrase("is the record of {}, expected {}; use another folder",
                               "{} の記録です。{} には別のフォルダーを使ってください",
                               base::visible(recorded), base::visible(purpose)));
}

base::Complaint Journal::Database::refuse(base::Phrase text) const {
    return {
        .blame = base::Blame::World, .place = {.file = file_.string()}, .text = std::move(text)};
}

base::Complaint Journal::Database::complaint(int result) const {
    switch (result & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return refuse({"another process has it open; one follower at a time",
                           "別のプロセスが使用中です。同時に使えるのは 1 つだけです"});
        case SQLITE_FULL:
            return refuse({"the disk is full; nothing of the last step was recorded",
                           "ディスクに空きがありません。最後の処理は記録されていません"});
        case SQLITE_NOTADB:
            return refuse({"is not a database, expected a journal of dyepack",
                           "データベースではありません。dyepack の記録が必要です"});
        case SQLITE_CORRUPT:
            return refuse({"is damaged; move it away and read the chain again",
                           "壊れています。別の場所に移し、チェーンを読み直してください"});
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM: return refuse({"cannot be opened for writing", "書き込み用に開けません"});
        default: break;
    }
    return refuse(base::phrase("the record could not be kept: {}", "記録できません: {}",
                               sqlite3_errstr(result)));
}

}  // namespace journal
