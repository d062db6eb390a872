#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <journal/journal.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace journal {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

/// One statement, bound and stepped. A failure is kept and said at the end, by `finish`.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);
    Statement& bind(std::int64_t value);
    Statement& bind_text(std::string_view text);
    Statement& bind_blob(std::string_view bytes);
    /// True while there is a row.
    [[nodiscard]] bool step();
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string bytes(int column) const;
    /// SQLITE_OK unless something failed.
    [[nodiscard]] int result() const { return result_; }
    /// Runs a statement that gives no rows.
    [[nodiscard]] int run();

private:
    std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
    int result_{SQLITE_OK};
    int bound_{0};
};

/// The file, open and locked by this process.
class Journal::Database {
public:
    static Expected<std::unique_ptr<Database>> open(const std::filesystem::path& folder,
                                                    std::string_view purpose);

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// What SQLite's result means for a person.
    [[nodiscard]] base::Complaint complaint(int result) const;
    [[nodiscard]] base::Complaint refuse(base::Phrase text) const;
    [[nodiscard]] int run(const char* sql) const;

private:
    explicit Database(std::filesystem::path file) : file_{std::move(file)} {}
    [[nodiscard]] std::optional<base::Complaint> prepare(std::string_view purpose);
    [[nodiscard]] std::optional<base::Complaint> check_kind();
    [[nodiscard]] std::optional<base::Complaint> check_purpose(std::string_view purpose);

    std::filesystem::path file_;
    std::unique_ptr<sqlite3, CloseDatabase> handle_;
};

}  // namespace journal
