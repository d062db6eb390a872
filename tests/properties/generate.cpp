#include "generate.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <limits>
#include <utility>

namespace properties {
namespace {

/// More cases than RapidCheck's hundred, unless RC_PARAMS asks otherwise. RapidCheck reads it when
/// the first property runs.
// NOLINTNEXTLINE(concurrency-mt-unsafe): before main, when there is one thread
[[maybe_unused]] const int kParameters = setenv("RC_PARAMS", "max_success=1000 max_size=60", 0);

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t kAccounts = 5;
constexpr auto atoms = money::Amount::from_atoms;

/// How an amount is chosen once the balance is known.
enum class Size : std::uint8_t { Zero, Small, All, AllButOne, Part, Huge };

struct Quantity {
    Size size{};
    std::uint64_t number{0};
};

std::uint64_t to_atoms(Quantity quantity, std::uint64_t available) {
    switch (quantity.size) {
        case Size::Zero: return 0;
        case Size::Small: return quantity.number % 13;
        case Size::All: return available;
        case Size::AllButOne: return available - std::min<std::uint64_t>(available, 1);
        case Size::Part:
            return static_cast<std::uint64_t>(base::Wide{available} * (quantity.number % 17) / 16);
        case Size::Huge: return kMax - (quantity.number % 5);
    }
    base::broken("unnamed size");
}

/// RapidCheck narrows ranges in its early cases; this one does not.
template <class T>
rc::Gen<T> in_range(T begin, T end) {
    return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(begin, end));
}

/// Weights of how often an amount is nothing, dust, or a good part of what there is.
struct Weights {
    std::size_t zero{0};
    std::size_t small{0};
    std::size_t large{0};
};
constexpr Weights kAmounts{2, 10, 6};
constexpr Weights kFees{30, 8, 1};
constexpr Weights kMined{1, 4, 12};
constexpr Weights kRare{300, 8, 1};

rc::Gen<Quantity> quantities(Weights weights) {
    using rc::gen::just;
    return rc::gen::build<Quantity>(
        rc::gen::set(&Quantity::size,
                     rc::gen::weightedOneOf<Size>({{6 * weights.zero, just(Size::Zero)},
                                                   {6 * weights.small, just(Size::Small)},
                                                   {weights.large, just(Size::All)},
                                                   {weights.large, just(Size::AllButOne)},
                                                   {4 * weights.large, just(Size::Part)},
                                                   {weights.large, just(Size::Huge)}})),
        rc::gen::set(&Quantity::number, in_range<std::uint64_t>(0, 1'000)));
}

rc::Gen<bool> one_in(std::size_t n) {
    return rc::gen::weightedOneOf<bool>({{n - 1, rc::gen::just(false)}, {1, rc::gen::just(true)}});
}

/// An account, or nobody once in twelve.
rc::Gen<ledger::AccountId> parties() {
    const auto somebody = rc::gen::map(in_range<std::uint32_t>(0, kAccounts),
                                       [](std::uint32_t id) { return ledger::AccountId{id}; });
    return rc::gen::weightedOneOf<ledger::AccountId>(
        {{11, somebody}, {1, rc::gen::just(ledger::kNobody)}});
}

std::vector<trace::Boundary> to_boundaries(const std::vector<bool>& chosen) {
    std::vector<trace::Boundary> boundaries;
    for (std::uint32_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i]) { boundaries.push_back({{i}, "service", trace::BoundaryKind::Service}); }
    }
    return boundaries;
}

std::uint32_t cut_end(std::size_t rows, std::uint32_t cut) {
    return static_cast<std::uint32_t>(rows - std::min<std::size_t>(rows, cut));
}

struct RowRecipe {
    ledger::AccountId from;
    ledger::AccountId to;
    Quantity amount;
    Quantity fee;
    bool opens{false};     // where the balance does not cover it, the opening grows
    bool may_swap{false};  // a sender that has nothing gives way to the richest account
    bool theft{false};
    bool new_block{false};
};

struct AccountRecipe {
    std::vector<Quantity> openings;
    std::vector<RowRecipe> rows;
    std::vector<bool> boundaries;
    bool starts_with_theft{false};  // the first row that moves anything is one
    std::uint32_t cut{0};
};

rc::Gen<RowRecipe> row_recipes() {
    return rc::gen::build<RowRecipe>(
        rc::gen::set(&RowRecipe::from, parties()), rc::gen::set(&RowRecipe::to, parties()),
        rc::gen::set(&RowRecipe::amount, quantities(kAmounts)),
        rc::gen::set(&RowRecipe::fee, quantities(kFees)),
        rc::gen::set(&RowRecipe::opens, one_in(4)),
        rc::gen::set(&RowRecipe::may_swap, rc::gen::map(one_in(4), std::logical_not<bool>{})),
        rc::gen::set(&RowRecipe::theft, one_in(6)), rc::gen::set(&RowRecipe::new_block, one_in(2)));
}

rc::Gen<AccountRecipe> account_recipes() {
    return rc::gen::build<AccountRecipe>(
        rc::gen::set(&AccountRecipe::openings,
                     rc::gen::container<std::vector<Quantity>>(kAccounts, quantities(kMined))),
        rc::gen::set(&AccountRecipe::rows,
                     rc::gen::container<std::vector<RowRecipe>>(row_recipes())),
        rc::gen::set(&AccountRecipe::boundaries,
                     rc::gen::container<std::vector<bool>>(kAccounts, one_in(6))),
        rc::gen::set(&AccountRecipe::starts_with_theft, one_in(2)),
        rc::gen::set(&AccountRecipe::cut, rc::gen::weightedOneOf<std::uint32_t>(
                                              {{4, rc::gen::just(0U)}, {1, in_range(0U, 4U)}})));
}

/// Turns a recipe into a valid story, row by row, so that no more than 2^64 - 1 atoms ever exist.
class AccountBuilder {
public:
    oracle::AccountStory build(const AccountRecipe& recipe) {
        for (std::size_t i = 0; i < kAccounts; ++i) {
            openings_[i] = grant(to_atoms(recipe.openings[i], 100));
            balances_[i] = openings_[i];
        }
        theft_is_due_ = recipe.starts_with_theft;
        for (const RowRecipe& row : recipe.rows) { add(row); }
        for (const std::uint64_t opening : openings_) { story_.openings.push_back(atoms(opening)); }
        story_.plan.boundaries = to_boundaries(recipe.boundaries);
        story_.plan.end = cut_end(recipe.rows.size(), recipe.cut);
        return std::move(story_);
    }

private:
    void add(const RowRecipe& recipe) {
        const auto row = static_cast<std::uint32_t>(story_.transfers.size());
        const auto from = sender(recipe);
        const bool nobody = from == ledger::kNobody && recipe.to == ledger::kNobody;
        const auto to = nobody ? ledger::AccountId{0} : recipe.to;
        const std::uint64_t amount = spend(from, recipe.amount, recipe.opens);
        if (to != ledger::kNobody) { balances_[to.value] += amount; }
        const std::uint64_t fee =
            from == ledger::kNobody ? 0 : spend(from, recipe.fee, recipe.opens);
        story_.transfers.push_back({from, to, atoms(amount), atoms(fee)});
        if (recipe.new_block) { ++height_; }
        story_.heights.push_back(height_);
        const bool first = theft_is_due_ && from != to && amount > 0;
        if (recipe.theft || first) { story_.plan.thefts.push_back({{row}, {}}); }
        if (first) { theft_is_due_ = false; }
    }

    [[nodiscard]] ledger::AccountId sender(const RowRecipe& recipe) const {
        if (recipe.from == ledger::kNobody || !recipe.may_swap) { return recipe.from; }
        if (balances_[recipe.from.value] > 0) { return recipe.from; }
        const auto richest = std::ranges::max_element(balances_) - balances_.begin();
        return {static_cast<std::uint32_t>(richest)};
    }

    std::uint64_t spend(ledger::AccountId from, Quantity quantity, bool opens) {
        if (from == ledger::kNobody) { return grant(to_atoms(quantity, 100)); }
        std::uint64_t& balance = balances_[from.value];
        const std::uint64_t wanted = to_atoms(quantity, balance);
        if (opens && wanted > balance) {
            const std::uint64_t granted = grant(wanted - balance);
            openings_[from.value] += granted;
            balance += granted;
        }
        const std::uint64_t spent = std::min(wanted, balance);
        balance -= spent;
        return spent;
    }

    /// As much of `wanted` as may still come into being.
    std::uint64_t grant(std::uint64_t wanted) {
        const std::uint64_t granted = std::min(wanted, supply_left_);
        supply_left_ -= granted;
        return granted;
    }

    oracle::AccountStory story_;
    std::vector<std::uint64_t> openings_ = std::vector<std::uint64_t>(kAccounts);
    std::vector<std::uint64_t> balances_ = std::vector<std::uint64_t>(kAccounts);
    std::uint64_t supply_left_{kMax};
    std::uint64_t height_{1};
    bool theft_is_due_{false};
};

struct OutputRecipe {
    ledger::AccountId owner;
    Quantity value;
    bool stolen{false};
};

struct TransactionRecipe {
    std::vector<std::uint32_t> picks;  // which unspent outputs are spent; none: a coinbase
    Quantity outside;                  // an input made before the ledger begins, unless zero
    Quantity mined;                    // a coinbase's atoms
    std::vector<OutputRecipe> outputs;
    Quantity fee;
    bool theft_of_all{false};
    bool new_block{false};
};

struct UtxoRecipe {
    std::vector<TransactionRecipe> transactions;
    std::vector<bool> boundaries;
    bool starts_with_theft{false};  // the first row that makes anything is one
    std::uint32_t cut{0};
};

rc::Gen<OutputRecipe> output_recipes() {
    return rc::gen::build<OutputRecipe>(rc::gen::set(&OutputRecipe::owner, parties()),
                                        rc::gen::set(&OutputRecipe::value, quantities(kAmounts)),
                                        rc::gen::set(&OutputRecipe::stolen, one_in(20)));
}

template <class T>
rc::Gen<std::vector<T>> a_few(std::size_t most, const rc::Gen<T>& element) {
    return rc::gen::mapcat(in_range<std::size_t>(0, most + 1), [=](std::size_t count) {
        return rc::gen::container<std::vector<T>>(count, element);
    });
}

rc::Gen<TransactionRecipe> transaction_recipes() {
    return rc::gen::build<TransactionRecipe>(
        rc::gen::set(&TransactionRecipe::picks,
                     a_few<std::uint32_t>(4, in_range<std::uint32_t>(0, 64))),
        rc::gen::set(&TransactionRecipe::outside, quantities(kRare)),
        rc::gen::set(&TransactionRecipe::mined, quantities(kMined)),
        rc::gen::set(&TransactionRecipe::outputs, a_few(4, output_recipes())),
        rc::gen::set(&TransactionRecipe::fee, quantities(kFees)),
        rc::gen::set(&TransactionRecipe::theft_of_all, one_in(10)),
        rc::gen::set(&TransactionRecipe::new_block, one_in(2)));
}

rc::Gen<UtxoRecipe> utxo_recipes() {
    return rc::gen::build<UtxoRecipe>(
        rc::gen::set(&UtxoRecipe::transactions,
                     rc::gen::container<std::vector<TransactionRecipe>>(transaction_recipes())),
        rc::gen::set(&UtxoRecipe::boundaries,
                     rc::gen::container<std::vector<bool>>(kAccounts, one_in(6))),
        rc::gen::set(&UtxoRecipe::starts_with_theft, one_in(2)),
        rc::gen::set(&UtxoRecipe::cut, rc::gen::weightedOneOf<std::uint32_t>(
                                           {{4, rc::gen::just(0U)}, {1, in_range(0U, 4U)}})));
}

class UtxoBuilder {
public:
    oracle::UtxoStory build(const UtxoRecipe& recipe) {
        story_.accounts = kAccounts;
        theft_is_due_ = recipe.starts_with_theft;
        for (const TransactionRecipe& transaction : recipe.transactions) { add(transaction); }
        story_.plan.boundaries = to_boundaries(recipe.boundaries);
        story_.plan.end = cut_end(recipe.transactions.size(), recipe.cut);
        return std::move(story_);
    }

private:
    void add(const TransactionRecipe& recipe) {
        oracle::StoryTransaction made;
        std::uint64_t left = add_inputs(recipe, made);
        if (!made.coinbase) { left -= std::min(left, to_atoms(recipe.fee, left)); }
        const ledger::Row row{static_cast<std::uint32_t>(story_.transactions.size())};
        const bool first = theft_is_due_ && left > 0;
        if (recipe.theft_of_all || first) { story_.plan.thefts.push_back({row, {}}); }
        if (first) { theft_is_due_ = false; }
        // The last output takes what the others leave; there is always one.
        for (std::size_t i = 0; i + 1 < recipe.outputs.size(); ++i) {
            const std::uint64_t value = std::min(left, to_atoms(recipe.outputs[i].value, left));
            add_output(row, recipe.outputs[i], value, made);
            left -= value;
        }
        const auto last = recipe.outputs.empty() ? OutputRecipe{} : recipe.outputs.back();
        add_output(row, last, left, made);
        story_.transactions.push_back(std::move(made));
        if (recipe.new_block) { ++height_; }
        story_.heights.push_back(height_);
    }

    /// The atoms there are to spend.
    std::uint64_t add_inputs(const TransactionRecipe& recipe, oracle::StoryTransaction& made) {
        std::uint64_t sum = 0;
        for (const std::uint32_t pick : recipe.picks) {
            if (unspent_.empty()) { break; }
            const auto chosen =
                unspent_.begin() + static_cast<std::ptrdiff_t>(pick % unspent_.size());
            sum += chosen->value.atoms();
            made.inputs.push_back(*chosen);
            unspent_.erase(chosen);
        }
        if (const std::uint64_t outside = grant(to_atoms(recipe.outside, 100)); outside > 0) {
            made.inputs.push_back({ledger::kOutside, atoms(outside)});
            sum += outside;
        }
        made.coinbase = made.inputs.empty();
        return made.coinbase ? grant(to_atoms(recipe.mined, 100)) : sum;
    }

    void add_output(ledger::Row row, const OutputRecipe& recipe, std::uint64_t value,
                    oracle::StoryTransaction& made) {
        const ledger::OutputId id{next_output_++};
        made.outputs.push_back({recipe.owner, atoms(value)});
        unspent_.push_back({id, atoms(value)});
        if (recipe.stolen) { story_.plan.thefts.push_back({row, id}); }
    }

    std::uint64_t grant(std::uint64_t wanted) {
        const std::uint64_t granted = std::min(wanted, supply_left_);
        supply_left_ -= granted;
        return granted;
    }

    oracle::UtxoStory story_;
    std::vector<ledger::Spend> unspent_;
    std::uint32_t next_output_{0};
    std::uint64_t supply_left_{kMax};
    std::uint64_t height_{0};
    bool theft_is_due_{false};
};

}  // namespace

rc::Gen<oracle::AccountStory> account_stories() {
    return rc::gen::map(account_recipes(),
                        [](const AccountRecipe& recipe) { return AccountBuilder{}.build(recipe); });
}

rc::Gen<oracle::AccountStory> lacking_stories() {
    const auto kept = rc::gen::container<std::vector<bool>>(kAccounts, one_in(3));
    return rc::gen::map(rc::gen::pair(account_stories(), kept), [](auto made) {
        auto& [story, keeps] = made;
        for (std::size_t i = 0; i < kAccounts; ++i) {
            if (!keeps[i]) { story.openings[i] = {}; }
        }
        return story;
    });
}

rc::Gen<oracle::UtxoStory> utxo_stories() {
    return rc::gen::map(utxo_recipes(),
                        [](const UtxoRecipe& recipe) { return UtxoBuilder{}.build(recipe); });
}

}  // namespace properties
