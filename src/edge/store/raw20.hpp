#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <store/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "mapped_file.hpp"
#include "stored_accounts.hpp"

namespace store {

inline constexpr std::size_t kRawRecordBytes = 20;

/// One record: u32 from, u32 to, u64 atoms, u32 height, little-endian, packed.
struct RawRecord {
    std::uint32_t from;
    std::uint32_t to;
    std::uint64_t atoms;
    std::uint32_t height;
};
[[nodiscard]] inline RawRecord decode_raw(const char* record) {
    static_assert(std::endian::native == std::endian::little, "records are read as they lie");
    RawRecord decoded{};
    std::memcpy(&decoded.from, record, sizeof decoded.from);
    std::memcpy(&decoded.to, record + 4, sizeof decoded.to);
    std::memcpy(&decoded.atoms, record + 8, sizeof decoded.atoms);
    std::memcpy(&decoded.height, record + 16, sizeof decoded.height);
    return decoded;
}

inline void append_raw(std::string& bytes, const RawRecord& record) {
    const std::size_t at = bytes.size();
    bytes.resize(at + kRawRecordBytes);
    std::memcpy(bytes.data() + at, &record.from, sizeof record.from);
    std::memcpy(bytes.data() + at + 4, &record.to, sizeof record.to);
    std::memcpy(bytes.data() + at + 8, &record.atoms, sizeof record.atoms);
    std::memcpy(bytes.data() + at + 16, &record.height, sizeof record.height);
}

/// What one pass over a file's records finds.
struct RawSurvey {
    std::uint32_t rows{0};
    std::uint32_t account_highest{0};
    std::uint32_t height_last{0};
};
/// Whole records, at least one, heights that never fall below `height_before` or their own past.
[[nodiscard]] Expected<RawSurvey> survey_raw(std::string_view bytes, const std::string& file,
                                             std::uint32_t height_before = 0);

/// Raw records, decoded as they are read. Accounts are named by their decimal number, transfers
/// `#N`.
class RawLedger final : public StoredAccounts {
public:
    /// `survey` is of the same bytes.
    RawLedger(std::shared_ptr<const MappedFile> file, std::string name, const RawSurvey& survey);

    [[nodiscard]] std::uint32_t rows() const override { return rows_; }
    [[nodiscard]] ledger::RowFacts facts(ledger::Row row) const override;
    [[nodiscard]] std::uint32_t accounts() const override { return accounts_; }
    [[nodiscard]] std::string account_text(ledger::AccountId account) const override;
    [[nodiscard]] std::optional<ledger::AccountId> find_account(
        std::string_view text) const override;
    [[nodiscard]] std::vector<ledger::Row> find_tx(std::string_view tx) const override;
    [[nodiscard]] bool has_heights() const override { return true; }
    [[nodiscard]] bool has_times() const override { return false; }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const override;
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const override;
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const override;
    void read(ledger::Row first, std::span<ledger::Transfer> into) const override;
    [[nodiscard]] std::uint32_t accounts_seen() const override { return accounts_seen_; }
    [[nodiscard]] base::Place place(ledger::Row row) const override;

    [[nodiscard]] std::string_view bytes() const { return file_->bytes(); }

private:
    [[nodiscard]] RawRecord record(std::uint32_t row) const {
        return decode_raw(file_->bytes().data() + std::size_t{row} * kRawRecordBytes);
    }
    void note_seen(std::uint32_t account_highest);
    void renumber();

    std::shared_ptr<const MappedFile> file_;
    std::string name_;
    std::uint32_t rows_;
    std::uint32_t accounts_{0};
    std::uint32_t accounts_seen_{0};
    // Where numbers are small they are the ids, and `seen_` says which appear. Else `numbers_` has
    // those that appear, sorted: an id is a place in it, and `ids_` has each row's two.
    std::vector<bool> seen_;
    std::vector<std::uint32_t> numbers_;
    struct Ids {
        std::uint32_t from;
        std::uint32_t to;
    };
    std::vector<Ids> ids_;
};

}  // namespace store
