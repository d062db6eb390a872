#include "utxo_builder.hpp"

#include <algorithm>
#include <utility>

#include "../values.hpp"

namespace store {
namespace {

constexpr std::uint32_t kNoRow = ledger::kRowsMax + 1;

}  // namespace

std::uint32_t UtxoBuilder::number_of(const bitcoin::Hash& txid) {
    const std::uint32_t number = columns_.txids.add(to_text(txid));
    if (number == made_by_.size()) {
        made_by_.push_back(kNoRow);
        spent_unseen_.push_back(false);
    }
    return number;
}

void UtxoBuilder::begin_place(const FiledPlace& place) {
    if (file_ == place.file) { return; }
    file_ = place.file;
    columns_.lines.begin_file(files_.file(place).name());
}

std::optional<base::Complaint> UtxoBuilder::add(const ReadBlock& read) {
    const std::size_t all = columns_.tx_of.size() + read.block.transactions.size();
    const std::size_t items = columns_.outputs.size() + read.block.outputs.size();
    const std::size_t spends = columns_.spends.size() + read.block.inputs.size();
    if (std::max({all, items, spends, columns_.txids.size() + spends}) >= ledger::kRowsMax) {
        return files_.complain_of(read.place, 0, too_many_rows());
    }
    begin_place(read.place);
    std::size_t value = 0;
    for (std::size_t at = 0; at < read.block.transactions.size(); ++at) {
        const bitcoin::Transaction& transaction = read.block.transactions[at];
        columns_.lines.add(0);
        columns_.positions.add(
            ledger::Height{read.height},
            base::Moment{{static_cast<std::int64_t>(read.block.header.time)}, {}});
        columns_.coinbase.push_back(transaction.mints);
        for (const bitcoin::OutPoint& input : read.block.inputs_of(at)) {
            if (!add_spend(input, read.values[value++])) { return cannot_be(read, at, input); }
        }
        if (!add_transaction(transaction.txid)) {
            return cannot_be(read, at, {transaction.txid, 0});
        }
        add_outputs(read, at);
        columns_.spends_begin.push_back(static_cast<std::uint32_t>(columns_.spends.size()));
        columns_.outputs_begin.push_back(static_cast<std::uint32_t>(columns_.outputs.size()));
    }
    return std::nullopt;
}

base::Complaint UtxoBuilder::cannot_be(const ReadBlock& read, std::size_t transaction,
                                       const bitcoin::OutPoint& output) const {
    const auto number = static_cast<std::uint32_t>(transaction);
    return files_.complain_of(
        read.place, 0,
        to_phrase(bitcoin::SpendError{bitcoin::SpendProblem::Unknown, number, output}));
}

bool UtxoBuilder::add_transaction(const bitcoin::Hash& txid) {
    const std::uint32_t number = number_of(txid);
    made_by_[number] = static_cast<std::uint32_t>(columns_.tx_of.size());
    columns_.tx_of.push_back(number);
    return !spent_unseen_[number];
}

bool UtxoBuilder::add_spend(const bitcoin::OutPoint& output, money::Amount value) {
    const std::uint32_t number = number_of(output.txid);
    const std::uint32_t row = made_by_[number];
    if (row == kNoRow) {
        columns_.outside.push_back({number, output.vout});
        columns_.spends.push_back({ledger::kOutside, value});
        spent_unseen_[number] = true;
        return true;
    }
    const std::uint32_t begin = columns_.outputs_begin[row];
    if (output.vout >= columns_.outputs_begin[row + 1] - begin) { return false; }
    const std::uint32_t id = begin + output.vout;
    if (spent_[id] || columns_.outputs[id].value != value) { return false; }
    spent_[id] = true;
    columns_.spends.push_back({ledger::OutputId{id}, value});
    return true;
}

void UtxoBuilder::add_outputs(const ReadBlock& read, std::size_t transaction) {
    for (const bitcoin::Output& output : read.block.outputs_of(transaction)) {
        const auto script = std::span{read.bytes}.subspan(output.script_at, output.script_bytes);
        const auto account = accounts_.find(script);
        const auto owner =
            account ? ledger::AccountId{columns_.accounts.add(accounts_.to_text(*account))}
                    : ledger::kNobody;
        columns_.outputs.push_back({owner, output.value});
        spent_.push_back(false);
    }
}

std::unique_ptr<UtxoTable> UtxoBuilder::finish() {
    return std::make_unique<UtxoTable>(std::move(columns_));
}

}  // namespace store
