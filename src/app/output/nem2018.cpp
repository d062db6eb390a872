#include "nem2018.hpp"

#include <algorithm>

#include "csv_line.hpp"

namespace app {

namespace {

/// Who was reached, in order of first arrival, and who of them is marked.
struct Reached {
    std::vector<ledger::AccountId> accounts;
    std::vector<bool> marked;  // by account
};

Reached reached_by(const LoadedCase& loaded, const Traced& traced) {
    Reached reached;
    reached.marked.resize(loaded.ledger.any().accounts());
    if (traced.findings) {
        for (const auto& finding : *traced.findings) {
            if (finding.proposal == marks::Proposal::Boundary) { continue; }
            reached.accounts.push_back(finding.account);
            reached.marked[finding.account.value] = finding.proposal == marks::Proposal::Mark;
        }
        return reached;
    }
    std::vector<bool> passed_over(reached.marked.size());
    for (const auto& boundary : loaded.plan.boundaries) {
        passed_over[boundary.account.value] = true;
    }
    for_each_move(loaded, traced.result.policy, [&](const taint::Move& move) {
        if (move.to == ledger::kNobody || move.taint == 0) { return; }
        if (passed_over[move.to.value] || reached.marked[move.to.value]) { return; }
        reached.accounts.push_back(move.to);
        reached.marked[move.to.value] = true;
    });
    return reached;
}

bool is_marked(const Reached& reached, ledger::AccountId account) {
    return account != ledger::kNobody && reached.marked[account.value];
}

/// `2018-01-25 15:02:00`, UTC; empty where the ledger has no time.
std::string to_datetime(const ledger::RowFacts& facts) {
    if (!facts.time) { return {}; }
    return base::to_clock_text({facts.time->at, base::Precision::Second}, 0);
}

std::string transaction_line(const LoadedCase& loaded, const Reached& reached, ledger::Row row,
                             const ledger::Transfer& transfer) {
    const auto& ledger = *loaded.ledger.accounts;
    const auto facts = ledger.facts(row);
    const int divisibility = loaded.ledger.divisibility;
    const auto text_of = [&](ledger::AccountId account) {
        return account == ledger::kNobody ? std::string{} : ledger.account_text(account);
    };
    const auto truth = [&](ledger::AccountId account) {
        return std::string{is_marked(reached, account) ? "true" : "false"};
    };
    const std::vector<std::string> fields{to_datetime(facts),
                                          money::to_decimal(transfer.amount.atoms(), divisibility),
                                          text_of(transfer.from),
                                          text_of(transfer.to),
                                          money::to_decimal(transfer.fee.atoms(), divisibility),
                                          facts.message,
                                          truth(transfer.from),
                                          truth(transfer.to)};
    return to_csv_line(fields);
}

/// What an account has, as transfers tell it: what it had, plus what came, minus what went.
class Balances {
public:
    explicit Balances(const ledger::AccountLedger& ledger) : atoms_(ledger.accounts()) {
        for (const auto& [account, amount] : ledger.openings().held()) {
            atoms_[account.value] = amount.atoms();
        }
    }
    void apply(const ledger::Transfer& transfer) {
        if (transfer.from != ledger::kNobody) {
            atoms_[transfer.from.value] -= transfer.amount.atoms();
            atoms_[transfer.from.value] -= transfer.fee.atoms();
        }
        if (transfer.to != ledger::kNobody) {
            atoms_[transfer.to.value] += transfer.amount.atoms();
        }
    }
    money::Total of(ledger::AccountId account) const { return atoms_[account.value]; }

private:
    std::vector<money::Total> atoms_;
};

std::string mosaic_name(const LoadedCase& loaded) {
    return "dyepack:" + (loaded.record ? loaded.record->id : std::string{"mark"});
}

std::string accounts_text(const LoadedCase& loaded, const Reached& reached,
                          const Balances& balances) {
    const std::vector<std::string> header{"address", "balance", "vestedBalance",
                                          mosaic_name(loaded)};
    std::string text = to_csv_line(header);
    for (const auto account : reached.accounts) {
        // The vested balance is the chain's own reckoning; a ledger of transfers does not tell it.
        const std::vector<std::string> fields{
            loaded.ledger.accounts->account_text(account),
            money::to_decimal(balances.of(account), loaded.ledger.divisibility), "",
            is_marked(reached, account) ? "1" : "0"};
        text += to_csv_line(fields);
    }
    return text;
}

}  // namespace

Nem2018 to_nem2018(const LoadedCase& loaded, const Traced& traced) {
    const auto& ledger = *loaded.ledger.accounts;
    const Reached reached = reached_by(loaded, traced);
    Balances balances{ledger};
    Nem2018 files;
    files.transactions =
        "datetime,amount,from_address,to_address,fee,message,is_sender_marked,is_recipient_"
        "marked\n";
    ledger::for_each_batch(
        ledger, 0, loaded.plan.end,
        [&](ledger::Row first, std::span<const ledger::Transfer> batch) {
            std::uint32_t row = first.value;
            for (const auto& transfer : batch) {
                balances.apply(transfer);
                if (is_marked(reached, transfer.from) || is_marked(reached, transfer.to)) {
                    files.transactions +=
                        transaction_line(loaded, reached, ledger::Row{row}, transfer);
                }
                ++row;
            }
        });
    files.accounts = accounts_text(loaded, reached, balances);
    return files;
}

}  // namespace app
