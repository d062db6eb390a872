#include <gtest/gtest.h>

#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using ledger::AccountId;
using ledger::kNobody;
using ledger::OutputId;
using taint::Policy;

// Ids are not in the order of the names: D=0, B=1, F=2, A=3.
constexpr AccountId kD{0};
constexpr AccountId kB{1};
constexpr AccountId kF{2};
constexpr AccountId kA{3};
constexpr auto atoms = money::Amount::from_atoms;

ledger::Transfer move(AccountId from, AccountId to, std::uint64_t amount, std::uint64_t fee = 0) {
    return {from, to, atoms(amount), atoms(fee)};
}

oracle::AccountStory story(const std::vector<std::uint64_t>& openings,
                           std::vector<ledger::Transfer> transfers,
                           const std::vector<std::uint32_t>& thefts) {
    oracle::AccountStory made;
    for (const auto opening : openings) { made.openings.push_back(atoms(opening)); }
    made.heights.assign(transfers.size(), 1);
    made.plan.end = static_cast<std::uint32_t>(transfers.size());
    made.transfers = std::move(transfers);
    for (const auto row : thefts) { made.plan.thefts.push_back({{row}, {}}); }
    return made;
}

std::string after(const oracle::AccountStory& story, Policy policy) {
    return oracle::describe(oracle::run(story, policy), 6);
}

// B has 10 clean atoms, then 30 stolen ones arrive from D, then 20 clean ones from F; it pays 15
// to A with a fee of 2.
oracle::AccountStory sandwich() {
    return story({30, 10, 20, 0}, {move(kD, kB, 30), move(kF, kB, 20), move(kB, kA, 15, 2)}, {0});
}

TEST(Oracle, FifoSpendsTheOldestFirst) {
    EXPECT_EQ(after(sandwich(), Policy::Fifo),
              "\nstolen 30 fees 2\n"
              "B taint 23 of 43, hops 1, first 0, last 2\n"
              "A taint 5 of 15, hops 2, first 2, last 2\n");
}

TEST(Oracle, LifoSpendsTheNewestFirst) {
    EXPECT_EQ(after(sandwich(), Policy::Lifo),
              "\nstolen 30 fees 0\n"
              "B taint 30 of 43, hops 1, first 0, last 0\n");
}

TEST(Oracle, TihoSpendsTheTaintedFirst) {
    EXPECT_EQ(after(sandwich(), Policy::Tiho),
              "\nstolen 30 fees 2\n"
              "B taint 13 of 43, hops 1, first 0, last 2\n"
              "A taint 15 of 15, hops 2, first 2, last 2\n");
}

TEST(Oracle, HaircutFloorsTheShareThatLeaves) {
    // 15 * 30 / 60 = 7, then 2 * 23 / 45 = 1.
    EXPECT_EQ(after(sandwich(), Policy::Haircut),
              "\nstolen 30 fees 1\n"
              "B taint 22 of 43, hops 1, first 0, last 2\n"
              "A taint 7 of 15, hops 2, first 2, last 2\n");
}

TEST(Oracle, PoisonTakesTheWholeBalance) {
    EXPECT_EQ(after(sandwich(), Policy::Poison),
              "\nstolen 30 fees 2\n"
              "B taint 43 of 43, hops 1, first 0, last 2\n"
              "A taint 15 of 15, hops 2, first 2, last 2\n");
}

TEST(Oracle, SplitLotsArriveInTheOrderTaken) {
    // A is paid 5 clean, 10 tainted (fifo); of the 8 it pays on, 3 are tainted.
    const auto passed =
        story({10, 5, 0, 0}, {move(kD, kB, 10), move(kB, kA, 15), move(kA, kF, 8)}, {0});
    EXPECT_EQ(after(passed, Policy::Fifo),
              "\nstolen 10 fees 0\n"
              "F taint 3 of 8, hops 3, first 2, last 2\n"
              "A taint 7 of 7, hops 2, first 1, last 2\n");
    // Lifo hands A 10 tainted, then 5 clean; A's newest are clean.
    EXPECT_EQ(after(passed, Policy::Lifo),
              "\nstolen 10 fees 0\n"
              "F taint 3 of 8, hops 3, first 2, last 2\n"
              "A taint 7 of 7, hops 2, first 1, last 2\n");
}

TEST(Oracle, ASelfTransferOfAllRaisesTheHops) {
    const auto all = story({9, 0, 0, 0}, {move(kD, kB, 9), move(kB, kB, 9)}, {0});
    const auto part = story({9, 0, 0, 0}, {move(kD, kB, 9), move(kB, kB, 8)}, {0});
    for (const Policy policy : {Policy::Fifo, Policy::Lifo, Policy::Tiho, Policy::Haircut}) {
        EXPECT_EQ(after(all, policy),
                  "\nstolen 9 fees 0\nB taint 9 of 9, hops 2, first 0, last 1\n");
        EXPECT_EQ(after(part, policy),
                  "\nstolen 9 fees 0\nB taint 9 of 9, hops 1, first 0, last 1\n");
    }
    EXPECT_EQ(after(all, Policy::Poison),
              "\nstolen 9 fees 0\nB taint 9 of 9, hops 1, first 0, last 1\n");
}

TEST(Oracle, ASelfTransferIsNeverATheft) {
    EXPECT_EQ(after(story({9, 0, 0, 0}, {move(kD, kD, 9)}, {0}), Policy::Fifo),
              "\nstolen 0 fees 0\n");
}

TEST(Oracle, ATheftTakesCleanAtomsFirstAndOnlyThoseCountAsStolen) {
    // B holds 6 tainted and 4 clean atoms when 7 are stolen from it.
    const auto twice = story({6, 4, 0, 0}, {move(kD, kB, 6), move(kB, kA, 7)}, {0, 1});
    for (const Policy policy : {Policy::Fifo, Policy::Lifo, Policy::Tiho, Policy::Haircut}) {
        EXPECT_EQ(after(twice, policy),
                  "\nstolen 10 fees 0\n"
                  "B taint 3 of 3, hops 1, first 0, last 1\n"
                  "A taint 7 of 7, hops 1, first 1, last 1\n");
    }
    EXPECT_EQ(after(twice, Policy::Poison),
              "\nstolen 13 fees 0\n"
              "B taint 3 of 3, hops 1, first 0, last 1\n"
              "A taint 7 of 7, hops 1, first 1, last 1\n");
}

TEST(Oracle, HopsAreForgottenWithTheTaint) {
    const auto again =
        story({5, 5, 5, 0}, {move(kD, kB, 5), move(kB, kF, 10), move(kF, kB, 15)}, {0});
    EXPECT_EQ(after(again, Policy::Fifo),
              "\nstolen 5 fees 0\nB taint 5 of 15, hops 3, first 0, last 2\n");
}

TEST(Oracle, ABoundaryBooksWhatArrivesAndPaysClean) {
    auto exchange =
        story({9, 0, 0, 0}, {move(kD, kB, 9), move(kB, kF, 4, 1), move(kF, kA, 3, 1)}, {0});
    exchange.plan.boundaries.push_back({kF, "exchange", trace::BoundaryKind::Exchange});
    EXPECT_EQ(after(exchange, Policy::Fifo),
              "\nstolen 9 fees 1\n"
              "B taint 4 of 4, hops 1, first 0, last 1\n"
              "boundary F taint 4 since 1\n");
    exchange.plan.thefts.push_back({{2}, {}});
    EXPECT_EQ(after(exchange, Policy::Haircut),
              "\nstolen 12 fees 1\n"
              "B taint 4 of 4, hops 1, first 0, last 1\n"
              "A taint 3 of 3, hops 1, first 2, last 2\n"
              "boundary F taint 4 since 1\n");
}

TEST(Oracle, BurnsCountAsFeesAndMintsAreClean) {
    const auto burn =
        story({9, 0, 0, 0}, {move(kD, kB, 9), move(kNobody, kB, 9), move(kB, kNobody, 6, 2)}, {0});
    EXPECT_EQ(after(burn, Policy::Fifo),
              "\nstolen 9 fees 8\nB taint 1 of 10, hops 1, first 0, last 2\n");
    EXPECT_EQ(after(burn, Policy::Poison),
              "\nstolen 9 fees 8\nB taint 10 of 10, hops 1, first 0, last 2\n");
    const auto minted = story({0, 0, 0, 0}, {move(kNobody, kB, 9)}, {0});
    EXPECT_EQ(after(minted, Policy::Fifo),
              "\nstolen 9 fees 0\nB taint 9 of 9, hops 1, first 0, last 0\n");
}

TEST(Oracle, AShortfallIsACleanNewestLot) {
    // B lacks 3 of the 8 it pays and the 1 of its fee.
    const auto lacking = story({5, 0, 0, 0}, {move(kD, kB, 5), move(kB, kA, 8, 1)}, {0});
    EXPECT_EQ(after(lacking, Policy::Lifo),
              "\nstolen 5 fees 0 partial\nA taint 5 of 8, hops 2, first 1, last 1\n");
}

TEST(Oracle, ABoundaryMayLackAtomsToo) {
    auto lacking = story({0, 0, 0, 0}, {move(kB, kA, 8)}, {});
    lacking.plan.boundaries.push_back({kB, "mixer", trace::BoundaryKind::Mixer});
    EXPECT_EQ(after(lacking, Policy::Fifo), "\nstolen 0 fees 0 partial\n");
}

TEST(Oracle, ZeroAmountsPoisonNobody) {
    EXPECT_EQ(
        after(story({9, 0, 0, 0}, {move(kD, kB, 0), move(kD, kF, 9), move(kF, kA, 0)}, {0, 1}),
              Policy::Poison),
        "\nstolen 9 fees 0\nF taint 9 of 9, hops 1, first 1, last 1\n");
}

TEST(Oracle, MovesAndWaysTellTheSameStory) {
    const auto split =
        story({10, 0, 0, 0},
              {move(kD, kB, 10), move(kB, kA, 4), move(kB, kF, 5, 1), move(kF, kA, 5)}, {0});
    const auto tracer = oracle::run(split, Policy::Fifo);
    EXPECT_EQ(oracle::describe(tracer.moves()),
              "\nrow 0 D->B taint 10 fee 0 hops 0 THEFT of 10\nrow 1 B->A taint 4 fee 0 hops 1\n"
              "row 2 B->F taint 5 fee 1 hops 1\nrow 3 F->A taint 5 fee 0 hops 2\n");
    EXPECT_EQ(oracle::describe(tracer.ways(kA)), "\n4: 0:D->B 1:B->A\n5: 0:D->B 2:B->F 3:F->A\n");
}

// UTXO chains. The coinbase outputs 0 (5 atoms) and 1 (7 atoms), the first stolen, are spent
// together into outputs 2 (4 to B), 3 (6 to F) and a fee of 2.
oracle::UtxoStory joined() {
    oracle::UtxoStory made;
    made.accounts = 4;
    made.transactions = {
        {{}, {{kD, atoms(5)}}, true},
        {{}, {{kA, atoms(7)}}, true},
        {{{{0}, atoms(5)}, {{1}, atoms(7)}}, {{kB, atoms(4)}, {kF, atoms(6)}}, false}};
    made.heights = {0, 1, 2};
    made.plan = {{{{0}, {}}}, {}, 3};
    return made;
}

std::string after(const oracle::UtxoStory& story, Policy policy) {
    return oracle::describe(oracle::trace(story, policy));
}

TEST(Oracle, OutputsAreFilledByPolicy) {
    EXPECT_EQ(after(joined(), Policy::Fifo),
              "\nfifo, 3 rows, held 5, handed off 0\nstolen 5 fees 0\n"
              "B output 2 taint 4 of 4, hops 2, first 2, last 2\n"
              "F output 3 taint 1 of 6, hops 2, first 2, last 2\n");
    EXPECT_EQ(after(joined(), Policy::Lifo),
              "\nlifo, 3 rows, held 3, handed off 0\nstolen 5 fees 2\n"
              "F output 3 taint 3 of 6, hops 2, first 2, last 2\n");
    EXPECT_EQ(after(joined(), Policy::Tiho),
              "\ntiho, 3 rows, held 5, handed off 0\nstolen 5 fees 0\n"
              "F output 3 taint 5 of 6, hops 2, first 2, last 2\n");
    // floor(4 * 5 / 12) = 1, floor(10 * 5 / 12) = 4, then 5 with the fee.
    EXPECT_EQ(after(joined(), Policy::Haircut),
              "\nhaircut, 3 rows, held 4, handed off 0\nstolen 5 fees 1\n"
              "F output 3 taint 3 of 6, hops 2, first 2, last 2\n"
              "B output 2 taint 1 of 4, hops 2, first 2, last 2\n");
    EXPECT_EQ(after(joined(), Policy::Poison),
              "\npoison, 3 rows, held 10, handed off 0\nstolen 5 fees 2\n"
              "F output 3 taint 6 of 6, hops 2, first 2, last 2\n"
              "B output 2 taint 4 of 4, hops 2, first 2, last 2\n");
}

TEST(Oracle, AStolenOutputTurnsTaintedInPlace) {
    auto twice = joined();
    twice.plan.thefts.push_back({{2}, OutputId{3}});
    EXPECT_EQ(after(twice, Policy::Fifo),
              "\nfifo, 3 rows, held 10, handed off 0\nstolen 10 fees 0\n"
              "F output 3 taint 6 of 6, hops 1, first 2, last 2\n"
              "B output 2 taint 4 of 4, hops 2, first 2, last 2\n");
    EXPECT_EQ(oracle::describe(oracle::run(twice, Policy::Fifo).ways(kF)),
              "\n1: 0:-->D(0) 2:-->F(3)\n5: 2:-->F(3)\n");
}

TEST(Oracle, AnOutputOfABoundaryIsBookedThereAndSpentClean) {
    auto service = joined();
    service.plan.boundaries.push_back({kF, "service", trace::BoundaryKind::Service});
    service.transactions.push_back({{{{3}, atoms(6)}}, {{kA, atoms(6)}}, false});
    service.heights.push_back(3);
    service.plan.end = 4;
    EXPECT_EQ(after(service, Policy::Tiho),
              "\ntiho, 4 rows, held 0, handed off 5\nstolen 5 fees 0\n"
              "boundary F taint 5 since 2\n");
}

TEST(Oracle, AnInputFromOutsideIsClean) {
    auto outside = joined();
    outside.transactions[2].inputs[0] = {ledger::kOutside, atoms(5)};
    EXPECT_EQ(after(outside, Policy::Fifo),
              "\nfifo, 3 rows, held 5, handed off 0\nstolen 5 fees 0\n"
              "D output 0 taint 5 of 5, hops 1, first 0, last 0\n");
}

TEST(Oracle, TheLeastOpeningsCoverEveryOutflow) {
    // B pays 5 before it receives 9, and its fee of 2 after.
    const auto openings = oracle::least_openings(
        {move(kB, kA, 5), move(kD, kB, 9), move(kB, kB, 10, 2), move(kNobody, kF, 3)}, 4);
    EXPECT_EQ(openings, (std::vector<base::Wide>{9, 6, 0, 0}));
}

TEST(MemoryLedger, AnswersByPosition) {
    auto placed = sandwich();
    placed.heights = {3, 3, 5};
    const oracle::MemoryAccountLedger ledger{placed};
    EXPECT_EQ(ledger.begin_of(ledger::Height{4}), 2U);
    EXPECT_EQ(ledger.end_of(ledger::Height{3}), 2U);
    EXPECT_EQ(ledger.end_of(base::Instant{5'000}), 3U);
    EXPECT_EQ(ledger.block_end({0}), 2U);
    EXPECT_EQ(ledger.block_end({2}), 3U);
    EXPECT_EQ(ledger.find_account("A"), kA);
    EXPECT_EQ(ledger.find_account("Z"), std::nullopt);
    EXPECT_EQ(ledger.find_tx("t1"), std::vector{ledger::Row{1}});
    ledger::Transfer row;
    ledger.read({2}, {&row, 1});
    EXPECT_EQ(row, move(kB, kA, 15, 2));
}

TEST(MemoryLedger, NumbersOutputsInTheOrderInWhichTheyWereMade) {
    const oracle::MemoryUtxoLedger ledger{joined()};
    EXPECT_EQ(ledger.outputs(), 4U);
    EXPECT_EQ(ledger.output_text({3}), "t2:1");
    EXPECT_EQ(ledger.output_row({1}), ledger::Row{1});
    EXPECT_EQ(ledger.output_index({3}), 1U);
    EXPECT_EQ(ledger.transaction({2}).first_output, OutputId{2});
}

}  // namespace
