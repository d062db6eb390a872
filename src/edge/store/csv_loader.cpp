#include "csv_loader.hpp"

#include <fmt/ranges.h>

#include <csv/csv.hpp>
#include <utility>

#include "complain.hpp"

namespace store {
namespace {

base::Complaint places_unknown(const std::string& file) {
    return bad_usage(file, base::phrase("it is not said how many decimal places the asset has; "
                                        "give --divisibility N, 0 to {}",
                                        "資産の小数点以下の桁数が不明です。--divisibility N"
                                        "（0〜{}）で指定してください",
                                        money::kDivisibilityMax));
}

base::Complaint empty_file(const std::string& file) {
    return bad_place({file, 1, 1}, {"is empty; a header with the names of the columns was expected",
                                    "空のファイルです。列名の見出し行が必要です"});
}

base::Phrase either_columns_expected() {
    const base::Phrase accounts = account_columns_expected();
    const base::Phrase utxo = utxo_columns_expected();
    return {fmt::format("{}; or {}", accounts.en, utxo.en),
            fmt::format("{}、あるいは {}", accounts.ja, utxo.ja)};
}

base::Complaint lacking_account(const Layout& layout) {
    std::vector<std::string_view> missing;
    if (!layout.has(AccountColumn::From)) { missing.emplace_back("from"); }
    if (!layout.has(AccountColumn::To)) { missing.emplace_back("to"); }
    if (!layout.has(AccountColumn::Amount)) { missing.emplace_back("amount"); }
    if (!layout.has(AccountColumn::Height) && !layout.has(AccountColumn::Time)) {
        missing.emplace_back("height / time");
    }
    return layout.lacking(account_columns_expected(), fmt::format("{}", fmt::join(missing, ", ")));
}

base::Complaint lacking_utxo(const Layout& layout) {
    std::vector<std::string_view> missing;
    for (const UtxoColumn column :
         {UtxoColumn::Txid, UtxoColumn::Height, UtxoColumn::Inputs, UtxoColumn::Outputs}) {
        if (!layout.has(column)) {
            missing.push_back(kUtxoColumns[static_cast<std::size_t>(column)]);
        }
    }
    return layout.lacking(utxo_columns_expected(), fmt::format("{}", fmt::join(missing, ", ")));
}

}  // namespace

std::optional<base::Complaint> CsvLoader::load(Input& input) {
    bool header = true;
    csv::Reader reader{input.name(),
                       [&](const csv::Record& record) -> std::optional<base::Complaint> {
                           if (std::exchange(header, false)) {
                               return begin_file(input.name(), record);
                           }
                           if (auto* accounts = std::get_if<AccountCsv>(&builder_)) {
                               return accounts->use(record);
                           }
                           return std::get<UtxoCsv>(builder_).use(record);
                       }};
    while (true) {
        const auto chunk = input.next();
        if (!chunk) { return chunk.error(); }
        if (chunk->empty()) { break; }
        if (auto complaint = reader.feed(*chunk)) { return complaint; }
    }
    if (auto complaint = reader.finish()) { return complaint; }
    if (header) { return empty_file(input.name()); }
    return std::nullopt;
}

std::optional<base::Complaint> CsvLoader::begin_file(const std::string& file,
                                                     const csv::Record& header) {
    auto accounts = Layout::read(header, file, kAccountColumns);
    if (!accounts) { return accounts.error(); }
    auto utxo = Layout::read(header, file, kUtxoColumns);
    if (!utxo) { return utxo.error(); }
    if (builder_.index() == 0) {
        if (auto complaint = choose(*accounts, *utxo)) { return complaint; }
    }
    Layout& layout = std::holds_alternative<AccountCsv>(builder_) ? *accounts : *utxo;
    if (auto ignored = layout.ignored()) { warnings_.push_back(*std::move(ignored)); }
    if (auto* reader = std::get_if<AccountCsv>(&builder_)) {
        if (!is_account_layout(layout)) { return lacking_account(layout); }
        return reader->begin_file(std::move(layout));
    }
    if (!is_utxo_layout(layout)) { return lacking_utxo(layout); }
    return std::get<UtxoCsv>(builder_).begin_file(std::move(layout));
}

std::optional<base::Complaint> CsvLoader::choose(const Layout& accounts, const Layout& utxo) {
    const bool detect = options_.format == InputFormat::Detect;
    const bool by_accounts =
        detect ? is_account_layout(accounts) : options_.format == InputFormat::AccountCsv;
    if (by_accounts) {
        // A header that lacks columns is told before an option that lacks.
        if (!is_account_layout(accounts)) { return lacking_account(accounts); }
        if (!options_.divisibility) { return places_unknown(accounts.file()); }
        builder_.emplace<AccountCsv>(options_.chain, options_.asset, *options_.divisibility);
        return std::nullopt;
    }
    if (!is_utxo_layout(utxo) && detect) {
        // Whoever names a party, or a side, meant that kind of ledger.
        if (accounts.has(AccountColumn::From) || accounts.has(AccountColumn::To)) {
            return lacking_account(accounts);
        }
        if (utxo.has(UtxoColumn::Inputs) || utxo.has(UtxoColumn::Outputs)) {
            return lacking_utxo(utxo);
        }
        return accounts.lacking(either_columns_expected());
    }
    builder_.emplace<UtxoCsv>(options_.chain);
    return std::nullopt;
}

Expected<LoadedCsv> CsvLoader::finish() {
    LoadedCsv loaded;
    loaded.warnings = std::move(warnings_);
    if (auto* reader = std::get_if<AccountCsv>(&builder_)) {
        auto table = reader->finish();
        if (!table) { return std::unexpected(table.error()); }
        loaded.accounts = std::move(*table);
        loaded.asset = reader->asset();
        return loaded;
    }
    auto& reader = std::get<UtxoCsv>(builder_);
    auto table = reader.finish();
    if (!table) { return std::unexpected(table.error()); }
    if (auto warning = reader.warning()) { loaded.warnings.push_back(*std::move(warning)); }
    loaded.utxo = std::move(*table);
    loaded.asset = options_.asset.value_or("");
    return loaded;
}

}  // namespace store
