#include "decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <store/store.hpp>

#include "../complain.hpp"
#include "../output/json.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
namespace event = marks::event;

constexpr std::string_view kVersion = "dyepack.decision/1";

std::string text_of(const Json& document, const char* key) {
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
}

/// By time, and by chance where two people decide at once.
std::string new_name() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
    std::random_device chance;
    return fmt::format("{:020}-{:08x}.json", nanoseconds, chance());
}

}  // namespace

const std::vector<std::string_view>& decision_actions() {
    static const std::vector<std::string_view> actions{"approve", "decline", "dispute",
                                                       "uphold",  "revoke",  "close"};
    return actions;
}

bool needs_note(std::string_view action) {
    return action == "dispute" || action == "revoke" || action == "close";
}

std::optional<marks::DeskEvent> to_event(const Decision& decision, base::Instant now) {
    if (decision.action == "approve") { return event::Approve{decision.account}; }
    if (decision.action == "decline") { return event::Decline{decision.account}; }
    if (decision.action == "dispute") { return event::Dispute{decision.account, decision.note}; }
    if (decision.action == "uphold") { return event::Uphold{decision.account}; }
    if (decision.action == "revoke") { return event::Revoke{decision.account, decision.note}; }
    if (decision.action == "close") { return event::Close{now, decision.note}; }
    return std::nullopt;
}

std::string to_document(const Decision& decision) {
    Json document;
    document["version"] = kVersion;
    document["action"] = decision.action;
    document["case"] = decision.case_id;
    document["account"] = decision.account;
    document["note"] = decision.note;
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Decision> parse_decision(std::string_view document) {
    const Json parsed = Json::parse(document, nullptr, false);
    if (!parsed.is_object() || text_of(parsed, "version") != kVersion) { return std::nullopt; }
    Decision decision{text_of(parsed, "action"), text_of(parsed, "case"),
                      text_of(parsed, "account"), text_of(parsed, "note")};
    const auto& actions = decision_actions();
    const bool known = std::ranges::find(actions, decision.action) != actions.end();
    if (!known || decision.case_id.empty()) { return std::nullopt; }
    return decision;
}

fs::path decisions_folder(const fs::path& record) { return record / "decisions"; }

Expected<fs::path> leave(const Decision& decision, const fs::path& record) {
    const auto folder = decisions_folder(record);
    std::error_code failure;
    fs::create_directory(folder, failure);
    if (failure) {
        return std::unexpected(base::Complaint{.blame = base::Blame::World,
                                               .place = {.file = folder.string()},
                                               .text = store::cause_of(failure.value())});
    }
    auto file = folder / new_name();
    if (auto complaint = store::write_file(file, to_document(decision))) {
        return std::unexpected(*std::move(complaint));
    }
    return file;
}

std::vector<fs::path> waiting_decisions(const fs::path& record) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{decisions_folder(record), none}) {
        // What is still being written has another ending.
        if (entry.path().extension() == ".json") { files.push_back(entry.path()); }
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace app
