#pragma once

#include <gtest/gtest.h>

#include <journal/journal.hpp>
#include <stdexcept>
#include <string>
#include <test_folder/test_folder.hpp>

namespace journal::testing {

using test_folder::TestFolder;

inline Journal open(const TestFolder& folder) {
    auto journal = Journal::open(folder.path(), "test");
    if (!journal) { throw std::runtime_error(journal.error().text.en); }
    return std::move(*journal);
}

inline Block block(std::uint64_t height, const std::string& hash = "hash") {
    return {.height = {height}, .hash = hash, .bytes = std::string("bytes\0of it", 11)};
}

}  // namespace journal::testing
