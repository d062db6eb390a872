#include "plan.hpp"

#include <algorithm>

namespace trace {

std::string_view to_string(BoundaryKind kind) {
    switch (kind) {
        case BoundaryKind::Exchange: return "exchange";
        case BoundaryKind::Mixer: return "mixer";
        case BoundaryKind::Bridge: return "bridge";
        case BoundaryKind::Service: return "service";
        case BoundaryKind::Victim: return "victim";
        case BoundaryKind::Seized: return "seized";
    }
    base::broken("unnamed kind of boundary");
}

std::optional<BoundaryKind> parse_boundary_kind(std::string_view name) {
    for (const BoundaryKind kind :
         {BoundaryKind::Exchange, BoundaryKind::Mixer, BoundaryKind::Bridge, BoundaryKind::Service,
          BoundaryKind::Victim, BoundaryKind::Seized}) {
        if (name == to_string(kind)) { return kind; }
    }
    return std::nullopt;
}

std::vector<Theft> thefts_from_account(const ledger::AccountLedger& ledger,
                                       ledger::AccountId account, std::uint32_t begin,
                                       std::uint32_t end) {
    std::vector<Theft> thefts;
    ledger::for_each_batch(
        ledger, begin, end, [&](ledger::Row first, std::span<const ledger::Transfer> batch) {
            for (std::size_t i = 0; i < batch.size(); ++i) {
                if (batch[i].from != account || batch[i].to == account) { continue; }
                const ledger::Row row{first.value + static_cast<std::uint32_t>(i)};
                thefts.push_back({row, std::nullopt});
            }
        });
    return thefts;
}

std::vector<Theft> thefts_from_account(const ledger::UtxoLedger& ledger, ledger::AccountId account,
                                       std::uint32_t begin, std::uint32_t end) {
    std::vector<Theft> thefts;
    for (std::uint32_t row = begin; row < end; ++row) {
        const ledger::Transaction transaction = ledger.transaction(ledger::Row{row});
        const bool spends = std::ranges::any_of(transaction.inputs, [&](const auto& spend) {
            return owner_of(ledger, spend.output) == account;
        });
        if (!spends) { continue; }
        for (std::uint32_t i = 0; i < transaction.outputs.size(); ++i) {
            if (transaction.outputs[i].owner == account) { continue; }
            thefts.push_back(
                {ledger::Row{row}, ledger::OutputId{transaction.first_output.value + i}});
        }
    }
    return thefts;
}

ledger::AccountId owner_of(const ledger::UtxoLedger& ledger, ledger::OutputId output) {
    if (output == ledger::kOutside) { return ledger::kNobody; }
    const ledger::Transaction maker = ledger.transaction(ledger.output_row(output));
    return maker.outputs[output.value - maker.first_output.value].owner;
}

taint::BoundarySet boundary_set(std::span<const Boundary> boundaries) {
    taint::BoundarySet set;
    for (const Boundary& boundary : boundaries) {
        if (boundary.account.value >= set.size()) { set.resize(boundary.account.value + 1); }
        set[boundary.account.value] = true;
    }
    return set;
}

std::vector<Theft> ordered_thefts(const Plan& plan) {
    std::vector<Theft> thefts = plan.thefts;
    std::ranges::sort(thefts);
    const auto tail = std::ranges::unique(thefts);
    thefts.erase(tail.begin(), tail.end());
    std::erase_if(thefts, [&](const Theft& theft) { return theft.row.value >= plan.end; });
    return thefts;
}

}  // namespace trace
