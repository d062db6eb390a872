#include "crawled_ledger.hpp"

#include <cerrno>
#include <cstdlib>
#include <initializer_list>
#include <span>

#include "../complain.hpp"
#include "../loaded_case.hpp"
#include "../output/csv_line.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
constexpr int kXemPlaces = 6;

std::string line(std::initializer_list<std::string> fields) {
    return to_csv_line(std::span{fields.begin(), fields.size()});
}

std::string text_of(const std::optional<nem::Address>& account) {
    return account ? std::string{account->text()} : std::string{};
}

std::string xem(money::Amount amount) { return money::to_decimal(amount.atoms(), kXemPlaces); }

/// Gone with the object.
class ScratchFolder {
public:
    ScratchFolder() : path_{(fs::temp_directory_path() / "dyepack-crawl-XXXXXX").string()} {
        if (::mkdtemp(path_.data()) == nullptr) {
            error_ = errno;
            path_.clear();
        }
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) { fs::remove_all(path_, ignored); }
    }
    [[nodiscard]] fs::path path() const { return path_; }
    [[nodiscard]] int error() const { return error_; }

private:
    std::string path_;
    int error_{0};
};

}  // namespace

std::string to_ledger_csv(const nem_crawl::MovementLedger& ledger) {
    std::string text = line({"height", "time", "tx", "from", "to", "amount", "fee"});
    for (const auto& row : ledger.movements()) {
        const auto& movement = row.movement;
        text += line({std::to_string(row.height.value), base::to_rfc3339(nem::to_instant(row.time)),
                      nem::to_hex(row.tx), text_of(movement.from), text_of(movement.to),
                      xem(movement.amount), xem(movement.fee)});
    }
    return text;
}

std::string to_openings_csv(const nem_crawl::MovementLedger& ledger) {
    std::string text = line({"account", "amount"});
    for (const auto& held : ledger.openings().held()) {
        text += line({ledger.account_text(held.account), xem(held.amount)});
    }
    return text;
}

namespace {

Expected<store::ImportSummary> import_rows(const nem_crawl::MovementLedger& ledger,
                                           const fs::path& folder) {
    const ScratchFolder scratch;
    if (scratch.error() != 0) {
        return std::unexpected(complaint(base::Blame::World, store::cause_of(scratch.error())));
    }
    const auto rows = scratch.path() / "ledger.csv";
    const auto openings = scratch.path() / "openings.csv";
    auto failure = store::write_file(rows, to_ledger_csv(ledger));
    if (!failure) { failure = store::write_file(openings, to_openings_csv(ledger)); }
    if (failure) { return std::unexpected(*std::move(failure)); }
    store::OpenOptions options;
    options.format = store::InputFormat::AccountCsv;
    options.asset = "XEM";
    options.divisibility = kXemPlaces;
    options.chain = address::Chain::Nem;
    if (!ledger.openings().held().empty()) { options.openings = openings; }
    return store::import_ledger({rows}, folder, options);
}

/// Every file that the case names but its ledger's.
std::optional<base::Complaint> copy_files(const casebook::Case& record, const fs::path& case_file,
                                          const fs::path& folder) {
    for (const auto& [name, place] : record.file_places) {
        if (name == record.ledger_file || name == record.openings_file) { continue; }
        const auto text = store::read_file(beside_case(case_file, name), store::kDocumentBytesMax);
        if (!text) { return text.error(); }
        const auto target = folder / name;
        std::error_code failed;
        fs::create_directories(target.parent_path(), failed);
        if (failed) {
            return base::Complaint{.blame = base::Blame::World,
                                   .place = {.file = target.string()},
                                   .text = store::cause_of(failed.value())};
        }
        if (auto failure = store::write_file(target, *text)) { return failure; }
    }
    return std::nullopt;
}

}  // namespace

Expected<store::ImportSummary> write_crawled_case(const nem_crawl::MovementLedger& ledger,
                                                  const casebook::Case& record,
                                                  const fs::path& case_file,
                                                  const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        return std::unexpected(base::Complaint{.blame = base::Blame::World,
                                               .place = {.file = folder.string()},
                                               .text = store::cause_of(failed.value())});
    }
    auto summary = import_rows(ledger, folder / kCrawledLedger);
    if (!summary) { return summary; }
    auto failure = copy_files(record, case_file, folder);
    casebook::Case crawled = record;
    crawled.ledger_file = kCrawledLedger;
    crawled.ledger_format.text.clear();
    crawled.openings_file.clear();
    if (!failure) { failure = store::write_file(folder / "case.yaml", casebook::to_yaml(crawled)); }
    if (failure) { return std::unexpected(*std::move(failure)); }
    return summary;
}

}  // namespace app
