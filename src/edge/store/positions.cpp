#include "positions.hpp"

#include <algorithm>
#include <limits>
#include <ranges>
#include <utility>

namespace store {
namespace {

constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

std::int64_t pack(base::Moment moment) {  // years end at 9999: two bits are free
    return moment.at.seconds * 4 + std::to_underlying(moment.precision);
}

base::Moment unpack(std::int64_t packed) {
    return {{packed >> 2U}, static_cast<base::Precision>(packed & 3)};
}

/// The first of the rows for which `past` holds; it must hold for all that follow.
template <class Past>
std::uint32_t first_row(std::uint32_t begin, std::uint32_t end, Past past) {
    const auto rows = std::views::iota(begin, end);
    return begin + static_cast<std::uint32_t>(
                       std::ranges::partition_point(rows, [&](auto row) { return !past(row); }) -
                       rows.begin());
}

}  // namespace

void Positions::add(std::optional<ledger::Height> height, std::optional<base::Moment> time) {
    if (height) { heights_.push_back(height->value); }
    if (time) {
        times_.resize(rows_, kNoTime);
        times_.push_back(pack(*time));
        ++times_known_;
    }
    ++rows_;
    base::invariant(heights_.empty() || heights_.size() == rows_, "every row has a height");
}

void Positions::seal() {
    if (!has_times() || std::ranges::is_sorted(times_, {}, [](auto t) { return t >> 2U; })) {
        return;
    }
    reached_.reserve(rows_);
    for (const std::int64_t time : times_) {
        const std::int64_t seconds = unpack(time).at.seconds;
        reached_.push_back(reached_.empty() ? seconds : std::max(reached_.back(), seconds));
    }
}

std::optional<ledger::Height> Positions::height(ledger::Row row) const {
    if (heights_.empty()) { return std::nullopt; }
    return ledger::Height{heights_[row.value]};
}

std::optional<base::Moment> Positions::time(ledger::Row row) const {
    if (row.value >= times_.size() || times_[row.value] == kNoTime) { return std::nullopt; }
    return unpack(times_[row.value]);
}

std::int64_t Positions::reached(std::uint32_t row) const {
    return reached_.empty() ? unpack(times_[row]).at.seconds : reached_[row];
}

std::uint32_t Positions::end_of(ledger::Bound until) const {
    if (const auto* height = std::get_if<ledger::Height>(&until)) {
        base::invariant(has_heights(), "a height asks for heights");
        return first_row(0, rows_, [&](auto row) { return heights_[row] > height->value; });
    }
    base::invariant(has_times(), "a moment asks for times");
    const std::int64_t seconds = std::get<base::Instant>(until).seconds;
    return first_row(0, rows_, [&](auto row) { return reached(row) > seconds; });
}

std::uint32_t Positions::begin_of(ledger::Bound since) const {
    if (const auto* height = std::get_if<ledger::Height>(&since)) {
        base::invariant(has_heights(), "a height asks for heights");
        return first_row(0, rows_, [&](auto row) { return heights_[row] >= height->value; });
    }
    base::invariant(has_times(), "a moment asks for times");
    const std::int64_t seconds = std::get<base::Instant>(since).seconds;
    return first_row(0, rows_, [&](auto row) { return reached(row) >= seconds; });
}

std::uint32_t Positions::block_end(ledger::Row row) const {
    if (has_heights()) { return end_of(ledger::Height{heights_[row.value]}); }
    return end_of(unpack(times_[row.value]).at);
}

}  // namespace store
