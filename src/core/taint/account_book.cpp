#include "account_book.hpp"

#include "lots.hpp"

namespace taint {
namespace {

template <Policy kOrder>
class TracedBook final : public Book<Lots<kOrder, Lineage>>, public LineageBook {
public:
    using Book<Lots<kOrder, Lineage>>::Book;

    [[nodiscard]] std::span<const LineageNode> nodes() const override {
        return this->rule().origins().nodes();
    }
    [[nodiscard]] std::vector<LineageLot> tainted_lots(ledger::AccountId account) const override {
        std::vector<LineageLot> tainted = this->rule().origins().booked(account);
        const Record record = this->load(account);
        for (const Lot& lot : this->rule().lots(record)) {
            if (lot.origin != 0) { tainted.push_back({lot.atoms, lot.origin}); }
        }
        return tainted;
    }
};

template <Policy kOrder>
AccountLineage make_traced(const ledger::OpeningBalances& openings, const BoundarySet& boundaries) {
    auto book = std::make_unique<TracedBook<kOrder>>(openings, boundaries, MoveSink{});
    const LineageBook* lineage = book.get();
    return {std::move(book), lineage};
}

}  // namespace

std::unique_ptr<AccountBook> make_account_book(Policy policy,
                                               const ledger::OpeningBalances& openings,
                                               const BoundarySet& boundaries, MoveSink sink) {
    const auto make = [&]<class Rule>() -> std::unique_ptr<AccountBook> {
        return std::make_unique<Book<Rule>>(openings, boundaries, std::move(sink));
    };
    switch (policy) {
        case Policy::Poison: return make.operator()<Amounts<PoisonShare>>();
        case Policy::Haircut: return make.operator()<Amounts<HaircutShare>>();
        case Policy::Fifo: return make.operator()<Lots<Policy::Fifo, PlainOrigins>>();
        case Policy::Lifo: return make.operator()<Lots<Policy::Lifo, PlainOrigins>>();
        case Policy::Tiho: return make.operator()<Amounts<TihoShare>>();
    }
    base::broken("unnamed policy");
}

AccountLineage make_account_lineage(Policy policy, const ledger::OpeningBalances& openings,
                                    const BoundarySet& boundaries) {
    switch (policy) {
        case Policy::Fifo: return make_traced<Policy::Fifo>(openings, boundaries);
        case Policy::Lifo: return make_traced<Policy::Lifo>(openings, boundaries);
        case Policy::Tiho: return make_traced<Policy::Tiho>(openings, boundaries);
        case Policy::Poison:
        case Policy::Haircut: break;
    }
    base::broken("a policy without lots has no lineage");
}

}  // namespace taint
