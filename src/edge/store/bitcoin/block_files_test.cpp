#include "block_files.hpp"

#include <gmock/gmock.h>

#include <bitcoin_testing/building.hpp>

#include "testing.hpp"

namespace store {
namespace {

using namespace testing;
using bitcoin::Network;
using bitcoin_testing::Bytes;
using bitcoin_testing::framed;
using ::testing::HasSubstr;

std::vector<Bytes> chain_of(std::size_t blocks, Network network = Network::Bitcoin,
                            std::uint64_t seed = 1) {
    bitcoin_testing::ChainMaker maker{network, seed};
    std::vector<Bytes> made;
    while (made.size() < blocks) { made.push_back(bytes_of(maker.next(2))); }
    return made;
}
std::string text_of(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }
std::string file_of(const std::vector<Bytes>& blocks, Network network = Network::Bitcoin) {
    std::string text;
    for (const Bytes& block : blocks) { text += text_of(framed(network, block)); }
    return text;
}
void write(const std::filesystem::path& file, std::string_view bytes) {
    EXPECT_FALSE(write_file(file, bytes).has_value()) << file;
}

/// What becomes of files or folders: the blocks of the chain as they were read, or a complaint.
struct Outcome {
    std::vector<Bytes> blocks;
    std::vector<std::string> warnings;
    std::string complaint;
};
Outcome outcome_of(const TestFolder& folder, const std::vector<std::string>& names,
                   std::optional<Network> network = std::nullopt) {
    ScratchFolder scratch{folder.path()};
    BlockFiles files{network};
    Outcome outcome;
    std::optional<base::Complaint> complaint;
    for (const auto& name : names) {
        if (!complaint) { complaint = files.add(folder.path() / name, scratch); }
    }
    if (!complaint) { complaint = files.find_chain(); }
    for (const auto& warning : files.warnings()) {
        EXPECT_FALSE(warning.ja.empty());
        outcome.warnings.push_back(warning.en);
    }
    if (complaint) {
        EXPECT_FALSE(complaint->text.ja.empty());
        outcome.complaint = complaint->text.en;
        return outcome;
    }
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < files.chain().blocks.size(); ++i) {
        const FiledPlace& place = files.place(i);
        Bytes block(place.bytes);
        EXPECT_FALSE(files.file(place).read(place.at, block).has_value());
        bytes += block.size();
        outcome.blocks.push_back(std::move(block));
    }
    EXPECT_EQ(files.bytes(), bytes);
    return outcome;
}
/// Of one file.
Outcome outcome_of(const std::string& bytes, std::optional<Network> network = std::nullopt) {
    const TestFolder folder;
    write(folder.path() / "blk00000.dat", bytes);
    return outcome_of(folder, {"blk00000.dat"}, network);
}

TEST(BlockFiles, AreReadInAnyOrderPackedOrNotAndEachBlockOnce) {
    const auto blocks = chain_of(6);
    const TestFolder folder;
    std::filesystem::create_directory(folder.path() / "node");
    write(folder.path() / "node/blk00000.dat",
          file_of({blocks[3], blocks[1]}) + std::string(1'000, '\0') + file_of({blocks[0]}));
    write(folder.path() / "node/blk00001.dat.gz", gzipped(file_of({blocks[2], blocks[5]})));
    write(folder.path() / "node/blk00002.dat.zst", zstandard(file_of({blocks[4], blocks[5]})));
    write(folder.path() / "node/rev00000.dat", "of no concern");
    const auto read = outcome_of(folder, {"node"});
    EXPECT_EQ(read.complaint, "");
    EXPECT_EQ(read.blocks, blocks);
    EXPECT_EQ(read.warnings,
              (std::vector<std::string>{"1 blocks are there more than once; each is read once"}));
}

TEST(BlockFiles, AreClearedUpByTheKeyThatLiesBesideThem) {
    const auto blocks = chain_of(3);
    const std::string key{'\x11', '\x22', '\x33', '\x44', '\x55', '\x66', '\x77', '\x18'};
    std::string hidden = file_of(blocks);
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        hidden[i] = static_cast<char>(hidden[i] ^ key[i % key.size()]);
    }
    const TestFolder folder;
    write(folder.path() / "blk00000.dat", hidden + std::string(64, '\0'));
    EXPECT_THAT(outcome_of(folder, {"blk00000.dat"}).complaint, HasSubstr("xor.dat"));
    write(folder.path() / "xor.dat", key);
    EXPECT_EQ(outcome_of(folder, {"blk00000.dat"}).blocks, blocks);
    // A file that is plain stays what it is.
    write(folder.path() / "blk00001.dat", file_of(blocks));
    EXPECT_EQ(outcome_of(folder, {"blk00001.dat"}).blocks, blocks);
    write(folder.path() / "xor.dat", "short");
    EXPECT_THAT(outcome_of(folder, {"blk00000.dat"}).complaint,
                HasSubstr("a key of 8 bytes was expected; there are 5"));
}

TEST(BlockFiles, LeaveOutWhatANodeDidNotFinish) {
    const auto blocks = chain_of(3);
    const std::vector<Bytes> two{blocks[0], blocks[1]};
    const std::string whole = file_of(blocks);
    for (const std::size_t missing : {std::size_t{1}, blocks[2].size(), blocks[2].size() + 4}) {
        const auto cut = outcome_of(whole.substr(0, whole.size() - missing));
        EXPECT_EQ(cut.blocks, two) << missing;
        ASSERT_EQ(cut.warnings.size(), 1U) << missing;
        EXPECT_THAT(cut.warnings[0], HasSubstr("is cut off and left out"));
    }
    std::string torn = whole;
    std::fill(torn.end() - 64, torn.end(), '\0');
    const auto read = outcome_of(torn);
    EXPECT_EQ(read.blocks, two);
    ASSERT_EQ(read.warnings.size(), 1U);
    EXPECT_THAT(read.warnings[0], HasSubstr("was not wholly written"));
}

TEST(BlockFiles, MayBeSingleBlocksInBytesOrDigits) {
    const auto blocks = chain_of(2);
    const TestFolder folder;
    write(folder.path() / "a", text_of(blocks[1]));
    write(folder.path() / "b", base::to_hex(blocks[0]) + "\n");
    EXPECT_EQ(outcome_of(folder, {"a", "b"}, Network::Bitcoin).blocks, blocks);
    std::string changed = text_of(blocks[1]);
    changed[bitcoin::kHeaderBytes + 2] ^= 1;
    write(folder.path() / "a", changed);
    EXPECT_THAT(outcome_of(folder, {"a"}, Network::Bitcoin).complaint,
                HasSubstr("in the block at byte 0"));
    for (const char* none : {"no blocks at all", "abcdef", "\x01"}) {
        write(folder.path() / "c", none);
        EXPECT_THAT(outcome_of(folder, {"c"}, Network::Bitcoin).complaint,
                    HasSubstr("holds no blocks"));
    }
}

TEST(BlockFiles, SayWhichForksAreLeftOut) {
    bitcoin_testing::ChainMaker main{Network::Bitcoin, 1};
    std::vector<Bytes> blocks{bytes_of(main.next(0))};
    bitcoin_testing::ChainMaker fork{Network::Bitcoin, 2};
    fork.continue_after(bitcoin_testing::double_hash({blocks[0].begin(), blocks[0].begin() + 80}),
                        0);
    blocks.push_back(bytes_of(main.next(0)));
    blocks.push_back(bytes_of(main.next(0)));
    const auto all = file_of(blocks) + file_of({bytes_of(fork.next(0))});
    const auto read = outcome_of(all);
    EXPECT_EQ(read.blocks, blocks);
    ASSERT_EQ(read.warnings.size(), 1U);
    EXPECT_THAT(read.warnings[0], HasSubstr("a fork of 1 blocks with less work is left out"));
    fork.continue_after(bitcoin::Hash{.bytes = {7}}, 40);
    const auto orphan = outcome_of(file_of(blocks) + file_of({bytes_of(fork.next(0))}));
    ASSERT_EQ(orphan.warnings.size(), 1U);
    EXPECT_THAT(orphan.warnings[0], HasSubstr("1 blocks are left out: the first of them"));
}

TEST(BlockFiles, AreRefusedWithTheByteThatIsWrong) {
    const auto blocks = chain_of(2);
    const std::string good = file_of(blocks);
    const std::size_t second = 8 + blocks[0].size();
    const auto with = [&](std::size_t at, std::string_view bytes) {
        std::string text = good;
        text.replace(at, bytes.size(), bytes);
        return text;
    };
    bitcoin_testing::ChainMaker lazy{Network::Bitcoin, 1};
    auto unworked = lazy.next(0);
    unworked.bits = 0x1d00'ffff;
    const std::vector<std::pair<std::string, std::string>> cases{
        {good + "rest", fmt::format("at byte {}: neither a block nor the zeros", good.size())},
        {good + file_of(chain_of(1, Network::Litecoin), Network::Litecoin),
         "a block of LTC, where blocks of BTC were expected"},
        {with(0, "\x0b\x11\x09\x07"), "holds blocks of a test network"},
        {with(second + 4, std::string_view{"\xff\xff\xff\x7f", 4}),
         fmt::format("at byte {}: a block of 2147483647 bytes", second + 4)},
        {with(second + 4, std::string_view{"\x50\0\0\0", 4}), "a block of 80 bytes"},
        {file_of({bytes_of(unworked)}), fmt::format("at byte {}", 8 + 72)},
        {std::string(100, '\0'), to_phrase(bitcoin::ChainProblem::NoBlocks).en}};
    for (const auto& [text, said] : cases) {
        EXPECT_THAT(outcome_of(text).complaint, HasSubstr(said));
    }
    const TestFolder folder;
    std::filesystem::create_directory(folder.path() / "node");
    EXPECT_THAT(outcome_of(folder, {"node"}).complaint, HasSubstr("a folder without blk*.dat"));
    EXPECT_NE(outcome_of(folder, {"missing.dat"}).complaint, "");
}

TEST(BlockFiles, OfDashHaveOneBlockAHeight) {
    auto blocks = chain_of(3, Network::Dash);
    EXPECT_EQ(outcome_of(file_of(blocks, Network::Dash)).blocks, blocks);
    bitcoin_testing::ChainMaker other{Network::Dash, 9};
    other.continue_after({}, 0);
    blocks.push_back(bytes_of(other.next(0)));
    EXPECT_THAT(outcome_of(file_of(blocks, Network::Dash)).complaint, HasSubstr("(the other: "));
}

}  // namespace
}  // namespace store
