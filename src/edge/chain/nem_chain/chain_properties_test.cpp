#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <map>
#include <nlohmann/json.hpp>

#include "chain_maker.hpp"
#include "movement_oracle.hpp"
#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

std::string line_of(const Movement& one) {
    const auto text = [](const std::optional<nem::Address>& account) {
        return account ? std::string{account->text()} : std::string{};
    };
    return text(one.from) + ">" + text(one.to) + " " + std::to_string(one.amount.atoms()) + " " +
           std::to_string(one.fee.atoms()) + " " + std::string{to_string(one.kind)} + " " +
           std::to_string(one.transaction);
}
std::vector<std::string> lines_of(const BlockMoves& moves) {
    std::vector<std::string> lines;
    lines.reserve(moves.xem.size());
    for (const auto& one : moves.xem) { lines.push_back(line_of(one)); }
    return lines;
}

/// Reads what is left of a chain afresh.
template <class Reader>
std::vector<std::uint8_t> fresh_read(const std::vector<nem::Block>& chain) {
    Reader reader{nem::kMijin};
    for (const auto& block : chain) { RC_ASSERT(reader.apply(block).has_value()); }
    return reader.bytes();
}

std::uint64_t any_seed() { return *rc::gen::arbitrary<std::uint64_t>(); }

RC_GTEST_PROP(NemChain, RegisterStateAndOracleAgreeOnWhatMoves, ()) {
    ChainMaker maker{any_seed()};
    State state{nem::kMijin};
    Register known{nem::kMijin};
    MovementOracle oracle{nem::kMijin};
    const auto length = *rc::gen::inRange(1, 60);
    nem::Block block = maker.nemesis();
    std::map<std::string, std::int64_t> issued;
    for (const auto& one : block.transactions) {
        const auto& sent = std::get<nem::Transfer>(one.transaction.body);
        const auto from = nem::to_address(block.signer, nem::kMijin);
        issued[std::string{from.text()}] += static_cast<std::int64_t>(sent.amount.atoms());
    }
    std::uint64_t kinds = 0;
    for (int i = 0; i < length; ++i) {
        const auto moves = state.apply(block);
        RC_ASSERT(moves.has_value());
        RC_ASSERT(known.unknown_in(block) == Unknowns{});
        const auto registered = known.apply(block);
        RC_ASSERT((registered.has_value() && *registered == *moves));
        RC_ASSERT(lines_of(*moves) == oracle.lines_of(nem::to_json(block)));
        for (const auto& one : moves->xem) { kinds |= 1ULL << static_cast<unsigned>(one.kind); }
        block = maker.next(state, 12);
    }
    // The books: account by account, and all together.
    std::int64_t all = 0;
    std::int64_t supply = 0;
    for (const auto& [account, amount] : issued) { supply += amount; }
    for (const auto& [account, balance] : oracle.balances()) {
        const auto parsed = nem::parse_address(account);
        RC_ASSERT(parsed.has_value());
        const std::int64_t held = balance + issued[account];
        RC_ASSERT(held == static_cast<std::int64_t>(state.balance(*parsed).atoms()));
        all += held;
    }
    RC_ASSERT(all == supply);
    RC_CLASSIFY(std::popcount(kinds) >= 4, "four kinds of rows and more");
}

RC_GTEST_PROP(NemChain, ForksLeaveWhatAFreshReadFinds, ()) {
    ChainMaker maker{any_seed()};
    State state{nem::kMijin};
    Register known{nem::kMijin};
    std::vector<nem::Block> chain{maker.nemesis()};
    RC_ASSERT(state.apply(chain.front()).has_value());
    RC_ASSERT(known.apply(chain.front()).has_value());
    const auto grow = [&](std::size_t blocks) {
        for (std::size_t i = 0; i < blocks; ++i) {
            chain.push_back(maker.next(state, 4));
            RC_ASSERT(state.apply(chain.back()).has_value());
            RC_ASSERT(known.apply(chain.back()).has_value());
            state.forget(kRewriteLimit);
            known.forget(kRewriteLimit);
        }
    };
    grow(*rc::gen::inRange<std::size_t>(1, 400));
    const auto forks = *rc::gen::inRange(1, 4);
    for (int fork = 0; fork < forks; ++fork) {
        const std::size_t deepest = std::min(kRewriteLimit, chain.size() - 1);
        const auto depth = *rc::gen::inRange<std::size_t>(1, deepest + 1);
        for (std::size_t i = 0; i < depth; ++i) {
            RC_ASSERT(state.undo());
            RC_ASSERT(known.undo());
            chain.pop_back();
        }
        RC_ASSERT(state.bytes() == fresh_read<State>(chain));
        RC_ASSERT(known.bytes() == fresh_read<Register>(chain));
        grow(depth + 1);
    }
    RC_ASSERT(state.bytes() == fresh_read<State>(chain));
    RC_ASSERT(known.bytes() == fresh_read<Register>(chain));
}

TEST(NemChainForks, LongChainsHarvestForOwners) {
    int forwarded = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        ChainMaker maker{seed};
        State state{nem::kMijin};
        MovementOracle oracle{nem::kMijin};
        nem::Block block = maker.nemesis();
        for (int i = 0; i < 1'000; ++i) {
            const auto moves = good(state.apply(block));
            ASSERT_EQ(lines_of(moves), oracle.lines_of(nem::to_json(block))) << i;
            const auto signer = nem::to_address(block.signer, nem::kMijin);
            const bool harvested = !moves.xem.empty() && moves.xem.back().from == std::nullopt;
            forwarded += harvested && moves.xem.back().to != signer ? 1 : 0;
            block = maker.next(state, 3);
        }
    }
    EXPECT_GT(forwarded, 5);
}

TEST(NemChainForks, OfTheGreatestDepthAndNoDeeper) {
    ChainMaker maker{2018};
    State state{nem::kMijin};
    std::vector<nem::Block> chain{maker.nemesis()};
    good(state.apply(chain.front()));
    for (int i = 0; i < 400; ++i) {
        chain.push_back(maker.next(state, 4));
        good(state.apply(chain.back()));
        state.forget(kRewriteLimit);
    }
    for (std::size_t depth = 1; depth <= kRewriteLimit; ++depth) {
        ASSERT_TRUE(state.undo()) << depth;
        chain.pop_back();
    }
    EXPECT_FALSE(state.undo());
    State fresh{nem::kMijin};
    for (const auto& block : chain) { good(fresh.apply(block)); }
    EXPECT_EQ(state.bytes(), fresh.bytes());
}

/// The maker is no use if it makes only transfers: every type and every kind of row must come up.
TEST(NemChainMaker, MakesEverything) {
    std::map<std::string, int> rows;
    std::map<std::size_t, int> bodies;
    std::map<std::size_t, int> wrapped;
    int cosigned = 0;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        ChainMaker maker{seed};
        State state{nem::kMijin};
        nem::Block block = maker.nemesis();
        for (int i = 0; i < 150; ++i) {
            for (const auto& moved : good(state.apply(block)).xem) {
                ++rows[std::string{to_string(moved.kind)}];
            }
            block = maker.next(state, 16);
            for (const auto& one : block.transactions) {
                ++bodies[one.transaction.body.index()];
                const auto* multisig = std::get_if<nem::Multisig>(&one.transaction.body);
                if (multisig == nullptr) { continue; }
                ++wrapped[multisig->inner.body.index()];
                cosigned += multisig->cosignatures.empty() ? 0 : 1;
            }
        }
    }
    for (const auto kind :
         {MovementKind::Transfer, MovementKind::Levy, MovementKind::Rental,
          MovementKind::MosaicCreation, MovementKind::Fee, MovementKind::Harvest}) {
        EXPECT_GT(rows[std::string{to_string(kind)}], 10) << to_string(kind);
    }
    for (const std::size_t body : {0U, 1U, 2U, 3U, 4U, 5U, 7U}) {
        EXPECT_GT(bodies[body], 5) << body;
    }
    for (const std::size_t body : {0U, 2U}) { EXPECT_GT(wrapped[body], 5) << body; }
    EXPECT_GT(cosigned, 20);
}

}  // namespace
