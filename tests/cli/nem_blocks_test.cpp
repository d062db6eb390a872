#include <gtest/gtest.h>

#include <nem_chain_testing/signed_chain.hpp>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace cli {
namespace {

using Json = nlohmann::json;
using namespace nem_chain_testing;

std::string text(std::uint8_t account) { return std::string{address_of(account).text()}; }

Outcome import_into(const std::string& into, std::vector<std::string> files,
                    const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"import", "--input-format", "nem-blocks", "--into", into};
    words.insert(words.end(), files.begin(), files.end());
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
}

TEST(NemBlocks, AnImportedChainIsTracedFromTheTheftOn) {
    const Folder folder;
    const SignedChain chain = theft_chain();
    const auto& blocks = chain.blocks();
    const std::vector later(blocks.begin() + 1, blocks.end());
    const auto imported = import_into(folder.at("in"),
                                      {folder.write("later.json", as_json_lines(later)),
                                       folder.write("nemesis.bin", bytes_of(blocks.front()))},
                                      {"--json"});
    ASSERT_EQ(imported.code, 0) << imported.err;
    EXPECT_EQ(imported.err, "");
    EXPECT_EQ(Json::parse(imported.out)["rows"], 15);
    const std::string theft = nem::to_hex(nem::hash_of(blocks[1].transactions[0].transaction));
    const auto traced =
        run({"trace", "--ledger", folder.at("in"), "--theft", theft, "--policy", "fifo", "--json"});
    ASSERT_EQ(traced.code, 0) << traced.err;
    const Json result = Json::parse(traced.out);
    EXPECT_EQ(result["asset"], "XEM");
    EXPECT_EQ(result["stolen"], "500000000");
    EXPECT_TRUE(result["books"]["closed"]);
    EXPECT_FALSE(result["partial"]);
    // 2 kept 500 - 200 - 100 and paid 2 in fees; 4 got 100, sent 90 and paid for all: 1 for its
    // change, 3 for the transaction of its cosignatories.
    std::map<std::string, std::string> held;
    for (const auto& holder : result["holders"]) {
        held[holder["account"].get<std::string>()] = holder["taint"].get<std::string>();
    }
    EXPECT_EQ(held, (std::map<std::string, std::string>{{text(2), "198000000"},
                                                        {text(3), "200000000"},
                                                        {text(4), "6000000"},
                                                        {text(7), "90000000"}}));
    EXPECT_EQ(result["fees"], "6000000");
    for (const auto& holder : result["holders"]) {
        const auto address = nem::parse_address(holder["account"].get<std::string>());
        ASSERT_TRUE(address.has_value());
        EXPECT_EQ(holder["balance"], std::to_string(chain.state().balance(*address).atoms()));
    }
}

TEST(NemBlocks, EveryFormImportsToTheSameLedger) {
    const Folder folder;
    const auto chain = theft_chain();
    const auto& blocks = chain.blocks();
    const auto sha256_of = [&](const std::string& name, const std::string& bytes) {
        const auto imported =
            import_into(folder.at("in-" + name), {folder.write(name, bytes)}, {"--json"});
        EXPECT_EQ(imported.code, 0) << imported.err;
        return imported.code == 0 ? Json::parse(imported.out)["sha256"].get<std::string>() : "";
    };
    const auto expected = sha256_of("prefixed", prefixed(blocks));
    EXPECT_EQ(sha256_of("lines", as_json_lines(blocks)), expected);
    EXPECT_EQ(sha256_of("array", as_json_array(blocks)), expected);
}

TEST(NemBlocks, CanBeTracedAndVerifiedWithoutAnImport) {
    const Folder folder;
    const auto chain = theft_chain();
    const auto file = folder.write("chain.bin", prefixed(chain.blocks()));
    const std::string theft =
        nem::to_hex(nem::hash_of(chain.blocks()[1].transactions[0].transaction));
    const auto traced = run({"trace", "--ledger", file, "--input-format", "nem-blocks", "--theft",
                             theft, "--policy", "all", "--json", "--out", folder.at("r.json")});
    ASSERT_EQ(traced.code, 0) << traced.err;
    const auto verified = run({"verify", folder.at("r.json")});
    EXPECT_EQ(verified.code, 0) << verified.err << verified.out;
}

TEST(NemBlocks, WhatIsNoChainLeavesNothingBehind) {
    const Folder folder;
    const auto chain = theft_chain();
    const auto& blocks = chain.blocks();
    const auto file = folder.write("gap.bin", prefixed({blocks[0], blocks[2]}));
    const auto gap = import_into(folder.at("in"), {file});
    EXPECT_EQ(gap.code, 3);
    EXPECT_EQ(gap.out, "");
    EXPECT_NE(gap.err.find(file + ": block 2, at byte "), std::string::npos) << gap.err;
    EXPECT_NE(gap.err.find("height 3 comes after height 1; height 2 was expected"),
              std::string::npos)
        << gap.err;
    const auto line = folder.write("bad.json", as_json_lines({blocks[0]}) + "{}\n");
    const auto bad = import_into(folder.at("in"), {line}, {"--lang", "ja"});
    EXPECT_EQ(bad.code, 3);
    EXPECT_NE(bad.err.find(line + ":2:1: 2 番目のブロック"), std::string::npos) << bad.err;
    EXPECT_EQ(folder.files(), (std::vector<std::string>{"bad.json", "gap.bin"}));
}

TEST(NemBlocks, AChainFromTheMiddleIsReadWithAWarning) {
    const Folder folder;
    const auto chain = theft_chain();
    const auto& blocks = chain.blocks();
    const std::vector later(blocks.begin() + 1, blocks.end());
    const auto imported =
        import_into(folder.at("in"), {folder.write("later.bin", prefixed(later))});
    EXPECT_EQ(imported.code, 0) << imported.err;
    EXPECT_NE(imported.err.find("the blocks begin at height 2"), std::string::npos) << imported.err;
    // What the robbed account needed for 500 XEM and the fee, and no more.
    EXPECT_NE(read(folder.at("in") + "/openings.csv").find(text(1) + ",501000000\n"),
              std::string::npos);
}

TEST(NemBlocks, AreXemAndNothingElse) {
    const Folder folder;
    const auto file = folder.write("chain.bin", prefixed(theft_chain().blocks()));
    EXPECT_EQ(import_into(folder.at("in"), {file}, {"--divisibility", "3"}).code, 2);
    EXPECT_EQ(import_into(folder.at("in"), {file}, {"--asset", "ETH"}).code, 2);
    EXPECT_TRUE(folder.files() == std::vector<std::string>{"chain.bin"});
}

}  // namespace
}  // namespace cli
