#include "trace_csv.hpp"

#include <fmt/format.h>

#include "csv_line.hpp"

namespace app {

namespace {

void add_position(std::vector<std::string>& fields, const LoadedCase& loaded, ledger::Row row) {
    const auto facts = loaded.ledger.any().facts(row);
    fields.push_back(facts.height ? fmt::format("{}", facts.height->value) : std::string{});
    fields.push_back(facts.time ? base::to_rfc3339(facts.time->at) : std::string{});
    fields.push_back(facts.tx);
}

std::string to_line(const LoadedCase& loaded, const trace::Result& result,
                    const trace::Holder& holder) {
    const auto& ledger = loaded.ledger.any();
    const bool named = holder.account != ledger::kNobody;
    const auto account = named ? ledger.account_text(holder.account) : std::string{};
    const auto label = loaded.find_label(account);
    const int divisibility = loaded.ledger.divisibility;
    std::vector<std::string> fields{
        std::string{taint::to_string(result.policy)},
        account,
        holder.output ? loaded.ledger.utxo->output_text(*holder.output) : std::string{},
        label ? label->en : std::string{},
        loaded.asset(),
        money::to_decimal(holder.taint, divisibility),
        money::to_atoms_text(holder.taint),
        money::to_decimal(holder.balance, divisibility),
        money::to_atoms_text(holder.balance),
        fmt::format("{}", holder.hops)};
    add_position(fields, loaded, holder.first);
    add_position(fields, loaded, holder.last);
    return to_csv_line(fields);
}

}  // namespace

std::string trace_csv(const LoadedCase& loaded, const std::vector<Traced>& traced) {
    std::string text =
        "policy,account,output,label,asset,taint,taint_atoms,balance,balance_atoms,hops,"
        "first_height,first_time,first_tx,last_height,last_time,last_tx\n";
    for (const Traced& each : traced) {
        for (const auto& holder : each.result.holders) {
            text += to_line(loaded, each.result, holder);
        }
    }
    return text;
}

}  // namespace app
