#pragma once

#include <ledger/ledger.hpp>

#include "segment.hpp"

namespace store {

inline constexpr SegmentShape kTouchesShape{SegmentKind::Touches, 16, {}};

/// What follows each row, as an import found it (write_touches).
class TouchIndex final : public ledger::Touches {
public:
    [[nodiscard]] static Expected<std::unique_ptr<TouchIndex>> make(Segment touches,
                                                                    std::uint32_t rows);

    [[nodiscard]] Links links(ledger::Row row) const override;

private:
    explicit TouchIndex(Segment touches) : touches_{std::move(touches)} {}

    Segment touches_;
};

}  // namespace store
