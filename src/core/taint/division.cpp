#include "division.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace taint {
namespace {

/// The order in which outputs are filled: Tiho by value, highest first, ties by index.
std::vector<std::size_t> filling_order(Policy policy, std::span<const ledger::Output> outputs) {
    std::vector<std::size_t> order;
    order.reserve(outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) { order.push_back(i); }
    if (policy == Policy::Tiho) {
        std::ranges::sort(order, [&](std::size_t left, std::size_t right) {
            const money::Amount more = outputs[left].value;
            const money::Amount less = outputs[right].value;
            return more != less ? more > less : left < right;
        });
    }
    return order;
}

/// Tainted pieces before clean ones, each group in its order.
std::vector<Lot> tainted_first(std::span<const Lot> pieces) {
    std::vector<Lot> ordered;
    ordered.reserve(pieces.size());
    const auto is_tainted = [](const Lot& lot) { return lot.origin != 0; };
    std::ranges::copy_if(pieces, std::back_inserter(ordered), is_tainted);
    std::ranges::copy_if(pieces, std::back_inserter(ordered), std::not_fn(is_tainted));
    return ordered;
}

/// Takes lots from the front of a list, splitting the last one.
class Pourer {
public:
    explicit Pourer(std::span<const Lot> lots) : lots_{lots} {}

    void pour(std::uint64_t atoms, std::vector<Lot>& into) {
        while (atoms > 0) {
            base::invariant(next_ < lots_.size(), "outputs are covered by inputs");
            const Lot& lot = lots_[next_];
            const std::uint64_t piece = std::min(atoms, lot.atoms - used_);
            append(into, {piece, lot.origin});
            atoms -= piece;
            used_ += piece;
            if (used_ == lot.atoms) {
                ++next_;
                used_ = 0;
            }
        }
    }
    void pour_rest(std::vector<Lot>& into) {
        while (next_ < lots_.size()) { pour(lots_[next_].atoms - used_, into); }
    }

private:
    std::span<const Lot> lots_;
    std::size_t next_{0};
    std::uint64_t used_{0};  // atoms of the next lot that are gone
};

}  // namespace

Division pour(Policy policy, std::vector<Lot> pieces, std::span<const ledger::Output> outputs) {
    if (policy == Policy::Lifo) { std::ranges::reverse(pieces); }
    if (policy == Policy::Tiho) { pieces = tainted_first(pieces); }
    Division division;
    division.outputs.resize(outputs.size());
    Pourer pourer{pieces};
    for (const std::size_t i : filling_order(policy, outputs)) {
        pourer.pour(outputs[i].value.atoms(), division.outputs[i]);
    }
    pourer.pour_rest(division.fee);
    return division;
}

std::vector<std::uint64_t> haircut_shares(std::uint64_t taint, std::uint64_t total,
                                          std::span<const ledger::Output> outputs) {
    std::vector<std::uint64_t> shares;
    shares.reserve(outputs.size());
    std::uint64_t value_so_far = 0;
    std::uint64_t taint_so_far = 0;
    for (const ledger::Output& output : outputs) {
        value_so_far += output.value.atoms();
        const std::uint64_t floor = total == 0 ? 0 : money::share_floor(value_so_far, taint, total);
        shares.push_back(floor - taint_so_far);
        taint_so_far = floor;
    }
    return shares;
}

void append(std::vector<Lot>& lots, Lot lot) {
    if (lot.atoms == 0) { return; }
    if (!lots.empty() && lots.back().origin == lot.origin) {
        lots.back().atoms += lot.atoms;
    } else {
        lots.push_back(lot);
    }
}

std::uint64_t tainted_atoms(std::span<const Lot> lots) {
    std::uint64_t tainted = 0;
    for (const Lot& lot : lots) { tainted += lot.origin == 0 ? 0 : lot.atoms; }
    return tainted;
}

}  // namespace taint
