#include "layout.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "complain.hpp"

namespace store {
namespace {

/// Names from outside, fit for one line; a header may have hundreds.
std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t kNamesMax = 20;
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) { list += ", "; }
        if (i == kNamesMax) { return list + "…"; }
        list += base::visible(names[i], 40);
    }
    return list;
}

}  // namespace

Expected<Layout> Layout::read(const csv::Record& header, std::string file,
                              std::span<const std::string_view> known) {
    Layout layout;
    layout.file_ = std::move(file);
    layout.fields_.resize(known.size());
    for (std::size_t field = 0; field < header.fields.size(); ++field) {
        const std::string_view name = header.fields[field];
        layout.names_.emplace_back(name);
        const auto column = std::ranges::find(known, name);
        if (column == known.end()) {
            layout.unknown_.emplace_back(name);
            continue;
        }
        auto& place = layout.fields_[static_cast<std::size_t>(column - known.begin())];
        if (place) {
            base::Place at = header.places[field];
            at.file = layout.file_;
            return std::unexpected(bad_place(
                std::move(at), base::phrase("the column `{}` comes twice; once was expected",
                                            "列 `{}` が重複しています。1 列だけにしてください",
                                            base::visible(name, 40))));
        }
        place = field;
    }
    return layout;
}

base::Complaint Layout::lacking(const base::Phrase& expected,
                                std::span<const std::string_view> missing) const {
    const std::string found = listed(names_);
    base::Phrase lacks;
    if (!missing.empty()) {
        lacks = base::phrase("; missing: {}", "。足りない列：{}",
                             fmt::format("{}", fmt::join(missing, ", ")));
    }
    return bad_place({file_, 1, 1},
                     {fmt::format("unknown column layout: found the columns {}{}; expected {}",
                                  found, lacks.en, expected.en),
                      fmt::format("列の構成が不明です。見つかった列：{}{}。必要な列：{}", found,
                                  lacks.ja, expected.ja)});
}

std::optional<base::Phrase> Layout::ignored() const {
    if (unknown_.empty()) { return std::nullopt; }
    return base::phrase("{}: columns that are not used: {}", "{}：使用しない列：{}", file_,
                        listed(unknown_));
}

std::optional<base::Complaint> CsvRow::check_width() const {
    if (record_.fields.size() == layout_.width()) { return std::nullopt; }
    // At the first field too many, else at the last there is.
    const std::size_t field = std::min(layout_.width(), record_.fields.size() - 1);
    return complain_at(field, base::phrase("the row has {} fields; the header has {}",
                                           "この行のフィールド数は {} ですが、見出し行では {} です",
                                           record_.fields.size(), layout_.width()));
}

base::Complaint CsvRow::complain_at(std::optional<std::size_t> field, base::Phrase text) const {
    base::Place place{{}, record_.line, 1};
    if (field && *field < record_.places.size()) { place = record_.places[*field]; }
    place.file = layout_.file();
    return bad_place(std::move(place), std::move(text));
}

}  // namespace store
