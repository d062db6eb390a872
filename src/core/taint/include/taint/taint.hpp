#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <ledger/ledger.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// How stolen value spreads: one book a policy, fed with transfers in ledger order. DESIGN.md §4
/// (in this project: docs/semantics.md) is the law; this room is its fast form.
namespace taint {

/// Poison: whoever receives from the poisoned is poisoned. Haircut: every outflow carries its
/// share. Fifo, Lifo: the oldest, the newest atoms leave first. Tiho ("taint in, highest out"):
/// tainted atoms leave first.
enum class Policy : std::uint8_t { Poison, Haircut, Fifo, Lifo, Tiho };
inline constexpr std::array kPolicies{Policy::Poison, Policy::Haircut, Policy::Fifo, Policy::Lifo,
                                      Policy::Tiho};
[[nodiscard]] std::string_view to_string(Policy policy);
[[nodiscard]] std::optional<Policy> parse_policy(std::string_view name);
/// Whether stolen = holders + boundaries + fees must hold (all but poison).
[[nodiscard]] constexpr bool conserves(Policy policy) { return policy != Policy::Poison; }

/// What a book knows of one holder. For Poison `taint` is the balance.
struct Standing {
    std::uint64_t taint{0};    // atoms
    std::uint64_t balance{0};  // atoms; on UTXO chains the output's value
    std::uint32_t hops{0};
    ledger::Row first{};  // first arrival of taint, ever
    ledger::Row last{};   // latest row that changed the taint
};

/// Of one account, atoms.
struct Holding {
    std::uint64_t taint{0};
    std::uint64_t balance{0};
};

/// Taint that arrived at a boundary, and the row of the first arrival.
struct Arrived {
    money::Total taint{0};
    ledger::Row since{};
};

struct Sums {
    money::Total stolen{0};
    money::Total fees{0};
    bool partial{false};  // an account lacked atoms and received a shortfall (live ledgers only)
};

/// A movement of taint, as it is booked. `to` is kNobody for a burn; a fee is told apart.
struct Move {
    ledger::Row row;
    ledger::AccountId from;  // kNobody for a mint
    ledger::AccountId to;
    std::uint64_t taint{0};  // tainted atoms that arrived; 0 where only a fee was tainted
    std::uint64_t fee_taint{0};
    bool theft{false};
    std::uint32_t sender_hops{0};               // before the row; 0 where the sender had no taint
    std::uint64_t stolen{0};                    // a theft's atoms that `stolen` grew by
    ledger::OutputId output{ledger::kOutside};  // UTXO chains: the output that `taint` came into
};
using MoveSink = std::function<void(const Move&)>;

/// Who is a boundary; indexed by account, shorter than the accounts where the rest are none.
using BoundarySet = std::vector<bool>;

/// The state of one policy on an account chain. Accounts beyond those of `openings` may appear and
/// begin empty: that is how a live ledger grows.
class AccountBook {
public:
    AccountBook() = default;
    AccountBook(const AccountBook&) = delete;
    AccountBook& operator=(const AccountBook&) = delete;
    AccountBook(AccountBook&&) = delete;
    AccountBook& operator=(AccountBook&&) = delete;
    virtual ~AccountBook() = default;

    /// Rows `first`, `first + 1`, ..., none of which is a theft.
    virtual void apply(ledger::Row first, std::span<const ledger::Transfer> transfers) = 0;
    /// One theft transfer. A self-transfer is never a theft and is applied as any other.
    virtual void apply_theft(ledger::Row row, const ledger::Transfer& transfer) = 0;
    /// From now on an account without taint holds `atoms`: for a walk, which skips the rows that
    /// moved clean atoms only.
    virtual void hold_clean(ledger::AccountId account, std::uint64_t atoms) = 0;

    /// From here to the next `open_block` is one block, which `undo_block` takes back. Only the
    /// blocks opened can be undone, newest first; `forget_blocks` keeps the newest `keep`.
    virtual void open_block() = 0;
    virtual void undo_block() = 0;
    virtual void forget_blocks(std::size_t keep) = 0;
    [[nodiscard]] virtual std::size_t blocks_open() const = 0;

    [[nodiscard]] virtual Sums sums() const = 0;
    /// Every holder, in no order that means anything.
    virtual void for_each_holder(
        const std::function<void(ledger::AccountId, const Standing&)>& use) const = 0;
    /// What an account holds; nothing of one that no row named.
    [[nodiscard]] virtual Holding holding(ledger::AccountId account) const = 0;
    /// Whether what the account sends next can carry taint; never for a boundary. A poisoned
    /// account stays so at a balance of zero.
    [[nodiscard]] virtual bool is_tainted(ledger::AccountId account) const = 0;
    [[nodiscard]] virtual std::optional<Arrived> arrived(ledger::AccountId boundary) const = 0;
    /// The whole state in canonical form, independent of how it was reached: equal states, equal
    /// bytes.
    [[nodiscard]] virtual std::vector<std::uint8_t> bytes() const = 0;
};

/// `openings` are the atoms held before the first row. With a `sink`, every movement of taint is
/// told as it is booked (slower).
[[nodiscard]] std::unique_ptr<AccountBook> make_account_book(
    Policy policy, const ledger::OpeningBalances& openings, const BoundarySet& boundaries,
    MoveSink sink = {});

/// A step of tainted atoms: the row that moved them (on UTXO chains: the output they came into),
/// and the step before it.
struct LineageNode {
    std::uint32_t at{0};
    std::uint32_t parent{0};  // number of the step before, plus one; 0: `at` is the theft itself
};
struct LineageLot {
    std::uint64_t atoms{0};
    std::uint32_t origin{0};  // number of the newest step, plus one
};

/// A book that remembers every step of every tainted atom: for explanations. Fifo, Lifo and Tiho.
class LineageBook {
public:
    LineageBook() = default;
    LineageBook(const LineageBook&) = delete;
    LineageBook& operator=(const LineageBook&) = delete;
    LineageBook(LineageBook&&) = delete;
    LineageBook& operator=(LineageBook&&) = delete;
    virtual ~LineageBook() = default;

    [[nodiscard]] virtual std::span<const LineageNode> nodes() const = 0;
    /// The tainted lots that the account holds, or that arrived at it where it is a boundary; on
    /// UTXO chains over all its unspent outputs.
    [[nodiscard]] virtual std::vector<LineageLot> tainted_lots(ledger::AccountId account) const = 0;
};

struct AccountLineage {
    std::unique_ptr<AccountBook> book;
    const LineageBook* lineage;  // lives in `book`
};
[[nodiscard]] AccountLineage make_account_lineage(Policy policy,
                                                  const ledger::OpeningBalances& openings,
                                                  const BoundarySet& boundaries);

/// The state of one policy on a UTXO chain: holdings are kept per output.
class UtxoBook {
public:
    UtxoBook() = default;
    UtxoBook(const UtxoBook&) = delete;
    UtxoBook& operator=(const UtxoBook&) = delete;
    UtxoBook(UtxoBook&&) = delete;
    UtxoBook& operator=(UtxoBook&&) = delete;
    virtual ~UtxoBook() = default;

    /// One transaction that is no theft.
    virtual void apply(ledger::Row row, const ledger::Transaction& transaction) = 0;
    /// A theft: `stolen[i]` says whether output `i` is.
    virtual void apply_theft(ledger::Row row, const ledger::Transaction& transaction,
                             const std::vector<bool>& stolen) = 0;
    virtual void open_block() = 0;
    virtual void undo_block() = 0;
    virtual void forget_blocks(std::size_t keep) = 0;
    [[nodiscard]] virtual std::size_t blocks_open() const = 0;

    [[nodiscard]] virtual Sums sums() const = 0;
    virtual void for_each_holder(
        const std::function<void(ledger::OutputId, const Standing&)>& use) const = 0;
    [[nodiscard]] virtual std::optional<Arrived> arrived(ledger::AccountId boundary) const = 0;
    [[nodiscard]] virtual std::vector<std::uint8_t> bytes() const = 0;
};

[[nodiscard]] std::unique_ptr<UtxoBook> make_utxo_book(Policy policy, const BoundarySet& boundaries,
                                                       MoveSink sink = {});

struct UtxoLineage {
    std::unique_ptr<UtxoBook> book;
    const LineageBook* lineage;  // lives in `book`
};
[[nodiscard]] UtxoLineage make_utxo_lineage(Policy policy, const BoundarySet& boundaries);

}  // namespace taint
