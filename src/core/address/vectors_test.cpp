// Addresses of others: the vectors of NEM's own project, and the addresses of the Coincheck case.
#include <gtest/gtest.h>

#include <address/address.hpp>
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace {

using address::Chain;

std::filesystem::path shared() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the test has one thread
    const char* const named = std::getenv("DYEPACK_SHARED");
    return named != nullptr ? std::filesystem::path{named}
                            : std::filesystem::path{DYEPACK_SOURCE_DIR} / ".." / "shared";
}

std::optional<std::string> read(const std::filesystem::path& path) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) { return std::nullopt; }
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

bool is_word(std::string_view text) {
    return std::ranges::all_of(text,
                               [](unsigned char letter) { return std::isalnum(letter) != 0; });
}

/// Every word between `before` and `after` is an address already in its normal form. How many?
std::size_t check_all(Chain chain, std::string_view text, std::string_view before,
                      std::string_view after) {
    std::size_t count = 0;
    for (std::size_t at = text.find(before); at != std::string_view::npos; at = text.find(before)) {
        text.remove_prefix(at + before.size());
        const std::string_view word = text.substr(0, text.find(after));
        if (word.empty() || !is_word(word)) { continue; }
        EXPECT_TRUE(address::normalise(chain, word) == std::string{word}) << word;
        ++count;
    }
    return count;
}

TEST(AddressVectors, OfNemVerifyOnAllThreeNetworks) {
    const auto text = read(shared() / "nem/vectors/crypto/1.test-address.json");
    if (!text) { GTEST_SKIP() << "the vectors are not here: set DYEPACK_SHARED"; }
    for (const std::string_view network : {"Public", "PublicTest", "Mijin"}) {
        const std::string before = "\"address_" + std::string{network} + "\": \"";
        EXPECT_GT(check_all(Chain::Nem, *text, before, "\""), 1'000U) << network;
    }
}

TEST(AddressVectors, OfTheCoincheckCaseVerify) {
    const auto text = read(shared() / "data/coincheck-2018/entities.csv");
    if (!text) { GTEST_SKIP() << "the case's data is not here: set DYEPACK_SHARED"; }
    EXPECT_EQ(check_all(Chain::Nem, *text, ",NEM,", ",yes,"), 22U);
    EXPECT_EQ(check_all(Chain::Dash, *text, ",DASH,", ",yes,"), 1U);
}

}  // namespace
