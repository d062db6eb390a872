#include "open_nem.hpp"

#include <algorithm>
#include <utility>

#include "complain.hpp"
#include "csv_loader.hpp"
#include "nem_ledger.hpp"
#include "open.hpp"
#include "openings_file.hpp"

namespace store {
namespace {

constexpr int kXemPlaces = 6;
constexpr std::string_view kXem = "XEM";

bool is_xem(std::string_view asset) {
    return std::ranges::equal(asset, kXem, {}, [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
}

std::optional<base::Complaint> load(Input& input, NemLedger& ledger) {
    ledger.begin_file(input.name());
    NemBlockFile file{input};
    while (true) {
        const auto block = file.next();
        if (!block) { return block.error(); }
        if (!*block) { return std::nullopt; }
        if (auto complaint = ledger.use(**block)) { return complaint; }
    }
}

Expected<OpenLedger> finish(NemLedger ledger, const std::string& file, const OpenOptions& asked) {
    OpenOptions options = asked;
    options.chain = ledger.chain();
    options.divisibility = kXemPlaces;
    OpenLedger opened;
    opened.format = InputFormat::NemBlocks;
    opened.asset = options.asset.value_or(std::string{kXem});
    opened.divisibility = kXemPlaces;
    opened.chain = options.chain;
    opened.warnings = ledger.warnings();
    const auto declared = read_declared(options);
    if (!declared) { return std::unexpected(declared.error()); }
    auto table = ledger.finish(file);
    if (!table) { return std::unexpected(table.error()); }
    auto warnings = settle_openings(**table, *declared, Undeclared::LeastThatCovers);
    if (!warnings) { return std::unexpected(warnings.error()); }
    std::ranges::move(*warnings, std::back_inserter(opened.warnings));
    opened.place = [rows = table->get()](ledger::Row row) { return rows->place(row); };
    opened.accounts = *std::move(table);
    return opened;
}

/// The files by the height at which each begins; one alone need not be looked at first.
Expected<std::vector<std::filesystem::path>> in_order(
    const std::vector<std::filesystem::path>& files) {
    if (files.size() < 2) { return files; }
    std::vector<std::pair<ledger::Height, std::filesystem::path>> starts;
    for (const auto& file : files) {
        auto input = Input::open(file, kLedgerBytesMax);
        if (!input) { return std::unexpected(input.error()); }
        const auto first = NemBlockFile{*input}.next();
        if (!first) { return std::unexpected(first.error()); }
        if (*first) { starts.emplace_back((*first)->block.height, file); }
    }
    std::ranges::stable_sort(starts, {}, &std::pair<ledger::Height, std::filesystem::path>::first);
    std::vector<std::filesystem::path> ordered;
    ordered.reserve(starts.size());
    for (auto& [height, file] : starts) { ordered.push_back(std::move(file)); }
    return ordered;
}

}  // namespace

std::optional<base::Complaint> check_nem_options(const std::filesystem::path& path,
                                                 const OpenOptions& options) {
    if (options.divisibility.value_or(kXemPlaces) != kXemPlaces) {
        return bad_usage(path, {"NEM's blocks hold XEM, which has 6 decimal places",
                                "NEM のブロックの資産は XEM で、小数点以下は 6 桁です"});
    }
    if (options.asset && !is_xem(*options.asset)) {
        return bad_usage(path, base::phrase("NEM's blocks are read for XEM, not for `{}`",
                                            "NEM のブロックから読めるのは XEM だけです（指定：{}）",
                                            base::visible(*options.asset, 60)));
    }
    if (options.chain == address::Chain::Other || options.chain == address::Chain::Nem) {
        return std::nullopt;
    }
    return bad_usage(path, base::phrase("blocks of NEM are no ledger of `{}`",
                                        "NEM のブロックは `{}` の台帳ではありません",
                                        address::to_string(options.chain)));
}

Expected<OpenLedger> open_nem(Expected<Input> input, const OpenOptions& options) {
    if (!input) { return std::unexpected(input.error()); }
    NemLedger ledger;
    if (auto complaint = load(*input, ledger)) { return std::unexpected(*std::move(complaint)); }
    auto opened = finish(std::move(ledger), input->name(), options);
    if (opened) { opened->sha256 = input->sha256(); }
    return opened;
}

Expected<OpenLedger> open_nem_files(const std::vector<std::filesystem::path>& files,
                                    const OpenOptions& options) {
    if (files.size() == 1) {
        return open_nem(Input::open(files.front(), kLedgerBytesMax, options.progress), options);
    }
    const auto ordered = in_order(files);
    if (!ordered) { return std::unexpected(ordered.error()); }
    NemLedger ledger;
    for (const auto& file : *ordered) {
        auto input = Input::open(file, kLedgerBytesMax, options.progress);
        if (!input) { return std::unexpected(input.error()); }
        if (auto complaint = load(*input, ledger)) {
            return std::unexpected(*std::move(complaint));
        }
    }
    return finish(std::move(ledger), files.front().string(), options);
}

}  // namespace store
