#pragma once

#include <nem_chain/nem_chain.hpp>
#include <optional>
#include <store/store.hpp>
#include <string>
#include <vector>

#include "account_names.hpp"
#include "account_table.hpp"
#include "nem_block_file.hpp"

namespace store {

/// The text of a transfer's message, as a ledger has it: plain text as it stands; other bytes as
/// `hex:` and, where they are encrypted, `encrypted:` with their digits.
[[nodiscard]] std::string message_text(const nem::Message& message);

/// Builds an account ledger from the blocks of a chain, one after the other. A row is a movement of
/// XEM (nem_chain); fees of a block arrive as a mint at whom they are due.
class NemLedger {
public:
    void begin_file(const std::string& file) { columns_.lines.begin_file(file); }
    /// The next block of the chain: of its network and height, upon the hash of the last, signed.
    [[nodiscard]] std::optional<base::Complaint> use(const FiledBlock& filed);
    /// The ledger, its opening balances not yet set. `file` is complained of when there is no row.
    [[nodiscard]] Expected<std::unique_ptr<AccountTable>> finish(const std::string& file);
    /// What could not be known because the chain begins in the middle.
    [[nodiscard]] std::vector<base::Phrase> warnings() const;
    /// Accounts of private networks are taken as they stand.
    [[nodiscard]] address::Chain chain() const;

private:
    /// What is known from the first block on.
    struct Reading {
        explicit Reading(const nem::Block& block);

        nem::Network network;
        ledger::Height first;
        nem_chain::Register known;
        AccountNames names;
        ledger::Height height;  // of the last block, like its hash
        nem::Hash hash;
    };
    [[nodiscard]] static std::optional<base::Phrase> check_place(const Reading& reading,
                                                                 const nem::Block& block);
    void assume_unknown(Reading& reading, const nem::Block& block);
    [[nodiscard]] std::optional<base::Complaint> add_rows(Reading& reading, const FiledBlock& filed,
                                                          const nem_chain::BlockMoves& moves);
    void add_texts(const nem::Block& block, const nem_chain::Movement& movement);

    std::optional<Reading> reading_;  // once there was a block
    AccountColumns columns_;
    std::uint32_t rows_{0};
    std::string tx_;  // the hash of the transaction that the last row is of
    std::optional<std::uint32_t> tx_of_;
    std::vector<nem::MosaicId> assumed_;
    std::vector<std::string> unresolved_;  // transactions with a mosaic that was assumed
    std::uint64_t unresolved_count_{0};
    std::uint64_t harvesters_assumed_{0};
};

}  // namespace store
