#pragma once

#include <cstdint>
#include <functional>
#include <ledger/ledger.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <taint/taint.hpp>
#include <vector>

/// A theft followed through a ledger: at once, block by block, undone, and explained.
namespace trace {

enum class BoundaryKind : std::uint8_t { Exchange, Mixer, Bridge, Service, Victim, Seized };
[[nodiscard]] std::string_view to_string(BoundaryKind kind);
[[nodiscard]] std::optional<BoundaryKind> parse_boundary_kind(std::string_view name);

/// A labelled service: the trace stops there and a hand-off begins.
struct Boundary {
    ledger::AccountId account;
    std::string label;
    BoundaryKind kind{BoundaryKind::Service};
};

/// A row that is a theft. On UTXO chains `output` narrows it to one output of the transaction.
struct Theft {
    ledger::Row row;
    std::optional<ledger::OutputId> output;
    friend auto operator<=>(const Theft&, const Theft&) = default;
};

/// What to trace: everything a result depends on beside the ledger and the policy.
struct Plan {
    std::vector<Theft> thefts;         // any order; duplicates do no harm
    std::vector<Boundary> boundaries;  // one an account
    std::uint32_t end{0};              // the first row not applied; at most ledger.rows()
};

/// The thefts that "every transfer out of `account` in [begin, end)" means: on account chains each
/// transfer it sends except to itself; on UTXO chains every output, except to `account`, of a
/// transaction that spends its outputs.
[[nodiscard]] std::vector<Theft> thefts_from_account(const ledger::AccountLedger& ledger,
                                                     ledger::AccountId account, std::uint32_t begin,
                                                     std::uint32_t end);
[[nodiscard]] std::vector<Theft> thefts_from_account(const ledger::UtxoLedger& ledger,
                                                     ledger::AccountId account, std::uint32_t begin,
                                                     std::uint32_t end);

/// On account chains one an account, on UTXO chains one an unspent output.
struct Holder {
    ledger::AccountId account;  // kNobody for an output without an address
    std::optional<ledger::OutputId> output;
    std::uint64_t taint{0};    // atoms
    std::uint64_t balance{0};  // atoms
    std::uint32_t hops{0};
    ledger::Row first{};
    ledger::Row last{};
};

struct Handoff {
    Boundary boundary;
    money::Total taint{0};
    ledger::Row since{};
};

struct Result {
    taint::Policy policy{};
    money::Total stolen{0};
    money::Total fees{0};
    std::vector<Holder> holders;      // by taint, largest first; ties by account text, then output
    std::vector<Handoff> boundaries;  // those that taint reached; the same order
    money::Total held{0};             // sum over holders
    money::Total handed_off{0};       // sum over boundaries
    bool partial{false};
    std::uint32_t rows_read{0};

    /// Nothing for a policy that does not conserve.
    [[nodiscard]] std::optional<bool> closed() const;
    /// |stolen - held - handed_off - fees|; zero when closed.
    [[nodiscard]] money::Total difference() const;
};

/// Called now and then with the number of rows done, for a progress bar.
using Progress = std::function<void(std::uint32_t rows_done)>;

/// How a ledger is read; the result is the same to the byte. Dense: every row. Sparse: only the
/// rows of accounts while they hold taint, for which the ledger must have `touches()`. Cheapest:
/// sparse where it can be asked and stays the cheaper one, else dense.
enum class Way : std::uint8_t { Cheapest, Dense, Sparse };

/// Every policy in one pass over the ledger; results in the order of `policies`.
[[nodiscard]] std::vector<Result> trace_all(const ledger::AccountLedger& ledger, const Plan& plan,
                                            std::span<const taint::Policy> policies,
                                            const Progress& progress = {}, Way way = Way::Cheapest);
[[nodiscard]] std::vector<Result> trace_all(const ledger::UtxoLedger& ledger, const Plan& plan,
                                            std::span<const taint::Policy> policies,
                                            const Progress& progress = {});

/// Tells every movement of taint in ledger order (pictures, the 2018 format).
void for_each_move(const ledger::AccountLedger& ledger, const Plan& plan, taint::Policy policy,
                   const taint::MoveSink& sink);
/// On UTXO chains a move is told once per tainted output of a transaction; `from` is the owner of
/// the first tainted input (of the first input, for a theft), and the first move of a
/// transaction carries its `fee_taint`. A transaction whose taint all goes to the fee is one move
/// to kNobody with taint 0.
void for_each_move(const ledger::UtxoLedger& ledger, const Plan& plan, taint::Policy policy,
                   const taint::MoveSink& sink);

/// One edge of the flow picture: all movements of taint between two accounts.
struct Flow {
    ledger::AccountId from;  // kNobody: minted, or an output without an address
    ledger::AccountId to;    // kNobody: burned, or an output without an address
    money::Total taint{0};
    std::uint32_t transfers{0};
    ledger::Row first{};
    ledger::Row last{};
    bool theft{false};  // at least one of them is a theft
};
/// Aggregated by (from, to), in order of first row. Zero-taint moves are left out.
[[nodiscard]] std::vector<Flow> find_flows(const ledger::AccountLedger& ledger, const Plan& plan,
                                           taint::Policy policy);
[[nodiscard]] std::vector<Flow> find_flows(const ledger::UtxoLedger& ledger, const Plan& plan,
                                           taint::Policy policy);

/// One step of a path: a transfer, or on UTXO chains the making of an output.
struct Step {
    ledger::Row row;
    ledger::AccountId from;
    ledger::AccountId to;
    std::optional<ledger::OutputId> output;
    friend auto operator<=>(const Step&, const Step&) = default;
};

/// A way by which tainted atoms came, from the theft transfer to the account.
struct Path {
    std::vector<Step> steps;
    money::Total atoms{0};
};

/// Where an account's taint came from (what it holds, or what arrived where it is a boundary).
/// Fifo, Lifo, Tiho: `paths` account for every atom unless `paths_max` cut the list. Haircut: going
/// back in time, taint came from each arrival in proportion to its size; Poison: a balance is put
/// down to all poisoned arrivals until then in proportion; shares are rounded down, the rounding
/// goes to the older arrival, and the paths that contribute most are listed.
struct Explanation {
    ledger::AccountId account;
    taint::Policy policy{};
    money::Total taint{0};    // atoms to be explained
    bool exact{false};        // every path is known to the atom
    std::vector<Path> paths;  // by atoms, largest first; ties by steps
    money::Total rest{0};     // taint minus the paths' sum
};
inline constexpr std::size_t kPathsMaxDefault = 1'000;
[[nodiscard]] Explanation explain(const ledger::AccountLedger& ledger, const Plan& plan,
                                  taint::Policy policy, ledger::AccountId account,
                                  std::size_t paths_max = kPathsMaxDefault);
[[nodiscard]] Explanation explain(const ledger::UtxoLedger& ledger, const Plan& plan,
                                  taint::Policy policy, ledger::AccountId account,
                                  std::size_t paths_max = kPathsMaxDefault);

/// A trace that follows a chain as it grows: blocks are applied, and taken back when the chain
/// reorganises. Account ids and row numbers are the caller's.
class LiveTrace {
public:
    /// `sink`, where there is one, is told every movement of taint as it is booked; nothing of what
    /// is undone.
    LiveTrace(taint::Policy policy, const ledger::OpeningBalances& openings,
              std::vector<Boundary> boundaries, taint::MoveSink sink = {});
    /// Rows `first`, `first + 1`, ...; `thefts[i]` says whether row `first + i` is a theft.
    void apply_block(ledger::Row first, std::span<const ledger::Transfer> transfers,
                     const std::vector<bool>& thefts);
    /// Takes back the newest block applied and not yet forgotten; false when there is none.
    bool undo_block();
    /// Blocks older than the newest `keep` can no longer be undone (NEM: 360).
    void forget_blocks(std::size_t keep);
    [[nodiscard]] const taint::AccountBook& book() const { return *book_; }
    /// The whole state, canonical: equal states, equal bytes.
    [[nodiscard]] std::vector<std::uint8_t> bytes() const { return book_->bytes(); }

private:
    std::unique_ptr<taint::AccountBook> book_;
};

}  // namespace trace
