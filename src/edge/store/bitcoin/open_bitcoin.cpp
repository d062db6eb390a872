#include "open_bitcoin.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

#include "../complain.hpp"
#include "../open.hpp"
#include "account_count.hpp"
#include "block_rows.hpp"
#include "chain_reading.hpp"
#include "utxo_builder.hpp"

namespace store {
namespace {

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
        return static_cast<char>(std::toupper(letter));
    });
    return text;
}

/// What the options leave open, the blocks say; what they say must be so.
std::optional<base::Complaint> check_network(const BlockFiles& files, const std::string& file,
                                             const OpenOptions& options) {
    const auto asset = bitcoin::asset_of(files.network());
    if (options.asset && upper(*options.asset) != asset) {
        return bad_usage(file, base::phrase("the blocks are of {}, not of `{}`",
                                            "ブロックの資産は {} です（指定：{}）", asset,
                                            base::visible(*options.asset, 60)));
    }
    return std::nullopt;
}

Expected<BlockFiles> find_chain(BlockFiles files, const std::string& first,
                                const OpenOptions& options) {
    if (auto complaint = files.find_chain()) { return std::unexpected(*std::move(complaint)); }
    if (auto complaint = check_network(files, first, options)) {
        return std::unexpected(*std::move(complaint));
    }
    return files;
}

std::vector<base::Phrase> both(std::vector<base::Phrase> first, std::vector<base::Phrase> second) {
    std::ranges::move(second, std::back_inserter(first));
    return first;
}

Expected<OpenLedger> build(const BlockFiles& files, const OpenOptions& options) {
    UtxoBuilder builder{files};
    auto warnings = read_chain(
        files, {false, [&](const ReadBlock& read) { return builder.add(read); }, options.progress});
    if (!warnings) { return std::unexpected(warnings.error()); }
    OpenLedger opened;
    opened.format = InputFormat::BitcoinBlocks;
    opened.asset = bitcoin::asset_of(files.network());
    opened.divisibility = bitcoin::kPlaces;
    opened.chain = bitcoin::chain_of(files.network());
    opened.warnings = both(files.warnings(), *std::move(warnings));
    auto table = builder.finish();
    opened.place = [rows = table.get()](ledger::Row row) {
        return rows->columns().lines.place(row);
    };
    opened.utxo = std::move(table);
    return opened;
}

}  // namespace

std::optional<base::Complaint> check_bitcoin_options(const std::filesystem::path& path,
                                                     const OpenOptions& options) {
    if (options.divisibility.value_or(bitcoin::kPlaces) != bitcoin::kPlaces) {
        return bad_usage(
            path, base::phrase("what these blocks hold has {} decimal places",
                               "これらのブロックの資産は小数点以下 {} 桁です", bitcoin::kPlaces));
    }
    if (options.openings) {
        return bad_usage(path, {"a ledger of outputs (UTXO) has no opening balances",
                                "UTXO 型の台帳には期首残高がありません。この指定は使えません"});
    }
    if (options.chain == address::Chain::Other || bitcoin::find_network(options.chain)) {
        return std::nullopt;
    }
    return bad_usage(path, base::phrase("blocks of Bitcoin's family are no ledger of `{}`",
                                        "ビットコイン系のブロックは `{}` の台帳ではありません",
                                        address::to_string(options.chain)));
}

Expected<OpenLedger> open_bitcoin(const std::filesystem::path& file, const OpenOptions& options) {
    ScratchFolder scratch{std::filesystem::temp_directory_path()};
    BlockFiles adding{bitcoin::find_network(options.chain)};
    std::error_code unknown;
    if (std::filesystem::is_directory(file, unknown)) {
        return std::unexpected(bad_usage(
            file, {"is a folder of blocks; make a ledger of it first, with `dyepack import`",
                   "ブロックのフォルダーです。まず `dyepack import` で台帳にしてください"}));
    }
    if (auto complaint = adding.add(file, scratch)) {
        return std::unexpected(*std::move(complaint));
    }
    const auto files = find_chain(std::move(adding), file.string(), options);
    if (!files) { return std::unexpected(files.error()); }
    auto opened = build(*files, options);
    if (!opened) { return opened; }
    auto sha256 = sha256_of_file(file);
    if (!sha256) { return std::unexpected(sha256.error()); }
    opened->sha256 = *std::move(sha256);
    return opened;
}

Expected<OpenLedger> open_bitcoin_bytes(std::string bytes, const std::string& name,
                                        const OpenOptions& options) {
    BlockFiles adding{bitcoin::find_network(options.chain)};
    const std::string sha256 = sha256_of_bytes(bytes);
    if (auto complaint = adding.add(RandomFile::from_memory(name, std::move(bytes)))) {
        return std::unexpected(*std::move(complaint));
    }
    const auto files = find_chain(std::move(adding), name, options);
    if (!files) { return std::unexpected(files.error()); }
    auto opened = build(*files, options);
    if (opened) { opened->sha256 = sha256; }
    return opened;
}

Expected<WrittenLedger> write_bitcoin(const std::vector<std::filesystem::path>& paths,
                                      const OpenOptions& options,
                                      const std::filesystem::path& scratch_parent,
                                      const Sink& sink) {
    ScratchFolder scratch{scratch_parent};
    BlockFiles adding{bitcoin::find_network(options.chain)};
    for (const auto& path : paths) {
        if (auto complaint = adding.add(path, scratch)) {
            return std::unexpected(*std::move(complaint));
        }
    }
    const auto files = find_chain(std::move(adding), paths.front().string(), options);
    if (!files) { return std::unexpected(files.error()); }
    WrittenLedger written;
    written.chain = bitcoin::chain_of(files->network());
    written.asset = bitcoin::asset_of(files->network());
    std::uint64_t outputs = 0;
    AccountCount accounts{scratch};
    if (auto complaint = sink(rows_header())) { return std::unexpected(*std::move(complaint)); }
    auto warnings =
        read_chain(*files, {true,
                            [&](const ReadBlock& read) -> std::optional<base::Complaint> {
                                written.rows += read.block.transactions.size();
                                outputs += read.block.outputs.size();
                                if (std::max(written.rows, outputs) >= ledger::kRowsMax) {
                                    return files->complain_of(read.place, 0, too_many_rows());
                                }
                                if (auto complaint = accounts.add(read.accounts)) {
                                    return complaint;
                                }
                                return sink(read.rows);
                            },
                            options.progress});
    if (!warnings) { return std::unexpected(warnings.error()); }
    const auto count = accounts.finish();
    if (!count) { return std::unexpected(count.error()); }
    written.accounts = *count;
    written.warnings = both(files->warnings(), *std::move(warnings));
    return written;
}

}  // namespace store
