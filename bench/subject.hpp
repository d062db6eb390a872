#pragma once

#include <cstdint>
#include <filesystem>
#include <ledger/ledger.hpp>
#include <memory>
#include <span>
#include <taint/taint.hpp>
#include <trace/trace.hpp>
#include <vector>

#include "facts.hpp"
#include "raw20.hpp"
#include "reference_loop.hpp"

namespace bench {

/// One generated ledger as both sides see it: mapped records for the reference loop, an opened
/// ledger for dyepack.
class Subject {
public:
    /// `base` without its ending: BASE.raw20 and BASE.json. Exits when they cannot be read.
    explicit Subject(const std::filesystem::path& base);

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    [[nodiscard]] const Facts& facts() const { return facts_; }
    [[nodiscard]] const ledger::AccountLedger& ledger() const { return *ledger_; }
    /// The theft, no boundaries, to the end.
    [[nodiscard]] const trace::Plan& plan() const { return plan_; }
    [[nodiscard]] std::uint32_t theft_begin() const { return facts_.theft_first_row; }
    [[nodiscard]] std::uint32_t theft_end() const {
        return facts_.theft_first_row + facts_.theft_rows;
    }

    [[nodiscard]] std::span<const Record> records() const { return records_.records(); }
    [[nodiscard]] std::span<const Record> records(std::uint32_t begin, std::uint32_t end) const {
        return records().subspan(begin, end - begin);
    }
    /// The reference loop's state before the first row.
    [[nodiscard]] std::vector<reference::Holding> holdings() const;

private:
    std::filesystem::path file_;
    Facts facts_;
    RecordFile records_;
    std::unique_ptr<ledger::AccountLedger> ledger_;
    trace::Plan plan_;
    std::vector<std::uint64_t> openings_;
};

std::unique_ptr<ledger::AccountLedger> open_raw20(const std::filesystem::path& file);

void apply_rows(taint::AccountBook& book, const ledger::AccountLedger& ledger, std::uint32_t begin,
                std::uint32_t end);
void apply_thefts(taint::AccountBook& book, const ledger::AccountLedger& ledger,
                  std::uint32_t begin, std::uint32_t end);

/// Traces by haircut both ways and compares every account's balance and taint to the atom; says so,
/// or exits with 1: a fast wrong answer has no speed.
void check_agreement(const Subject& subject);

}  // namespace bench
