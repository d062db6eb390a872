#include "oracle/utxo_tracer.hpp"

#include <algorithm>
#include <utility>

namespace oracle {
namespace {

std::vector<HeldOutput> empty_outputs(ledger::Row row, const ledger::Transaction& transaction) {
    std::vector<HeldOutput> outputs;
    outputs.reserve(transaction.outputs.size());
    for (std::uint32_t i = 0; i < transaction.outputs.size(); ++i) {
        const auto& [owner, value] = transaction.outputs[i];
        const ledger::OutputId id{transaction.first_output.value + i};
        outputs.push_back({id, owner, value.atoms(), {}, 0, row});
    }
    return outputs;
}

/// Pieces in the order in which the policy pours them.
Lots pouring_order(const Lots& pieces, taint::Policy policy) {
    Lots ordered = pieces;
    if (policy == taint::Policy::Lifo) { std::ranges::reverse(ordered); }
    if (policy == taint::Policy::Tiho) {
        Lots clean = pieces;
        ordered = take(clean, sum_tainted(pieces), Kind::Tainted, End::Oldest);
        append(ordered, clean);
    }
    return ordered;
}

/// Outputs in the order in which the policy fills them.
std::vector<HeldOutput*> filling_order(std::vector<HeldOutput>& outputs, taint::Policy policy) {
    std::vector<HeldOutput*> order;
    order.reserve(outputs.size());
    for (HeldOutput& output : outputs) { order.push_back(&output); }
    if (policy == taint::Policy::Tiho) {
        std::ranges::stable_sort(order, std::greater{}, &HeldOutput::value);
    }
    return order;
}

Lots value_split(std::uint64_t taint, std::uint64_t value) {
    Lots pieces{Lot{taint, true, {}}, Lot{value - taint, false, {}}};
    std::erase_if(pieces, [](const Lot& piece) { return piece.atoms == 0; });
    return pieces;
}

}  // namespace

UtxoTracer::UtxoTracer(taint::Policy policy, taint::BoundarySet boundaries)
    : policy_{policy}, boundaries_{std::move(boundaries)} {}

void UtxoTracer::apply(ledger::Row row, const ledger::Transaction& transaction,
                       const std::vector<bool>& stolen) {
    const Spent spent = spend(transaction);
    std::vector<HeldOutput> outputs = empty_outputs(row, transaction);
    if (transaction.coinbase) {
        for (HeldOutput& output : outputs) { output.pieces = value_split(0, output.value); }
    } else if (policy_ == taint::Policy::Poison) {
        poison(spent, outputs);
    } else if (policy_ == taint::Policy::Haircut) {
        pour_share(spent.pieces, outputs);
    } else {
        pour(spent, outputs);
    }
    const std::uint64_t fee_taint = fee_taint_of(spent, outputs);
    sums_.fees += fee_taint;

    for (std::size_t i = 0; i < outputs.size(); ++i) {
        outputs[i].hops = spent.hops == 0 ? 0 : spent.hops + 1;
        if (stolen[i]) { steal(outputs[i]); }
        for (Lot& piece : outputs[i].pieces) {
            const trace::Step step{row, ledger::kNobody, outputs[i].owner, outputs[i].id};
            if (piece.tainted) { piece.way.push_back(step); }
        }
    }
    tell(row, spent, outputs, stolen, fee_taint);
    for (HeldOutput& output : outputs) { settle(row, std::move(output)); }
}

bool UtxoTracer::is_boundary(ledger::AccountId account) const {
    return account.value < boundaries_.size() && boundaries_[account.value];
}

UtxoTracer::Spent UtxoTracer::spend(const ledger::Transaction& transaction) {
    Spent spent;
    for (std::size_t i = 0; i < transaction.inputs.size(); ++i) {
        const HeldOutput input = spend_one(transaction.inputs[i]);
        append(spent.pieces, input.pieces);
        if (i == 0) { spent.first_owner = input.owner; }
        if (input.hops == 0) { continue; }
        if (spent.hops == 0) { spent.first_tainted_owner = input.owner; }
        spent.hops = spent.hops == 0 ? input.hops : std::min(spent.hops, input.hops);
    }
    return spent;
}

HeldOutput UtxoTracer::spend_one(const ledger::Spend& input) {
    const auto held = unspent_.find(input.output);
    if (held == unspent_.end()) {
        const auto value = input.value.atoms();
        return {input.output, ledger::kNobody, value, value_split(0, value), 0, {}};
    }
    HeldOutput output = std::move(held->second);
    unspent_.erase(held);
    return output;
}

void UtxoTracer::pour(const Spent& spent, std::vector<HeldOutput>& outputs) {
    Lots pieces = pouring_order(spent.pieces, policy_);
    for (HeldOutput* output : filling_order(outputs, policy_)) {
        output->pieces = take(pieces, output->value, Kind::Any, End::Oldest);
    }
}

/// The first k outputs together carry floor(their value * taint / value of the inputs).
void UtxoTracer::pour_share(const Lots& pieces, std::vector<HeldOutput>& outputs) {
    const std::uint64_t taint = sum_tainted(pieces);
    const std::uint64_t whole = std::max<std::uint64_t>(sum_atoms(pieces), 1);
    std::uint64_t value_so_far = 0;
    std::uint64_t taint_so_far = 0;
    for (HeldOutput& output : outputs) {
        value_so_far += output.value;
        const auto floor = static_cast<std::uint64_t>(base::Wide{value_so_far} * taint / whole);
        output.pieces = value_split(floor - taint_so_far, output.value);
        taint_so_far = floor;
    }
}

void UtxoTracer::poison(const Spent& spent, std::vector<HeldOutput>& outputs) {
    for (HeldOutput& output : outputs) {
        output.pieces = value_split(spent.hops > 0 ? output.value : 0, output.value);
    }
}

std::uint64_t UtxoTracer::fee_taint_of(const Spent& spent,
                                       const std::vector<HeldOutput>& outputs) const {
    if (spent.hops == 0) { return 0; }
    const bool all = policy_ == taint::Policy::Poison;
    std::uint64_t fee = all ? sum_atoms(spent.pieces) : sum_tainted(spent.pieces);
    for (const HeldOutput& output : outputs) {
        fee -= all ? output.value : sum_tainted(output.pieces);
    }
    return fee;
}

void UtxoTracer::steal(HeldOutput& output) {
    const bool all = policy_ == taint::Policy::Poison;
    output.stolen = output.value - (all ? 0 : sum_tainted(output.pieces));
    sums_.stolen += output.stolen;
    for (Lot& piece : output.pieces) { piece.tainted = true; }
    output.hops = 1;
}

void UtxoTracer::settle(ledger::Row row, HeldOutput output) {
    const std::uint64_t taint = sum_tainted(output.pieces);
    if (taint == 0) { output.hops = 0; }
    if (is_boundary(output.owner)) {
        if (taint > 0) {
            arrived_.try_emplace(output.owner, taint::Arrived{0, row}).first->second.taint += taint;
            append(handed_off_[output.owner], output.pieces);
        }
        output.pieces = value_split(0, output.value);
        output.hops = 0;
    }
    const ledger::OutputId id = output.id;
    unspent_[id] = std::move(output);
}

void UtxoTracer::tell(ledger::Row row, const Spent& spent, const std::vector<HeldOutput>& outputs,
                      const std::vector<bool>& stolen, std::uint64_t fee_taint) {
    std::uint64_t fee_left = fee_taint;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const HeldOutput& output = outputs[i];
        const std::uint64_t taint = sum_tainted(output.pieces);
        if (taint == 0) { continue; }
        const auto from = stolen[i] ? spent.first_owner : spent.first_tainted_owner;
        moves_.push_back({row, from, output.owner, taint, fee_left, stolen[i], spent.hops,
                          output.stolen, output.id});
        fee_left = 0;
    }
    if (fee_left > 0) {
        moves_.push_back(
            {row, spent.first_tainted_owner, ledger::kNobody, 0, fee_left, false, spent.hops});
    }
}

std::map<ledger::OutputId, taint::Standing> UtxoTracer::holders() const {
    std::map<ledger::OutputId, taint::Standing> holders;
    for (const auto& [id, output] : unspent_) {
        const std::uint64_t taint = sum_tainted(output.pieces);
        if (taint == 0) { continue; }
        holders[id] = {taint, output.value, output.hops, output.made, output.made};
    }
    return holders;
}

Ways UtxoTracer::ways(ledger::AccountId account) const {
    Lots pieces;
    for (const auto& [id, output] : unspent_) {
        if (output.owner == account) { append(pieces, output.pieces); }
    }
    if (const auto booked = handed_off_.find(account); booked != handed_off_.end()) {
        append(pieces, booked->second);
    }
    Ways ways;
    for (const Lot& piece : pieces) {
        if (piece.tainted) { ways[piece.way] += piece.atoms; }
    }
    return ways;
}

std::uint64_t UtxoTracer::taint_of_owner(ledger::AccountId account) const {
    std::uint64_t taint = 0;
    for (const auto& [id, output] : unspent_) {
        if (output.owner == account) { taint += sum_tainted(output.pieces); }
    }
    return taint;
}

}  // namespace oracle
