#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>
#include <nlohmann/json.hpp>

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;
using Json = nlohmann::json;

constexpr KeyFileCost kCheap{1, 8192};
constexpr std::string_view kPassphrase = "correct horse battery 偽";
constexpr std::string_view kSecret =
    "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde1";

KeyPair secret_pair() { return *KeyPair::parse(kSecret); }
std::string document() { return *seal_key(secret_pair(), kPassphrase, kCheap); }

struct NemKeyFile : public ::testing::Test {
    NemKeyFile() {
        std::string name = (std::filesystem::temp_directory_path() / "dyepack-nem-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }
    NemKeyFile(const NemKeyFile&) = delete;
    NemKeyFile& operator=(const NemKeyFile&) = delete;
    NemKeyFile(NemKeyFile&&) = delete;
    NemKeyFile& operator=(NemKeyFile&&) = delete;
    ~NemKeyFile() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    std::filesystem::path folder;
};

TEST_F(NemKeyFile, OpensWithItsPassphraseOnly) {
    const std::string sealed = document();
    const auto keys = open_key(sealed, kPassphrase);
    ASSERT_TRUE(keys) << to_phrase(keys.error()).en;
    EXPECT_EQ(keys->public_key(), secret_pair().public_key());
    EXPECT_EQ(keys->sign(Bytes{1}), secret_pair().sign(Bytes{1}));
    for (const std::string_view wrong :
         {"x", "correct horse battery", "Correct horse battery 偽"}) {
        EXPECT_EQ(open_key(sealed, wrong).error(), KeyFileError::NotOpened);
    }
    EXPECT_EQ(open_key(sealed, "").error(), KeyFileError::EmptyPassphrase);
    EXPECT_EQ(seal_key(secret_pair(), "", kCheap).error(), KeyFileError::EmptyPassphrase);
}

TEST_F(NemKeyFile, HoldsNothingOfTheSecretAndIsNewEachTime) {
    const std::string sealed = document();
    EXPECT_NE(sealed, document());
    for (std::size_t at = 0; at + 8 <= kSecret.size(); at += 8) {
        EXPECT_FALSE(sealed.contains(kSecret.substr(at, 8)));
    }
    EXPECT_EQ(stated_public_key(sealed), secret_pair().public_key());
    EXPECT_EQ(stated_public_key("{}").error(), KeyFileError::NotAKeyFile);
}

TEST_F(NemKeyFile, OpensNoMoreOnceAnythingInItWasChanged) {
    const Json json = Json::parse(document());
    const Json flat = json.flatten();
    for (const auto& [path, value] : flat.items()) {
        Json changed = json;
        Json& part = changed[Json::json_pointer{path}];
        if (value.is_number()) {
            part = value.get<std::uint64_t>() + 1;
        } else {
            auto text = value.get<std::string>();
            text.back() = text.back() == '0' ? '1' : '0';
            part = text;
        }
        EXPECT_FALSE(open_key(changed.dump(), kPassphrase)) << path;
        changed[Json::json_pointer{path}] = nullptr;
        EXPECT_EQ(open_key(changed.dump(), kPassphrase).error(), KeyFileError::NotAKeyFile) << path;
    }
    Json more = json;
    more["note"] = "x";
    EXPECT_EQ(open_key(more.dump(), kPassphrase).error(), KeyFileError::NotAKeyFile);
}

TEST_F(NemKeyFile, ThatIsNoneIsRefused) {
    for (const std::string& text :
         {std::string{}, std::string{"{}"}, std::string{"[]"}, std::string{"null"},
          std::string{"{\"kdf\":1}"}, std::string(kKeyFileBytesMax + 1, ' '),
          document().substr(0, 100)}) {
        EXPECT_EQ(open_key(text, kPassphrase).error(), KeyFileError::NotAKeyFile) << text;
    }
}

TEST_F(NemKeyFile, MayNotAskForAnyAmountOfWork) {
    for (const KeyFileCost cost :
         {KeyFileCost{0, 8192}, KeyFileCost{kKeyFilePassesMax + 1, 8192}, KeyFileCost{1, 8191},
          KeyFileCost{1, kKeyFileMemoryBytesMax + 1}, KeyFileCost{1, ~0ULL}}) {
        EXPECT_EQ(seal_key(secret_pair(), kPassphrase, cost).error(), KeyFileError::CostOutOfRange);
        Json json = Json::parse(document());
        json["kdf"]["passes"] = cost.passes;
        json["kdf"]["memoryBytes"] = cost.memory_bytes;
        EXPECT_EQ(open_key(json.dump(), kPassphrase).error(), KeyFileError::CostOutOfRange);
    }
}

TEST_F(NemKeyFile, IsWrittenForItsOwnerAndNeverOver) {
    const auto file = folder / "key.json";
    const std::string sealed = document();
    ASSERT_TRUE(write_key_file(file, sealed));
    struct stat facts{};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
    EXPECT_EQ(read_key_file(file), sealed);
    EXPECT_EQ(write_key_file(file, "other").error(), KeyFileError::Exists);
    EXPECT_EQ(read_key_file(file), sealed);
    const auto link = folder / "link";
    std::filesystem::create_symlink(folder / "elsewhere", link);
    EXPECT_EQ(write_key_file(link, sealed).error(), KeyFileError::Exists);
    EXPECT_EQ(write_key_file(folder / "no" / "key.json", sealed).error(),
              KeyFileError::CannotWrite);
    EXPECT_EQ(read_key_file(folder / "none").error(), KeyFileError::CannotRead);
    EXPECT_EQ(read_key_file(folder).error(), KeyFileError::CannotRead);
    const auto large = folder / "large";
    ASSERT_TRUE(write_key_file(large, std::string(kKeyFileBytesMax + 1, 'x')));
    EXPECT_EQ(read_key_file(large).error(), KeyFileError::NotAKeyFile);
}

TEST_F(NemKeyFile, ErrorsSpeakBothLanguages) {
    for (int i = 0; i <= static_cast<int>(KeyFileError::CannotWrite); ++i) {
        const base::Phrase text = to_phrase(static_cast<KeyFileError>(i));
        EXPECT_FALSE(text.en.empty() || text.ja.empty() || text.en == text.ja);
    }
}

}  // namespace
