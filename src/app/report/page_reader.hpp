#pragma once

#include <string>
#include <string_view>
#include <vector>

/// A strict reader of our own pages, for tests: every tag is closed, in order, and quoted.
namespace report {

struct Tag {
    std::string name;
    std::vector<std::string> attributes;  // names
};

struct PageReading {
    std::vector<Tag> tags;
    std::vector<std::string> faults;
};
[[nodiscard]] PageReading read_page(std::string_view html);

}  // namespace report
