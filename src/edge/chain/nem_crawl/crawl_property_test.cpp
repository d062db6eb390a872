#include <trace/trace.hpp>

#include "chain_maker.hpp"
#include "history_node.hpp"

/// A trace over the crawled rows is the trace over the whole chain.
namespace nem_crawl {
namespace {

using testing::HistoryNode;

struct Theft {
    nem::Hash tx;
    nem_chain::Movement movement;
};

/// The same theft in whatever ledger holds it.
trace::Plan plan_for(const MovementLedger& ledger, const Theft& theft) {
    trace::Plan plan;
    plan.end = ledger.rows();
    for (const ledger::Row row : ledger.find_tx(nem::to_hex(theft.tx))) {
        if (ledger.movements()[row.value].movement == theft.movement) {
            plan.thefts.push_back({row, std::nullopt});
            break;
        }
    }
    return plan;
}

std::vector<nem::Address> find_tainted(const MovementLedger& ledger, const Theft& theft,
                                       taint::Policy policy) {
    std::set<nem::Address> tainted;
    trace::for_each_move(ledger, plan_for(ledger, theft), policy, [&](const taint::Move& move) {
        if (move.to == ledger::kNobody) { return; }
        if (const auto to = nem::parse_address(ledger.account_text(move.to))) {
            tainted.insert(*to);
        }
    });
    return {tainted.begin(), tainted.end()};
}

/// A result in words that mean the same in both ledgers.
std::vector<std::string> told(const MovementLedger& ledger, const trace::Result& result) {
    std::vector<std::string> lines{fmt::format(
        "stolen {} fees {} held {}", static_cast<std::uint64_t>(result.stolen),
        static_cast<std::uint64_t>(result.fees), static_cast<std::uint64_t>(result.held))};
    for (const trace::Holder& holder : result.holders) {
        lines.push_back(fmt::format("{} {} of {} hops {} first {} last {}",
                                    ledger.account_text(holder.account), holder.taint,
                                    holder.balance, holder.hops, ledger.facts(holder.first).tx,
                                    ledger.facts(holder.last).tx));
    }
    return lines;
}

std::vector<nem::Block> random_chain(std::uint64_t seed, std::size_t length) {
    nem_chain::testing::ChainMaker maker{seed};
    nem_chain::State state{nem::kMijin};
    std::vector<nem::Block> blocks{maker.nemesis()};
    while (true) {
        const auto moves = state.apply(blocks.back());
        EXPECT_TRUE(moves.has_value()) << "seed " << seed;
        if (!moves || blocks.size() == length) { return blocks; }
        blocks.push_back(maker.next(state, 8));
    }
}

/// A transfer of XEM that somebody else receives, from the first third of the chain on.
std::optional<Theft> any_theft(const std::vector<LedgerRow>& rows, std::mt19937_64& random) {
    std::vector<const LedgerRow*> candidates;
    for (const LedgerRow& row : rows) {
        const auto& movement = row.movement;
        if (movement.kind == nem_chain::MovementKind::Transfer && row.height.value > 10 &&
            movement.amount > money::Amount{} && movement.from != movement.to) {
            candidates.push_back(&row);
        }
    }
    if (candidates.empty()) { return std::nullopt; }
    const LedgerRow& row = *candidates[random() % (1 + candidates.size() / 2)];
    return Theft{row.tx, row.movement};
}

TEST(CrawlProperty, TracesAsTheWholeChainDoes) {
    int exact = 0;
    int warned = 0;
    std::size_t read = 0;
    std::size_t whole = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937_64 random{seed};
        HistoryNode node{nem::kMijin, random_chain(seed, 60 + (random() % 60)), 1 + random() % 30};
        const auto theft = any_theft(node.rows(), random);
        if (!theft) { continue; }
        const MovementLedger full{node.rows(), {}};
        for (const taint::Policy policy : taint::kPolicies) {
            CrawlConfig config;
            config.network = nem::kMijin;
            config.until = *node.height();
            Crawl crawl{node, config};
            node.blocks_asked = 0;
            const auto done = crawl.run(
                {theft->movement.from.value_or(nem::Address{})},
                [&](const MovementLedger& ledger) { return find_tainted(ledger, *theft, policy); });
            ASSERT_TRUE(done.has_value()) << nem_node::to_phrase(done.error()).en;
            const Crawled crawled = crawl.result();
            const bool closes = crawled.warnings.empty();
            (closes ? exact : warned) += 1;
            read += node.blocks_asked;
            whole += (*node.height()).value;
            const auto of_crawl =
                trace::trace_all(*crawled.ledger, plan_for(*crawled.ledger, *theft), {{policy}});
            const auto of_all = trace::trace_all(full, plan_for(full, *theft), {{policy}});
            if (closes) {
                EXPECT_EQ(told(*crawled.ledger, of_crawl[0]), told(full, of_all[0]))
                    << taint::to_string(policy);
            }
            EXPECT_EQ(crawl.heights().size(), node.blocks_asked);  // none is read twice
        }
    }
    EXPECT_GT(exact, 100);
    EXPECT_GT(warned, 0);
    std::cout << exact << " exact, " << warned << " with warnings; " << read << " of " << whole
              << " blocks read\n";
}

}  // namespace
}  // namespace nem_crawl
