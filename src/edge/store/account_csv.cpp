#include "account_csv.hpp"

#include <utility>

#include "complain.hpp"
#include "row_name.hpp"

namespace store {

std::vector<std::string_view> missing_account_columns(const Layout& layout) {
    std::vector<std::string_view> missing;
    for (const AccountColumn column :
         {AccountColumn::From, AccountColumn::To, AccountColumn::Amount}) {
        if (!layout.has(column)) { missing.push_back(kAccountColumns[std::to_underlying(column)]); }
    }
    if (!layout.has(AccountColumn::Height) && !layout.has(AccountColumn::Time)) {
        missing.emplace_back("height / time");
    }
    return missing;
}

base::Phrase account_columns_expected() {
    return {
        "from, to, amount and height or time (and, where there are such, tx, asset, fee, "
        "message, kind)",
        "from、to、amount と、height または time（任意：tx、asset、fee、message、kind）"};
}

AccountCsv::AccountCsv(address::Chain chain, std::optional<std::string> asset, int divisibility)
    : asset_chosen_{asset.has_value()},
      asset_{std::move(asset).value_or("")},
      divisibility_{divisibility},
      names_{chain} {}

std::optional<base::Complaint> AccountCsv::begin_file(Layout layout) {
    const bool first = layout_.width() == 0;
    layout_ = std::move(layout);
    const bool has_height = layout_.has(AccountColumn::Height);
    if (first) { by_height_ = has_height; }
    if (by_height_ != has_height) {
        return bad_place({layout_.file(), 1, 1},
                         {"files that continue each other must all have the column height, or none",
                          "連続する台帳ファイルは、すべてに height 列があるか、どれにもないかの"
                          "どちらかでなければなりません"});
    }
    columns_.lines.begin_file(layout_.file());
    return std::nullopt;
}

std::optional<base::Complaint> AccountCsv::use(const csv::Record& record) {
    const CsvRow row{record, layout_};
    if (auto complaint = row.check_width()) { return complaint; }
    ++rows_read_;
    const auto ours = check_asset(row);
    if (!ours) { return ours.error(); }
    if (!*ours) { return std::nullopt; }
    if (rows_ == ledger::kRowsMax) { return row.complain(too_many_rows()); }
    if (auto complaint = add_position(row)) { return complaint; }
    if (auto complaint = add_parties(row)) { return complaint; }
    if (auto complaint = add_amounts(row)) { return complaint; }
    add_texts(row);
    columns_.lines.add(row.line());
    ++rows_;
    return std::nullopt;
}

Expected<bool> AccountCsv::check_asset(const CsvRow& row) {
    if (!layout_.has(AccountColumn::Asset)) { return true; }
    const std::string_view asset = row.text(AccountColumn::Asset);
    if (asset_chosen_) { return asset == asset_; }
    if (!std::exchange(asset_known_, true)) { asset_ = asset; }
    if (asset == asset_) { return true; }
    auto complaint = row.complain(
        AccountColumn::Asset,
        base::phrase("the ledger has several assets (`{}`, `{}`); choose one with --asset",
                     "台帳に複数の資産（`{}`、`{}`）があります。--asset で 1 つ選んでください",
                     base::visible(asset_, 60), base::visible(asset, 60)));
    complaint.blame = base::Blame::Usage;
    return std::unexpected(std::move(complaint));
}

std::optional<base::Complaint> AccountCsv::add_position(const CsvRow& row) {
    std::optional<ledger::Height> height;
    if (by_height_) {
        const auto read = read_height(row.text(AccountColumn::Height));
        if (!read) { return row.complain(AccountColumn::Height, read.error()); }
        height = *read;
    }
    std::optional<base::Moment> time;
    const std::string_view time_text = row.text(AccountColumn::Time);
    if (!time_text.empty() || !by_height_) {
        const auto read = read_moment(time_text);
        if (!read) { return row.complain(AccountColumn::Time, read.error()); }
        time = *read;
    }
    if (auto complaint = check_order(row, height, time)) { return complaint; }
    columns_.positions.add(height, time);
    return std::nullopt;
}

std::optional<base::Complaint> AccountCsv::check_order(const CsvRow& row,
                                                       std::optional<ledger::Height> height,
                                                       std::optional<base::Moment> time) {
    const auto height_before = std::exchange(height_last_, height);
    const auto time_before = std::exchange(time_last_, time);
    if (height && height_before && *height < *height_before) {
        return row.complain(AccountColumn::Height, heights_go_back(*height_before, *height));
    }
    if (by_height_ || !time || !time_before || time_before->at <= time->at) { return std::nullopt; }
    return row.complain(AccountColumn::Time, times_go_back(*time_before, *time));
}

Expected<ledger::AccountId> AccountCsv::read_party(const CsvRow& row, AccountColumn column) {
    const std::string_view text = row.text(column);
    if (text.empty()) { return ledger::kNobody; }
    const auto account = names_.id_of(text);
    if (!account) { return std::unexpected(row.complain(column, account.error())); }
    return *account;
}

std::optional<base::Complaint> AccountCsv::add_parties(const CsvRow& row) {
    const auto from = read_party(row, AccountColumn::From);
    if (!from) { return from.error(); }
    const auto to = read_party(row, AccountColumn::To);
    if (!to) { return to.error(); }
    if (*from == ledger::kNobody && *to == ledger::kNobody) {
        return row.complain(
            AccountColumn::From,
            {"from and to are both empty; a mint names its receiver, a burn its sender",
             "from と to が両方とも空です。発行では to を、焼却では from を指定してください"});
    }
    columns_.from.push_back(from->value);
    columns_.to.push_back(to->value);
    return std::nullopt;
}

std::optional<base::Complaint> AccountCsv::add_amounts(const CsvRow& row) {
    const auto amount = read_amount(row.text(AccountColumn::Amount), divisibility_);
    if (!amount) { return row.complain(AccountColumn::Amount, amount.error()); }
    columns_.amounts.push_back(amount->atoms());
    const std::string_view fee_text = row.text(AccountColumn::Fee);
    if (fee_text.empty()) { return std::nullopt; }
    const auto fee = read_amount(fee_text, divisibility_);
    if (!fee) { return row.complain(AccountColumn::Fee, fee.error()); }
    if (fee->atoms() == 0) { return std::nullopt; }
    if (columns_.from.back() == ledger::kNobody.value) {
        return row.complain(AccountColumn::Fee,
                            {"a mint has nobody who pays a fee; an empty field or 0 was expected",
                             "発行には手数料を払う者がいません。空か 0 にしてください"});
    }
    columns_.fees.resize(rows_);
    columns_.fees.push_back(fee->atoms());
    return std::nullopt;
}

void AccountCsv::add_texts(const CsvRow& row) {
    // `#N` counts the input's rows; once rows of other assets were left out, N is no longer this
    // ledger's own number and must be kept.
    std::string_view tx = row.text(AccountColumn::Tx);
    std::string name;
    if (tx.empty() && rows_read_ != std::uint64_t{rows_} + 1) {
        name = fmt::format("#{}", rows_read_);
        tx = name;
    }
    if (tx.starts_with('#') && tx == row_name(ledger::Row{rows_})) { tx = {}; }
    if (!tx.empty()) { columns_.txs.set(rows_, tx); }
    const std::string_view message = row.text(AccountColumn::Message);
    if (!message.empty()) { columns_.messages.set(rows_, message); }
    const std::string_view kind = row.text(AccountColumn::Kind);
    if (kind.empty()) { return; }
    columns_.kinds_of.resize(rows_);
    columns_.kinds_of.push_back(columns_.kinds.add(kind) + 1);
}

std::optional<base::Complaint> AccountCsv::check_row_names() const {
    for (std::uint32_t row = 0; row < columns_.txs.size(); ++row) {
        const auto named = parse_row_name(columns_.txs.at(row));
        if (!named || named->value >= rows_ || !columns_.txs.at(named->value).empty()) { continue; }
        return bad_place(
            columns_.lines.place(ledger::Row{row}),
            base::phrase("row {0} is named `{1}`, which is also the name of row {2}, because that "
                         "row has none; distinct names were expected",
                         "{0} 行目の名前 `{1}` は、名前のない {2} 行目の名前でもあります。"
                         "異なる名前が必要です",
                         std::uint64_t{row} + 1, base::visible(columns_.txs.at(row), 60),
                         std::uint64_t{named->value} + 1));
    }
    return std::nullopt;
}

Expected<std::unique_ptr<AccountTable>> AccountCsv::finish() {
    if (rows_ == 0 && asset_chosen_ && rows_read_ > 0) {
        return std::unexpected(
            bad_place({layout_.file(), 1, 1},
                      base::phrase("no row has the asset `{}`", "資産 `{}` の行がありません",
                                   base::visible(asset_, 60))));
    }
    if (rows_ == 0) {
        return std::unexpected(bad_place({layout_.file(), 2, 1},
                                         {"has a header but no rows; at least one was expected",
                                          "見出し行だけでデータ行がありません"}));
    }
    if (auto complaint = check_row_names()) { return std::unexpected(std::move(*complaint)); }
    columns_.accounts = names_.take();
    return std::make_unique<AccountTable>(std::move(columns_));
}

}  // namespace store
