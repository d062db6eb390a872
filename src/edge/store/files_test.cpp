#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <store/store.hpp>

#include "testing.hpp"

namespace store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string long_text() {
    std::string text;
    for (int i = 0; i < 200'000; ++i) { text += std::to_string(i * 7919) + '\n'; }
    return text;
}

TEST(ReadFile, GivesTheBytesWhateverTheCompression) {
    const testing::TestFolder folder;
    const std::string text = long_text();
    struct Case {
        const char* name;
        std::string packed;
        std::string content;
    };
    const Case cases[] = {
        {"plain", text, text},
        {"empty", "", ""},
        {"gzip", testing::gzipped(text), text},
        {"gzip of nothing", testing::gzipped(""), ""},
        {"two gzip members", testing::gzipped(text) + testing::gzipped("end"), text + "end"},
        {"zstd", testing::zstandard(text), text},
        {"zstd of nothing", testing::zstandard(""), ""},
        {"two zstd frames", testing::zstandard(text) + testing::zstandard("end"), text + "end"},
    };
    for (const auto& [name, packed, content] : cases) {
        const auto file = folder.put("some file", packed);  // told by content, not by name
        const auto read = read_file(file, kDocumentBytesMax);
        ASSERT_TRUE(read) << name << ": " << read.error().text.en;
        EXPECT_TRUE(*read == content) << name;
    }
}

TEST(ReadFile, ComplainsOfCompressionThatEndsEarly) {
    const testing::TestFolder folder;
    const std::string text = long_text();
    for (const std::string& packed : {testing::gzipped(text), testing::zstandard(text),
                                      testing::gzipped(text) + testing::gzipped(text)}) {
        for (const std::size_t cut : {packed.size() - 1, packed.size() - 5, packed.size() / 3}) {
            const auto file = folder.put("cut", std::string_view{packed}.substr(0, cut));
            const auto read = read_file(file, kDocumentBytesMax);
            ASSERT_FALSE(read) << cut;
            EXPECT_EQ(read.error().blame, base::Blame::Input);
            EXPECT_EQ(read.error().place.file, file.string());
            EXPECT_THAT(read.error().text.en, HasSubstr("ends in the middle"));
            EXPECT_THAT(read.error().text.ja, HasSubstr("途中で終わって"));
        }
    }
}

TEST(ReadFile, ComplainsOfDamagedCompression) {
    const testing::TestFolder folder;
    for (std::string packed : {testing::gzipped(long_text()), testing::zstandard(long_text())}) {
        for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 64; ++i) {
            packed[i] = static_cast<char>(packed[i] ^ 0x55);
        }
        const auto read = read_file(folder.put("damaged", packed), kDocumentBytesMax);
        ASSERT_FALSE(read);
        EXPECT_THAT(read.error().text.en,
                    ::testing::AnyOf(HasSubstr("is damaged"), HasSubstr("ends in the middle")));
    }
    const auto trailing = folder.put("trailing", testing::gzipped("text") + "no gzip");
    EXPECT_FALSE(read_file(trailing, kDocumentBytesMax));
}

TEST(ReadFile, StopsAtTheBoundHoweverSmallTheFile) {
    const testing::TestFolder folder;
    const std::string zeros(10'000'000, '0');
    for (const std::string& packed : {zeros, testing::gzipped(zeros), testing::zstandard(zeros)}) {
        const auto file = folder.put("bomb", packed);
        EXPECT_TRUE(read_file(file, zeros.size()));
        const auto read = read_file(file, zeros.size() - 1);
        ASSERT_FALSE(read);
        EXPECT_THAT(read.error().text.en, HasSubstr("too large: at most 9999999 bytes"));
    }
}

TEST(ReadFile, BlamesTheInputForAFileThatCannotBeRead) {
    const testing::TestFolder folder;
    const auto missing = read_file(folder.path() / "none", 1);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().blame, base::Blame::Input);
    EXPECT_THAT(missing.error().text.en, HasSubstr("No such file"));
    const auto is_folder = read_file(folder.path(), 1);
    ASSERT_FALSE(is_folder);
    EXPECT_EQ(is_folder.error().blame, base::Blame::Input);
    EXPECT_THAT(is_folder.error().text.en, HasSubstr("is a folder"));
}

TEST(Sha256, IsWhatTheStandardSays) {
    EXPECT_EQ(sha256_of_bytes(""),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_of_bytes("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_of_bytes(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfAFileIsOfItsBytesOnDisk) {
    const testing::TestFolder folder;
    const std::string packed = testing::gzipped(long_text());
    const auto sha256 = sha256_of_file(folder.put("packed.gz", packed));
    ASSERT_TRUE(sha256);
    EXPECT_EQ(*sha256, sha256_of_bytes(packed));
    const auto missing = sha256_of_file(folder.path() / "none");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().blame, base::Blame::Input);
}

TEST(WriteFile, ReplacesTheTargetAndLeavesNothingBeside) {
    const testing::TestFolder folder;
    const auto file = folder.path() / "result.json";
    EXPECT_FALSE(write_file(file, "first"));
    EXPECT_FALSE(write_file(file, "second"));
    EXPECT_EQ(testing::content_of(file), "second");
    EXPECT_THAT(folder.names(), ElementsAre("result.json"));
}

TEST(WriteFile, KeepsTheTargetsPermissionsAndLinks) {
    const testing::TestFolder folder;
    const auto file = folder.put("private", "old");
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    std::filesystem::create_symlink("private", folder.path() / "link");
    EXPECT_FALSE(write_file(folder.path() / "link", "new"));
    EXPECT_EQ(testing::content_of(file), "new");
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path() / "link"));
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(WriteFile, BlamesTheWorldWhenTheDiskIsFull) {
    const auto complaint = write_file("/dev/full", "text");
    ASSERT_TRUE(complaint);
    EXPECT_EQ(complaint->blame, base::Blame::World);
    EXPECT_EQ(complaint->place.file, "/dev/full");
    EXPECT_THAT(complaint->text.en, HasSubstr("No space left"));
    EXPECT_THAT(complaint->text.ja, HasSubstr("書き込めません"));
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

/// While it lives, files end at `bytes`, as on a disk that fills up.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    FileSizeLimit(FileSizeLimit&&) = delete;
    FileSizeLimit& operator=(FileSizeLimit&&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::ignore = std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int){};
};

TEST(WriteFile, KeepsTheOldFileWhenTheNewOneDoesNotFit) {
    const testing::TestFolder folder;
    const auto file = folder.put("result.json", "old");
    std::optional<base::Complaint> complaint;
    {
        const FileSizeLimit limit{1'000};
        complaint = write_file(file, std::string(2'000, 'x'));
    }
    ASSERT_TRUE(complaint);
    EXPECT_EQ(complaint->blame, base::Blame::World);
    EXPECT_EQ(complaint->place.file, file.string());
    EXPECT_EQ(testing::content_of(file), "old");
    EXPECT_THAT(folder.names(), ElementsAre("result.json"));
}

TEST(SyncFolder, BlamesTheWorldForAFolderThatIsNone) {
    const testing::TestFolder folder;
    const auto file = folder.put("file", "x");
    EXPECT_FALSE(sync_folder(folder.path()));
    for (const auto& none : {file, folder.path() / "missing"}) {
        const auto complaint = sync_folder(none);
        EXPECT_TRUE(complaint && complaint->blame == base::Blame::World) << none;
    }
}

TEST(ImportLedger, LeavesNothingBehindWhenTheDiskIsFull) {
    const testing::TestFolder folder;
    std::string csv = "height,from,to,amount\n";
    for (int i = 0; i < 1'000; ++i) { csv += "1,a,b,1\n"; }
    const auto file = folder.put("ledger.csv", csv);
    Expected<ImportSummary> imported;
    {
        const FileSizeLimit limit{1'000};
        imported = import_ledger({file}, folder.path() / "into", testing::places(0));
    }
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().blame, base::Blame::World);
    EXPECT_EQ(imported.error().place.file, (folder.path() / "into" / "ledger.csv").string());
    EXPECT_THAT(folder.names(), ElementsAre("ledger.csv"));
}

TEST(ImportLedger, LeavesNothingOfSegmentsBehindWhereverTheDiskIsFull) {
    const testing::TestFolder folder;
    std::string records;
    for (std::uint32_t row = 0; row < 2'000; ++row) {
        append_raw(records, {row, row + 1, std::uint64_t{row} << 40U, row});
    }
    const auto file = folder.put("in", records);
    OpenOptions options;
    options.format = InputFormat::Raw20;
    std::size_t failed = 0;
    for (rlim_t bytes = 10; bytes < 64'000; bytes += bytes / 2) {
        Expected<ImportSummary> imported;
        {
            const FileSizeLimit limit{bytes};
            imported = import_ledger({file}, folder.path() / "into", options);
        }
        if (imported) { break; }
        ++failed;
        EXPECT_EQ(imported.error().blame, base::Blame::World);
        EXPECT_THAT(imported.error().place.file, HasSubstr((folder.path() / "into").string()));
        EXPECT_THAT(folder.names(), ElementsAre("in"));
    }
    EXPECT_GT(failed, 10U);
    EXPECT_THAT(folder.names(), ElementsAre("in", "into"));
}

TEST(WriteFile, BlamesTheWorldWhereItMayNotWrite) {
    const testing::TestFolder folder;
    const auto file = folder.put("file", "");
    const std::filesystem::path targets[] = {
        "/proc/no-file-can-be-made-here",    // refused to everybody, root included
        folder.path() / "missing" / "file",  // no such folder
        file / "below",                      // a file is no folder
        folder.path(),                       // a folder is no file
    };
    for (const auto& target : targets) {
        const auto complaint = write_file(target, "text");
        ASSERT_TRUE(complaint) << target;
        EXPECT_EQ(complaint->blame, base::Blame::World) << target;
        EXPECT_EQ(complaint->place.file, target.string());
    }
    EXPECT_THAT(folder.names(), ElementsAre("file"));
}

TEST(WriteFile, RespectsAFolderThatIsNotWritable) {
    constexpr uid_t kNobody = 65'534;
    const testing::TestFolder folder;
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    const uid_t user = ::geteuid();  // root may write everywhere, so it becomes somebody else
    if (user == 0 && ::seteuid(kNobody) != 0) { GTEST_SKIP() << "root cannot change its user"; }
    const auto complaint = write_file(folder.path() / "file", "text");
    ASSERT_EQ(::seteuid(user), 0);
    ASSERT_TRUE(complaint);
    EXPECT_EQ(complaint->blame, base::Blame::World);
    EXPECT_THAT(complaint->text.en, HasSubstr("Permission denied"));
    EXPECT_THAT(folder.names(), IsEmpty());
    ASSERT_EQ(::chmod(folder.path().c_str(), 0700), 0);
}

}  // namespace
}  // namespace store
