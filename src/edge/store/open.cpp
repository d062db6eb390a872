#include "open.hpp"

#include <algorithm>
#include <casebook/casebook.hpp>
#include <future>
#include <iterator>
#include <system_error>
#include <utility>

#include "bitcoin/open_bitcoin.hpp"
#include "complain.hpp"
#include "open_nem.hpp"
#include "raw20.hpp"

namespace store {
namespace {

/// The usual places of the chains whose ledgers come in atoms; shown, never computed with.
int places_of(address::Chain chain) {
    switch (chain) {
        case address::Chain::Bitcoin: [[fallthrough]];
        case address::Chain::Litecoin: [[fallthrough]];
        case address::Chain::Dash: return 8;
        case address::Chain::Other: [[fallthrough]];
        case address::Chain::Nem: [[fallthrough]];
        case address::Chain::Ethereum: return 0;
    }
    base::broken("unnamed chain");
}

template <class Table>
void warn_of_gaps(OpenLedger& opened, const Table& table) {
    const std::uint32_t known = table.columns().positions.times_known();
    if (known == 0 || known == table.rows()) { return; }
    opened.warnings.push_back(
        base::phrase("{}: {} rows have no time, so positions must be given as heights",
                     "{}：時刻のない行が {} 行あるため、位置はブロック高で指定してください",
                     table.columns().lines.place(ledger::Row{0}).file, table.rows() - known));
}

Expected<OpenLedger> load_csv(Expected<Input> input, const OpenOptions& options) {
    if (!input) { return std::unexpected(input.error()); }
    auto declared = read_declared(options);
    if (!declared) { return std::unexpected(declared.error()); }
    CsvLoader loader{options};
    if (auto complaint = loader.load(*input)) { return std::unexpected(*std::move(complaint)); }
    auto opened = finish_csv(std::move(loader), options, {*std::move(declared)});
    if (opened) { opened->sha256 = input->sha256(); }
    return opened;
}

Expected<OpenLedger> load_raw(Expected<MappedFile> file, const std::string& name,
                              const OpenOptions& options) {
    if (!file) { return std::unexpected(file.error()); }
    auto declared = read_declared(options);
    if (!declared) { return std::unexpected(declared.error()); }
    return open_raw(*std::move(file), name, options, {*std::move(declared)});
}

}  // namespace

std::optional<base::Complaint> check_options(const std::filesystem::path& path,
                                             const OpenOptions& options) {
    const int places = options.divisibility.value_or(0);
    if (places < 0 || places > money::kDivisibilityMax) {
        return bad_usage(path, base::phrase("{} decimal places are not possible; 0 to {} are",
                                            "小数点以下 {} 桁は指定できません。0〜{} 桁です",
                                            places, money::kDivisibilityMax));
    }
    if (options.format == InputFormat::Raw20 && places != 0) {
        return bad_usage(path, {"raw records hold whole atoms; --divisibility must be 0",
                                "生レコード形式の数量は最小単位の整数です。--divisibility は 0 に"
                                "してください"});
    }
    if (options.format == InputFormat::NemBlocks) { return check_nem_options(path, options); }
    if (options.format == InputFormat::BitcoinBlocks) {
        return check_bitcoin_options(path, options);
    }
    return std::nullopt;
}

Expected<std::vector<casebook::OpeningEntry>> read_declared(const OpenOptions& options) {
    if (!options.openings) { return std::vector<casebook::OpeningEntry>{}; }
    const auto text = read_file(*options.openings, kDocumentBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    return casebook::parse_openings(*text, options.openings->string(), options.chain,
                                    options.divisibility.value_or(places_of(options.chain)));
}

Expected<OpenLedger> finish_csv(CsvLoader loader, const OpenOptions& options,
                                const Openings& openings) {
    auto loaded = loader.finish();
    if (!loaded) { return std::unexpected(loaded.error()); }
    OpenLedger opened;
    opened.asset = std::move(loaded->asset);
    opened.divisibility = options.divisibility.value_or(places_of(options.chain));
    opened.warnings = std::move(loaded->warnings);
    if (loaded->utxo) {
        if (!openings.declared.empty()) {
            return std::unexpected(
                bad_usage(openings.declared.front().place.file,
                          {"a ledger of outputs (UTXO) has no opening balances",
                           "UTXO 型の台帳には期首残高がありません。この指定は使えません"}));
        }
        opened.format = InputFormat::UtxoCsv;
        warn_of_gaps(opened, *loaded->utxo);
        opened.place = [table = loaded->utxo.get()](ledger::Row row) {
            return table->columns().lines.place(row);
        };
        opened.utxo = std::move(loaded->utxo);
        return opened;
    }
    auto warnings = settle_openings(*loaded->accounts, openings.declared, openings.undeclared);
    if (!warnings) { return std::unexpected(warnings.error()); }
    std::ranges::move(*warnings, std::back_inserter(opened.warnings));
    opened.format = InputFormat::AccountCsv;
    warn_of_gaps(opened, *loaded->accounts);
    opened.place = [table = loaded->accounts.get()](ledger::Row row) { return table->place(row); };
    opened.accounts = std::move(loaded->accounts);
    return opened;
}

Expected<OpenLedger> open_raw(MappedFile file, const std::string& name, const OpenOptions& options,
                              const Openings& openings) {
    const auto mapped = std::make_shared<const MappedFile>(std::move(file));
    const std::size_t size = mapped->bytes().size();
    // Hashing and checking cost about the same, and both only read.
    auto sha256 =
        std::async(std::launch::async, [mapped] { return sha256_of_bytes(mapped->bytes()); });
    const auto survey = survey_raw(mapped->bytes(), name);
    if (!survey) { return std::unexpected(survey.error()); }
    auto ledger = std::make_unique<RawLedger>(mapped, name, *survey);
    auto warnings = settle_openings(*ledger, openings.declared, openings.undeclared);
    if (!warnings) { return std::unexpected(warnings.error()); }
    OpenLedger opened;
    opened.place = [raw = ledger.get()](ledger::Row row) { return raw->place(row); };
    opened.accounts = std::move(ledger);
    opened.format = InputFormat::Raw20;
    opened.sha256 = sha256.get();
    opened.asset = options.asset.value_or("");
    opened.warnings = *std::move(warnings);
    if (options.progress) { options.progress(size, size); }
    return opened;
}

Expected<OpenLedger> open_bytes(std::string_view bytes, const std::string& name,
                                const OpenOptions& options) {
    if (auto complaint = check_options(name, options)) {
        return std::unexpected(*std::move(complaint));
    }
    if (options.format == InputFormat::Raw20) {
        return load_raw(MappedFile::from_memory(std::string{bytes}), name, options);
    }
    if (options.format == InputFormat::BitcoinBlocks) {
        return open_bitcoin_bytes(std::string{bytes}, name, options);
    }
    auto input = Input::from_memory(name, bytes, kLedgerBytesMax);
    if (options.format == InputFormat::NemBlocks) { return open_nem(std::move(input), options); }
    return load_csv(std::move(input), options);
}

Expected<OpenLedger> open_ledger(const std::filesystem::path& path, const OpenOptions& options) {
    if (auto complaint = check_options(path, options)) {
        return std::unexpected(*std::move(complaint));
    }
    if (options.format == InputFormat::BitcoinBlocks) { return open_bitcoin(path, options); }
    std::error_code unknown;  // a path that cannot be looked at fails when it is opened
    if (std::filesystem::is_directory(path, unknown)) { return open_imported(path, options); }
    if (options.format == InputFormat::Raw20) {
        return load_raw(MappedFile::open(path), path.string(), options);
    }
    if (options.format == InputFormat::NemBlocks) { return open_nem_files({path}, options); }
    return load_csv(Input::open(path, kLedgerBytesMax, options.progress), options);
}

std::optional<InputFormat> parse_input_format(std::string_view name) {
    for (const auto format :
         {InputFormat::Detect, InputFormat::AccountCsv, InputFormat::UtxoCsv, InputFormat::Raw20,
          InputFormat::NemBlocks, InputFormat::BitcoinBlocks}) {
        if (to_string(format) == name) { return format; }
    }
    return std::nullopt;
}

std::string_view to_string(InputFormat format) {
    switch (format) {
        case InputFormat::Detect: return "detect";
        case InputFormat::AccountCsv: return "account-csv";
        case InputFormat::UtxoCsv: return "utxo-csv";
        case InputFormat::Raw20: return "raw20";
        case InputFormat::NemBlocks: return "nem-blocks";
        case InputFormat::BitcoinBlocks: return "bitcoin-blocks";
    }
    base::broken("unnamed input format");
}

}  // namespace store
