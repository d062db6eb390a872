#include "subject.hpp"

#include <cstdlib>
#include <iostream>
#include <store/store.hpp>
#include <string>
#include <utility>

namespace bench {
namespace {

std::filesystem::path with_ending(std::filesystem::path base, const char* ending) {
    base += ending;
    return base;
}

trace::Plan plan_of(const Facts& facts) {
    trace::Plan plan{.thefts = {}, .boundaries = {}, .end = facts.rows};
    for (std::uint32_t i = 0; i < facts.theft_rows; ++i) {
        plan.thefts.push_back(
            {.row = ledger::Row{facts.theft_first_row + i}, .output = std::nullopt});
    }
    return plan;
}

/// The account's number in the file: raw20 names accounts so.
std::uint32_t number_of(const ledger::AccountLedger& ledger, ledger::AccountId account) {
    return static_cast<std::uint32_t>(std::stoul(ledger.account_text(account)));
}

[[noreturn]] void disagree(std::uint32_t account) {
    std::cerr << "account " << account << ": dyepack and the reference loop disagree\n";
    std::exit(1);  // NOLINT(concurrency-mt-unsafe): these programs have one thread
}

}  // namespace

std::unique_ptr<ledger::AccountLedger> open_raw20(const std::filesystem::path& file) {
    store::OpenOptions options;
    options.format = store::InputFormat::Raw20;
    auto opened = store::open_ledger(file, options);
    if (!opened) { give_up(opened.error().text.en.c_str(), file); }
    return std::move(opened->accounts);
}

Subject::Subject(const std::filesystem::path& base)
    : file_{with_ending(base, ".raw20")},
      facts_{read_facts(with_ending(base, ".json"))},
      records_{file_},
      ledger_{open_raw20(file_)},
      plan_{plan_of(facts_)},
      openings_{reference::find_openings(records_.records(), facts_.accounts)} {}

std::vector<reference::Holding> Subject::holdings() const {
    std::vector<reference::Holding> holdings(openings_.size());
    for (std::size_t i = 0; i < openings_.size(); ++i) { holdings[i].balance = openings_[i]; }
    return holdings;
}

void apply_rows(taint::AccountBook& book, const ledger::AccountLedger& ledger, std::uint32_t begin,
                std::uint32_t end) {
    ledger::for_each_batch(ledger, begin, end,
                           [&book](ledger::Row first, std::span<const ledger::Transfer> rows) {
                               book.apply(first, rows);
                           });
}

void apply_thefts(taint::AccountBook& book, const ledger::AccountLedger& ledger,
                  std::uint32_t begin, std::uint32_t end) {
    std::vector<ledger::Transfer> thefts(end - begin);
    ledger.read(ledger::Row{begin}, thefts);
    for (std::uint32_t i = 0; i < thefts.size(); ++i) {
        book.apply_theft(ledger::Row{begin + i}, thefts[i]);
    }
}

void check_agreement(const Subject& subject) {
    std::vector<reference::Holding> holdings = subject.holdings();
    reference::move_balances(holdings, subject.records(0, subject.theft_begin()));
    reference::steal(holdings, subject.records(subject.theft_begin(), subject.theft_end()));
    reference::haircut(holdings, subject.records(subject.theft_end(), subject.facts().rows));

    const auto book =
        taint::make_account_book(taint::Policy::Haircut, subject.ledger().openings(), {});
    apply_rows(*book, subject.ledger(), 0, subject.theft_begin());
    apply_thefts(*book, subject.ledger(), subject.theft_begin(), subject.theft_end());
    apply_rows(*book, subject.ledger(), subject.theft_end(), subject.facts().rows);

    std::uint32_t holders = 0;
    book->for_each_holder([&](ledger::AccountId account, const taint::Standing& standing) {
        const std::uint32_t number = number_of(subject.ledger(), account);
        const reference::Holding& holding = holdings.at(number);
        if (holding.taint != standing.taint || holding.balance != standing.balance) {
            disagree(number);
        }
        ++holders;
        holdings[number].taint = 0;
    });
    for (std::uint32_t number = 0; number < holdings.size(); ++number) {
        if (holdings[number].taint != 0) { disagree(number); }
    }
    std::cerr << "haircut agrees with the reference loop to the atom: " << holders << " holders\n";
}

}  // namespace bench
