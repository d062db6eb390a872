// Real blocks and what others decoded of them, beside the project (the tests skip where they are
// not).
#include <gtest/gtest.h>
#include <zlib.h>

#include <bitcoin/bitcoin.hpp>
#include <cstdlib>
#include <csv/csv.hpp>
#include <filesystem>
#include <random>
#include <string>

namespace {

using namespace bitcoin;

std::optional<std::string> read_packed(const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the test has one thread
    const char* const named = std::getenv("DYEPACK_SHARED");
    const std::filesystem::path shared =
        named != nullptr ? std::filesystem::path{named}
                         : std::filesystem::path{DYEPACK_SOURCE_DIR} / ".." / "shared";
    gzFile file = gzopen((shared / "data/raw-blocks" / name).c_str(), "rb");
    if (file == nullptr) { return std::nullopt; }
    std::string content;
    std::array<char, 65536> buffer{};
    for (int got = 0; (got = gzread(file, buffer.data(), buffer.size())) > 0;) {
        content.append(buffer.data(), static_cast<std::size_t>(got));
    }
    gzclose(file);
    return content;
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The blocks of a file, each behind its network's magic and its length.
std::vector<std::span<const std::uint8_t>> blocks_in(Network network, std::string_view file) {
    std::vector<std::span<const std::uint8_t>> blocks;
    while (!file.empty()) {
        EXPECT_TRUE(std::ranges::equal(as_bytes(file).first(4), magic_of(network)));
        std::uint32_t size = 0;
        std::memcpy(&size, file.data() + 4, sizeof size);
        blocks.push_back(as_bytes(file).subspan(8, size));
        file.remove_prefix(8 + std::size_t{size});
    }
    return blocks;
}

std::string_view table_name(ScriptKind kind) {
    switch (kind) {
        case ScriptKind::PublicKey: return "pubkey";
        case ScriptKind::PublicKeyHash: return "pubkeyhash";
        default: return "another";
    }
}

using Row = std::vector<std::string>;

/// A transaction as the table has it: from the block's hash on.
Row row_of(Network network, const Block& block, std::size_t at,
           std::span<const std::uint8_t> bytes) {
    const Transaction& transaction = block.transactions[at];
    std::string inputs;
    for (const OutPoint& input : block.inputs_of(at)) {
        inputs +=
            (inputs.empty() ? "" : "|") + to_text(input.txid) + ":" + std::to_string(input.vout);
    }
    std::string outputs;
    std::size_t vout = 0;
    for (const Output& output : block.outputs_of(at)) {
        const Script script = bytes.subspan(output.script_at, output.script_bytes);
        Accounts accounts{network};
        const auto account = accounts.find(script);
        outputs += fmt::format("{}{}:{}:{}:{}", vout == 0 ? "" : "|", vout, output.value.atoms(),
                               table_name(kind_of(network, script)),
                               account ? accounts.to_text(*account) : "");
        ++vout;
    }
    return {to_text(block.hash),
            to_text(block.header.previous),
            std::to_string(block.header.time),
            std::to_string(at),
            to_text(transaction.txid),
            transaction.mints ? "yes" : "no",
            "no",
            inputs,
            outputs};
}

void expect_table(Network network, const std::string& name, std::uint64_t first_height) {
    const auto file = read_packed(name + ".dat.gz");
    const auto table = read_packed(name + ".csv.gz");
    if (!file || !table) { GTEST_SKIP() << "the blocks are not here: set DYEPACK_SHARED"; }
    std::vector<Row> rows;
    csv::Reader reader{name, [&](const csv::Record& record) -> std::optional<base::Complaint> {
                           rows.emplace_back(record.fields.begin(), record.fields.end());
                           return std::nullopt;
                       }};
    ASSERT_FALSE(reader.feed(*table).has_value());
    ASSERT_FALSE(reader.finish().has_value());
    ChainFinder finder{network};
    std::size_t next = 1;  // after the header
    std::uint64_t height = first_height;
    for (const auto bytes : blocks_in(network, *file)) {
        const auto block = decode_block(network, bytes);
        ASSERT_TRUE(block.has_value()) << to_phrase(block.error().problem).en;
        EXPECT_NE(has_work(network, bytes.first<kHeaderBytes>()), false);
        for (std::size_t at = 0; at < block->transactions.size(); ++at, ++next) {
            ASSERT_LT(next, rows.size());
            EXPECT_EQ(rows[next][0], std::to_string(height));
            EXPECT_EQ(Row(rows[next].begin() + 1, rows[next].end()),
                      row_of(network, *block, at, bytes));
        }
        finder.add({block->hash, block->header.previous, block->header.bits, block->header.version,
                    find_stated_height(bytes.first(std::min(bytes.size(), kHeadBytes)))});
        ++height;
    }
    EXPECT_EQ(next, rows.size());
    const auto chain = finder.find();
    ASSERT_TRUE(chain.has_value());
    EXPECT_EQ(chain->blocks.size(), finder.blocks());
    EXPECT_EQ(chain->first_height, first_height);
    EXPECT_TRUE(chain->heights_known);
    EXPECT_EQ(chain->complete, first_height == 1);
}

TEST(RealBlocks, OfBitcoinsBeginningAreTheirTable) {
    expect_table(Network::Bitcoin, "btc-1-255", 1);
}
TEST(RealBlocks, OfBitcoin2013AreTheirTable) {
    expect_table(Network::Bitcoin, "btc-277647", 277647);
}
TEST(RealBlocks, OfLitecoinsBeginningAreTheirTable) {
    expect_table(Network::Litecoin, "ltc-1-256", 1);
}

TEST(RealBlocks, NoBitOfThemCanBeOtherwise) {
    const auto file = read_packed("btc-277647.dat.gz");
    if (!file) { GTEST_SKIP() << "the blocks are not here: set DYEPACK_SHARED"; }
    const auto block = blocks_in(Network::Bitcoin, *file).at(0);
    std::vector<std::uint8_t> bytes{block.begin(), block.end()};
    std::mt19937_64 random{11};
    for (int round = 0; round < 1'000; ++round) {
        // Every bit of the header, then any.
        const std::size_t bit = round < 640
                                    ? static_cast<std::size_t>(round)
                                    : static_cast<std::size_t>(random() % (bytes.size() * 8));
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(decode_block(Network::Bitcoin, bytes).has_value()) << bit;
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    }
}

}  // namespace
