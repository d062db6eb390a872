#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

namespace bench {

/// One raw20 record as it lies in the file (docs/formats.md); little-endian machines only.
struct [[gnu::packed]] Record {
    std::uint32_t from;
    std::uint32_t to;
    std::uint64_t atoms;
    std::uint32_t height;
};
static_assert(sizeof(Record) == 20 && alignof(Record) == 1);

/// Writes records in large pieces. A failed write ends the program: a ledger that is cut short
/// must not be measured.
class RecordWriter {
public:
    explicit RecordWriter(const std::filesystem::path& file);
    void write(const Record& record);
    void finish();

private:
    struct CloseFile {
        void operator()(std::FILE* file) const noexcept { std::ignore = std::fclose(file); }
    };
    void flush();

    std::filesystem::path path_;
    std::unique_ptr<std::FILE, CloseFile> file_;
    std::vector<Record> pending_;
};

/// A raw20 file, mapped.
class RecordFile {
public:
    explicit RecordFile(const std::filesystem::path& file);
    RecordFile(const RecordFile&) = delete;
    RecordFile& operator=(const RecordFile&) = delete;
    RecordFile(RecordFile&&) = delete;
    RecordFile& operator=(RecordFile&&) = delete;
    ~RecordFile();

    [[nodiscard]] std::span<const Record> records() const { return records_; }

private:
    std::span<const Record> records_;
};

/// Says what went wrong with a file, and exits with 4.
[[noreturn]] void give_up(const char* what, const std::filesystem::path& file);

}  // namespace bench
