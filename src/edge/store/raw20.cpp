#include "raw20.hpp"

#include <algorithm>
#include <limits>
#include <ranges>
#include <utility>

#include "complain.hpp"
#include "row_name.hpp"

namespace store {
namespace {

/// Numbers below this, or below kNumbersARow times the rows, are ids as they stand. Beyond, one
/// record could ask for arrays of 2^32 entries.
constexpr std::uint64_t kNumbersAlwaysDense = 65'536;
constexpr std::uint64_t kNumbersARow = 4;

/// From here on records could name all 2^32 numbers, one more than there are ids.
constexpr std::uint32_t kRowsNamingAll = 1U << 31U;

bool numbers_are_ids(const RawSurvey& survey) {
    return survey.account_highest <
               std::max(kNumbersAlwaysDense, kNumbersARow * std::uint64_t{survey.rows}) &&
           survey.account_highest < ledger::kNobody.value;
}

base::Complaint wrong_size(const std::string& file, std::size_t size) {
    if (size == 0) {
        return bad_input(file, base::phrase("is empty; raw records of 20 bytes were expected",
                                            "空のファイルです。20 バイトの生レコードが必要です"));
    }
    return bad_input(
        file, base::phrase("has {0} bytes, which is not a multiple of 20; raw records have 20 "
                           "bytes each and none may be cut off",
                           "サイズが {0} バイトで、20 の倍数ではありません。生レコードは 1 件 20 "
                           "バイトで、途中で切れてはいけません",
                           size));
}

base::Complaint too_many(const std::string& file) {
    return bad_input(file,
                     base::phrase("has too many records: at most {} fit",
                                  "レコードが多すぎます。上限は {} 件です", ledger::kRowsMax));
}

base::Complaint goes_back(const std::string& file, std::uint64_t record, std::uint32_t before,
                          std::uint32_t height) {
    return bad_input(
        file,
        base::phrase(
            "record {0}: height {2} comes after height {1}; heights must not "
            "decrease",
            "レコード {0}：ブロック高 {1} の後にブロック高 {2} があります。ブロック高は減少しては"
            "いけません",
            record, before, height));
}

/// Packed bytes are mostly no records; where they are none, this is why.
std::optional<base::Complaint> find_packing(const std::string& file, std::string_view bytes) {
    const bool gzip = bytes.starts_with("\x1f\x8b\x08");
    if (!gzip && !bytes.starts_with("\x28\xb5\x2f\xfd")) { return std::nullopt; }
    return bad_input(file,
                     base::phrase("is packed with {0}; raw records are mapped, not read, and must "
                                  "be unpacked first: {1}",
                                  "{0} で圧縮されています。生レコード形式はファイルを直接メモリに"
                                  "割り当てるため、先に展開してください：{1}",
                                  gzip ? "gzip" : "zstd", gzip ? "gunzip FILE" : "unzstd FILE"));
}

/// The first row whose height is such; it must be so for all that follow.
template <class Past>
std::uint32_t first_row(std::uint32_t rows, Past past) {
    const auto all = std::views::iota(std::uint32_t{0}, rows);
    return static_cast<std::uint32_t>(
        std::ranges::partition_point(all, [&](auto row) { return !past(row); }) - all.begin());
}

}  // namespace

Expected<RawSurvey> survey_raw(std::string_view bytes, const std::string& file,
                               std::uint32_t height_before) {
    if (bytes.empty() || bytes.size() % kRawRecordBytes != 0) {
        if (auto packed = find_packing(file, bytes)) { return std::unexpected(*packed); }
        return std::unexpected(wrong_size(file, bytes.size()));
    }
    if (bytes.size() / kRawRecordBytes > ledger::kRowsMax) {
        return std::unexpected(too_many(file));
    }
    RawSurvey survey{static_cast<std::uint32_t>(bytes.size() / kRawRecordBytes), 0, height_before};
    for (std::uint32_t row = 0; row < survey.rows; ++row) {
        const RawRecord record = decode_raw(bytes.data() + std::size_t{row} * kRawRecordBytes);
        if (record.height < survey.height_last) {
            if (auto packed = find_packing(file, bytes)) { return std::unexpected(*packed); }
            return std::unexpected(
                goes_back(file, std::uint64_t{row} + 1, survey.height_last, record.height));
        }
        survey.height_last = record.height;
        survey.account_highest = std::max({survey.account_highest, record.from, record.to});
    }
    if (survey.account_highest == ledger::kNobody.value && survey.rows >= kRowsNamingAll) {
        return std::unexpected(too_many(file));
    }
    return survey;
}

RawLedger::RawLedger(std::shared_ptr<const MappedFile> file, std::string name,
                     const RawSurvey& survey)
    : file_{std::move(file)}, name_{std::move(name)}, rows_{survey.rows} {
    base::invariant(bytes().size() == std::size_t{rows_} * kRawRecordBytes, "the survey fits");
    if (numbers_are_ids(survey)) {
        note_seen(survey.account_highest);
    } else {
        renumber();
    }
}

void RawLedger::note_seen(std::uint32_t account_highest) {
    accounts_ = account_highest + 1;
    seen_.resize(accounts_);
    for (std::uint32_t row = 0; row < rows_; ++row) {
        seen_[record(row).from] = true;
        seen_[record(row).to] = true;
    }
    accounts_seen_ = static_cast<std::uint32_t>(std::ranges::count(seen_, true));
}

void RawLedger::renumber() {
    numbers_.reserve(std::size_t{rows_} * 2);
    for (std::uint32_t row = 0; row < rows_; ++row) {
        numbers_.push_back(record(row).from);
        numbers_.push_back(record(row).to);
    }
    std::ranges::sort(numbers_);
    const auto repeated = std::ranges::unique(numbers_);
    numbers_.erase(repeated.begin(), repeated.end());
    numbers_.shrink_to_fit();
    base::invariant(numbers_.size() < ledger::kNobody.value, "ids are left for every account");
    const auto id_of = [&](std::uint32_t number) {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(numbers_, number) -
                                          numbers_.begin());
    };
    ids_.reserve(rows_);
    for (std::uint32_t row = 0; row < rows_; ++row) {
        ids_.push_back({id_of(record(row).from), id_of(record(row).to)});
    }
    accounts_ = static_cast<std::uint32_t>(numbers_.size());
    accounts_seen_ = accounts_;
}

void RawLedger::read(ledger::Row first, std::span<ledger::Transfer> into) const {
    base::invariant(into.size() <= rows_ - first.value, "the rows exist");
    const char* record = file_->bytes().data() + std::size_t{first.value} * kRawRecordBytes;
    const Ids* ids = ids_.empty() ? nullptr : ids_.data() + first.value;
    for (ledger::Transfer& transfer : into) {
        const RawRecord decoded = decode_raw(record);
        record += kRawRecordBytes;
        transfer = {{decoded.from}, {decoded.to}, money::Amount::from_atoms(decoded.atoms), {}};
        if (ids != nullptr) {
            transfer.from = {ids->from};
            transfer.to = {ids->to};
            ++ids;
        }
    }
}

ledger::RowFacts RawLedger::facts(ledger::Row row) const {
    base::invariant(row.value < rows_, "the row exists");
    return {ledger::Height{record(row.value).height}, std::nullopt, row_name(row), {}, {}};
}

std::string RawLedger::account_text(ledger::AccountId account) const {
    base::invariant(account.value < accounts_, "the account exists");
    return fmt::format("{}", numbers_.empty() ? account.value : numbers_[account.value]);
}

std::optional<ledger::AccountId> RawLedger::find_account(std::string_view text) const {
    const auto number = parse_number(text);
    if (!number || *number > std::numeric_limits<std::uint32_t>::max()) { return std::nullopt; }
    const auto account = static_cast<std::uint32_t>(*number);
    if (numbers_.empty()) {
        if (account >= accounts_ || !seen_[account]) { return std::nullopt; }
        return ledger::AccountId{account};
    }
    const auto found = std::ranges::lower_bound(numbers_, account);
    if (found == numbers_.end() || *found != account) { return std::nullopt; }
    return ledger::AccountId{static_cast<std::uint32_t>(found - numbers_.begin())};
}

std::vector<ledger::Row> RawLedger::find_tx(std::string_view tx) const {
    const auto row = parse_row_name(tx);
    if (!row || row->value >= rows_) { return {}; }
    return {*row};
}

std::uint32_t RawLedger::end_of(ledger::Bound until) const {
    const auto* height = std::get_if<ledger::Height>(&until);
    base::invariant(height != nullptr, "raw records have heights only");
    return first_row(rows_, [&](auto row) { return record(row).height > height->value; });
}

std::uint32_t RawLedger::begin_of(ledger::Bound since) const {
    const auto* height = std::get_if<ledger::Height>(&since);
    base::invariant(height != nullptr, "raw records have heights only");
    return first_row(rows_, [&](auto row) { return record(row).height >= height->value; });
}

std::uint32_t RawLedger::block_end(ledger::Row row) const {
    return end_of(ledger::Height{record(row.value).height});
}

base::Place RawLedger::place(ledger::Row /*row*/) const { return {name_, 0, 0}; }

}  // namespace store
