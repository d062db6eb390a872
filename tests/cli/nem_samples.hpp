#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "program.hpp"

/// A key that everybody knows, and what it signs.
namespace cli {

inline constexpr std::string_view kPrivateKey =
    "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde1";
inline constexpr std::string_view kPublicKey =
    "6a6829df7286f999fceb7e1003cc288f44abb1871ed0f47d314da8e7eac9c9fe";
inline constexpr std::string_view kPassphrase = "correct horse battery 偽";

/// Unsigned, by that key, on the test network: 1.5 XEM and a message.
inline std::string unsigned_transfer() {
    return R"({"type":257,"version":-1744830463,"timeStamp":89000000,"deadline":89003600,
        "signer":")" +
           std::string{kPublicKey} + R"(","fee":100000,"amount":1500000,
        "recipient":"TA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRIQZTAH6C",
        "message":{"type":1,"payload":"68656c6c6f"}})";
}

/// A folder with `key` and `passphrase` in it.
class KeyFolder : public Folder {
public:
    KeyFolder() {
        std::ignore = write_secret("passphrase", std::string{kPassphrase} + "\n");
        std::ignore = write_secret("number", std::string{kPrivateKey} + "\n");
        made = run({"nem", "key", at("key"), "--import", "--private-key-file", at("number"),
                    "--passphrase-file", at("passphrase"), "--cost", "interactive"});
        EXPECT_EQ(made.code, 0) << made.err;
    }

    [[nodiscard]] std::string write_secret(const std::string& name, std::string_view text) const {
        const auto file = write(name, text);
        namespace fs = std::filesystem;
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
        return file;
    }
    /// With the options that open the key.
    [[nodiscard]] Outcome run_with_key(std::vector<std::string> words) const {
        for (const auto& word : {std::string{"--key"}, at("key"), std::string{"--passphrase-file"},
                                 at("passphrase")}) {
            words.push_back(word);
        }
        return run(words);
    }

    Outcome made;
};

}  // namespace cli
