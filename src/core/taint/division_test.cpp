#include "division.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace taint {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t kTainted = 1;

std::vector<ledger::Output> outputs_of(std::initializer_list<std::uint64_t> values) {
    std::vector<ledger::Output> outputs;
    for (const std::uint64_t value : values) {
        outputs.push_back({ledger::AccountId{0}, money::Amount::from_atoms(value)});
    }
    return outputs;
}

TEST(Division, PoursByPolicy) {
    const std::vector<Lot> pieces{{5, kTainted}, {4, 0}, {3, kTainted}};  // fee: 2 atoms
    const auto outputs = outputs_of({2, 8});
    struct Case {
        Policy policy;
        std::vector<std::vector<Lot>> outputs;
        std::vector<Lot> fee;
    };
    const Case cases[] = {
        {Policy::Fifo, {{{2, kTainted}}, {{3, kTainted}, {4, 0}, {1, kTainted}}}, {{2, kTainted}}},
        {Policy::Lifo, {{{2, kTainted}}, {{1, kTainted}, {4, 0}, {3, kTainted}}}, {{2, kTainted}}},
        // The larger output is filled first, from the eight tainted atoms.
        {Policy::Tiho, {{{2, 0}}, {{8, kTainted}}}, {{2, 0}}},
    };
    for (const auto& [policy, expected, fee] : cases) {
        const Division division = pour(policy, pieces, outputs);
        EXPECT_EQ(division.outputs, expected) << to_string(policy);
        EXPECT_EQ(division.fee, fee) << to_string(policy);
    }
}

TEST(Division, FillsEqualOutputsByIndex) {
    const Division division = pour(Policy::Tiho, {{3, 0}, {3, kTainted}}, outputs_of({3, 3}));
    EXPECT_EQ(tainted_atoms(division.outputs[0]), 3U);
    EXPECT_EQ(tainted_atoms(division.outputs[1]), 0U);
}

TEST(Division, SharesByRunningFloors) {
    // One atom over three outputs and the fee: floors of a third would lose it.
    EXPECT_EQ(haircut_shares(1, 4, outputs_of({1, 1, 2})), (std::vector<std::uint64_t>{0, 0, 1}));
    EXPECT_EQ(haircut_shares(2, 4, outputs_of({1, 1})), (std::vector<std::uint64_t>{0, 1}));
    EXPECT_EQ(haircut_shares(0, 0, outputs_of({0})), (std::vector<std::uint64_t>{0}));
    EXPECT_EQ(haircut_shares(kMax, kMax, outputs_of({kMax - 1, 1})),
              (std::vector<std::uint64_t>{kMax - 1, 1}));
}

TEST(Division, MergesNeighboursOfOneOriginOnly) {
    std::vector<Lot> lots;
    append(lots, {2, 0});
    append(lots, {0, kTainted});
    append(lots, {3, 0});
    append(lots, {1, kTainted});
    EXPECT_EQ(lots, (std::vector<Lot>{{5, 0}, {1, kTainted}}));
}

}  // namespace
}  // namespace taint
