#include "touch_builder.hpp"

#include <algorithm>
#include <utility>

namespace store {
namespace {

constexpr std::uint32_t kRowsAtOnce = 8'192;
constexpr std::size_t kPrefetchAhead = 24;  // rows; about one memory latency

/// Inlined by force: gcc drops calls to a function that only prefetches.
template <class Number>
[[gnu::always_inline]] inline void prefetch(const std::vector<Number>& numbers,
                                            const ledger::Transfer& transfer) {
    if (transfer.from != ledger::kNobody) {
        __builtin_prefetch(numbers.data() + transfer.from.value, 1);
    }
    if (transfer.to != ledger::kNobody) {
        __builtin_prefetch(numbers.data() + transfer.to.value, 1);
    }
}

/// Where the account is touched next, as far as the ledger was read from its end.
std::uint32_t next_of(const std::vector<std::uint32_t>& next, ledger::AccountId account,
                      std::uint32_t rows) {
    return account == ledger::kNobody ? rows : next[account.value];
}

void link(std::vector<std::uint32_t>& next, std::uint32_t rows, std::uint32_t first,
          std::span<const ledger::Transfer> transfers, std::span<NextTouches::Pair> into) {
    for (std::size_t i = transfers.size(); i-- > 0;) {
        prefetch(next, transfers[i - std::min(i, kPrefetchAhead)]);
        const ledger::Transfer& transfer = transfers[i];
        into[i] = {next_of(next, transfer.from, rows), next_of(next, transfer.to, rows)};
        const auto row = first + static_cast<std::uint32_t>(i);
        if (transfer.from != ledger::kNobody) { next[transfer.from.value] = row; }
        if (transfer.to != ledger::kNobody) { next[transfer.to.value] = row; }
    }
}

class Balances {
public:
    explicit Balances(const ledger::AccountLedger& ledger) : held_(ledger.accounts()) {
        for (const auto& [account, amount] : ledger.openings().held()) {
            held_[account.value] = amount.atoms();
        }
    }
    void prefetch_for(const ledger::Transfer& transfer) const { prefetch(held_, transfer); }
    /// Applies the row. What its receiver held before it.
    std::uint64_t apply(const ledger::Transfer& transfer) {
        const bool given = transfer.to != ledger::kNobody;
        const std::uint64_t before = given ? held_[transfer.to.value] : 0;
        if (given) { held_[transfer.to.value] += transfer.amount.atoms(); }
        if (transfer.from != ledger::kNobody) {
            held_[transfer.from.value] -= transfer.amount.atoms() + transfer.fee.atoms();
        }
        return before;
    }

private:
    std::vector<std::uint64_t> held_;
};

void write(SegmentWriter& touches, NextTouches::Pair next, std::uint64_t held) {
    char* const record = touches.add();
    store_number(record, next.from_next);
    store_number(record + 4, next.to_next);
    store_number(record + 8, held);
}

template <class Pairs>
auto bytes_of(Pairs pairs) {
    using Byte =
        std::conditional_t<std::is_const_v<typename Pairs::element_type>, const char, char>;
    return std::span<Byte>{reinterpret_cast<Byte*>(pairs.data()), pairs.size_bytes()};
}

}  // namespace

Expected<NextTouches> NextTouches::find(const ledger::AccountLedger& ledger,
                                        const std::filesystem::path& folder,
                                        const Progress& progress) {
    auto file = ScratchFile::create(folder);
    if (!file) { return std::unexpected(file.error()); }
    const std::uint32_t rows = ledger.rows();
    std::vector<std::uint32_t> next(ledger.accounts(), rows);
    std::vector<ledger::Transfer> transfers(kRowsAtOnce);
    std::vector<Pair> pairs(kRowsAtOnce);
    for (std::uint32_t end = rows; end > 0;) {
        const std::uint32_t begin = end - std::min(end, kRowsAtOnce);
        const std::span batch{transfers.data(), end - begin};
        const std::span<Pair> linked{pairs.data(), end - begin};
        ledger.read(ledger::Row{begin}, batch);
        link(next, rows, begin, batch, linked);
        if (auto complaint = file->write(std::uint64_t{begin} * sizeof(Pair), bytes_of(linked))) {
            return std::unexpected(*std::move(complaint));
        }
        end = begin;
        if (progress) { progress(rows - end, rows); }
    }
    return NextTouches{*std::move(file)};
}

std::optional<base::Complaint> NextTouches::read(ledger::Row first, std::span<Pair> into) const {
    return file_.read(std::uint64_t{first.value} * sizeof(Pair), bytes_of(into));
}

std::optional<base::Complaint> write_touches(const ledger::AccountLedger& ledger,
                                             const NextTouches& next, SegmentWriter& touches,
                                             const Progress& progress) {
    const std::uint32_t rows = ledger.rows();
    Balances balances{ledger};
    std::vector<ledger::Transfer> transfers(kRowsAtOnce);
    std::vector<NextTouches::Pair> pairs(kRowsAtOnce);
    for (std::uint32_t row = 0; row < rows && !touches.failed();) {
        const std::uint32_t count = std::min(kRowsAtOnce, rows - row);
        const std::span batch{transfers.data(), count};
        ledger.read(ledger::Row{row}, batch);
        if (auto complaint = next.read(ledger::Row{row}, {pairs.data(), count})) {
            return complaint;
        }
        for (std::size_t i = 0; i < count; ++i) {
            balances.prefetch_for(batch[std::min<std::size_t>(i + kPrefetchAhead, count - 1)]);
            write(touches, pairs[i], balances.apply(batch[i]));
        }
        row += count;
        if (progress) { progress(row, rows); }
    }
    return std::nullopt;
}

}  // namespace store
