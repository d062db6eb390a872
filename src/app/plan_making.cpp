#include "plan_making.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "complain.hpp"
#include "position.hpp"

namespace app {

namespace {

/// The ledger does not have what was named: at the name's place in the case, else of the ledger.
base::Complaint not_in_ledger(const LoadedCase& loaded, const casebook::Stated& stated,
                              base::Phrase text) {
    base::Place place = stated.place;
    if (place.file.empty()) { place.file = loaded.ledger_file.string(); }
    return {.blame = base::Blame::Input, .place = std::move(place), .text = std::move(text)};
}

base::Complaint theft_not_found(const LoadedCase& loaded, const casebook::Stated& stated) {
    const auto& ledger = loaded.ledger.any();
    const std::string& name = stated.text;
    if (ledger.rows() == 0) {
        return not_in_ledger(
            loaded, stated,
            base::phrase("the theft {} is not in the ledger, which has no rows",
                         "流出のトランザクション {} は台帳にありません（台帳に行がありません）",
                         base::visible(name)));
    }
    const auto first = base::visible(ledger.facts(ledger::Row{0}).tx, 80);
    const auto last = base::visible(ledger.facts(ledger::Row{ledger.rows() - 1}).tx, 80);
    return not_in_ledger(
        loaded, stated,
        base::phrase("the theft {} is not in the ledger, expected the name of one of its {} "
                     "transactions ({} to {})",
                     "流出のトランザクション {} は台帳にありません。台帳にある {} "
                     "件のトランザクション（{} から {}）の名前を"
                     "指定してください",
                     base::visible(name), ledger.rows(), first, last));
}

/// What was named is in the ledger, but cannot be meant: at the name's place in the case, which
/// then says where the row is; else at the row.
base::Complaint at_row(const LoadedCase& loaded, const casebook::Stated& stated, ledger::Row row,
                       base::Phrase text) {
    const base::Place of_row = loaded.ledger.place(row);
    if (stated.place.file.empty()) {
        return {.blame = base::Blame::Input, .place = of_row, .text = std::move(text)};
    }
    if (of_row.line > 0) {
        const auto file = base::visible(of_row.file, 4096);
        text.en += fmt::format(" ({}:{})", file, of_row.line);
        text.ja += fmt::format("（{}:{}）", file, of_row.line);
    }
    return {.blame = base::Blame::Input, .place = stated.place, .text = std::move(text)};
}

base::Complaint moves_nothing(const LoadedCase& loaded, const casebook::Stated& stated,
                              ledger::Row row) {
    return at_row(loaded, stated, row,
                  base::phrase("the theft {} moves 0 coins, expected a transfer of more than 0",
                               "流出のトランザクション {} の金額は 0 です。0 "
                               "より大きい送金を指定してください",
                               base::visible(stated.text)));
}

bool moves_coins(const ledger::AccountLedger& ledger, const trace::Theft& theft) {
    ledger::Transfer transfer;
    ledger.read(theft.row, {&transfer, 1});
    return transfer.amount.atoms() > 0;
}

bool moves_coins(const ledger::UtxoLedger& ledger, const trace::Theft& theft) {
    const auto transaction = ledger.transaction(theft.row);
    if (theft.output) {
        const auto index = theft.output->value - transaction.first_output.value;
        return transaction.outputs[index].value.atoms() > 0;
    }
    return std::ranges::any_of(
        transaction.outputs, [](const ledger::Output& output) { return output.value.atoms() > 0; });
}

/// `TXID:VOUT` cut in two; the second is empty for a bare `TXID`.
std::pair<std::string_view, std::optional<std::uint32_t>> cut_output(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    if (colon == std::string_view::npos) { return {name, std::nullopt}; }
    const std::string_view digits = name.substr(colon + 1);
    std::uint32_t vout = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), vout);
    if (error != std::errc{} || end != digits.data() + digits.size()) {
        return {name, std::nullopt};
    }
    return {name.substr(0, colon), vout};
}

/// Every row of the transaction that moves something from one account to another.
Expected<std::vector<trace::Theft>> find_thefts(const LoadedCase& loaded,
                                                const ledger::AccountLedger& ledger,
                                                const casebook::Stated& stated) {
    const auto rows = ledger.find_tx(stated.text);
    if (rows.empty()) {
        const auto [tx, vout] = cut_output(stated.text);
        if (vout && (tx.starts_with('#') || !ledger.find_tx(tx).empty())) {
            return std::unexpected(not_in_ledger(
                loaded, stated,
                base::phrase("the theft {0} names an output, but only ledgers of outputs (UTXO) "
                             "have them, and this one is of accounts; expected {1}",
                             "流出 {0} は出力を指していますが、出力があるのは UTXO 型の台帳だけで、"
                             "この台帳はアカウント型です。{1} と指定してください",
                             base::visible(stated.text), base::visible(tx))));
        }
        return std::unexpected(theft_not_found(loaded, stated));
    }
    std::vector<trace::Theft> thefts;
    std::optional<ledger::Row> empty;
    for (const auto row : rows) {
        ledger::Transfer transfer;
        ledger.read(row, {&transfer, 1});
        if (transfer.from == transfer.to) { continue; }
        const trace::Theft theft{row, std::nullopt};
        if (moves_coins(ledger, theft)) {
            thefts.push_back(theft);
        } else {
            empty = row;
        }
    }
    if (thefts.empty() && empty) { return std::unexpected(moves_nothing(loaded, stated, *empty)); }
    if (thefts.empty()) {
        return std::unexpected(at_row(
            loaded, stated, rows.front(),
            base::phrase(
                "the theft {} moves coins from an account to itself, expected a "
                "transfer to another account",
                "流出のトランザクション {} は同じアカウントへの送金です。別のアカウントへの送金を"
                "指定してください",
                base::visible(stated.text))));
    }
    return thefts;
}

Expected<std::vector<trace::Theft>> find_thefts(const LoadedCase& loaded,
                                                const ledger::UtxoLedger& ledger,
                                                const casebook::Stated& stated) {
    const auto [tx, vout] = cut_output(stated.text);
    std::vector<trace::Theft> thefts;
    std::vector<std::uint32_t> there;
    for (const auto row : ledger.find_tx(tx)) {
        if (!vout) {
            thefts.push_back({row, std::nullopt});
            continue;
        }
        const auto transaction = ledger.transaction(row);
        for (std::uint32_t i = 0; i < transaction.outputs.size(); ++i) {
            const ledger::OutputId output{transaction.first_output.value + i};
            there.push_back(ledger.output_index(output));
            if (ledger.output_index(output) == *vout) { thefts.push_back({row, output}); }
        }
    }
    if (!thefts.empty()) {
        const ledger::Row first = thefts.front().row;
        std::erase_if(thefts,
                      [&](const trace::Theft& theft) { return !moves_coins(ledger, theft); });
        if (thefts.empty()) { return std::unexpected(moves_nothing(loaded, stated, first)); }
        return thefts;
    }
    if (there.empty()) { return std::unexpected(theft_not_found(loaded, stated)); }
    constexpr std::size_t kShownMax = 20;
    const std::string shown = fmt::format(
        "{}{}", fmt::join(std::span{there}.first(std::min(there.size(), kShownMax)), ", "),
        there.size() > kShownMax ? ", …" : "");
    return std::unexpected(not_in_ledger(
        loaded, stated,
        base::phrase("the transaction {0} has no output {1}, expected one of {2}",
                     "トランザクション {0} に出力 {1} はありません。{2} から選んでください",
                     base::visible(tx), vout.value_or(0), shown)));
}

Expected<std::uint32_t> row_of(const LoadedCase& loaded,
                               const std::optional<casebook::Stated>& stated,
                               std::string_view option, bool upper, std::uint32_t otherwise) {
    if (!stated) { return otherwise; }
    const auto bound = parse_position(*stated, option);
    if (!bound) { return std::unexpected(bound.error()); }
    const auto& ledger = loaded.ledger.any();
    if (const auto wrong = check_bound(ledger, *bound, option)) {
        return std::unexpected(complaint_about(*stated, wrong->text));
    }
    return upper ? ledger.end_of(*bound) : ledger.begin_of(*bound);
}

std::optional<base::Complaint> add_account_thefts(const casebook::Stated& sender,
                                                  LoadedCase& into) {
    const auto account = find_account(into, sender, "--from-account");
    if (!account) { return account.error(); }
    if (auto wrong = check_span(into.request)) { return wrong; }
    const auto rows = into.ledger.any().rows();
    const auto begin = row_of(into, into.request.since, "--since", false, 0);
    if (!begin) { return begin.error(); }
    const auto end = row_of(into, into.request.theft_until, "--theft-until", true, rows);
    if (!end) { return end.error(); }
    into.plan.thefts = with_ledger(into.ledger, [&](const auto& ledger) {
        return trace::thefts_from_account(ledger, *account, *begin, std::max(*begin, *end));
    });
    const bool any = std::ranges::any_of(into.plan.thefts, [&](const trace::Theft& theft) {
        return with_ledger(into.ledger,
                           [&](const auto& ledger) { return moves_coins(ledger, theft); });
    });
    if (!any) {
        return not_in_ledger(
            into, sender,
            base::phrase("{} sends nothing to another account between the positions given, "
                         "expected at least one transfer that is the theft",
                         "{} は指定された範囲で他のアカウントに送金していません。"
                         "流出となる送金が少なくとも 1 件必要です",
                         base::visible(sender.text)));
    }
    return std::nullopt;
}

std::optional<base::Complaint> add_named_thefts(LoadedCase& into) {
    for (const auto& stated : into.request.thefts) {
        const auto found = with_ledger(
            into.ledger, [&](const auto& ledger) { return find_thefts(into, ledger, stated); });
        if (!found) { return found.error(); }
        into.plan.thefts.insert(into.plan.thefts.end(), found->begin(), found->end());
    }
    return std::nullopt;
}

}  // namespace

Expected<trace::BoundaryKind> boundary_kind_of(const casebook::BoundaryEntry& entry) {
    const auto kind =
        trace::parse_boundary_kind(entry.kind.empty() ? std::string_view{"service"} : entry.kind);
    if (kind) { return *kind; }
    return std::unexpected(base::Complaint{
        .blame = base::Blame::Input,
        .place = entry.place,
        .text =
            base::phrase("boundary kind {} is not known, expected exchange, mixer, "
                         "bridge, service, victim or seized",
                         "境界の種別 {} は使えません。exchange、mixer、bridge、service、victim、"
                         "seized から選んでください",
                         base::visible(entry.kind))});
}

std::optional<base::Complaint> add_boundaries(std::span<const casebook::BoundaryEntry> entries,
                                              LoadedCase& into) {
    for (const auto& entry : entries) {
        const auto kind = boundary_kind_of(entry);
        if (!kind) { return kind.error(); }
        const auto account = into.ledger.any().find_account(entry.account);
        if (!account) {
            into.warnings.push_back(
                base::phrase("{}:{}: the boundary {} is not an account of this ledger",
                             "{}:{}: 境界 {} はこの台帳にないアカウントです",
                             base::visible(entry.place.file, 4096), entry.place.line,
                             base::visible(entry.account)));
            continue;
        }
        into.plan.boundaries.push_back({*account, entry.label, *kind});
        into.labels.try_emplace(entry.account, base::Phrase{entry.label, entry.label});
    }
    return std::nullopt;
}

std::optional<base::Complaint> make_plan(LoadedCase& into) {
    const std::optional<casebook::Stated> sender = into.request.from_account;
    auto wrong = sender ? add_account_thefts(*sender, into) : add_named_thefts(into);
    if (wrong) { return wrong; }
    std::ranges::sort(into.plan.thefts);
    const auto end = row_of(into, into.request.until, "--until", true, into.ledger.any().rows());
    if (!end) { return end.error(); }
    into.plan.end = *end;
    return std::nullopt;
}

Expected<ledger::AccountId> find_account(const LoadedCase& loaded, const casebook::Stated& stated,
                                         std::string_view option) {
    const auto normal = address::normalise(loaded.chain(), stated.text);
    if (!normal) {
        const auto why = address::to_phrase(normal.error(), loaded.chain());
        const auto shown = base::visible(stated.text);
        return std::unexpected(
            base::Complaint{.blame = base::Blame::Input,
                            .place = stated.place,
                            .text = {fmt::format("{} {}: {}", option, shown, why.en),
                                     fmt::format("{} {}: {}", option, shown, why.ja)}});
    }
    const auto account = loaded.ledger.any().find_account(*normal);
    if (!account) {
        return std::unexpected(not_in_ledger(
            loaded, stated,
            base::phrase("{0} {1}: no such account in the ledger, expected one that sends or "
                         "receives there",
                         "{0} {1}: 台帳にないアカウントです。送金か受け取りのあるアカウントを"
                         "指定してください",
                         option, base::visible(*normal))));
    }
    return *account;
}

}  // namespace app
