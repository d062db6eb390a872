#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <optional>
#include <vector>

namespace store {

/// Where each row of a ledger lies on its chain. Rows are ordered by height, or by time where there
/// are no heights; the caller has checked that the ordering one is there and never decreases.
class Positions {
public:
    void add(std::optional<ledger::Height> height, std::optional<base::Moment> time);
    /// No more rows come: the questions below may be asked.
    void seal();

    [[nodiscard]] std::uint32_t rows() const { return rows_; }
    [[nodiscard]] bool has_heights() const { return !heights_.empty(); }
    /// Every row has one; a ledger with gaps cannot be asked for a moment.
    [[nodiscard]] bool has_times() const { return rows_ > 0 && times_known_ == rows_; }
    [[nodiscard]] std::uint32_t times_known() const { return times_known_; }
    [[nodiscard]] std::optional<ledger::Height> height(ledger::Row row) const;
    [[nodiscard]] std::optional<base::Moment> time(ledger::Row row) const;

    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const;
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const;
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const;

private:
    /// The latest second at or before each row: block times may go back a little, and then "the
    /// first row past a moment" is found where this passes it.
    [[nodiscard]] std::int64_t reached(std::uint32_t row) const;

    std::uint32_t rows_{0};
    std::uint32_t times_known_{0};
    std::vector<std::uint64_t> heights_;
    std::vector<std::int64_t> times_;  // seconds * 4 + precision; kNoTime; empty when none is known
    std::vector<std::int64_t> reached_;  // only where times go back
};

}  // namespace store
