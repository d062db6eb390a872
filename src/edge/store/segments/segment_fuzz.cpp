#include <array>

#include "block_runs.hpp"
#include "packed_rows.hpp"
#include "segment_ledger.hpp"
#include "segment_testing.hpp"
#include "touch_index.hpp"

namespace store {
namespace {

/// A file that is read as a segment is, byte for byte, what writing its records gives.
void check_file(std::string_view bytes) {
    for (const SegmentKind kind : kSegmentKinds) {
        const auto segment = testing::open_segment_bytes(bytes, kind);
        const auto records = testing::records_of(bytes, kind);
        const auto& failed =
            segment ? records : Expected<std::string>{std::unexpected(segment.error())};
        if (!failed) {
            const base::Phrase& text = failed.error().text;
            base::invariant(!text.en.empty() && !text.ja.empty(),
                            "complaints speak both languages");
            continue;
        }
        base::invariant(testing::segment_of(segment->shape(), *records) == bytes,
                        "a segment has one form");
    }
}

/// Cuts the input into the records of a ledger's segments.
class Pieces {
public:
    explicit Pieces(std::string_view rest) : rest_{rest} {}

    [[nodiscard]] Expected<Segment> next(const SegmentShape& shape) {
        const std::string_view records = take(byte() * std::size_t{shape.record_bytes});
        return testing::open_segment_bytes(testing::segment_of(shape, records), shape.kind);
    }
    [[nodiscard]] std::uint8_t byte() {
        const std::string_view one = take(1);
        return one.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(one.front());
    }

private:
    std::string_view take(std::size_t size) {
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }

    std::string_view rest_;  // the input, which libFuzzer keeps
};

SegmentShape rows_shape(Pieces& pieces) {
    SegmentShape shape{SegmentKind::Rows, 1, {}};
    for (std::size_t i = 0; i < 3; ++i) { shape.parameters[i] = pieces.byte() % 58; }
    const auto bits = 2U * shape.parameters[0] + shape.parameters[1] + shape.parameters[2];
    shape.record_bytes = std::max((bits + 7) / 8, 1U);
    return shape;
}

void use(const SegmentLedger& ledger, const ledger::Touches* touches) {
    const std::uint32_t rows = ledger.rows();
    std::vector<ledger::Transfer> transfers(rows);
    ledger.read(ledger::Row{0}, transfers);
    const auto known = [&](ledger::AccountId account) {
        return account == ledger::kNobody || account.value < ledger.accounts();
    };
    for (std::uint32_t row = 0; row < rows; ++row) {
        base::invariant(known(transfers[row].from) && known(transfers[row].to),
                        "an account is nobody or one of the ledger");
        if (known(transfers[row].from) && transfers[row].from != ledger::kNobody) {
            (void)ledger.find_account(ledger.account_text(transfers[row].from));
        }
        const auto height = ledger.facts(ledger::Row{row}).height;
        base::invariant(
            height && ledger.end_of(*height) <= rows && ledger.begin_of(*height) <= rows,
            "a bound is in the ledger");
        if (touches == nullptr) { continue; }
        const auto links = touches->links(ledger::Row{row});
        base::invariant(links.from_next > row && links.to_next > row && links.from_next <= rows &&
                            links.to_next <= rows,
                        "a walk goes forward");
    }
}

/// Whatever records a folder holds under checksums that fit, nothing is read or written outside.
void check_contents(Pieces pieces) {
    auto numbers_segment = pieces.next(kNumbersShape);
    auto rows_segment = pieces.next(rows_shape(pieces));
    auto large = pieces.next(kLargeShape);
    auto blocks_segment = pieces.next(kBlocksShape);
    auto touches_segment = pieces.next(kTouchesShape);
    base::invariant(numbers_segment && rows_segment && large && blocks_segment && touches_segment,
                    "what was written is a segment");
    auto numbers = AccountNumbers::make(*std::move(numbers_segment));
    if (!numbers) { return; }
    auto rows = PackedRows::make(*std::move(rows_segment), *std::move(large), numbers->size());
    if (!rows) { return; }
    auto blocks = BlockRuns::make(*std::move(blocks_segment), rows->size());
    if (!blocks) { return; }
    const auto touches = TouchIndex::make(*std::move(touches_segment), rows->size());
    const SegmentLedger ledger{*std::move(numbers), *std::move(rows), *std::move(blocks), "x"};
    try {
        use(ledger, touches ? touches->get() : nullptr);
    } catch (const DamagedFile&) { return; }
}

}  // namespace
}  // namespace store

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    store::check_file(bytes);
    store::check_contents(store::Pieces{bytes});
    return 0;
}
