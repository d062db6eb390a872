#include "output_book.hpp"

#include <algorithm>
#include <map>

#include "canonical_bytes.hpp"

namespace taint {

template <class Origins>
auto OutputBook<Origins>::spend(const ledger::Transaction& transaction) -> Inputs {
    Inputs inputs;
    for (const ledger::Spend& spend : transaction.inputs) {
        inputs.total += spend.value.atoms();
        const auto found = live_.find(spend.output.value);
        if (found == live_.end()) {
            if (keeps_pieces()) { append(inputs.pieces, {spend.value.atoms(), 0}); }
            continue;
        }
        TaintedOutput& output = found->second;
        if (inputs.taint == 0) { inputs.first_tainted = output.owner; }
        inputs.taint += output.taint;
        inputs.hops = std::min(inputs.hops - 1, output.hops - 1) + 1;
        for (const Lot& lot : output.pieces) { append(inputs.pieces, lot); }
        if (!blocks_.empty()) { changes_.push_back({spend.output, std::move(output)}); }
        live_.erase(found);
    }
    if (transaction.coinbase) {
        for (const ledger::Output& output : transaction.outputs) {
            inputs.total += output.value.atoms();
            if (keeps_pieces()) { append(inputs.pieces, {output.value.atoms(), 0}); }
        }
    }
    return inputs;
}

template <class Origins>
auto OutputBook<Origins>::divide(const ledger::Transaction& transaction, const Inputs& inputs)
    -> std::vector<Portion> {
    const auto outputs = transaction.outputs;
    std::vector<Portion> portions(outputs.size());
    if (keeps_pieces()) {
        Division division = pour(policy_, inputs.pieces, outputs);
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const auto id = transaction.first_output.value + static_cast<std::uint32_t>(i);
            for (Lot& lot : division.outputs[i]) {
                if (lot.origin != 0) { lot.origin = origins_.step(lot.origin, ledger::Row{id}); }
            }
            portions[i].taint = tainted_atoms(division.outputs[i]);
            portions[i].pieces = std::move(division.outputs[i]);
        }
    } else if (policy_ == Policy::Haircut) {
        const auto shares = haircut_shares(inputs.taint, inputs.total, outputs);
        for (std::size_t i = 0; i < outputs.size(); ++i) { portions[i].taint = shares[i]; }
    } else if (inputs.taint > 0) {
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            portions[i].taint = outputs[i].value.atoms();
        }
    }
    return portions;
}

template <class Origins>
void OutputBook<Origins>::taint_stolen(ledger::OutputId output, const ledger::Output& made,
                                       Portion& portion) {
    const std::uint64_t value = made.value.atoms();
    // Poison counts the stolen outputs whole, the others what was clean in them.
    tally_.sums.stolen += policy_ == Policy::Poison ? value : value - portion.taint;
    portion.taint = value;
    std::vector<Lot> pieces;
    for (Lot lot : portion.pieces) {
        if (lot.origin == 0) { lot.origin = origins_.theft(ledger::Row{output.value}); }
        append(pieces, lot);
    }
    portion.pieces = std::move(pieces);
}

template <class Origins>
void OutputBook<Origins>::settle(ledger::Row row, const ledger::Transaction& transaction,
                                 const Inputs& inputs, const std::vector<bool>* stolen) {
    std::vector<Portion> portions = divide(transaction, inputs);
    std::uint64_t made = 0;
    std::uint64_t tainted = 0;
    for (std::size_t i = 0; i < portions.size(); ++i) {
        made += transaction.outputs[i].value.atoms();
        tainted += portions[i].taint;
    }
    const std::uint64_t fee = inputs.total - made;
    std::uint64_t fee_taint = inputs.taint - std::min(inputs.taint, tainted);
    if (policy_ == Policy::Poison) { fee_taint = inputs.taint > 0 ? fee : 0; }
    tally_.sums.fees += fee_taint;

    bool told = false;
    for (std::size_t i = 0; i < portions.size(); ++i) {
        const ledger::OutputId output{transaction.first_output.value +
                                      static_cast<std::uint32_t>(i)};
        const ledger::Output& to = transaction.outputs[i];
        const bool is_stolen = stolen != nullptr && (*stolen)[i] && to.value.atoms() > 0;
        const money::Total stolen_before = tally_.sums.stolen;
        if (is_stolen) { taint_stolen(output, to, portions[i]); }
        if (portions[i].taint == 0) { continue; }
        if (sink_) {
            const auto newly = static_cast<std::uint64_t>(tally_.sums.stolen - stolen_before);
            sink_({row, inputs.first_tainted, to.owner, portions[i].taint, told ? 0 : fee_taint,
                   is_stolen, inputs.hops, newly, output});
            told = true;
        }
        keep(row, output, to, std::move(portions[i]), is_stolen ? 1 : inputs.hops + 1);
    }
    if (sink_ && !told && fee_taint > 0) {
        sink_({.row = row,
               .from = inputs.first_tainted,
               .to = ledger::kNobody,
               .fee_taint = fee_taint,
               .sender_hops = inputs.hops});
    }
}

template <class Origins>
void OutputBook<Origins>::keep(ledger::Row row, ledger::OutputId output, const ledger::Output& made,
                               Portion portion, std::uint32_t hops) {
    if (is_boundary(made.owner)) {
        tally_.arrive(made.owner, portion.taint, row);
        origins_.book(made.owner, portion.pieces);
        return;
    }
    if (!blocks_.empty()) { changes_.push_back({output, std::nullopt}); }
    live_.insert_or_assign(output.value,
                           TaintedOutput{made.owner, made.value.atoms(), portion.taint, hops, row,
                                         std::move(portion.pieces)});
}

template <class Origins>
void OutputBook<Origins>::undo_block() {
    const Block block = std::move(blocks_.back());
    blocks_.pop_back();
    while (changes_.size() > block.changes) {
        Change& change = changes_.back();
        if (change.spent) {
            live_.insert_or_assign(change.output.value, std::move(*change.spent));
        } else {
            live_.erase(change.output.value);
        }
        changes_.pop_back();
    }
    tally_ = block.tally;
}

template <class Origins>
void OutputBook<Origins>::forget_blocks(std::size_t keep) {
    if (blocks_.size() <= keep) { return; }
    const std::size_t drop = blocks_.size() - keep;
    const std::size_t changes = keep == 0 ? changes_.size() : blocks_[drop].changes;
    blocks_.erase(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(drop));
    changes_.erase(changes_.begin(), changes_.begin() + static_cast<std::ptrdiff_t>(changes));
    for (Block& block : blocks_) { block.changes -= changes; }
}

template <class Origins>
void OutputBook<Origins>::for_each_holder(
    const std::function<void(ledger::OutputId, const Standing&)>& use) const {
    for (const auto& [id, output] : live_) {
        use(ledger::OutputId{id},
            Standing{output.taint, output.value, output.hops, output.row, output.row});
    }
}

template <class Origins>
std::vector<std::uint8_t> OutputBook<Origins>::bytes() const {
    CanonicalBytes out;
    tally_.write(out);
    std::map<std::uint32_t, const TaintedOutput*> ordered;
    for (const auto& [id, output] : live_) { ordered.emplace(id, &output); }
    for (const auto& [id, output] : ordered) {
        out.put(id, output->owner.value, output->value, output->taint, output->hops,
                output->row.value);
        for (const Lot& lot : output->pieces) { out.put(lot.atoms, lot.origin); }
    }
    return out.take();
}

namespace {

class TracedOutputs final : public OutputBook<Lineage>, public LineageBook {
public:
    using OutputBook<Lineage>::OutputBook;

    [[nodiscard]] std::span<const LineageNode> nodes() const override { return origins().nodes(); }
    [[nodiscard]] std::vector<LineageLot> tainted_lots(ledger::AccountId account) const override {
        std::vector<LineageLot> tainted = origins().booked(account);
        for (const auto& [id, output] : live()) {
            if (output.owner != account) { continue; }
            for (const Lot& lot : output.pieces) {
                if (lot.origin != 0) { tainted.push_back({lot.atoms, lot.origin}); }
            }
        }
        return tainted;
    }
};

}  // namespace

std::unique_ptr<UtxoBook> make_utxo_book(Policy policy, const BoundarySet& boundaries,
                                         MoveSink sink) {
    return std::make_unique<OutputBook<PlainOrigins>>(policy, boundaries, std::move(sink));
}

UtxoLineage make_utxo_lineage(Policy policy, const BoundarySet& boundaries) {
    base::invariant(policy != Policy::Poison && policy != Policy::Haircut,
                    "a policy without lots has no lineage");
    auto book = std::make_unique<TracedOutputs>(policy, boundaries, MoveSink{});
    const LineageBook* lineage = book.get();
    return {std::move(book), lineage};
}

}  // namespace taint
