#pragma once

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "background.hpp"
#include "cli/program.hpp"

/// The Coincheck night as a replay node serves it, and the program beside it.
namespace night {

using nlohmann::json;

inline constexpr auto kPatience = std::chrono::seconds{120};
inline const std::string kCase = DYEPACK_SOURCE_DIR "/cases/coincheck-2018/case.yaml";

inline std::vector<json> documents(const std::string& lines) {
    std::vector<json> documents;
    std::istringstream stream{lines};
    for (std::string line; std::getline(stream, line);) {
        auto document = json::parse(line, nullptr, false);
        // A killed program may leave half a line behind; it says the whole one again.
        if (document.is_object()) { documents.push_back(std::move(document)); }
    }
    return documents;
}

inline std::map<std::string, int> counted(const std::vector<json>& documents) {
    std::map<std::string, int> kinds;
    for (const auto& document : documents) { ++kinds[document["event"].get<std::string>()]; }
    return kinds;
}

/// What happened to the case, by the names of events.
inline std::set<std::string> case_events(const std::vector<json>& documents) {
    std::set<std::string> ids;
    for (const auto& document : documents) {
        const bool seen = document["event"] == "theft_seen" || document["event"] == "taint_seen";
        if (document.contains("case") && document.contains("id") && !seen) {
            ids.insert(document["id"].get<std::string>());
        }
    }
    return ids;
}

inline json standing(const std::vector<json>& documents) {
    const auto found = std::ranges::find_if(
        documents, [](const json& each) { return each["event"] == "standing"; });
    return found == documents.end() ? json{} : *found;
}

/// A replay node of the night, and the case with its stand-ins.
class Night {
public:
    explicit Night(const std::vector<std::string>& how, const std::string& script = {})
        : node_{words(how, script), folder_.at("replay.out")},
          url_{"http://" + node_.wait_for("serving http://", kPatience)} {
        url_ = url_.substr(0, url_.find(' '));
    }
    [[nodiscard]] std::vector<std::string> watch(const std::string& data,
                                                 std::vector<std::string> more) const {
        std::vector<std::string> words{"watch",
                                       "--node",
                                       url_,
                                       "--private",
                                       "--from",
                                       "1",
                                       "--case",
                                       folder_.at("case/case.yaml"),
                                       "--data",
                                       folder_.at(data),
                                       "--format",
                                       "jsonl",
                                       "--websocket-port",
                                       url_.substr(url_.rfind(':') + 1)};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const cli::Folder& folder() const { return folder_; }
    [[nodiscard]] Background& node() { return node_; }

private:
    std::vector<std::string> words(const std::vector<std::string>& how, const std::string& script) {
        std::vector<std::string> words{"replay",      kCase,        "--listen",
                                       "127.0.0.1:0", "--case-out", folder_.at("case")};
        words.insert(words.end(), how.begin(), how.end());
        if (!script.empty()) {
            words.insert(words.end(), {"--script", folder_.write("script.yaml", script)});
        }
        return words;
    }

    cli::Folder folder_;
    Background node_;
    std::string url_;
};

}  // namespace night
