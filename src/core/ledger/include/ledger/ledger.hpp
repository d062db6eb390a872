#pragma once

#include <base/base.hpp>
#include <compare>
#include <cstdint>
#include <expected>
#include <limits>
#include <money/money.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The ordered record of what moved on one chain, and the questions a trace asks of it. Where the
/// record lies (memory, a mapped file, a node) is the affair of those who implement the interfaces.
namespace ledger {

using Height = base::Strong<struct HeightTag, std::uint64_t>;

/// A dense number given by one ledger to one account; it means nothing outside that ledger.
using AccountId = base::Strong<struct AccountTag, std::uint32_t>;
/// The sender of a mint, the receiver of a burn, the owner of an output without an address.
inline constexpr AccountId kNobody{std::numeric_limits<std::uint32_t>::max()};

/// A transfer's (account chains) or a transaction's (UTXO chains) number in ledger order, from 0.
/// A ledger holds fewer than 2^32 - 1 of them.
using Row = base::Strong<struct RowTag, std::uint32_t>;
inline constexpr std::uint32_t kRowsMax = std::numeric_limits<std::uint32_t>::max() - 1;

/// Inside a row first the transfer happens, then its fee; `from` pays both.
struct Transfer {
    AccountId from;
    AccountId to;
    money::Amount amount;
    money::Amount fee;
    friend bool operator==(const Transfer&, const Transfer&) = default;
};

/// What a row has beside the amounts. What the ledger lacks is empty.
struct RowFacts {
    std::optional<Height> height;
    std::optional<base::Moment> time;
    std::string tx;  // the transaction's name; `#N` (N from 1) where the ledger gives none
    std::string message;
    std::string kind;  // the ledger's own column, e.g. `theft`, `onward`, `derived`
};

/// An inclusive bound on positions: a height, or a moment.
using Bound = std::variant<Height, base::Instant>;

/// What both kinds of ledger have in common.
class Ledger {
public:
    Ledger() = default;
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;
    Ledger(Ledger&&) = delete;
    Ledger& operator=(Ledger&&) = delete;
    virtual ~Ledger() = default;

    [[nodiscard]] virtual std::uint32_t rows() const = 0;
    [[nodiscard]] virtual RowFacts facts(Row row) const = 0;
    [[nodiscard]] virtual std::uint32_t accounts() const = 0;
    /// The account in its chain's own text form.
    [[nodiscard]] virtual std::string account_text(AccountId account) const = 0;
    /// `text` in the chain's own text form (already normalised).
    [[nodiscard]] virtual std::optional<AccountId> find_account(std::string_view text) const = 0;
    /// Every row of the transaction, in order; empty when there is none.
    [[nodiscard]] virtual std::vector<Row> find_tx(std::string_view tx) const = 0;
    [[nodiscard]] virtual bool has_heights() const = 0;
    [[nodiscard]] virtual bool has_times() const = 0;
    /// The first row past an inclusive bound (`rows()` when none is). The ledger must have
    /// heights for a height, times for a moment.
    [[nodiscard]] virtual std::uint32_t end_of(Bound until) const = 0;
    /// The first row at or past a bound.
    [[nodiscard]] virtual std::uint32_t begin_of(Bound since) const = 0;
    /// The first row after `row` that lies in another block (another height, else another time).
    [[nodiscard]] virtual std::uint32_t block_end(Row row) const = 0;
};

/// Atoms that accounts held before the first row. Most accounts of most ledgers held none, so only
/// the others take room.
class OpeningBalances {
public:
    struct Held {
        AccountId account;
        money::Amount amount;  // not 0
        friend bool operator==(const Held&, const Held&) = default;
    };

    OpeningBalances() = default;
    /// One amount for each account, by id.
    explicit OpeningBalances(std::span<const money::Amount> amounts);
    /// `held` by account, each at most once, all of them below `accounts`.
    OpeningBalances(std::uint32_t accounts, std::vector<Held> held)
        : accounts_{accounts}, held_{std::move(held)} {}

    /// The number of accounts, those that held nothing included.
    [[nodiscard]] std::uint32_t accounts() const { return accounts_; }
    [[nodiscard]] std::span<const Held> held() const { return held_; }
    [[nodiscard]] money::Amount of(AccountId account) const;

private:
    std::uint32_t accounts_{0};
    std::vector<Held> held_;
};

/// The one question that a sparse walk asks (docs/semantics.md, "Walking"): where an account is
/// touched next, and what it held there. Whoever can answer it (an index beside the rows, a node, a
/// distributed store) can be walked.
class Touches {
public:
    Touches() = default;
    Touches(const Touches&) = delete;
    Touches& operator=(const Touches&) = delete;
    Touches(Touches&&) = delete;
    Touches& operator=(Touches&&) = delete;
    virtual ~Touches() = default;

    /// What follows a row for its two accounts. A row touches its sender and its receiver.
    struct Links {
        std::uint32_t from_next;  // the sender's next touch; the ledger's rows() when there is none
        std::uint32_t to_next;    // the receiver's
        std::uint64_t to_held;    // atoms that the receiver held just before the row
    };
    /// Of an account that is kNobody: rows() and 0.
    [[nodiscard]] virtual Links links(Row row) const = 0;
    /// A hint: the row and its links will be asked for, after those that come before it.
    virtual void expect(Row /*row*/) const {}
};

/// A ledger of an account chain.
class AccountLedger : public Ledger {
public:
    /// Fills `into` with the rows from `first` on; all of them must exist.
    virtual void read(Row first, std::span<Transfer> into) const = 0;
    /// Declared or computed (find_openings); clean and oldest.
    [[nodiscard]] virtual const OpeningBalances& openings() const = 0;
    /// Null where nothing can answer: the ledger can then be traced densely only.
    [[nodiscard]] virtual const Touches* touches() const { return nullptr; }
};

/// A dense number of one output of a UTXO ledger, in the order in which they were made.
using OutputId = base::Strong<struct OutputTag, std::uint32_t>;
/// An output that was made before the ledger begins.
inline constexpr OutputId kOutside{std::numeric_limits<std::uint32_t>::max()};

struct Spend {
    OutputId output;
    money::Amount value;
};
struct Output {
    AccountId owner;  // kNobody when its script has no address
    money::Amount value;
};
/// Views into the ledger that made it: valid as long as the ledger is. Inputs and outputs stand in
/// the transaction's own order; the outputs' ids are `first_output`, `first_output + 1`, ...
/// Invariant: unless `coinbase`, the outputs' sum is at most the inputs'; the rest is the fee.
struct Transaction {
    std::span<const Spend> inputs;
    std::span<const Output> outputs;
    OutputId first_output;
    bool coinbase{false};
};

/// A ledger of a UTXO chain; a row is a transaction.
class UtxoLedger : public Ledger {
public:
    [[nodiscard]] virtual Transaction transaction(Row row) const = 0;
    [[nodiscard]] virtual std::uint32_t outputs() const = 0;
    /// `txid:vout`.
    [[nodiscard]] virtual std::string output_text(OutputId output) const = 0;
    /// The `vout` of an output in its transaction.
    [[nodiscard]] virtual std::uint32_t output_index(OutputId output) const = 0;
    /// The row that made the output.
    [[nodiscard]] virtual Row output_row(OutputId output) const = 0;
};

enum class LedgerError : std::uint8_t {
    SupplyTooLarge,   // more than 2^64 - 1 atoms would exist at some row
    OpeningTooSmall,  // a declared opening balance does not cover what its account sends
};

struct OpeningsFailure {
    LedgerError error;
    Row row;            // where it shows
    AccountId account;  // whose opening is too small; kNobody otherwise
};

/// The least opening balances that keep every balance from going below zero, over all rows
/// (DESIGN, Opening balances). `declared` names accounts whose opening is given.
[[nodiscard]] std::expected<OpeningBalances, OpeningsFailure> find_openings(
    const AccountLedger& ledger,
    std::span<const std::pair<AccountId, money::Amount>> declared = {});

/// Calls `use(first_row, rows)` for consecutive batches of `[begin, end)`; a batch fits the cache.
inline constexpr std::size_t kBatchRows = 2048;
template <class Use>
void for_each_batch(const AccountLedger& ledger, std::uint32_t begin, std::uint32_t end, Use use) {
    std::vector<Transfer> batch(kBatchRows);
    for (std::uint32_t row = begin; row < end;) {
        const std::size_t count = std::min<std::size_t>(kBatchRows, end - row);
        const std::span<Transfer> filled{batch.data(), count};
        ledger.read(Row{row}, filled);
        use(Row{row}, std::span<const Transfer>{filled});
        row += static_cast<std::uint32_t>(count);
    }
}

}  // namespace ledger
