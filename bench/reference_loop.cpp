#include "reference_loop.hpp"

#include <algorithm>
#include <base/base.hpp>

namespace bench::reference {
namespace {

constexpr std::size_t kPrefetchDistance = 24;  // records; the best of 8 to 64 on the machines tried

template <class Entry>
void prefetch(const std::vector<Entry>& entries, std::span<const Record> records, std::size_t i) {
    const Record& ahead = records[std::min(i + kPrefetchDistance, records.size() - 1)];
    __builtin_prefetch(entries.data() + ahead.from, 1);
    __builtin_prefetch(entries.data() + ahead.to, 1);
}

}  // namespace

std::vector<std::uint64_t> find_openings(std::span<const Record> records, std::uint32_t accounts) {
    std::vector<Holding> holdings(accounts);  // `taint` holds what was lacking so far
    for (std::size_t i = 0; i < records.size(); ++i) {
        prefetch(holdings, records, i);
        const Record record = records[i];
        Holding& from = holdings[record.from];
        if (record.atoms > from.balance) {
            from.taint += record.atoms - from.balance;
            from.balance = record.atoms;
        }
        from.balance -= record.atoms;
        holdings[record.to].balance += record.atoms;
    }
    std::vector<std::uint64_t> openings(accounts);
    std::ranges::transform(holdings, openings.begin(), &Holding::taint);
    return openings;
}

void move_balances(std::vector<Holding>& holdings, std::span<const Record> records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        prefetch(holdings, records, i);
        const Record record = records[i];
        holdings[record.from].balance -= record.atoms;
        holdings[record.to].balance += record.atoms;
    }
}

void steal(std::vector<Holding>& holdings, std::span<const Record> records) {
    for (const Record& record : records) {
        holdings[record.from].balance -= record.atoms;
        holdings[record.to].balance += record.atoms;
        holdings[record.to].taint += record.atoms;
    }
}

void haircut(std::vector<Holding>& holdings, std::span<const Record> records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        prefetch(holdings, records, i);
        const Record record = records[i];
        Holding& from = holdings[record.from];
        std::uint64_t carried = 0;
        if (from.taint != 0) {
            carried =
                static_cast<std::uint64_t>(base::Wide{record.atoms} * from.taint / from.balance);
        }
        from.balance -= record.atoms;
        from.taint -= carried;
        Holding& to = holdings[record.to];
        to.balance += record.atoms;
        to.taint += carried;
    }
}

}  // namespace bench::reference
