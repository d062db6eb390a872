#pragma once

#include <filesystem>
#include <marks/desk.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../expected.hpp"

namespace app {

/// What a person decided about a mark, on its way to the program that watches: a file of its own in
/// the record's folder, taken once and then removed.
struct Decision {
    std::string action;  // approve, decline, dispute, uphold, revoke, close
    std::string case_id;
    std::string account;  // nothing of `close`
    std::string note;     // of dispute, revoke and close
    friend bool operator==(const Decision&, const Decision&) = default;
};
[[nodiscard]] const std::vector<std::string_view>& decision_actions();
[[nodiscard]] bool needs_note(std::string_view action);
/// Nothing for an action that there is not.
[[nodiscard]] std::optional<marks::DeskEvent> to_event(const Decision& decision, base::Instant now);

/// `dyepack.decision/1`, JSON.
[[nodiscard]] std::string to_document(const Decision& decision);
[[nodiscard]] std::optional<Decision> parse_decision(std::string_view document);
inline constexpr std::uint64_t kDecisionBytesMax = 16U << 10U;

/// Where a record's decisions wait.
[[nodiscard]] std::filesystem::path decisions_folder(const std::filesystem::path& record);
/// Durable when it returns; its name is no other's.
[[nodiscard]] Expected<std::filesystem::path> leave(const Decision& decision,
                                                    const std::filesystem::path& record);
/// In the order in which they were left.
[[nodiscard]] std::vector<std::filesystem::path> waiting_decisions(
    const std::filesystem::path& record);

}  // namespace app
