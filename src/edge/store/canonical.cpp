#include "canonical.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "account_csv.hpp"
#include "csv_field.hpp"
#include "utxo_csv.hpp"
#include "values.hpp"

namespace store {
namespace {

constexpr std::size_t kPieceBytes = 256UL << 10U;

/// Gathers lines into pieces worth writing.
class Lines {
public:
    explicit Lines(const Sink& sink) : sink_{sink} {}

    /// Ends the line whose fields were appended, each followed by a comma.
    std::optional<base::Complaint> end_line() {
        piece_.back() = '\n';
        return piece_.size() < kPieceBytes ? std::nullopt : flush();
    }
    void field(std::string_view plain) {
        piece_ += plain;
        piece_ += ',';
    }
    std::optional<base::Complaint> flush() {
        auto complaint = sink_(piece_);
        piece_.clear();
        return complaint;
    }

private:
    const Sink& sink_;
    std::string piece_;
};

std::string_view account_or_none(const TextSet& accounts, std::uint32_t account) {
    return account == ledger::kNobody.value ? std::string_view{} : accounts.at(account);
}

using Present = std::array<bool, kAccountColumns.size()>;

/// The columns in which the ledger says something.
Present present_columns(const AccountColumns& columns) {
    Present present{};
    const auto set = [&](AccountColumn column, bool is) {
        present[std::to_underlying(column)] = is;
    };
    set(AccountColumn::Height, columns.positions.has_heights());
    set(AccountColumn::Time, columns.positions.times_known() > 0);
    set(AccountColumn::Tx, columns.txs.size() > 0);
    set(AccountColumn::From, true);
    set(AccountColumn::To, true);
    set(AccountColumn::Amount, true);
    set(AccountColumn::Fee, !columns.fees.empty());
    set(AccountColumn::Message, columns.messages.size() > 0);
    set(AccountColumn::Kind, !columns.kinds_of.empty());
    return present;
}

std::string height_text(const Positions& positions, ledger::Row row) {
    const auto height = positions.height(row);
    return height ? std::to_string(height->value) : std::string{};
}

std::string account_field(const AccountColumns& columns, AccountColumn column, ledger::Row row,
                          int divisibility) {
    const std::uint32_t at = row.value;
    switch (column) {
        case AccountColumn::Height: return height_text(columns.positions, row);
        case AccountColumn::Time: {
            const auto time = columns.positions.time(row);
            return time ? to_text(*time) : std::string{};
        }
        case AccountColumn::Tx: return to_csv_field(columns.txs.at(at));
        case AccountColumn::From:
            return to_csv_field(account_or_none(columns.accounts, columns.from[at]));
        case AccountColumn::To:
            return to_csv_field(account_or_none(columns.accounts, columns.to[at]));
        case AccountColumn::Amount: return money::to_decimal(columns.amounts[at], divisibility);
        case AccountColumn::Fee:
            if (at >= columns.fees.size() || columns.fees[at] == 0) { return {}; }
            return money::to_decimal(columns.fees[at], divisibility);
        case AccountColumn::Asset: return {};  // the manifest names the one asset
        case AccountColumn::Message: return to_csv_field(columns.messages.at(at));
        case AccountColumn::Kind:
            if (at >= columns.kinds_of.size() || columns.kinds_of[at] == 0) { return {}; }
            return to_csv_field(columns.kinds.at(columns.kinds_of[at] - 1));
    }
    base::broken("unnamed column");
}

std::string inputs_text(const UtxoColumns& columns, const UtxoTable& ledger, ledger::Row row,
                        std::size_t& outside) {
    std::string text;
    for (const ledger::Spend& spend : ledger.transaction(row).inputs) {
        if (!text.empty()) { text += '|'; }
        if (spend.output == ledger::kOutside) {
            const UtxoColumns::Outside& named = columns.outside[outside];
            ++outside;
            text += fmt::format("{}:{}", columns.txids.at(named.txid), named.vout);
        } else {
            text += ledger.output_text(spend.output);
        }
        text += fmt::format(":{}", spend.value.atoms());
    }
    return text;
}

std::string outputs_text(const UtxoColumns& columns, const UtxoTable& ledger, ledger::Row row) {
    std::string text;
    const ledger::Transaction transaction = ledger.transaction(row);
    std::uint32_t output = transaction.first_output.value;
    for (const ledger::Output& made : transaction.outputs) {
        if (!text.empty()) { text += '|'; }
        text +=
            fmt::format("{}:{}:{}", ledger.output_index(ledger::OutputId{output}),
                        made.value.atoms(), account_or_none(columns.accounts, made.owner.value));
        ++output;
    }
    return text;
}

}  // namespace

std::optional<base::Complaint> write_canonical(const AccountTable& ledger, int divisibility,
                                               const Sink& sink) {
    const AccountColumns& columns = ledger.columns();
    const Present present = present_columns(columns);
    Lines lines{sink};
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (present[i]) { lines.field(kAccountColumns[i]); }
    }
    if (auto complaint = lines.end_line()) { return complaint; }
    for (std::uint32_t row = 0; row < ledger.rows(); ++row) {
        for (std::size_t i = 0; i < present.size(); ++i) {
            if (!present[i]) { continue; }
            lines.field(account_field(columns, static_cast<AccountColumn>(i), ledger::Row{row},
                                      divisibility));
        }
        if (auto complaint = lines.end_line()) { return complaint; }
    }
    return lines.flush();
}

std::optional<base::Complaint> write_canonical(const UtxoTable& ledger, const Sink& sink) {
    const UtxoColumns& columns = ledger.columns();
    const bool times = columns.positions.times_known() > 0;
    Lines lines{sink};
    for (const std::string_view name : kUtxoColumns) {
        if (times || name != "time_unix") { lines.field(name); }
    }
    if (auto complaint = lines.end_line()) { return complaint; }
    std::size_t outside = 0;
    for (std::uint32_t at = 0; at < ledger.rows(); ++at) {
        const ledger::Row row{at};
        lines.field(to_csv_field(ledger.facts(row).tx));
        lines.field(height_text(columns.positions, row));
        lines.field(to_csv_field(inputs_text(columns, ledger, row, outside)));
        lines.field(to_csv_field(outputs_text(columns, ledger, row)));
        if (times) {
            const auto time = columns.positions.time(row);
            lines.field(time ? std::to_string(time->at.seconds) : std::string{});
        }
        lines.field(columns.coinbase[at] ? "yes" : "no");
        if (auto complaint = lines.end_line()) { return complaint; }
    }
    return lines.flush();
}

}  // namespace store
