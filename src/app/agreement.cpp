#include "agreement.hpp"

#include <algorithm>

namespace app {

namespace {

bool same_holder(const trace::Holder& left, const trace::Holder& right) {
    return left.account == right.account && left.output == right.output &&
           left.taint == right.taint && left.hops == right.hops && left.first == right.first &&
           left.last == right.last;
}

bool same_handoff(const trace::Handoff& left, const trace::Handoff& right) {
    return left.boundary.account == right.boundary.account && left.taint == right.taint;
}

bool alike(const trace::Result& left, const trace::Result& right) {
    return left.stolen == right.stolen && left.fees == right.fees &&
           std::ranges::equal(left.holders, right.holders, same_holder) &&
           std::ranges::equal(left.boundaries, right.boundaries, same_handoff);
}

bool account_moves_unmixed(const LoadedCase& loaded, const ledger::AccountLedger& ledger) {
    bool unmixed = true;
    // Under haircut an outflow is all taint only where its sender held nothing else.
    trace::for_each_move(ledger, loaded.plan, taint::Policy::Haircut, [&](const taint::Move& move) {
        if (move.theft) { return; }
        ledger::Transfer transfer;
        ledger.read(move.row, {&transfer, 1});
        unmixed = unmixed && move.taint == transfer.amount.atoms() &&
                  move.fee_taint == transfer.fee.atoms();
    });
    return unmixed;
}

bool output_moves_unmixed(const LoadedCase& loaded, const ledger::UtxoLedger& ledger) {
    std::vector<std::pair<ledger::Row, money::Total>> tainted;
    trace::for_each_move(ledger, loaded.plan, taint::Policy::Haircut, [&](const taint::Move& move) {
        if (move.theft) { return; }
        if (tainted.empty() || tainted.back().first != move.row) {
            tainted.emplace_back(move.row, 0);
        }
        tainted.back().second += move.taint;
        tainted.back().second += move.fee_taint;
    });
    return std::ranges::all_of(tainted, [&](const auto& entry) {
        money::Total carried = 0;
        for (const auto& spend : ledger.transaction(entry.first).inputs) {
            carried += spend.value.atoms();
        }
        return carried == entry.second;
    });
}

}  // namespace

std::vector<Alike> group_alike(const std::vector<Traced>& traced) {
    std::vector<Alike> groups;
    for (const Traced& each : traced) {
        const auto found = std::ranges::find_if(
            groups, [&](const Alike& group) { return alike(*group.front(), each.result); });
        if (found == groups.end()) {
            groups.push_back({&each.result});
        } else {
            found->push_back(&each.result);
        }
    }
    return groups;
}

bool moves_unmixed(const LoadedCase& loaded) {
    if (loaded.is_utxo()) { return output_moves_unmixed(loaded, *loaded.ledger.utxo); }
    return account_moves_unmixed(loaded, *loaded.ledger.accounts);
}

}  // namespace app
