#include <utility>

#include "splitter.hpp"

namespace csv {

Reader::Reader(std::string file, Use use)
    : splitter_{std::make_unique<Splitter>(std::move(file), std::move(use))} {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

std::optional<base::Complaint> Reader::feed(std::string_view chunk) {
    return splitter_->feed(chunk);
}

std::optional<base::Complaint> Reader::finish() { return splitter_->finish(); }

}  // namespace csv
