#pragma once

#include <marks/desk.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// What a desk was told, as it is kept: with the newest block that the desk knew before. Blocks in
/// which nothing happened are not kept, they follow from that.
struct LoggedEvent {
    std::optional<ledger::Height> tip;
    marks::DeskEvent event;
};
/// `dyepack.desk-event/1`, JSON.
[[nodiscard]] std::string to_document(const LoggedEvent& logged);
/// Nothing for what `to_document` does not write, to the byte: only this program keeps a log.
[[nodiscard]] std::optional<LoggedEvent> parse_logged(std::string_view document);

}  // namespace app
