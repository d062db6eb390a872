#pragma once

#include <filesystem>
#include <marks/desk.hpp>
#include <marks/history.hpp>
#include <nem/nem.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../expected.hpp"

namespace app {

/// Who marks the accounts of one case, with what and by which rules: `marks.yaml`, version 1
/// (docs/marks-file.md). It is apart from the case, which others follow without marking anybody.
struct MarkingRules {
    std::string case_id;
    nem::Address issuer;                  // the account that announces
    std::optional<nem::MosaicId> mosaic;  // goes with a mark; nothing: the message alone
    marks::IssuingRules issuing;
    std::vector<marks::MarkMosaic> recognised;  // by which marks of others are known
    std::filesystem::path file;
};
/// `file`: what complaints name.
[[nodiscard]] Expected<MarkingRules> parse_marking_rules(std::string_view text,
                                                         const std::filesystem::path& file,
                                                         nem::Network network);
/// Complaints: a file that cannot be read, or is none, with the place.
[[nodiscard]] Expected<MarkingRules> load_marking_rules(const std::filesystem::path& file,
                                                        nem::Network network);
/// All that decides what is ordered, canonical.
[[nodiscard]] std::string fingerprint_of(const MarkingRules& rules);

}  // namespace app
