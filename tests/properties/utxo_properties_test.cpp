#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "compare.hpp"
#include "generate.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using oracle::describe;
using properties::expect_same;
using properties::utxo_stories;

RC_GTEST_PROP(UtxoTrace, EqualsTheReferenceForEveryPolicy, ()) {
    const auto story = *utxo_stories();
    const oracle::MemoryUtxoLedger ledger{story};
    const auto results = trace::trace_all(ledger, story.plan, taint::kPolicies);
    RC_ASSERT(results.size() == taint::kPolicies.size());
    for (const auto& result : results) {
        expect_same("result", describe(result), describe(oracle::trace(story, result.policy)));
    }
}

RC_GTEST_PROP(UtxoTrace, ClosesItsBooksAtEveryPosition, ()) {
    auto story = *utxo_stories();
    const oracle::MemoryUtxoLedger ledger{story};
    for (std::uint32_t end = 0; end <= ledger.rows(); ++end) {
        story.plan.end = end;
        for (const auto& result : trace::trace_all(ledger, story.plan, taint::kPolicies)) {
            if (!taint::conserves(result.policy)) { continue; }
            RC_ASSERT(result.stolen == result.held + result.handed_off + result.fees);
            RC_ASSERT(result.closed() == std::optional{true});
        }
    }
}

RC_GTEST_PROP(UtxoTrace, TellsEveryMoveAndFlow, ()) {
    const auto story = *utxo_stories();
    const oracle::MemoryUtxoLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        std::vector<taint::Move> moves;
        trace::for_each_move(ledger, story.plan, policy,
                             [&](const taint::Move& move) { moves.push_back(move); });
        const auto expected = oracle::run(story, policy).moves();
        expect_same("moves", describe(moves), describe(expected));
        expect_same("flows", describe(trace::find_flows(ledger, story.plan, policy)),
                    describe(oracle::flows_of(expected)));
    }
}

RC_GTEST_PROP(UtxoTrace, FindsTheTheftsOfAnAccount, ()) {
    const auto story = *utxo_stories();
    const oracle::MemoryUtxoLedger ledger{story};
    const auto begin = *rc::gen::inRange(0U, ledger.rows() + 1);
    const auto end = *rc::gen::inRange(begin, ledger.rows() + 1);
    for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
        std::vector<trace::Theft> expected;
        for (std::uint32_t row = begin; row < end; ++row) {
            const auto& [inputs, outputs, coinbase] = story.transactions[row];
            const bool spends = std::ranges::any_of(inputs, [&](const ledger::Spend& input) {
                return input.output != ledger::kOutside &&
                       story.output(input.output).owner.value == id;
            });
            for (std::uint32_t i = 0; spends && i < outputs.size(); ++i) {
                const ledger::OutputId made{story.first_output(row).value + i};
                if (outputs[i].owner.value != id) { expected.push_back({{row}, made}); }
            }
        }
        RC_ASSERT(trace::thefts_from_account(ledger, {id}, begin, end) == expected);
    }
}

/// Applies rows to a book, one block a height, and notes the bytes after each.
class BlockwiseBook {
public:
    BlockwiseBook(const oracle::UtxoStory& story, taint::Policy policy)
        : story_{story}, book_{taint::make_utxo_book(policy, story.boundaries())} {}

    void apply(std::uint32_t begin, std::uint32_t end) {
        book_->open_block();
        for (std::uint32_t row = begin; row < end; ++row) {
            const auto transaction = story_.transaction(row);
            if (story_.is_theft(row)) {
                book_->apply_theft({row}, transaction, story_.stolen(row));
            } else {
                book_->apply({row}, transaction);
            }
        }
    }
    taint::UtxoBook& book() { return *book_; }

private:
    const oracle::UtxoStory& story_;
    std::unique_ptr<taint::UtxoBook> book_;
};

RC_GTEST_PROP(UtxoBook, UndoesBlocksToTheByte, ()) {
    const auto story = *utxo_stories();
    const auto rows = static_cast<std::uint32_t>(story.transactions.size());
    const auto cuts = *rc::gen::container<std::vector<bool>>(rows + 1, rc::gen::arbitrary<bool>());
    for (const auto policy : taint::kPolicies) {
        BlockwiseBook blocks{story, policy};
        std::vector<std::pair<std::uint32_t, std::vector<std::uint8_t>>> before;
        std::uint32_t done = 0;
        for (std::uint32_t row = 0; row <= rows; ++row) {
            if (!cuts[row]) { continue; }
            before.emplace_back(done, blocks.book().bytes());
            blocks.apply(done, row);
            done = row;
        }
        // Once back, once forth to the same state, then back to the beginning.
        const auto newest = blocks.book().bytes();
        if (!before.empty()) {
            blocks.book().undo_block();
            RC_ASSERT(blocks.book().bytes() == before.back().second);
            blocks.apply(before.back().first, done);
            RC_ASSERT(blocks.book().bytes() == newest);
        }
        for (; !before.empty(); before.pop_back()) {
            RC_ASSERT(blocks.book().blocks_open() == before.size());
            blocks.book().undo_block();
            RC_ASSERT(blocks.book().bytes() == before.back().second);
        }
    }
}

}  // namespace
