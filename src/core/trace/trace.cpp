#include <algorithm>
#include <limits>
#include <memory>
#include <trace/trace.hpp>
#include <tuple>

#include "plan.hpp"
#include "walk.hpp"

namespace trace {
namespace {

/// All books of a trace side by side, so that the ledger is read once.
template <class Book>
class Books {
public:
    void add(std::unique_ptr<Book> book) { books_.push_back(std::move(book)); }
    [[nodiscard]] const Book& operator[](std::size_t i) const { return *books_[i]; }

    template <class... Args>
    void apply(const Args&... args) {
        for (const auto& book : books_) { book->apply(args...); }
    }
    template <class... Args>
    void apply_theft(const Args&... args) {
        for (const auto& book : books_) { book->apply_theft(args...); }
    }

private:
    std::vector<std::unique_ptr<Book>> books_;
};

Holder holder_of(const ledger::AccountLedger& /*ledger*/, ledger::AccountId account,
                 const taint::Standing& standing) {
    return {account,       std::nullopt,   standing.taint, standing.balance,
            standing.hops, standing.first, standing.last};
}
Holder holder_of(const ledger::UtxoLedger& ledger, ledger::OutputId output,
                 const taint::Standing& standing) {
    return {owner_of(ledger, output), output,       standing.taint, standing.balance, standing.hops,
            standing.first,           standing.last};
}

/// By taint, largest first; ties by account text in bytes (no account first), then by output.
template <class Entry, class Account, class Output>
void sort_by_taint(const ledger::Ledger& ledger, std::vector<Entry>& entries, Account account,
                   Output output) {
    std::ranges::sort(entries, [&](const Entry& left, const Entry& right) {
        if (left.taint != right.taint) { return left.taint > right.taint; }
        const auto text = [&](const Entry& entry) {
            return account(entry) == ledger::kNobody ? std::string{}
                                                     : ledger.account_text(account(entry));
        };
        if (account(left) != account(right)) { return text(left) < text(right); }
        return output(left) < output(right);
    });
}

template <class LedgerKind, class Book>
Result result_of(const LedgerKind& ledger, const Plan& plan, taint::Policy policy,
                 const Book& book) {
    Result result;
    result.policy = policy;
    const taint::Sums sums = book.sums();
    result.stolen = sums.stolen;
    result.fees = sums.fees;
    result.partial = sums.partial;
    result.rows_read = plan.end;
    book.for_each_holder([&](auto id, const taint::Standing& standing) {
        result.holders.push_back(holder_of(ledger, id, standing));
        result.held += standing.taint;
    });
    sort_by_taint(
        ledger, result.holders, [](const Holder& holder) { return holder.account; },
        [](const Holder& holder) { return holder.output; });
    for (const Boundary& boundary : plan.boundaries) {
        const auto arrived = book.arrived(boundary.account);
        if (!arrived) { continue; }
        result.boundaries.push_back({boundary, arrived->taint, arrived->since});
        result.handed_off += arrived->taint;
    }
    sort_by_taint(
        ledger, result.boundaries, [](const Handoff& handoff) { return handoff.boundary.account; },
        [](const Handoff& /*handoff*/) { return 0; });
    return result;
}

std::unique_ptr<taint::AccountBook> make_book(const ledger::AccountLedger& ledger,
                                              taint::Policy policy,
                                              const taint::BoundarySet& boundaries,
                                              taint::MoveSink sink) {
    return taint::make_account_book(policy, ledger.openings(), boundaries, std::move(sink));
}
std::unique_ptr<taint::UtxoBook> make_book(const ledger::UtxoLedger& /*ledger*/,
                                           taint::Policy policy,
                                           const taint::BoundarySet& boundaries,
                                           taint::MoveSink sink) {
    return taint::make_utxo_book(policy, boundaries, std::move(sink));
}

/// A visit costs as much as 15 to 26 rows of a dense pass (docs/benchmarks.md): a walk that is
/// given up after one visit for so many rows has cost less than a fifth of that pass.
constexpr std::uint64_t kRowsAVisit = 128;
constexpr std::uint64_t kVisitsAlways = 1'000;

std::uint64_t visits_max(const Plan& plan, Way way) {
    if (way == Way::Sparse) { return std::numeric_limits<std::uint64_t>::max(); }
    return kVisitsAlways + plan.end / kRowsAVisit;
}

/// The results of those policies whose walk was not given up; all empty where none can be walked.
std::vector<std::optional<Result>> walk_policies(const ledger::AccountLedger& ledger,
                                                 const Plan& plan,
                                                 std::span<const taint::Policy> policies, Way way) {
    std::vector<std::optional<Result>> results(policies.size());
    const ledger::Touches* const touches = ledger.touches();
    if (way == Way::Sparse && touches == nullptr) {
        base::broken("a sparse trace was asked of a ledger that cannot be walked");
    }
    if (way == Way::Dense || touches == nullptr) { return results; }
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const auto book = walk(ledger, *touches, plan, policies[i], visits_max(plan, way));
        if (book) { results[i] = result_of(ledger, plan, policies[i], *book); }
    }
    return results;
}

template <class Book, class LedgerKind>
std::vector<Result> trace_policies(const LedgerKind& ledger, const Plan& plan,
                                   std::span<const taint::Policy> policies,
                                   const Progress& progress) {
    const taint::BoundarySet boundaries = boundary_set(plan.boundaries);
    Books<Book> books;
    for (const taint::Policy policy : policies) {
        books.add(make_book(ledger, policy, boundaries, {}));
    }
    drive(ledger, plan, books, progress);
    std::vector<Result> results;
    results.reserve(policies.size());
    for (std::size_t i = 0; i < policies.size(); ++i) {
        results.push_back(result_of(ledger, plan, policies[i], books[i]));
    }
    return results;
}

}  // namespace

std::optional<bool> Result::closed() const {
    if (!taint::conserves(policy)) { return std::nullopt; }
    return stolen == held + handed_off + fees;
}

money::Total Result::difference() const {
    const money::Total accounted = held + handed_off + fees;
    return stolen > accounted ? stolen - accounted : accounted - stolen;
}

std::vector<Result> trace_all(const ledger::AccountLedger& ledger, const Plan& plan,
                              std::span<const taint::Policy> policies, const Progress& progress,
                              Way way) {
    auto walked = walk_policies(ledger, plan, policies, way);
    std::vector<taint::Policy> others;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        if (!walked[i]) { others.push_back(policies[i]); }
    }
    std::vector<Result> passed;
    if (!others.empty()) {
        passed = trace_policies<taint::AccountBook>(ledger, plan, others, progress);
    } else if (progress) {
        progress(plan.end);
    }
    std::vector<Result> results;
    results.reserve(policies.size());
    auto next = passed.begin();
    for (std::optional<Result>& result : walked) {
        results.push_back(result ? *std::move(result) : std::move(*next++));
    }
    return results;
}
std::vector<Result> trace_all(const ledger::UtxoLedger& ledger, const Plan& plan,
                              std::span<const taint::Policy> policies, const Progress& progress) {
    return trace_policies<taint::UtxoBook>(ledger, plan, policies, progress);
}

void for_each_move(const ledger::AccountLedger& ledger, const Plan& plan, taint::Policy policy,
                   const taint::MoveSink& sink) {
    // What was told cannot be taken back: whether a walk will do is found before anything is.
    const std::uint64_t visits = visits_max(plan, Way::Cheapest);
    const ledger::Touches* const touches = ledger.touches();
    if (touches != nullptr && walk(ledger, *touches, plan, policy, visits)) {
        std::ignore = walk(ledger, *touches, plan, policy, visits, sink);
        return;
    }
    const auto book = make_book(ledger, policy, boundary_set(plan.boundaries), sink);
    drive(ledger, plan, *book);
}

void for_each_move(const ledger::UtxoLedger& ledger, const Plan& plan, taint::Policy policy,
                   const taint::MoveSink& sink) {
    // The book knows the owners of tainted outputs only; a theft is told from its first input.
    const auto with_sender = [&](taint::Move move) {
        const auto inputs = ledger.transaction(move.row).inputs;
        if (move.theft && !inputs.empty()) { move.from = owner_of(ledger, inputs.front().output); }
        sink(move);
    };
    const auto book = make_book(ledger, policy, boundary_set(plan.boundaries), with_sender);
    drive(ledger, plan, *book);
}

LiveTrace::LiveTrace(taint::Policy policy, const ledger::OpeningBalances& openings,
                     std::vector<Boundary> boundaries, taint::MoveSink sink)
    : book_{taint::make_account_book(policy, openings, boundary_set(boundaries), std::move(sink))} {
}

void LiveTrace::apply_block(ledger::Row first, std::span<const ledger::Transfer> transfers,
                            const std::vector<bool>& thefts) {
    book_->open_block();
    std::size_t done = 0;
    for (std::size_t i = 0; i < transfers.size(); ++i) {
        if (!thefts[i]) { continue; }
        const ledger::Row row{first.value + static_cast<std::uint32_t>(i)};
        book_->apply({first.value + static_cast<std::uint32_t>(done)},
                     transfers.subspan(done, i - done));
        book_->apply_theft(row, transfers[i]);
        done = i + 1;
    }
    book_->apply({first.value + static_cast<std::uint32_t>(done)}, transfers.subspan(done));
}

bool LiveTrace::undo_block() {
    if (book_->blocks_open() == 0) { return false; }
    book_->undo_block();
    return true;
}

void LiveTrace::forget_blocks(std::size_t keep) { book_->forget_blocks(keep); }

}  // namespace trace
