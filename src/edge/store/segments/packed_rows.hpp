#pragma once

#include <ledger/ledger.hpp>
#include <span>

#include "row_layout.hpp"
#include "segment.hpp"
#include "segment_writer.hpp"

namespace store {

/// The transfers of a ledger out of two segments, `Rows` and `Large`.
class PackedRows {
public:
    /// `accounts` is how many the ledger has: a row that names another one is damaged.
    [[nodiscard]] static Expected<PackedRows> make(Segment rows, Segment large,
                                                   std::uint32_t accounts);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
    void read(ledger::Row first, std::span<ledger::Transfer> into) const;

private:
    PackedRows(Segment rows, Segment large, const RowLayout& layout, std::uint32_t accounts);

    [[nodiscard]] ledger::AccountId account(std::uint64_t code) const {
        return code == accounts_ ? ledger::kNobody
                                 : ledger::AccountId{static_cast<std::uint32_t>(code)};
    }
    [[nodiscard]] std::uint64_t value(std::uint64_t field, std::uint64_t flag) const {
        return (field & flag) == 0 ? field : large_value(field & ~flag);
    }
    [[nodiscard]] std::uint64_t large_value(std::uint64_t index) const;

    Segment rows_;
    Segment large_;
    RowFields fields_;
    std::uint32_t accounts_;
};

/// Packs transfers into both segments.
class RowsWriter {
public:
    /// The writers must outlive this one.
    RowsWriter(SegmentWriter& rows, SegmentWriter& large, const RowLayout& layout,
               std::uint32_t accounts)
        : rows_{rows}, large_{large}, fields_{layout}, accounts_{accounts} {}

    void write(const ledger::Transfer& transfer) {
        char* const record = rows_.add();
        fields_.from.write(record, code_of(transfer.from));
        fields_.to.write(record, code_of(transfer.to));
        fields_.amount.write(record, field_of(transfer.amount.atoms(), fields_.amount_flag));
        if (fields_.fee_flag == 0) { return; }
        fields_.fee.write(record, field_of(transfer.fee.atoms(), fields_.fee_flag));
    }

private:
    [[nodiscard]] std::uint64_t code_of(ledger::AccountId account) const {
        return account == ledger::kNobody ? accounts_ : account.value;
    }
    [[nodiscard]] std::uint64_t field_of(std::uint64_t value, std::uint64_t flag) {
        return value < flag ? value : flag | keep_large(value);
    }
    [[nodiscard]] std::uint64_t keep_large(std::uint64_t value);

    SegmentWriter& rows_;
    SegmentWriter& large_;
    RowFields fields_;
    std::uint32_t accounts_;
};

inline constexpr SegmentShape kLargeShape{SegmentKind::Large, sizeof(std::uint64_t), {}};

}  // namespace store
