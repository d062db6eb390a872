#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <journal/journal.hpp>
#include <string>

namespace journal::testing {

/// A folder that goes with the test.
class TestFolder {
public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "dyepack-journal-XXXXXX");
        path_ = ::mkdtemp(name.data());
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    TestFolder(TestFolder&&) = delete;
    TestFolder& operator=(TestFolder&&) = delete;
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline Journal open(const TestFolder& folder) {
    auto journal = Journal::open(folder.path(), "test");
    if (!journal) { throw std::runtime_error(journal.error().text.en); }
    return std::move(*journal);
}

inline Block block(std::uint64_t height, const std::string& hash = "hash") {
    return {.height = {height}, .hash = hash, .bytes = std::string("bytes\0of it", 11)};
}

}  // namespace journal::testing
