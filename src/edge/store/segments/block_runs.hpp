#pragma once

#include <ledger/ledger.hpp>
#include <optional>

#include "segment.hpp"
#include "segment_writer.hpp"

namespace store {

inline constexpr SegmentShape kBlocksShape{
    SegmentKind::Blocks, sizeof(std::uint32_t) + sizeof(std::uint64_t), {}};

/// The heights of rows, by runs: a block has many rows.
class BlockRuns {
public:
    /// `rows` is how many the ledger has.
    [[nodiscard]] static Expected<BlockRuns> make(Segment blocks, std::uint32_t rows);

    [[nodiscard]] ledger::Height height(ledger::Row row) const;
    /// The first row whose height is above `height`; the rows' number when there is none.
    [[nodiscard]] std::uint32_t first_above(std::uint64_t height) const;
    [[nodiscard]] std::uint32_t first_at_least(std::uint64_t height) const;

private:
    BlockRuns(Segment blocks, std::uint32_t rows) : blocks_{std::move(blocks)}, rows_{rows} {}

    /// The first run for which `past` holds; it must hold for all that follow.
    template <class Past>
    [[nodiscard]] std::uint64_t first_run(Past past) const;
    [[nodiscard]] std::uint32_t row_of(std::uint64_t run) const;
    [[nodiscard]] std::uint64_t height_of(std::uint64_t run) const;

    Segment blocks_;
    std::uint32_t rows_;
};

class BlocksWriter {
public:
    /// `blocks` must outlive this.
    explicit BlocksWriter(SegmentWriter& blocks) : blocks_{blocks} {}
    void write(std::uint64_t height) {
        if (height != last_) { begin(height); }
        ++rows_;
    }

private:
    void begin(std::uint64_t height);

    SegmentWriter& blocks_;
    std::optional<std::uint64_t> last_;
    std::uint32_t rows_{0};
};

}  // namespace store
