#include "csv_loader.hpp"

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

/// A complaint where required columns are not there.
std::optional<base::Complaint> check_accounts(const Layout& layout) {
    const auto missing = missing_account_columns(layout);
    if (missing.empty()) { return std::nullopt; }
    return layout.lacking(account_columns_expected(), missing);
}

std::optional<base::Complaint> check_utxo(const Layout& layout) {
    const auto missing = missing_utxo_columns(layout);
    if (missing.empty()) { return std::nullopt; }
    return layout.lacking(utxo_columns_expected(), missing);
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
        if (auto lacking = check_accounts(layout)) { return lacking; }
        return reader->begin_file(std::move(layout));
    }
    if (auto lacking = check_utxo(layout)) { return lacking; }
    return std::get<UtxoCsv>(builder_).begin_file(std::move(layout));
}

std::optional<base::Complaint> CsvLoader::choose(const Layout& accounts, const Layout& utxo) {
    const bool detect = options_.format == InputFormat::Detect;
    const bool by_accounts = detect ? missing_account_columns(accounts).empty()
                                    : options_.format == InputFormat::AccountCsv;
    if (by_accounts) {
        // A header that lacks columns is told before an option that lacks.
        if (auto lacking = check_accounts(accounts)) { return lacking; }
        if (!options_.divisibility) { return places_unknown(accounts.file()); }
        builder_.emplace<AccountCsv>(options_.chain, options_.asset, *options_.divisibility);
        return std::nullopt;
    }
    if (detect && !missing_utxo_columns(utxo).empty()) {
        // Whoever names a party, or a side, meant that kind of ledger.
        if (accounts.has(AccountColumn::From) || accounts.has(AccountColumn::To)) {
            return check_accounts(accounts);
        }
        if (utxo.has(UtxoColumn::Inputs) || utxo.has(UtxoColumn::Outputs)) {
            return check_utxo(utxo);
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
