// Without the whole chain: `nem crawl` reads from a replay node only what the coins reached, and
// the trace of that is the trace of everything.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "background.hpp"
#include "cli/program.hpp"

namespace night {
namespace {

using nlohmann::json;

constexpr auto kPatience = std::chrono::seconds{60};
/// Higher than any chain here grows.
constexpr const char* kUntil = "1000000";
const std::string kCoincheck = DYEPACK_SOURCE_DIR "/cases/coincheck-2018/case.yaml";

void drop_heights(json& document) {
    if (document.is_object()) { document.erase("height"); }
    if (!document.is_structured()) { return; }
    for (auto& part : document) { drop_heights(part); }
}

/// A node that has replayed all of a case at once, and the case with its stand-ins.
class Replayed {
public:
    explicit Replayed(const std::string& case_file)
        : node_{{"replay", case_file, "--listen", "127.0.0.1:0", "--speed", "max", "--case-out",
                 folder_.at("case")},
                folder_.at("replay.out")},
          url_{"http://" + node_.wait_for("serving http://", kPatience)} {
        url_ = url_.substr(0, url_.find(' '));
    }
    [[nodiscard]] cli::Outcome crawl(const std::string& into,
                                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"nem",       "crawl",  case_file(),      "--node", url_,
                                       "--private", "--into", folder_.at(into), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return cli::run(words);
    }
    /// Crawls anew until the node has played everything that was recorded.
    [[nodiscard]] json crawl_to_the_end(const std::string& into) const {
        const auto whole = traced(case_file());
        for (int attempt = 0; attempt < 60; ++attempt) {
            const auto folder = into + std::to_string(attempt);
            const auto crawled = crawl(folder, {"--policy", "all", "--until", kUntil});
            if (crawled.code == 0) {
                auto result = traced(folder_.at(folder + "/case.yaml"));
                if (result == whole) { return json::parse(crawled.out); }
                last_ = result.dump(1) + "\nbut the whole ledger says\n" + whole.dump(1);
            } else {
                last_ = crawled.err;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{500});
        }
        ADD_FAILURE() << last_;
        return {};
    }
    [[nodiscard]] std::string case_file() const { return folder_.at("case/case.yaml"); }
    [[nodiscard]] const cli::Folder& folder() const { return folder_; }
    [[nodiscard]] const std::string& url() const { return url_; }

    /// What every policy says, in words that mean the same in both ledgers: the file of the case
    /// has no heights.
    [[nodiscard]] static json traced(const std::string& case_file) {
        const auto outcome = cli::run({"trace", case_file, "--policy", "all", "--json"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        json told = json::parse(outcome.out).at("traces");
        EXPECT_EQ(told.size(), 5U) << "policies";
        for (auto& trace : told) {
            for (const char* const of_files :
                 {"case", "ledger", "input", "until", "transfers_read"}) {
                trace.erase(of_files);
            }
        }
        drop_heights(told);
        return told;
    }

private:
    cli::Folder folder_;
    Background node_;
    std::string url_;
    mutable std::string last_;
};

TEST(LongCrawl, OfTheNightTracesAsTheWholeCaseDoes) {
    const Replayed night{kCoincheck};
    const auto crawled = night.crawl_to_the_end("crawled");
    EXPECT_EQ(crawled["warnings"], json::array());
    EXPECT_LT(crawled["blocksRead"].get<int>(), 50) << "of seven thousand";
    EXPECT_EQ(Replayed::traced(night.case_file())[0]["stolen"], "526300010000000");
}

/// Many people pay each other; one of them is robbed, and the coins spread among some of them.
std::string busy_case(const cli::Folder& folder, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const auto name = [](std::uint64_t number) { return "entity:p" + std::to_string(number); };
    std::string rows = "tx,time,from,to,amount,fee\n";
    constexpr int kTransfers = 150;
    constexpr std::uint64_t kPeople = 40;
    for (int i = 0; i < kTransfers; ++i) {
        const auto minute = i / 2;
        std::uint64_t from = random() % kPeople;
        std::uint64_t to = random() % kPeople;
        if (i == 20) { from = 100; }  // the theft, out of somebody who does nothing else
        if (from == to) { to = (to + 1) % kPeople; }
        rows += fmt::format("T{},2018-01-26T{:02}:{:02}Z,{},{},{},\n", i, 1 + (minute / 60),
                            minute % 60, name(from), name(to), 1 + (random() % 5'000));
    }
    std::ignore = folder.write("ledger.csv", rows);
    std::ignore = folder.write("accounts.csv",
                               "account,chain,label_en,label_ja,role,note_en,note_ja,source\n"
                               "entity:p100,,Robbed,被害者,victim,,,\n");
    std::ignore = folder.write("boundaries.csv",
                               "account,label,kind\nentity:p3,Exchange,exchange\n"
                               "entity:p4,Mixer,mixer\n");
    return folder.write("case.yaml",
                        "dyepack_case: 1\nid: busy\n"
                        "title: {en: Busy, ja: 多忙}\nsummary: {en: Busy., ja: 多忙。}\n"
                        "chain: nem\nasset: XEM\ndivisibility: 6\n"
                        "ledger:\n  file: ledger.csv\n  format: account-csv\n"
                        "theft:\n  transactions: [T20]\nboundaries: boundaries.csv\n"
                        "casebook:\n  accounts: accounts.csv\n");
}

TEST(LongCrawl, AmongManyWhoPayEachOtherTracesAsTheWholeLedgerDoes) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        SCOPED_TRACE(seed);
        const cli::Folder folder;
        const Replayed replayed{busy_case(folder, seed)};
        const auto crawled = replayed.crawl_to_the_end("crawled");
        EXPECT_EQ(crawled["warnings"], json::array());
        EXPECT_GT(crawled["accountsRead"].get<int>(), 3);
    }
}

TEST(LongCrawl, SaysNoToWhatItCannotRead) {
    const cli::Folder folder;
    const Replayed replayed{busy_case(folder, 1)};
    std::ignore = replayed.crawl_to_the_end("crawled");
    const std::string other = "NA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRITRLARPW";
    std::ignore = replayed.folder().write("full/x", "");
    struct Case {
        const char* name;
        std::string into;
        std::vector<std::string> more;
        int code;
        const char* said;
    };
    const std::vector<Case> cases{
        {"a folder that is full", "full", {}, 2, "not empty"},
        {"no height", "n1", {"--until", "0"}, 2, "--until"},
        {"no policy", "n2", {"--policy", "best"}, 2, "best"},
        {"no account", "n3", {"--robbed", "NA3QGO"}, 2, "no NEM address"},
        {"somebody who was not robbed", "n4", {"--robbed", other}, 3, "in no history"},
        {"before the theft", "n5", {"--until", "5"}, 3, "in no history"},
        {"addresses of another network", "n6", {"--network", "test"}, 3, "--network"},
    };
    for (const auto& [name, into, more, code, said] : cases) {
        const auto outcome = replayed.crawl(into, more);
        EXPECT_EQ(outcome.code, code) << name << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << name << outcome.err;
        EXPECT_FALSE(std::filesystem::exists(replayed.folder().at(into + "/case.yaml"))) << name;
    }
    const auto nowhere = replayed.folder().at("nowhere");
    EXPECT_EQ(cli::run({"nem", "crawl", replayed.case_file(), "--node", "http://127.0.0.1:1",
                        "--private", "--into", nowhere})
                  .code,
              4);
    EXPECT_EQ(cli::run({"nem", "crawl", replayed.case_file(), "--node", replayed.url(), "--into",
                        nowhere})
                  .code,
              4)
        << "it is not the main network";
    EXPECT_EQ(cli::run({"nem", "crawl", replayed.case_file(), "--node",
                        replayed.url() + ",http://127.0.0.1:1", "--into", nowhere})
                  .code,
              2);
    EXPECT_EQ(cli::run({"nem", "crawl", replayed.case_file(), "--node", replayed.url()}).code, 2);
    EXPECT_EQ(
        cli::run({"nem", "crawl", kCoincheck, "--node", replayed.url(), "--into", nowhere}).code, 3)
        << "its thefts are rows of a file";
}

}  // namespace
}  // namespace night
