// The nemesis blocks as NIS ships them; skipped where they are not there.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "movement_oracle.hpp"
#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

std::optional<std::string> read_shared(const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the test has one thread
    const char* const named = std::getenv("DYEPACK_SHARED");
    const auto folder = named != nullptr ? std::filesystem::path{named}
                                         : std::filesystem::path{DYEPACK_SOURCE_DIR} / "../shared";
    std::ifstream stream{folder / "nem/nemesis" / name, std::ios::binary};
    if (!stream) { return std::nullopt; }
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

class NemNemesis : public ::testing::TestWithParam<const char*> {};

TEST_P(NemNemesis, HandsOutWhatIsExpectedAndTheBooksClose) {
    const std::string network = GetParam();
    const auto bytes = read_shared("nemesis-" + network + ".bin");
    const auto expected = read_shared("expected.json");
    if (!bytes || !expected) { GTEST_SKIP() << "the nemesis blocks are not here"; }
    const auto facts = nlohmann::json::parse(*expected)[network];
    const auto decoded =
        nem::decode_block({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()});
    ASSERT_TRUE(decoded.has_value());
    const nem::Block& block = *decoded;
    State state{block.network};
    Register known{block.network};
    MovementOracle oracle{block.network};
    const auto moves = good(state.apply(block));
    EXPECT_EQ(good(known.apply(block)), moves);
    // Rows against the facts.
    std::uint64_t sent = 0;
    std::uint64_t fees = 0;
    std::map<nem::Address, std::int64_t> balances;
    for (const auto& row : moves.xem) {
        const auto amount = static_cast<std::int64_t>(row.amount.atoms());
        if (row.from) {
            sent += row.amount.atoms();
            fees += row.fee.atoms();
            balances[*row.from] -= amount + static_cast<std::int64_t>(row.fee.atoms());
        }
        if (row.to) { balances[*row.to] += amount; }
    }
    EXPECT_EQ(sent, facts["sumOfTransferAmounts"].get<std::uint64_t>());
    EXPECT_EQ(fees, facts["sumOfFees"].get<std::uint64_t>());
    EXPECT_EQ(oracle.lines_of(nem::to_json(block)).size(), moves.xem.size());
    // Account by account; together they hold what was handed out, and no XEM comes after.
    const auto signer = nem::to_address(block.signer, block.network);
    std::uint64_t all = 0;
    for (const auto& [account, balance] : balances) {
        const auto held = static_cast<std::int64_t>(state.balance(account).atoms());
        EXPECT_EQ(held, balance + (account == signer ? static_cast<std::int64_t>(sent) : 0))
            << account.text();
        all += static_cast<std::uint64_t>(held);
    }
    EXPECT_EQ(all, facts["sumOfTransferAmounts"].get<std::uint64_t>());
    EXPECT_EQ(state.balance(signer), atoms(fees)) << "the nemesis account harvested its block";
    for (const auto& [account, balance] : oracle.balances()) {
        const auto parsed = nem::parse_address(account);
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(balances[*parsed], balance) << account;
    }
}

TEST(NemNemesisMultisig, TheMainNetworkBeginsWithSixMultisigAccounts) {
    const auto bytes = read_shared("nemesis-mainnet.bin");
    if (!bytes) { GTEST_SKIP() << "the nemesis blocks are not here"; }
    const auto block =
        nem::decode_block({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()});
    ASSERT_TRUE(block.has_value());
    State state{nem::kMainnet};
    good(state.apply(*block));
    const auto sustainability = nem::parse_address("NDSUSTAAB2GWHBUFJXP7QQGYHBVEFWZESBUUWM4P");
    ASSERT_TRUE(sustainability.has_value());
    EXPECT_EQ(state.cosignatories(*sustainability).size(), 4U);
    EXPECT_EQ(state.min_cosignatories(*sustainability), 0U);
    EXPECT_EQ(state.balance(*sustainability), atoms(2'829'375'034'000'000 - 34'000'000));
    EXPECT_TRUE(state.undo());
    EXPECT_EQ(state.bytes(), State{nem::kMainnet}.bytes());
}

INSTANTIATE_TEST_SUITE_P(Networks, NemNemesis, ::testing::Values("mainnet", "testnet", "mijinnet"));

}  // namespace
