#pragma once

#include <memory>

#include "../utxo_table.hpp"
#include "chain_reading.hpp"

namespace store {

/// A ledger of outputs in memory, out of blocks one after the other.
class UtxoBuilder {
public:
    /// `files` outlives this.
    explicit UtxoBuilder(const BlockFiles& files) : files_{files}, accounts_{files.network()} {}

    [[nodiscard]] std::optional<base::Complaint> add(const ReadBlock& read);
    [[nodiscard]] std::unique_ptr<UtxoTable> finish();

private:
    void begin_place(const FiledPlace& place);
    /// False: the output cannot be there, or was spent before. Where a chain begins in the middle,
    /// only a ledger that holds all outputs can tell.
    [[nodiscard]] bool add_spend(const bitcoin::OutPoint& output, money::Amount value);
    [[nodiscard]] bool add_transaction(const bitcoin::Hash& txid);
    [[nodiscard]] base::Complaint cannot_be(const ReadBlock& read, std::size_t transaction,
                                            const bitcoin::OutPoint& output) const;
    void add_outputs(const ReadBlock& read, std::size_t transaction);
    [[nodiscard]] std::uint32_t number_of(const bitcoin::Hash& txid);

    const BlockFiles& files_;
    bitcoin::Accounts accounts_;
    UtxoColumns columns_;
    std::optional<std::uint32_t> file_;
    std::vector<std::uint32_t> made_by_;  // by number in `columns_.txids`: the row
    std::vector<bool> spent_unseen_;  // likewise: whether an output was spent before it was made
    std::vector<bool> spent_;         // by output
};

}  // namespace store
