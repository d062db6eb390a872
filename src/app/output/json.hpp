#pragma once

#include <money/money.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "../loaded_case.hpp"

namespace app {

/// Members keep the order in which they are written: the same result, the same bytes.
using Json = nlohmann::ordered_json;

/// Two spaces a level and a final newline.
[[nodiscard]] std::string to_text(const Json& document);

[[nodiscard]] Json to_json(money::Total atoms);  // a string of atoms
[[nodiscard]] Json to_json(const std::optional<std::string>& text);
/// The account's text; null for nobody.
[[nodiscard]] Json account_json(const LoadedCase& loaded, ledger::AccountId account);
/// The account's label; null where nothing names it. English, whatever `--lang` says.
[[nodiscard]] Json label_json(const LoadedCase& loaded, ledger::AccountId account);
/// `{"height", "time"[, "precision"], "tx"}`; `precision` only where it is coarser than seconds.
[[nodiscard]] Json position_json(const LoadedCase& loaded, ledger::Row row);
/// The position up to which a trace went: `{"height", "time"[, "precision"]}`.
[[nodiscard]] Json end_json(const LoadedCase& loaded);
/// `{"sha256", "file"}`; null where there is no such file.
[[nodiscard]] Json file_json(const std::optional<NamedFile>& file);

/// What every document says first: program, case, ledger, input, asset, divisibility.
void add_origin(Json& document, const LoadedCase& loaded);

}  // namespace app
