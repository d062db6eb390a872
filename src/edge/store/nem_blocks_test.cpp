#include <gmock/gmock.h>

#include <nem_chain_testing/signed_chain.hpp>

#include "nem_ledger.hpp"
#include "testing.hpp"

namespace store {
namespace {

using namespace nem_chain_testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

OpenOptions nem_blocks() {
    OpenOptions options;
    options.format = InputFormat::NemBlocks;
    return options;
}
std::string canonical_of(std::string_view bytes) {
    const auto opened = open_bytes(bytes, "chain", nem_blocks());
    EXPECT_TRUE(opened) << opened.error().text.en;
    return opened ? fuzzing::canonical_of(*opened) : std::string{};
}
base::Complaint complaint_of(std::string_view bytes, const OpenOptions& options = nem_blocks()) {
    const auto opened = open_bytes(bytes, "chain", options);
    EXPECT_FALSE(opened);
    return opened ? base::Complaint{} : opened.error();
}
std::string text(std::uint8_t account) { return std::string{address_of(account).text()}; }
std::string hash_text(const nem::SignedTransaction& one) {
    return nem::to_hex(nem::hash_of(one.transaction));
}

TEST(NemBlocks, ARowIsAMovement) {
    const SignedChain chain = theft_chain();
    const auto& blocks = chain.blocks();
    const auto line = [&](std::size_t block, std::size_t index, const std::string& rest) {
        const auto time = base::to_rfc3339(nem::to_instant(blocks[block].time_stamp));
        const auto& transactions = blocks[block].transactions;
        const auto tx = index < transactions.size() ? hash_text(transactions[index]) : "";
        return std::to_string(block + 1) + "," + time + "," + tx + "," + rest + "\n";
    };
    std::string expected = "height,time,tx,from,to,amount,fee,message,kind\n";
    for (std::size_t i = 0; i < 4; ++i) {
        const std::uint8_t to[] = {1, 5, 6, 8};
        expected += line(0, i, text(100) + "," + text(to[i]) + ",1000,,,transfer");
    }
    expected += line(1, 0, text(1) + "," + text(2) + ",500,1,,transfer");
    expected += line(1, 1, "," + text(100) + ",1,,,harvest");
    expected += line(2, 0, text(2) + "," + text(3) + ",200,1,for 3,transfer");
    expected += line(2, 1, text(2) + "," + text(4) + ",100,1,,transfer");
    expected += line(2, 2, "," + text(100) + ",2,,,harvest");
    expected += line(3, 0, text(4) + ",,0,1,,fee");
    expected += line(3, 1, "," + text(100) + ",1,,,harvest");
    expected += line(5, 0, text(4) + ",,0,1,,fee");
    expected += line(5, 0, text(4) + "," + text(7) + ",90,1,,transfer");
    expected += line(5, 0, text(4) + ",,0,1,,fee");
    expected += line(5, 1, "," + text(8) + ",3,,,harvest");
    EXPECT_EQ(canonical_of(prefixed(blocks)), expected);
}

TEST(NemBlocks, AreReadInEveryForm) {
    const auto chain = theft_chain();
    const auto& blocks = chain.blocks();
    const std::string expected = canonical_of(prefixed(blocks));
    EXPECT_EQ(canonical_of(as_json_lines(blocks)), expected);
    EXPECT_EQ(canonical_of(as_json_array(blocks)), expected);
    EXPECT_EQ(canonical_of(" \n" + nlohmann::json::parse(as_json_array(blocks)).dump() + "\r\n"),
              expected);
    const std::vector first{blocks.front()};
    EXPECT_EQ(canonical_of(bytes_of(blocks.front())), canonical_of(prefixed(first)));
    EXPECT_EQ(canonical_of(as_json_lines(first)), canonical_of(prefixed(first)));
}

TEST(NemBlocks, BalancesAreThoseOfTheState) {
    const SignedChain chain = theft_chain();
    const auto opened = open_bytes(prefixed(chain.blocks()), "chain", nem_blocks());
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_EQ(opened->divisibility, 6);
    EXPECT_EQ(opened->asset, "XEM");
    EXPECT_EQ(opened->chain, address::Chain::Nem);
    EXPECT_EQ(opened->format, InputFormat::NemBlocks);
    EXPECT_THAT(opened->warnings, IsEmpty());
    const auto& ledger = *opened->accounts;
    std::vector<std::int64_t> balances(ledger.accounts());
    for (const auto& held : ledger.openings().held()) {
        balances[held.account.value] += static_cast<std::int64_t>(held.amount.atoms());
    }
    for (const auto& row : testing::transfers_of(*opened)) {
        const auto amount = static_cast<std::int64_t>(row.amount.atoms());
        if (row.from != ledger::kNobody) {
            balances[row.from.value] -= amount + static_cast<std::int64_t>(row.fee.atoms());
        }
        if (row.to != ledger::kNobody) { balances[row.to.value] += amount; }
    }
    for (std::uint32_t account = 0; account < ledger.accounts(); ++account) {
        const auto address = nem::parse_address(ledger.account_text({account}));
        ASSERT_TRUE(address.has_value());
        EXPECT_EQ(balances[account],
                  static_cast<std::int64_t>(chain.state().balance(*address).atoms()))
            << address->text();
    }
}

TEST(NemBlocks, FilesComeInAnyOrderAndPacked) {
    const auto chain = theft_chain();
    const auto& blocks = chain.blocks();
    const testing::TestFolder folder;
    const auto part = [&](std::size_t first, std::size_t count) {
        return std::vector(blocks.begin() + static_cast<std::ptrdiff_t>(first),
                           blocks.begin() + static_cast<std::ptrdiff_t>(first + count));
    };
    const std::vector<std::filesystem::path> files{
        folder.put("c.json", as_json_lines(part(3, 3))),
        folder.put("a.bin", bytes_of(blocks.front())),
        folder.put("b.bin.gz", testing::gzipped(prefixed(part(1, 2))))};
    const auto summary = import_ledger(files, folder.path() / "in", nem_blocks());
    ASSERT_TRUE(summary) << summary.error().text.en;
    EXPECT_EQ(testing::content_of(folder.path() / "in" / "ledger.csv"),
              canonical_of(prefixed(blocks)));
    const auto opened = open_ledger(folder.path() / "in", {});
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_EQ(opened->asset, "XEM");
    EXPECT_EQ(opened->accounts->rows(), summary->rows);
    EXPECT_EQ(opened->format, InputFormat::AccountCsv);
}

TEST(NemBlocks, APlaceIsALineOrAFile) {
    const auto chain = theft_chain();
    const auto json = open_bytes(as_json_lines(chain.blocks()), "chain.json", nem_blocks());
    ASSERT_TRUE(json);
    EXPECT_EQ(json->place(ledger::Row{0}), (base::Place{"chain.json", 1, 1}));
    EXPECT_EQ(json->place(ledger::Row{5}), (base::Place{"chain.json", 2, 1}));
    const auto binary = open_bytes(prefixed(chain.blocks()), "chain.bin", nem_blocks());
    ASSERT_TRUE(binary);
    EXPECT_EQ(binary->place(ledger::Row{5}), (base::Place{"chain.bin", 0, 0}));
}

TEST(NemBlocks, WhatIsNoChainIsComplainedOf) {
    const auto chain = theft_chain();
    const auto& blocks = chain.blocks();
    const auto with = [&](std::size_t count, const nem::Block& last) {
        std::vector some(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(count));
        some.push_back(last);
        return prefixed(some);
    };
    const auto changed = [&](std::size_t index, auto change) {
        nem::Block block = blocks[index];
        change(block);
        SignedChain::sign_again(block);
        return block;
    };
    nem::Block unsigned_block = blocks[1];
    unsigned_block.signature.bytes[0] ^= 1U;
    const std::string whole = prefixed(blocks);
    const std::string second_at = std::to_string(bytes_of(blocks[0]).size() + 8);
    const std::string lines = as_json_lines(blocks);
    const std::string array = nlohmann::json::parse(as_json_array(blocks)).dump();
    struct Case {
        const char* name;
        std::string bytes, says;
        std::uint64_t line, column;
    };
    const Case cases[] = {
        {"a gap", with(1, blocks[2]),
         "block 2, at byte " + second_at + ": height 3 comes after height 1; height 2 was expected",
         0, 0},
        {"again", with(2, blocks[1]), "height 2 comes after height 2; height 3 was expected", 0, 0},
        {"a fork", with(1, changed(1, [](auto& block) { block.previous.bytes[0] ^= 1U; })),
         "does not follow the block before it", 0, 0},
        {"another network", with(1, changed(1, [](auto& block) { block.network = nem::kTestnet; })),
         "is of network 0x98; the blocks before it are of 0x60", 0, 0},
        {"the block's signature", with(1, unsigned_block), "its signature does not verify", 0, 0},
        {"a transaction's signature",
         with(2, changed(2, [](auto& block) { block.transactions[1].signature.bytes[0] ^= 1U; })),
         "transaction 1 (hash " + hash_text(blocks[2].transactions[1]) + ") has a signature", 0, 0},
        {"a cosignature by itself",
         with(1, changed(1,
                         [&](auto& block) {
                             block.transactions = {
                                 chain.sign(6, nem::MultisigSignature{{}, address_of(4)})};
                         })),
         "transaction 0 is a cosignature", 0, 0},
        {"cut off", whole.substr(0, whole.size() - 1), "is cut off: ", 0, 0},
        {"cut off in a length", whole + "ab", "is cut off: 2 bytes are left", 0, 0},
        {"no block", prefixed({blocks[0]}) + length_of(8) + std::string("\1\0\0\0\0\0\0\0", 8),
         "block 2", 0, 0},
        {"a huge length", prefixed({blocks[0]}) + length_of(0x7FFF'FFFF),
         "a block of 2147483647 bytes", 0, 0},
        {"other bytes", "height,time\n", "holds no blocks of NEM", 0, 0},
        {"nothing", "", "holds no blocks of NEM", 0, 0},
        {"spaces", " \n ", "holds no blocks of NEM", 0, 0},
        {"another object", lines + "{}", "block 7: ", 7, 1},
        {"other JSON", lines + " 7", "block 7: a block as a JSON object was expected", 7, 2},
        {"cut off in JSON", lines + "{\"a\":\"}", "the JSON object does not end", 7, 1},
        {"an open array", array.substr(0, array.size() - 1), "a comma or the end of the array", 1,
         array.size()},
        {"a comma at the end", array.substr(0, array.size() - 1) + ",]",
         "a block as a JSON object was expected", 1, array.size() + 1},
        {"no comma", "[{}{}]", "block 1: ", 1, 2},
        {"after the array", array + "{}", "the file should end after the array", 1,
         array.size() + 1},
        {"an empty array", "[]", "no XEM moves", 0, 0},
        {"blocks without transactions", prefixed(SignedChain{std::vector<std::uint8_t>{}}.blocks()),
         "no XEM moves", 0, 0},
    };
    for (const auto& [name, bytes, says, line, column] : cases) {
        const auto complaint = complaint_of(bytes);
        EXPECT_THAT(complaint.text.en, HasSubstr(says)) << name;
        EXPECT_THAT(complaint.text.ja, Not(IsEmpty())) << name;
        EXPECT_EQ(complaint.blame, base::Blame::Input) << name;
        EXPECT_EQ(complaint.place, (base::Place{"chain", line, column})) << name;
    }
}

TEST(NemBlocks, AJsonBlockHasABound) {
    const std::string long_text = "{\"a\":\"" + std::string(kBlockBytesMax, 'x') + "\"}";
    EXPECT_THAT(complaint_of(long_text).text.en, HasSubstr("at most 16777216 were expected"));
    const std::string one = length_of(1) + std::string(kBlockBytesMax, '\0');
    EXPECT_THAT(complaint_of(one).text.en, HasSubstr("at most 16777216 were expected"));
}

TEST(NemBlocks, AChainThatBeginsInTheMiddleSaysWhatIsNotKnown) {
    SignedChain chain{{1, 2}};
    const nem::MosaicId id{"alice", "token"};
    const nem::ProvisionNamespace lease{nem_chain::rental_sink(kNetwork), xem(100), "alice", {}};
    const nem::Levy levy{nem::Levy::Type::Absolute, address_of(9), {"nem", "xem"}, xem(5)};
    const nem::MosaicDefinition definition{key_of(1), id, "words", {}, levy};
    chain.add({chain.sign(1, lease)});
    chain.add({chain.sign(1, nem::MosaicDefinitionCreation{
                                 definition, nem_chain::creation_sink(kNetwork), xem(10)})});
    const nem::Transfer sent{address_of(2), xem(1), {}, {{{id, money::Amount::from_atoms(1)}}}};
    chain.add({chain.sign(1, sent)});
    const auto& blocks = chain.blocks();
    const auto whole = canonical_of(prefixed(blocks));
    EXPECT_THAT(whole, HasSubstr(",5,1,levy\n"));
    const auto opened = open_bytes(prefixed({blocks.back()}), "chain", nem_blocks());
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_THAT(fuzzing::canonical_of(*opened), Not(HasSubstr("levy")));
    ASSERT_EQ(opened->warnings.size(), 2U);
    EXPECT_THAT(opened->warnings[0].en, HasSubstr("begin at height 4"));
    EXPECT_THAT(opened->warnings[0].en, HasSubstr(hash_text(blocks.back().transactions[0])));
    EXPECT_THAT(opened->warnings[1].en, HasSubstr("harvested is not known"));
}

TEST(NemBlocks, OptionsMustSuitXem) {
    const auto chain = theft_chain();
    const std::string bytes = prefixed(chain.blocks());
    const auto refused = [&](auto change) {
        OpenOptions options = nem_blocks();
        change(options);
        const auto complaint = complaint_of(bytes, options);
        EXPECT_EQ(complaint.blame, base::Blame::Usage);
        return complaint.text.en;
    };
    EXPECT_THAT(refused([](auto& o) { o.divisibility = 3; }), HasSubstr("6 decimal places"));
    EXPECT_THAT(refused([](auto& o) { o.asset = "ETH"; }), HasSubstr("not for `ETH`"));
    EXPECT_THAT(refused([](auto& o) { o.chain = address::Chain::Bitcoin; }), HasSubstr("bitcoin"));
    OpenOptions suits = nem_blocks();
    suits.divisibility = 6;
    suits.asset = "xem";
    suits.chain = address::Chain::Nem;
    const auto opened = open_bytes(bytes, "chain", suits);
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_EQ(opened->asset, "xem");
}

TEST(NemBlocks, DeclaredOpeningsAreInXem) {
    const auto chain = theft_chain();
    const testing::TestFolder folder;
    OpenOptions options = nem_blocks();
    options.openings = folder.put("openings.csv", "account,amount\n" + text(100) + ",5000.5\n");
    const auto opened = open_bytes(prefixed(chain.blocks()), "chain", options);
    ASSERT_TRUE(opened) << opened.error().text.en;
    const auto giver = opened->accounts->find_account(text(100));
    ASSERT_TRUE(giver.has_value());
    EXPECT_EQ(opened->accounts->openings().of(*giver).atoms(), 5'000'500'000U);
}

TEST(NemBlocks, MessagesAreTextWhereTheyAre) {
    const auto of = [](std::string_view bytes, nem::MessageType type = nem::MessageType::Plain) {
        return message_text({type, {bytes.begin(), bytes.end()}});
    };
    EXPECT_EQ(of("de752b3dbf8f40bd9f2"), "de752b3dbf8f40bd9f2");
    EXPECT_EQ(of("偽"), "偽");
    EXPECT_EQ(of("a\nb"), "hex:610a62");
    EXPECT_EQ(of("\xfe\x01"), "hex:fe01");
    EXPECT_EQ(of("\x7f"), "hex:7f");
    EXPECT_EQ(of("ab", nem::MessageType::Encrypted), "encrypted:6162");
}

TEST(NemBlocks, BlocksOfTheMainNetwork) {
    // Real blocks of November 2017, far apart: each by itself, its signatures verified.
    const std::filesystem::path folder =
        std::filesystem::path{DYEPACK_SOURCE_DIR} / "../shared/data/nem-nis-json/blocks";
    const auto moved = [&](const char* name) -> std::optional<std::string> {
        std::error_code unknown;
        if (!std::filesystem::exists(folder / name, unknown)) { return std::nullopt; }
        const auto opened = open_ledger(folder / name, nem_blocks());
        EXPECT_TRUE(opened) << opened.error().text.en;
        return opened ? fuzzing::canonical_of(*opened) : std::string{};
    };
    const auto transfers = moved("block_with_transfer_TA.json");
    if (!transfers) { GTEST_SKIP() << "the recorded blocks are not here"; }
    EXPECT_THAT(*transfers, HasSubstr(",538.303485,0.05,transfer\n"));
    EXPECT_THAT(*transfers, HasSubstr(",74.962129,,harvest\n"));
    const auto mosaic = moved("block_with_mosaic_TA.json");
    ASSERT_TRUE(mosaic.has_value());
    EXPECT_THAT(*mosaic, HasSubstr(",0,0.7,0c654541ba,transfer\n")) << "a mosaic, and no XEM";
    const auto multisig = moved("block_with_multisig_TA.json");
    ASSERT_TRUE(multisig.has_value());
    EXPECT_THAT(*multisig, HasSubstr(",0,0.15,,fee\n"));
}

}  // namespace
}  // namespace store
