#include "oracle/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace oracle {
namespace {

std::string text(base::Wide atoms) { return money::to_atoms_text(atoms); }

/// Holders by taint, largest first; ties by account text in bytes (an output without an address
/// has none), then by output.
bool comes_first(const trace::Holder& left, const trace::Holder& right) {
    if (left.taint != right.taint) { return left.taint > right.taint; }
    const auto name = [](const trace::Holder& holder) {
        return holder.account == ledger::kNobody ? "" : account_name(holder.account);
    };
    return std::tuple{name(left), left.output} < std::tuple{name(right), right.output};
}

template <class Tracer>
trace::Result make_result(const Tracer& tracer, const trace::Plan& plan, taint::Policy policy,
                          std::vector<trace::Holder> holders) {
    trace::Result result;
    result.policy = policy;
    result.stolen = tracer.sums().stolen;
    result.fees = tracer.sums().fees;
    result.partial = tracer.sums().partial;
    result.rows_read = plan.end;
    std::ranges::sort(holders, comes_first);
    result.holders = std::move(holders);
    for (const auto& boundary : plan.boundaries) {
        const auto found = tracer.arrived().find(boundary.account);
        if (found == tracer.arrived().end()) { continue; }
        result.boundaries.push_back({boundary, found->second.taint, found->second.since});
    }
    std::ranges::sort(result.boundaries, [](const auto& left, const auto& right) {
        if (left.taint != right.taint) { return left.taint > right.taint; }
        return account_name(left.boundary.account) < account_name(right.boundary.account);
    });
    for (const auto& holder : result.holders) { result.held += holder.taint; }
    for (const auto& handoff : result.boundaries) { result.handed_off += handoff.taint; }
    return result;
}

std::string describe_standing(const taint::Standing& standing) {
    return fmt::format("taint {} of {}, hops {}, first {}, last {}\n", standing.taint,
                       standing.balance, standing.hops, standing.first.value, standing.last.value);
}

std::string describe_sums(const taint::Sums& sums) {
    return fmt::format("\nstolen {} fees {}{}\n", text(sums.stolen), text(sums.fees),
                       sums.partial ? " partial" : "");
}

std::string describe_arrived(ledger::AccountId account, const taint::Arrived& arrived) {
    return fmt::format("boundary {} taint {} since {}\n", cell(account), text(arrived.taint),
                       arrived.since.value);
}

}  // namespace

AccountTracer run(const AccountStory& story, taint::Policy policy) {
    AccountTracer tracer{policy, story.openings, story.boundaries()};
    for (std::uint32_t row = 0; row < story.plan.end; ++row) {
        tracer.apply({row}, story.transfers[row], story.is_theft(row));
    }
    return tracer;
}

UtxoTracer run(const UtxoStory& story, taint::Policy policy) {
    UtxoTracer tracer{policy, story.boundaries()};
    for (std::uint32_t row = 0; row < story.plan.end; ++row) {
        tracer.apply({row}, story.transaction(row), story.stolen(row));
    }
    return tracer;
}

trace::Result trace(const AccountStory& story, taint::Policy policy) {
    const AccountTracer tracer = run(story, policy);
    std::vector<trace::Holder> holders;
    for (const auto& [id, held] : tracer.holders()) {
        holders.push_back({id, {}, held.taint, held.balance, held.hops, held.first, held.last});
    }
    return make_result(tracer, story.plan, policy, std::move(holders));
}

trace::Result trace(const UtxoStory& story, taint::Policy policy) {
    const UtxoTracer tracer = run(story, policy);
    std::vector<trace::Holder> holders;
    for (const auto& [id, held] : tracer.holders()) {
        holders.push_back({story.output(id).owner, id, held.taint, held.balance, held.hops,
                           held.first, held.last});
    }
    return make_result(tracer, story.plan, policy, std::move(holders));
}

std::string describe(const trace::Result& result) {
    std::string lines =
        fmt::format("\n{}, {} rows, held {}, handed off {}", taint::to_string(result.policy),
                    result.rows_read, text(result.held), text(result.handed_off));
    lines += describe_sums({result.stolen, result.fees, result.partial});
    for (const auto& holder : result.holders) {
        lines += cell(holder.account);
        if (holder.output) { lines += fmt::format(" output {}", holder.output->value); }
        lines += ' ' + describe_standing(
                           {holder.taint, holder.balance, holder.hops, holder.first, holder.last});
    }
    for (const auto& [boundary, taint, since] : result.boundaries) {
        lines += describe_arrived(boundary.account, {taint, since});
    }
    return lines;
}

std::string describe(const AccountTracer& tracer, std::uint32_t accounts) {
    std::string lines = describe_sums(tracer.sums());
    const auto holders = tracer.holders();
    for (std::uint32_t i = 0; i < accounts; ++i) {
        const auto found = holders.find({i});
        if (found == holders.end()) { continue; }
        lines += cell({i}) + ' ' + describe_standing(found->second);
    }
    for (const auto& [account, arrived] : tracer.arrived()) {
        lines += describe_arrived(account, arrived);
    }
    return lines;
}

std::string describe(const taint::AccountBook& book, std::uint32_t accounts) {
    std::string lines = describe_sums(book.sums());
    std::map<ledger::AccountId, taint::Standing> holders;
    book.for_each_holder([&](ledger::AccountId account, const taint::Standing& standing) {
        holders.emplace(account, standing);
    });
    for (const auto& [account, standing] : holders) {
        lines += cell(account) + ' ' + describe_standing(standing);
    }
    for (std::uint32_t i = 0; i < accounts; ++i) {
        const auto arrived = book.arrived({i});
        if (arrived) { lines += describe_arrived({i}, *arrived); }
    }
    return lines;
}

std::string describe(const std::vector<taint::Move>& moves) {
    std::string lines = "\n";
    for (const auto& move : moves) {
        lines += fmt::format("row {} {}->{}", move.row.value, cell(move.from), cell(move.to));
        if (move.output != ledger::kOutside) { lines += fmt::format("({})", move.output.value); }
        lines +=
            fmt::format(" taint {} fee {} hops {}", move.taint, move.fee_taint, move.sender_hops);
        lines += move.theft ? fmt::format(" THEFT of {}\n", move.stolen) : "\n";
    }
    return lines;
}

std::string describe(const std::vector<trace::Flow>& flows) {
    std::string lines = "\n";
    for (const auto& flow : flows) {
        lines += fmt::format("{}->{} taint {} in {} transfers, rows {} to {}{}\n", cell(flow.from),
                             cell(flow.to), text(flow.taint), flow.transfers, flow.first.value,
                             flow.last.value, flow.theft ? " THEFT" : "");
    }
    return lines;
}

std::string describe(const Ways& ways) {
    std::string lines = "\n";
    for (const auto& [way, atoms] : ways) {
        lines += text(atoms) + ':';
        for (const auto& step : way) {
            lines += fmt::format(" {}:{}->{}", step.row.value, cell(step.from), cell(step.to));
            if (step.output) { lines += fmt::format("({})", step.output->value); }
        }
        lines += '\n';
    }
    return lines;
}

std::vector<trace::Flow> flows_of(const std::vector<taint::Move>& moves) {
    std::vector<trace::Flow> flows;
    for (const auto& move : moves) {
        if (move.taint == 0) { continue; }
        auto flow = std::ranges::find_if(flows, [&](const trace::Flow& known) {
            return known.from == move.from && known.to == move.to;
        });
        if (flow == flows.end()) {
            flows.push_back({move.from, move.to, 0, 0, move.row, move.row, false});
            flow = flows.end() - 1;
        }
        flow->taint += move.taint;
        ++flow->transfers;
        flow->last = move.row;
        flow->theft = flow->theft || move.theft;
    }
    return flows;
}

std::vector<base::Wide> least_openings(const std::vector<ledger::Transfer>& transfers,
                                       std::uint32_t accounts) {
    std::vector<base::Wide> openings(accounts);
    std::vector<base::Wide> balances(accounts);
    const auto pay = [&](ledger::AccountId account, base::Wide atoms) {
        if (account == ledger::kNobody) { return; }
        base::Wide& balance = balances[account.value];
        const base::Wide lacking = atoms > balance ? atoms - balance : 0;
        openings[account.value] += lacking;
        balance = balance + lacking - atoms;
    };
    for (const auto& [from, to, amount, fee] : transfers) {
        pay(from, amount.atoms());
        if (to != ledger::kNobody) { balances[to.value] += amount.atoms(); }
        pay(from, fee.atoms());
    }
    return openings;
}

}  // namespace oracle
