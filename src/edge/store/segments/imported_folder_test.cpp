#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <tuple>

#include "../testing.hpp"
#include "segment_testing.hpp"

namespace store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

OpenOptions raw() {
    OpenOptions options;
    options.format = InputFormat::Raw20;
    return options;
}

/// A ledger with round trips, wide amounts and blocks of several rows.
std::string some_records(std::uint64_t seed, std::uint32_t rows, std::uint32_t numbers) {
    std::mt19937_64 random{seed};
    std::string bytes;
    std::uint32_t height = 5;
    for (std::uint32_t row = 0; row < rows; ++row) {
        height += random() % 4 == 0 ? 1 + static_cast<std::uint32_t>(random() % 9) : 0;
        append_raw(bytes, {static_cast<std::uint32_t>(random() % numbers),
                           static_cast<std::uint32_t>(random() % numbers),
                           random() % 16 == 0 ? random() >> 16U : random() % 100'000, height});
    }
    return bytes;
}

/// All that a ledger says.
std::string told_by(const OpenLedger& opened) {
    const ledger::AccountLedger& ledger = *opened.accounts;
    std::string all = fmt::format("{} {} {} {}\n", opened.sha256, opened.asset, opened.divisibility,
                                  to_string(opened.format));
    const auto name = [&](ledger::AccountId account) {
        return account == ledger::kNobody ? std::string{"-"} : ledger.account_text(account);
    };
    std::vector<ledger::Transfer> transfers(ledger.rows());
    ledger.read(ledger::Row{0}, transfers);
    for (std::uint32_t row = 0; row < ledger.rows(); ++row) {
        const auto facts = ledger.facts({row});
        all +=
            fmt::format("{} {} {} {} {} {} {}", name(transfers[row].from), name(transfers[row].to),
                        transfers[row].amount.atoms(), transfers[row].fee.atoms(),
                        facts.height ? facts.height->value : 0, facts.tx, ledger.block_end({row}));
        if (ledger.touches() != nullptr) {
            const auto links = ledger.touches()->links({row});
            all += fmt::format(" {} {} {}", links.from_next, links.to_next, links.to_held);
        }
        all += '\n';
    }
    for (const auto& [account, amount] : ledger.openings().held()) {
        all += fmt::format("{} {}\n", name(account), amount.atoms());
    }
    return all;
}

/// All that the folder's ledger says, or the complaint.
Expected<std::string> read_all(const std::filesystem::path& folder) {
    try {
        const auto opened = open_ledger(folder, {});
        if (!opened) { return std::unexpected(opened.error()); }
        return told_by(*opened);
    } catch (const DamagedFile& damaged) { return std::unexpected(damaged.complaint()); }
}

TEST(ImportedFolder, OfRawRecordsSaysWhatTheFileSays) {
    for (const std::uint32_t numbers : {3U, 200U, 4'000'000'000U}) {
        for (const std::uint32_t rows : {1U, 300U}) {
            const testing::TestFolder folder;
            const auto file = folder.put("in", some_records(numbers, rows, numbers));
            const auto summary = import_ledger({file}, folder.path() / "l", raw());
            ASSERT_TRUE(summary) << summary.error().text.en;
            const auto direct = open_ledger(file, raw());
            const auto packed = open_ledger(folder.path() / "l", {});
            ASSERT_TRUE(direct);
            ASSERT_TRUE(packed) << packed.error().text.en;
            EXPECT_EQ(direct->accounts->touches(), nullptr);
            EXPECT_EQ(summary->accounts, packed->accounts->accounts());
            EXPECT_EQ(packed->sha256, direct->sha256);
            EXPECT_EQ(sha256_of_ledger(folder.path() / "l"), direct->sha256);
            const auto& ours = *packed->accounts;
            const auto& theirs = *direct->accounts;
            ASSERT_EQ(ours.rows(), theirs.rows());
            const auto packed_rows = testing::transfers_of(*packed);
            const auto direct_rows = testing::transfers_of(*direct);
            for (std::uint32_t row = 0; row < ours.rows(); ++row) {
                const auto height = *theirs.facts({row}).height;
                EXPECT_EQ(ours.account_text(packed_rows[row].from),
                          theirs.account_text(direct_rows[row].from));
                EXPECT_EQ(ours.account_text(packed_rows[row].to),
                          theirs.account_text(direct_rows[row].to));
                EXPECT_EQ(packed_rows[row].amount, direct_rows[row].amount);
                EXPECT_EQ(ours.facts({row}).height, height);
                EXPECT_EQ(ours.facts({row}).tx, theirs.facts({row}).tx);
                EXPECT_EQ(ours.block_end({row}), theirs.block_end({row}));
                for (const std::uint64_t near :
                     {height.value - 1, height.value, height.value + 1}) {
                    EXPECT_EQ(ours.end_of(ledger::Height{near}),
                              theirs.end_of(ledger::Height{near}));
                    EXPECT_EQ(ours.begin_of(ledger::Height{near}),
                              theirs.begin_of(ledger::Height{near}));
                }
                EXPECT_EQ(ours.openings().of(packed_rows[row].from),
                          theirs.openings().of(direct_rows[row].from));
                EXPECT_EQ(ours.find_account(theirs.account_text(direct_rows[row].from)),
                          packed_rows[row].from);
            }
            EXPECT_EQ(ours.find_tx("#1"), std::vector{ledger::Row{0}});
            EXPECT_TRUE(ours.find_tx(fmt::format("#{}", rows + 1)).empty());
            EXPECT_FALSE(ours.find_account("4000000001"));
            EXPECT_FALSE(ours.find_account("01"));
            EXPECT_FALSE(ours.find_account("18446744073709551616"));
        }
    }
}

/// Folders of both kinds whose files are spoiled, one after the other.
class SpoiledFolder : public ::testing::TestWithParam<InputFormat> {
protected:
    void SetUp() override {
        auto options = testing::places(0);
        options.format = GetParam();
        const auto content = GetParam() == InputFormat::Raw20
                                 ? some_records(1, 12, 5)
                                 : std::string{
                                       "height,tx,from,to,amount,fee\n"
                                       "1,A,a,b,5,1\n1,B,b,c,3,\n2,C,c,a,2,\n"};
        const auto imported = import_ledger({folder_.put("in", content)}, into_, options);
        ASSERT_TRUE(imported) << imported.error().text.en;
        const auto all = read_all(into_);
        ASSERT_TRUE(all) << all.error().text.en;
        told_ = *all;
    }
    /// Reading the folder with a file of other content: a complaint, whatever it is.
    void expect_complaint(const std::string& name, std::string_view content,
                          const std::string& what) const {
        // A new file: some systems wait for the disk where one is overwritten.
        std::filesystem::remove(into_ / name);
        folder_.put("l/" + name, content);
        const auto all = read_all(into_);
        EXPECT_FALSE(all) << name << ", " << what
                          << (*all == told_ ? ": the same is told" : ": OTHER THINGS ARE TOLD");
        if (all) { return; }
        EXPECT_EQ(all.error().blame, base::Blame::Input);
        EXPECT_THAT(all.error().place.file, HasSubstr(into_.string()));
        EXPECT_NE(all.error().text.en, all.error().text.ja);
    }

    testing::TestFolder folder_;
    std::filesystem::path into_{folder_.path() / "l"};
    std::string told_;
};

TEST_P(SpoiledFolder, IsNoticedWhateverBitFlips) {
    for (const auto& name : folder_.names("l")) {
        const std::string good = testing::content_of(into_ / name);
        for (std::size_t at = 0; at < good.size(); ++at) {
            expect_complaint(name, testing::with_flipped_bit(good, at * 8 + at % 8),
                             fmt::format("byte {}", at));
        }
        folder_.put("l/" + name, good);
    }
    EXPECT_EQ(read_all(into_), told_);
}

TEST_P(SpoiledFolder, IsNoticedWhateverWriteWasTornOrLost) {
    for (const auto& name : folder_.names("l")) {
        const std::string good = testing::content_of(into_ / name);
        for (std::size_t size = 0; size < good.size(); size += 1 + size % 3) {
            // A last line end carries nothing: without it the manifest says the same.
            if (name == "manifest.json" && size + 1 == good.size()) { continue; }
            expect_complaint(name, good.substr(0, size), fmt::format("{} bytes", size));
            std::string lost = good;  // the file has its length, and zeros from some page on
            std::ranges::fill(lost.begin() + static_cast<std::ptrdiff_t>(size), lost.end(), '\0');
            if (lost != good) { expect_complaint(name, lost, fmt::format("zeros from {}", size)); }
        }
        std::filesystem::remove(into_ / name);
        EXPECT_FALSE(read_all(into_)) << name;
        folder_.put("l/" + name, good);
    }
    EXPECT_EQ(read_all(into_), told_);
}

INSTANTIATE_TEST_SUITE_P(Formats, SpoiledFolder,
                         ::testing::Values(InputFormat::Raw20, InputFormat::AccountCsv),
                         [](const auto& of) {
                             return of.param == InputFormat::Raw20 ? "Raw20" : "AccountCsv";
                         });

TEST(ImportedFolder, NoticesASegmentOfAnotherImport) {
    const testing::TestFolder folder;
    const auto one = folder.path() / "one";
    ASSERT_TRUE(import_ledger({folder.put("1", some_records(1, 50, 6))}, one, raw()));
    ASSERT_TRUE(
        import_ledger({folder.put("2", some_records(2, 50, 6))}, folder.path() / "two", raw()));
    for (const SegmentKind kind : kSegmentKinds) {
        const std::string name{segment_file_name(kind)};
        const std::string ours = testing::content_of(one / name);
        const std::string theirs = testing::content_of(folder.path() / "two" / name);
        if (ours == theirs) { continue; }
        folder.put("one/" + name, theirs);
        const auto all = read_all(one);
        ASSERT_FALSE(all) << name;
        EXPECT_THAT(all.error().text.en, HasSubstr("its checksum is not the one in manifest.json"));
        folder.put("one/" + name, ours);
    }
}

TEST(ImportedFolder, IsOpenedWithoutReadingItsRows) {
    const testing::TestFolder folder;
    const auto into = folder.path() / "l";
    ASSERT_TRUE(import_ledger({folder.put("in", some_records(1, 30'000, 60))}, into, raw()));
    const std::string rows = testing::content_of(into / "rows.seg");
    folder.put("l/rows.seg", testing::with_flipped_bit(rows, rows.size() * 6));
    const auto opened = open_ledger(into, {});
    ASSERT_TRUE(opened) << opened.error().text.en;
    std::vector<ledger::Transfer> some(10);
    EXPECT_NO_THROW(opened->accounts->read({0}, some));
    std::vector<ledger::Transfer> all(30'000);
    try {
        opened->accounts->read({0}, all);
        FAIL() << "damaged rows were given";
    } catch (const DamagedFile& damaged) {
        EXPECT_THAT(damaged.complaint().text.en, HasSubstr("is damaged: bytes "));
        EXPECT_THAT(damaged.complaint().place.file, HasSubstr("rows.seg"));
        EXPECT_STREQ(damaged.what(), damaged.complaint().text.en.c_str());
    }
    EXPECT_THROW(std::ignore = sha256_of_ledger(into), DamagedFile);
}

TEST(Import, IsDoneByOneAtATime) {
    const testing::TestFolder folder;
    const auto file = folder.put("in", some_records(1, 10, 6));
    const auto place = folder.path() / ".l.importing";
    std::filesystem::create_directory(place);
    folder.put(".l.importing/rows.seg", "what a killed import left");
    const int other = ::open(place.c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_EQ(::flock(other, LOCK_EX | LOCK_NB), 0);
    const auto second = import_ledger({file}, folder.path() / "l", raw());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().blame, base::Blame::Usage);
    EXPECT_EQ(second.error().place.file, (folder.path() / "l").string());
    EXPECT_THAT(second.error().text.en, HasSubstr("is being made by another import right now"));
    EXPECT_THAT(folder.names(".l.importing"), ElementsAre("rows.seg"));
    std::ignore = ::close(other);
    EXPECT_TRUE(import_ledger({file}, folder.path() / "l", raw()));
    EXPECT_THAT(folder.names(), ElementsAre("in", "l"));
    EXPECT_TRUE(read_all(folder.path() / "l"));
}

/// Imports in a process of its own, which kills itself when the progress is told for the `step`th
/// time. Whether it came to its end before.
bool import_and_die(const std::filesystem::path& file, const std::filesystem::path& into,
                    int step) {
    const pid_t child = ::fork();
    if (child == 0) {
        OpenOptions options = raw();
        options.progress = [&step](std::uint64_t, std::uint64_t) {
            if (--step == 0) { std::ignore = ::kill(::getpid(), SIGKILL); }
        };
        const auto imported = import_ledger({file}, into, options);
        ::_exit(imported ? 0 : 1);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) { EXPECT_EQ(WEXITSTATUS(status), 0); }
    return WIFEXITED(status);
}

TEST(Import, ThatIsKilledLeavesNoLedgerAndDoesNotHinderTheNext) {
    const testing::TestFolder folder;
    const auto file = folder.put("in", some_records(1, 30'000, 500));
    const auto into = folder.path() / "l";
    int step = 1;
    while (!import_and_die(file, into, step)) {
        EXPECT_THAT(folder.names(), ElementsAre(".l.importing", "in")) << step;
        ++step;
    }
    EXPECT_GT(step, 4);
    EXPECT_THAT(folder.names(), ElementsAre("in", "l"));
    EXPECT_TRUE(read_all(into));
}

TEST(Import, SaysWhichOfSeveralFilesIsBad) {
    const testing::TestFolder folder;
    const auto good = folder.put("good", some_records(1, 10, 6));
    const auto cut = folder.put("cut", some_records(1, 10, 6).substr(0, 50));
    const auto imported = import_ledger({good, cut}, folder.path() / "l", raw());
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().place.file, cut.string());
    EXPECT_THAT(folder.names(), ElementsAre("cut", "good"));
}

}  // namespace
}  // namespace store
