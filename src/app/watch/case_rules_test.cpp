#include "case_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing.hpp"
#include "watched_case.hpp"

namespace app {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(CaseRules, AnEditedCaseIsRefusedAndToldWhatToDo) {
    const TestFolder folder;
    auto journal = open(folder);
    Chain chain;
    {
        auto watcher = resume(journal);
        take(watcher, {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)})});
    }
    auto edited = night();
    edited.marks.reset();
    const auto refused = Watcher::resume(nem::kMainnet, {edited}, journal, kNow);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().blame, base::Blame::Input);
    EXPECT_THAT(refused.error().text.en, HasSubstr("the case night was edited"));
    EXPECT_THAT(refused.error().text.en, HasSubstr("another --data"));
    const auto before = ids(journal).size();
    // The way out that it names.
    edited.id = "night-2";
    std::ignore = resume(journal, {night(), edited});
    EXPECT_EQ(ids(journal).size(), before + 1) << "the theft, and no mark";
    std::ignore = resume(journal, {edited});
}

TEST(CaseRules, EveryRuleIsInTheFingerprintAndTheirOrderIsNot) {
    const auto with = [](const std::function<void(live::Case&)>& edit) {
        auto one = night();
        one.boundaries.push_back({"B", "second", trace::BoundaryKind::Service});
        one.theft_txs = {"x", "y"};
        edit(one);
        return fingerprint_of(one);
    };
    std::set<std::string> prints{with([](live::Case& /*as it is*/) {})};
    const std::vector<std::function<void(live::Case&)>> edits{
        [](live::Case& one) { one.id = "other"; },
        [](live::Case& one) { one.policy = taint::Policy::Poison; },
        [](live::Case& one) { one.theft_txs.pop_back(); },
        [](live::Case& one) { one.theft_account.reset(); },
        [](live::Case& one) { one.theft_account->account = "other"; },
        [](live::Case& one) { one.theft_account->since = base::Instant{2}; },
        [](live::Case& one) { one.theft_account->until = ledger::Height{2}; },
        [](live::Case& one) { one.boundaries[0].label = "other"; },
        [](live::Case& one) { one.boundaries[0].kind = trace::BoundaryKind::Service; },
        [](live::Case& one) { one.boundaries.pop_back(); },
        [](live::Case& one) { one.marks.reset(); },
        [](live::Case& one) { one.marks = marks::Rule{money::Amount::from_atoms(1)}; },
    };
    for (const auto& edit : edits) { prints.insert(with(edit)); }
    EXPECT_EQ(prints.size(), edits.size() + 1);
    EXPECT_TRUE(prints.contains(with([](live::Case& one) {
        std::ranges::reverse(one.boundaries);
        std::ranges::reverse(one.theft_txs);
    })));
}

std::string case_with(const std::string& theft) {
    return "dyepack_case: 1\n"
           "id: night\n"
           "title: {en: The night, ja: 夜}\n"
           "chain: nem\n"
           "asset: XEM\n"
           "divisibility: 6\n"
           "ledger: {file: ledger.csv}\n"
           "theft: {transactions: [" +
           theft + "]}\n";
}

TEST(WatchedCase, ATheftIsNamedByAHashOf32Bytes) {
    const TestFolder folder;
    const std::string hash = "ABCDEF0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789";
    const auto loaded = load_watched_case(folder.put("good.yaml", case_with(hash)));
    ASSERT_TRUE(loaded) << loaded.error().text.en;
    EXPECT_EQ(loaded->rules.theft_txs,
              std::vector<std::string>{
                  "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789"})
        << "as a chain's hashes are written";
    for (const std::string& wrong :
         {std::string{"T01"}, hash.substr(2), hash + "00", hash.substr(1) + "g"}) {
        const auto refused = load_watched_case(folder.put("bad.yaml", case_with(wrong)));
        ASSERT_FALSE(refused) << wrong;
        EXPECT_THAT(refused.error().text.en, HasSubstr("is not the hash of a NEM transaction"));
        EXPECT_EQ(refused.error().place.line, 8U);
    }
}

}  // namespace
}  // namespace app
