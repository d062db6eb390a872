#pragma once

#include <bitcoin/bitcoin.hpp>
#include <store/store.hpp>
#include <vector>

#include "../output.hpp"

/// Ledgers out of blocks of Bitcoin, Litecoin and Dash.
namespace store {

/// The blocks say which asset they are of, with how many places; opening balances there are none.
[[nodiscard]] std::optional<base::Complaint> check_bitcoin_options(
    const std::filesystem::path& path, const OpenOptions& options);

/// A ledger in memory, for a trace without an import.
[[nodiscard]] Expected<OpenLedger> open_bitcoin(const std::filesystem::path& file,
                                                const OpenOptions& options);
/// As `open_bitcoin`, of bytes.
[[nodiscard]] Expected<OpenLedger> open_bitcoin_bytes(std::string bytes, const std::string& name,
                                                      const OpenOptions& options);

/// What an import of blocks says of the ledger it wrote.
struct WrittenLedger {
    std::uint64_t rows{0};
    std::uint64_t accounts{0};
    address::Chain chain{};
    std::string asset;
    std::vector<base::Phrase> warnings;
};
/// Writes the ledger in its canonical form, row by row: memory holds the unspent outputs and a few
/// blocks. `scratch`: a folder with room for what packed files hold.
[[nodiscard]] Expected<WrittenLedger> write_bitcoin(const std::vector<std::filesystem::path>& paths,
                                                    const OpenOptions& options,
                                                    const std::filesystem::path& scratch,
                                                    const Sink& sink);

}  // namespace store
