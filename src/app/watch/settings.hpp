#pragma once

#include <cstdint>
#include <filesystem>
#include <nem/nem.hpp>
#include <optional>
#include <string>
#include <vector>

#include "../arguments.hpp"
#include "../expected.hpp"

namespace app {

/// What `dyepack watch` was asked for.
struct WatchSettings {
    std::vector<std::string> node_urls;
    std::size_t agreeing{1};
    std::vector<std::filesystem::path> cases;
    std::vector<std::filesystem::path> marks;  // rules files
    std::optional<std::string> marks_key;
    std::optional<std::string> passphrase_file;
    std::filesystem::path data{"dyepack-watch"};
    nem::Network network{nem::kMainnet};
    bool is_private{false};              // another nemesis block, and a node without peers, will do
    std::optional<std::uint64_t> from;   // nothing: the head
    std::uint16_t websocket_port{7778};  // 0: none
    bool once{false};
    bool json_lines{false};
};
[[nodiscard]] Expected<WatchSettings> to_watch_settings(const Arguments& arguments);

}  // namespace app
