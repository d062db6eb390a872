#include <algorithm>
#include <bitcoin/script.hpp>
#include <bitcoin/unspent.hpp>
#include <limits>

#include "output_table.hpp"

namespace bitcoin {
namespace {

constexpr std::size_t kAhead = 12;  // as many memory accesses as a core has under way
constexpr std::uint64_t kAtomsMax = std::numeric_limits<std::uint64_t>::max();

struct Sums {
    money::Total in{0};
    money::Total out{0};
};

}  // namespace

base::Phrase to_phrase(const SpendError& error) {
    const std::string name = fmt::format("{}:{}", to_text(error.output.txid), error.output.vout);
    const std::uint64_t number = std::uint64_t{error.transaction} + 1;
    switch (error.problem) {
        case SpendProblem::Unknown:
            return base::phrase(
                "transaction {} spends {}, which was never made, or was spent before",
                "{} 番目のトランザクションが使う {} は、作られていないか、すでに使われています",
                number, name);
        case SpendProblem::MakesMoney:
            return base::phrase("the outputs of transaction {} hold more than its inputs",
                                "{} 番目のトランザクションの出力が入力を超えています", number);
        case SpendProblem::TooMuch:
            return base::phrase("the sums of transaction {} are too large",
                                "{} 番目のトランザクションの合計が大きすぎます", number);
        case SpendProblem::MadeTwice:
            return base::phrase(
                "transaction {} makes {} again, which is unspent; only a coinbase may",
                "{} 番目のトランザクションが未使用の {} を再び作っています。コインベース以外では"
                "できません",
                number, name);
    }
    base::broken("unnamed problem of a spend");
}

struct Unspent::State {
    Network network;
    bool complete;
    OutputTable outputs;
    UnknownSpends unknown;
    std::vector<Hash> replaced;

    using Done = std::expected<void, SpendError>;
    [[nodiscard]] Done spend(const Block& block, std::uint32_t at,
                             std::vector<money::Amount>& values);
    [[nodiscard]] Done make(const Block& block, std::span<const std::uint8_t> bytes,
                            std::uint32_t at);
    void prefetch_outputs(const Block& block, std::size_t transaction) const {
        if (transaction >= block.transactions.size()) { return; }
        OutPoint output{block.transactions[transaction].txid, 0};
        for (; output.vout < block.outputs_of(transaction).size(); ++output.vout) {
            outputs.prefetch(OutputTable::key_of(output));
        }
    }
    void prefetch(const Block& block, std::size_t input) const {
        if (input < block.inputs.size()) {
            outputs.prefetch(OutputTable::key_of(block.inputs[input]));
        }
    }
};

std::expected<void, SpendError> Unspent::State::spend(const Block& block, std::uint32_t at,
                                                      std::vector<money::Amount>& values) {
    Sums sums;
    for (const Output& output : block.outputs_of(at)) { sums.out += output.value.atoms(); }
    std::optional<std::size_t> first_unknown;
    for (const OutPoint& spent : block.inputs_of(at)) {
        prefetch(block, values.size() + kAhead);
        const auto value = outputs.take(OutputTable::key_of(spent));
        if (!value) {
            if (complete) { return std::unexpected(SpendError{SpendProblem::Unknown, at, spent}); }
            if (!first_unknown) { first_unknown = values.size(); }
            if (unknown.inputs++ == 0) { unknown.first = spent; }
        }
        sums.in += value.value_or(0);
        values.push_back(money::Amount::from_atoms(value.value_or(0)));
    }
    if (std::max(sums.in, sums.out) > kAtomsMax) {
        return std::unexpected(SpendError{SpendProblem::TooMuch, at, {}});
    }
    if (block.transactions[at].mints || sums.out <= sums.in) { return {}; }
    if (!first_unknown) { return std::unexpected(SpendError{SpendProblem::MakesMoney, at, {}}); }
    values[*first_unknown] =
        money::Amount::from_atoms(static_cast<std::uint64_t>(sums.out - sums.in));
    return {};
}

std::expected<void, SpendError> Unspent::State::make(const Block& block,
                                                     std::span<const std::uint8_t> bytes,
                                                     std::uint32_t at) {
    constexpr std::size_t kTransactionsAhead = 4;
    prefetch_outputs(block, at + kTransactionsAhead);
    const Transaction& transaction = block.transactions[at];
    OutPoint made{transaction.txid, 0};
    bool again = false;
    for (const Output& output : block.outputs_of(at)) {
        const Script script = bytes.subspan(output.script_at, output.script_bytes);
        if (kind_of(network, script) != ScriptKind::Nothing) {
            const bool there = outputs.put(OutputTable::key_of(made), output.value.atoms());
            if (there && !transaction.mints) {
                return std::unexpected(SpendError{SpendProblem::MadeTwice, at, made});
            }
            again = again || there;
        }
        ++made.vout;
    }
    if (again) { replaced.push_back(transaction.txid); }
    return {};
}

Unspent::Unspent(Network network, bool complete)
    : state_{std::make_unique<State>(network, complete)} {}
Unspent::Unspent(Unspent&&) noexcept = default;
Unspent& Unspent::operator=(Unspent&&) noexcept = default;
Unspent::~Unspent() = default;

std::expected<std::vector<money::Amount>, SpendError> Unspent::apply(
    const Block& block, std::span<const std::uint8_t> bytes) {
    std::vector<money::Amount> values;
    values.reserve(block.inputs.size());
    for (std::size_t i = 0; i < kAhead; ++i) { state_->prefetch(block, i); }
    for (std::uint32_t at = 0; at < block.transactions.size(); ++at) {
        if (const auto spent = state_->spend(block, at, values); !spent) {
            return std::unexpected(spent.error());
        }
        if (const auto made = state_->make(block, bytes, at); !made) {
            return std::unexpected(made.error());
        }
    }
    return values;
}

const UnknownSpends& Unspent::unknown() const { return state_->unknown; }
const std::vector<Hash>& Unspent::replaced() const { return state_->replaced; }
std::uint64_t Unspent::size() const { return state_->outputs.size(); }

}  // namespace bitcoin
