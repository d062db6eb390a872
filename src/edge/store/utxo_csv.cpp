#include "utxo_csv.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "complain.hpp"

namespace store {
namespace {

constexpr std::uint32_t kNoRow = ledger::kRowsMax + 1;
constexpr std::uint32_t kItemsMax = ledger::kOutside.value;

template <class Items>
money::Total sum_of(const Items& items, std::size_t begin) {
    money::Total sum = 0;
    for (std::size_t i = begin; i < items.size(); ++i) { sum += items[i].value.atoms(); }
    return sum;
}

std::optional<bool> parse_yes_no(std::string_view text) {
    if (text == "yes" || text == "true" || text == "1") { return true; }
    if (text == "no" || text == "false" || text == "0") { return false; }
    return std::nullopt;
}

bool names_by_hash(address::Chain chain) {
    return chain == address::Chain::Bitcoin || chain == address::Chain::Litecoin ||
           chain == address::Chain::Dash;
}

}  // namespace

std::vector<std::string_view> missing_utxo_columns(const Layout& layout) {
    std::vector<std::string_view> missing;
    for (const UtxoColumn column :
         {UtxoColumn::Txid, UtxoColumn::Height, UtxoColumn::Inputs, UtxoColumn::Outputs}) {
        if (!layout.has(column)) { missing.push_back(kUtxoColumns[std::to_underlying(column)]); }
    }
    return missing;
}

base::Phrase utxo_columns_expected() {
    return {"txid, height, inputs and outputs (and, where there are such, time_unix and coinbase)",
            "txid、height、inputs、outputs（任意：time_unix、coinbase）"};
}

UtxoCsv::UtxoCsv(address::Chain chain) : chain_{chain}, names_{chain} {}

std::optional<base::Complaint> UtxoCsv::begin_file(Layout layout) {
    layout_ = std::move(layout);
    columns_.lines.begin_file(layout_.file());
    return std::nullopt;
}

std::optional<base::Complaint> UtxoCsv::use(const csv::Record& record) {
    const CsvRow row{record, layout_};
    if (auto complaint = row.check_width()) { return complaint; }
    if (rows_ == ledger::kRowsMax) { return row.complain(too_many_rows()); }
    if (auto complaint = add_position(row)) { return complaint; }
    columns_.lines.add(row.line());
    if (auto complaint = add_coinbase(row)) { return complaint; }
    if (auto complaint = add_inputs(row)) { return complaint; }
    if (auto complaint = add_txid(row)) { return complaint; }
    if (auto complaint = add_outputs(row)) { return complaint; }
    if (auto complaint = check_sums(row)) { return complaint; }
    columns_.spends_begin.push_back(static_cast<std::uint32_t>(columns_.spends.size()));
    columns_.outputs_begin.push_back(static_cast<std::uint32_t>(columns_.outputs.size()));
    ++rows_;
    return std::nullopt;
}

std::optional<base::Complaint> UtxoCsv::add_position(const CsvRow& row) {
    const auto height = read_height(row.text(UtxoColumn::Height));
    if (!height) { return row.complain(UtxoColumn::Height, height.error()); }
    const auto before = std::exchange(height_last_, *height);
    if (before && *before > *height) {
        return row.complain(UtxoColumn::Height, heights_go_back(*before, *height));
    }
    std::optional<base::Moment> time;
    const std::string_view time_text = row.text(UtxoColumn::TimeUnix);
    if (!time_text.empty()) {
        const auto read = read_unix_time(time_text);
        if (!read) { return row.complain(UtxoColumn::TimeUnix, read.error()); }
        time = *read;
    }
    columns_.positions.add(*height, time);
    return std::nullopt;
}

std::optional<base::Complaint> UtxoCsv::add_coinbase(const CsvRow& row) {
    const std::string_view text = row.text(UtxoColumn::Coinbase);
    const bool no_inputs = row.text(UtxoColumn::Inputs).empty();
    const auto stated = text.empty() ? no_inputs : parse_yes_no(text);
    if (!stated) {
        return row.complain(UtxoColumn::Coinbase, base::phrase("`{}` is neither yes nor no",
                                                               "`{}` は yes でも no でもありません",
                                                               base::visible(text, 60)));
    }
    if (*stated && !no_inputs) {
        return row.complain(UtxoColumn::Inputs,
                            {"a coinbase spends nothing; no inputs were expected",
                             "コインベースは何も使いません。入力は空でなければなりません"});
    }
    columns_.coinbase.push_back(*stated);
    return std::nullopt;
}

Read<std::string> UtxoCsv::read_txid(std::string_view text) const {
    if (!names_by_hash(chain_)) {
        if (!text.empty() && text.find_first_of(":|") == std::string_view::npos) {
            return std::string{text};
        }
        return std::unexpected(base::phrase(
            "`{}` is not a transaction's name; a text without colon or bar was expected",
            "`{}` はトランザクション名として読めません。コロンと縦棒を含まない文字列が必要です",
            base::visible(text, 80)));
    }
    const auto hash = base::parse_hex(text);
    if (hash && hash->size() == 32) { return base::to_hex(*hash); }
    return std::unexpected(
        base::phrase("`{}` is not a transaction's hash; 64 hexadecimal digits were expected",
                     "`{}` はトランザクションハッシュとして読めません。16 進数 64 桁が必要です",
                     base::visible(text, 80)));
}

std::uint32_t UtxoCsv::number_of(std::string_view txid) {
    const std::uint32_t number = columns_.txids.add(txid);
    if (number == made_by_.size()) {
        made_by_.push_back(kNoRow);
        spent_unseen_.push_back(false);
    }
    return number;
}

std::string UtxoCsv::row_text(ledger::Row row) const {
    return fmt::format("{} ({}:{})", std::uint64_t{row.value} + 1, columns_.lines.place(row).file,
                       columns_.lines.place(row).line);
}

std::optional<base::Complaint> UtxoCsv::add_txid(const CsvRow& row) {
    const auto txid = read_txid(row.text(UtxoColumn::Txid));
    if (!txid) { return row.complain(UtxoColumn::Txid, txid.error()); }
    const std::uint32_t number = number_of(*txid);
    if (auto complaint = check_remade(row, number)) { return complaint; }
    columns_.tx_of.push_back(number);
    made_by_[number] = rows_;
    return std::nullopt;
}

std::optional<base::Complaint> UtxoCsv::check_remade(const CsvRow& row, std::uint32_t txid) {
    if (spent_unseen_[txid]) {
        return row.complain(
            UtxoColumn::Txid,
            base::phrase("rows are out of order: an earlier row spends an output of {}",
                         "行の順序が正しくありません。{} の出力を使う行が先にあります",
                         base::visible(columns_.txids.at(txid), 80)));
    }
    const std::uint32_t before = made_by_[txid];
    if (before == kNoRow) { return std::nullopt; }
    // Bitcoin has two coinbases that were made twice; the later one replaced the earlier.
    if (columns_.coinbase[before] && columns_.coinbase[rows_]) { return std::nullopt; }
    return row.complain(
        UtxoColumn::Txid,
        base::phrase("row {1} is the transaction {0} already",
                     "トランザクション {0} はすでに {1} 行目にあります",
                     base::visible(columns_.txids.at(txid), 80), row_text(ledger::Row{before})));
}

std::optional<base::Complaint> UtxoCsv::add_inputs(const CsvRow& row) {
    return for_each_item(row.text(UtxoColumn::Inputs), [&](std::string_view text) -> Complaining {
        const auto item = read_input(text);
        if (!item) { return row.complain(UtxoColumn::Inputs, item.error()); }
        return add_input(row, *item);
    });
}

std::optional<base::Complaint> UtxoCsv::add_input(const CsvRow& row, const UtxoItem& item) {
    const auto txid = read_txid(item.txid);
    if (!txid) { return row.complain(UtxoColumn::Inputs, txid.error()); }
    if (columns_.spends.size() == kItemsMax || columns_.txids.size() == kItemsMax - 1) {
        return row.complain(UtxoColumn::Inputs, too_many_rows());
    }
    const std::uint32_t number = number_of(*txid);
    if (made_by_[number] == kNoRow) {
        spent_unseen_[number] = true;
        columns_.outside.push_back({number, item.vout});
        columns_.spends.push_back({ledger::kOutside, item.value});
        return std::nullopt;
    }
    const ledger::Row made{made_by_[number]};
    const auto output = find_output(made, item.vout);
    if (output) { return spend(row, item, *output); }
    return row.complain(UtxoColumn::Inputs,
                        base::phrase("spends {0}:{1}, but row {2} makes no such output",
                                     "{0}:{1} を使っていますが、{2} 行目にその出力はありません",
                                     base::visible(*txid, 80), item.vout, row_text(made)));
}

std::optional<ledger::OutputId> UtxoCsv::find_output(ledger::Row row, std::uint32_t vout) const {
    const std::uint32_t begin = columns_.outputs_begin[row.value];
    const std::uint32_t end = columns_.outputs_begin[row.value + 1];
    if (columns_.vouts.empty()) {
        if (vout >= end - begin) { return std::nullopt; }
        return ledger::OutputId{begin + vout};
    }
    const std::span vouts{columns_.vouts.data() + begin, end - begin};
    const auto found = std::ranges::lower_bound(vouts, vout);
    if (found == vouts.end() || *found != vout) { return std::nullopt; }
    return ledger::OutputId{begin + static_cast<std::uint32_t>(found - vouts.begin())};
}

std::optional<base::Complaint> UtxoCsv::spend(const CsvRow& row, const UtxoItem& item,
                                              ledger::OutputId output) {
    const std::string name = fmt::format("{}:{}", base::visible(item.txid, 80), item.vout);
    const money::Amount held = columns_.outputs[output.value].value;
    if (held != item.value) {
        return row.complain(UtxoColumn::Inputs,
                            base::phrase("spends {0} as {1} atoms, but that output holds {2}",
                                         "{0} を {1} として使っていますが、その出力の値は {2} です"
                                         "（最小単位）",
                                         name, item.value.atoms(), held.atoms()));
    }
    const std::uint32_t spender = std::exchange(spent_by_[output.value], rows_);
    if (spender != kNoRow) {
        return row.complain(
            UtxoColumn::Inputs,
            base::phrase("row {0} spends {1}, which row {2} has spent already",
                         "{0} 行目が使う {1} は、{2} 行目ですでに使われています",
                         row_text(ledger::Row{rows_}), name, row_text(ledger::Row{spender})));
    }
    columns_.spends.push_back({output, item.value});
    return std::nullopt;
}

std::optional<base::Complaint> UtxoCsv::add_outputs(const CsvRow& row) {
    return for_each_item(row.text(UtxoColumn::Outputs), [&](std::string_view text) -> Complaining {
        const auto item = read_output(text);
        if (!item) { return row.complain(UtxoColumn::Outputs, item.error()); }
        return add_output(row, *item);
    });
}

std::optional<base::Complaint> UtxoCsv::add_output(const CsvRow& row, const UtxoItem& item) {
    if (columns_.outputs.size() == kItemsMax) {
        return row.complain(UtxoColumn::Outputs, too_many_rows());
    }
    ledger::Output output{ledger::kNobody, item.value};
    if (!item.address.empty()) {
        const auto owner = names_.id_of(item.address);
        if (!owner) { return row.complain(UtxoColumn::Outputs, owner.error()); }
        output.owner = *owner;
    }
    if (repeats_last(item.vout, output)) {
        if (outputs_repeated_++ == 0) { first_repeated_ = row_text(ledger::Row{rows_}); }
        return std::nullopt;
    }
    if (auto complaint = add_vout(row, item.vout)) { return complaint; }
    columns_.outputs.push_back(output);
    spent_by_.push_back(kNoRow);
    return std::nullopt;
}

/// How many outputs the row being read has so far.
std::uint32_t UtxoCsv::outputs_so_far() const {
    return static_cast<std::uint32_t>(columns_.outputs.size()) - columns_.outputs_begin.back();
}

std::uint32_t UtxoCsv::last_vout() const {
    return columns_.vouts.empty() ? outputs_so_far() - 1 : columns_.vouts.back();
}

/// Sources are known that list an output twice, in every way the same.
bool UtxoCsv::repeats_last(std::uint32_t vout, const ledger::Output& output) const {
    if (outputs_so_far() == 0 || last_vout() != vout) { return false; }
    const ledger::Output& last = columns_.outputs.back();
    return last.owner == output.owner && last.value == output.value;
}

std::optional<base::Complaint> UtxoCsv::add_vout(const CsvRow& row, std::uint32_t vout) {
    if (outputs_so_far() > 0 && vout <= last_vout()) {
        return row.complain(
            UtxoColumn::Outputs,
            base::phrase("output {1} comes after output {0}; each once and in order was expected",
                         "出力 {0} の後に出力 {1} があります。番号順に 1 回ずつ並べてください",
                         last_vout(), vout));
    }
    if (columns_.vouts.empty()) {
        if (vout == outputs_so_far()) { return std::nullopt; }
        keep_vouts();
    }
    columns_.vouts.push_back(vout);
    return std::nullopt;
}

/// So far every output's number was its place in its row.
void UtxoCsv::keep_vouts() {
    const std::vector<std::uint32_t>& begins = columns_.outputs_begin;
    columns_.vouts.reserve(columns_.outputs.size() + 1);
    for (std::size_t row = 0; row < begins.size(); ++row) {
        const auto end = row + 1 < begins.size() ? begins[row + 1] : columns_.outputs.size();
        for (std::uint32_t vout = 0; vout < end - begins[row]; ++vout) {
            columns_.vouts.push_back(vout);
        }
    }
}

std::optional<base::Complaint> UtxoCsv::check_sums(const CsvRow& row) const {
    const money::Total in = sum_of(columns_.spends, columns_.spends_begin.back());
    const money::Total out = sum_of(columns_.outputs, columns_.outputs_begin.back());
    constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
    if (in > kMax || out > kMax) {
        return row.complain(
            in > kMax ? UtxoColumn::Inputs : UtxoColumn::Outputs,
            base::phrase("the total {} is too large; at most {} atoms were expected",
                         "合計 {} は大きすぎます。上限は最小単位で {} です",
                         money::to_atoms_text(std::max(in, out)), kMax));
    }
    if (columns_.coinbase[rows_] || out <= in) { return std::nullopt; }
    return row.complain(UtxoColumn::Outputs,
                        base::phrase("the outputs' sum {} is more than the inputs' sum {}",
                                     "出力の合計 {} が入力の合計 {} を超えています",
                                     money::to_atoms_text(out), money::to_atoms_text(in)));
}

std::optional<base::Phrase> UtxoCsv::warning() const {
    if (outputs_repeated_ == 0) { return std::nullopt; }
    return base::phrase(
        "outputs that are listed twice, all the same, are read once: {} of them, the first in row "
        "{}",
        "まったく同じ出力が重複して書かれているため、1 回だけ読み込みました：{} 件、最初は {} 行目",
        outputs_repeated_, first_repeated_);
}

Expected<std::unique_ptr<UtxoTable>> UtxoCsv::finish() {
    if (rows_ == 0) {
        return std::unexpected(bad_place({layout_.file(), 2, 1},
                                         {"has a header but no rows; at least one was expected",
                                          "見出し行だけでデータ行がありません"}));
    }
    columns_.accounts = names_.take();
    return std::make_unique<UtxoTable>(std::move(columns_));
}

}  // namespace store
