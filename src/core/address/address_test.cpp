#include <botan/base32.h>
#include <botan/keccak.h>
#include <gtest/gtest.h>

#include <address/address.hpp>
#include <array>
#include <random>
#include <vector>

namespace {

using address::AddressError;
using address::Chain;
using Result = std::expected<std::string, AddressError>;

constexpr std::array kChains{Chain::Other,    Chain::Nem,  Chain::Bitcoin,
                             Chain::Litecoin, Chain::Dash, Chain::Ethereum};
constexpr auto kEmpty = AddressError::Empty;
constexpr auto kLength = AddressError::BadLength;
constexpr auto kCharacter = AddressError::BadCharacter;
constexpr auto kChecksum = AddressError::BadChecksum;
constexpr auto kNetwork = AddressError::WrongNetwork;

const std::string kReceiver = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG";

struct Case {
    std::string_view text;
    Result result;
};

Result no(AddressError error) { return std::unexpected(error); }

void check(Chain chain, std::span<const Case> cases) {
    for (const auto& [text, result] : cases) {
        const auto account = address::normalise(chain, text);
        EXPECT_TRUE(account == result)
            << text
            << (account ? " gave " + *account
                        : " failed: " + address::to_phrase(account.error(), chain).en);
        if (!account) { continue; }
        EXPECT_TRUE(address::normalise(chain, *account) == account) << text;
        EXPECT_TRUE(address::normalise(chain, address::to_pretty(chain, *account)) == account);
    }
}

TEST(NemAddress, IsAcceptedAsWalletsWriteIt) {
    const Case cases[] = {
        {kReceiver, kReceiver},
        {"NC4C6P-SUW5CL-TDT5SX-AGJDQJ-GZNESK-FK5MCN-77OG", kReceiver},
        {"nc4c6psuw5cltdt5sxagjdqjgzneskfk5mcn77og", kReceiver},
        {"  NC4C6P SUW5CL TDT5SX AGJDQJ GZNESK FK5MCN 77OG\n", kReceiver},
        {"NANEMOABLAGR72AZ2RV3V4ZHDCXW25XQ73O7OBT5", "NANEMOABLAGR72AZ2RV3V4ZHDCXW25XQ73O7OBT5"},
        {"TAUKHZ5VAUMJ7WG6CZLTVEJERBUZ3Y5EL7SXZVJP", "TAUKHZ5VAUMJ7WG6CZLTVEJERBUZ3Y5EL7SXZVJP"},
        {"MAMIJINSVHBIPKT5XCFHJYGWL7WVRZQ6U7JG7LLN", "MAMIJINSVHBIPKT5XCFHJYGWL7WVRZQ6U7JG7LLN"},
        {"", no(kEmpty)},
        {" \t\r\n", no(kEmpty)},
        {"- -", no(kEmpty)},
        {"NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77O", no(kLength)},
        {"NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OGA", no(kLength)},
        {"NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77O0", no(kCharacter)},
        {"NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77O=", no(kCharacter)},
        {"ＮC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG", no(kCharacter)},
        {"NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OH", no(kChecksum)},
        {"TC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG", no(kChecksum)},
        {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", no(kCharacter)},
    };
    check(Chain::Nem, cases);
}

std::string make_nem(std::uint8_t network, std::mt19937_64& random) {
    std::vector<std::uint8_t> bytes{network};
    while (bytes.size() < 21) { bytes.push_back(static_cast<std::uint8_t>(random())); }
    Botan::Keccak_1600 keccak{256};
    keccak.update(bytes);
    const auto digest = keccak.final();
    bytes.insert(bytes.end(), digest.begin(), digest.begin() + 4);
    return Botan::base32_encode(bytes);
}

TEST(NemAddress, OfAnUnknownNetworkIsRefused) {
    std::mt19937_64 random{1};
    for (unsigned network = 0; network < 256; ++network) {
        const std::string text = make_nem(static_cast<std::uint8_t>(network), random);
        const bool known = network == 0x68 || network == 0x98 || network == 0x60;
        EXPECT_TRUE(address::normalise(Chain::Nem, text) == (known ? Result{text} : no(kNetwork)))
            << network;
    }
}

TEST(NemAddress, AnyWrongLetterIsNoticed) {
    for (std::size_t i = 0; i < kReceiver.size(); ++i) {
        std::string wrong = kReceiver;
        wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
        EXPECT_TRUE(address::normalise(Chain::Nem, wrong) == no(kChecksum)) << wrong;
    }
}

TEST(NemAddress, IsShownInGroupsOfSix) {
    EXPECT_EQ(address::to_pretty(Chain::Nem, kReceiver),
              "NC4C6P-SUW5CL-TDT5SX-AGJDQJ-GZNESK-FK5MCN-77OG");
    EXPECT_EQ(address::to_pretty(Chain::Nem, "entity:coincheck-hot"), "entity:coincheck-hot");
    EXPECT_EQ(address::to_pretty(Chain::Bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
              "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
}

TEST(BitcoinAddress, IsBase58OrBech32) {
    const Case cases[] = {
        {" 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"},
        {"3Ai1JZ8pdJb2ksieUV8FsxSNVJCpoPi8W6", "3Ai1JZ8pdJb2ksieUV8FsxSNVJCpoPi8W6"},
        {"1111111111111111111114oLvT2", "1111111111111111111114oLvT2"},
        {"1QLbz7JHiBTspS962RLKV8GndWFwi5j6Qr", "1QLbz7JHiBTspS962RLKV8GndWFwi5j6Qr"},
        {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", no(kChecksum)},
        {"1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfna", no(kChecksum)},
        {"1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a", no(kCharacter)},
        {"1A1zP1eP5QGefi2DMPTfTL5SLmv7 DivfNa", no(kCharacter)},
        {"133VQZmihsauVFjR6XTtJkHs9ZP6Nwkii", no(kLength)},
        {"11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", no(kLength)},
        {"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", no(kLength)},
        {"1", no(kLength)},
        {"mpXwg4jMtRhuSpVq4xS3HFHmCmWp9NyGKt", no(kNetwork)},
        {"2N2GDNJ4rEm6NxfMC9ck8VuRdheQzXWaNZv", no(kNetwork)},
        {"2n1XR4oJkmBdJMxhBGQGb96gQ88xUyGML1i", no(kNetwork)},
        {"LUEweDxDA4WhvWiNXXSxjM9CYzHPJv4QQF", no(kNetwork)},
        {"XjhqDGJH37VEpecoDGmtJrmEB7VoD8Lb39", no(kNetwork)},
    };
    check(Chain::Bitcoin, cases);
}

// BIP-173 and BIP-350 have some of these vectors; an independent encoder made the others.
TEST(BitcoinAddress, FollowsBip173AndBip350) {
    const Case cases[] = {
        {"BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
         "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
        {"bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc4048ry",
         "bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc4048ry"},
        {"bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
         "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y"},
        {"BC1SW50QGDZ25J", "bc1sw50qgdz25j"},
        {"bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"},
        {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
         "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"},
        {"bc1pv93qscqnkq", "bc1pv93qscqnkq"},
        {"bc1pvt5s0v2uhuna2sjnn84ldu8m2r4m3rccvt5s0v2uhuna2sjnn84ldu8m2r4m3rccgjeadv",
         "bc1pvt5s0v2uhuna2sjnn84ldu8m2r4m3rccvt5s0v2uhuna2sjnn84ldu8m2r4m3rccgjeadv"},
        {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", no(kChecksum)},
        {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", no(kChecksum)},
        {"bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rccqn9txx", no(kChecksum)},
        {"bc1pvt5s0v2uhuna2sjnn84ldu8m2r4m3rccvt5s0v2uhuna2sjnn84s5wnnqc", no(kChecksum)},
        {"bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", no(kCharacter)},
        {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3tb", no(kCharacter)},
        {"bc1", no(kLength)},
        {"bc1gmk9yu", no(kLength)},
        {"bc1pdg93mv", no(kLength)},
        {"bc1p0qc7xhnr", no(kLength)},
        {"bc1pvt5s0v2uhuna2sjnn84ldu8m2r4m3rccvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc0qxs8f97",
         no(kLength)},
        {"bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc0q3jt4hh", no(kLength)},
        {"bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rccqggegz6", no(kLength)},
        {"bc13vt5s0v2uhuna2sjnn84ldu8m2r4m3rcclpr5ye", no(kLength)},
        {"bc1pry98f0qzd8", no(kLength)},
        {"bc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
         "qqqq",
         no(kLength)},
        {"tb1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcclfw5ch", no(kNetwork)},
        {"bcrt1pvt5s0v2uhuna2sjnn84ldu8m2r4m3rccvt5s0v2uhuna2sjnn84smrlk20", no(kNetwork)},
        {"ltc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc3n0rm5", no(kNetwork)},
    };
    check(Chain::Bitcoin, cases);
}

TEST(LitecoinAddress, IsBase58OrBech32) {
    const Case cases[] = {
        {"LUEweDxDA4WhvWiNXXSxjM9CYzHPJv4QQF", "LUEweDxDA4WhvWiNXXSxjM9CYzHPJv4QQF"},
        {"MGv9cSYnaRSTZNzYaN7bhbgmozoGkKBvCn", "MGv9cSYnaRSTZNzYaN7bhbgmozoGkKBvCn"},
        {"3Ai1JZ8pdJb2ksieUV8FsxSNVJCpoPi8W6", "MGv9cSYnaRSTZNzYaN7bhbgmozoGkKBvCn"},
        {"LTC1QVT5S0V2UHUNA2SJNN84LDU8M2R4M3RCC3N0RM5",
         "ltc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc3n0rm5"},
        {"LTC1eDxDA4WhvWiNXXSxjM9CYzHPJv4QQF", no(kChecksum)},
        {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", no(kNetwork)},
        {"QVcyVJw6Fs9U6r7Emin9abs4r2rpPhBE1A", no(kNetwork)},
        {"bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc4048ry", no(kNetwork)},
        {"tltc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rccxpv2g7", no(kNetwork)},
    };
    check(Chain::Litecoin, cases);
}

TEST(DashAddress, IsBase58) {
    const Case cases[] = {
        {"Xr6maJSptxgD6NRBRqnv4YwsqoJvhLc7iB", "Xr6maJSptxgD6NRBRqnv4YwsqoJvhLc7iB"},
        {"7bRe8kQzSHgfkeFbk6nmDLS2Qr3CXPgTPo", "7bRe8kQzSHgfkeFbk6nmDLS2Qr3CXPgTPo"},
        {"Xr6maJSptxgD6NRBRqnv4YwsqoJvhLc7iC", no(kChecksum)},
        {"yVLSEDNiUf9KAPYLn86HLtBaTPzAhDfksR", no(kNetwork)},
        {"8oST65JrZq5JCwfrpMnifiFPJMp2hRhLb7", no(kNetwork)},
        {"bc1qvt5s0v2uhuna2sjnn84ldu8m2r4m3rcc4048ry", no(kNetwork)},
    };
    check(Chain::Dash, cases);
}

TEST(EthereumAddress, FollowsEip55) {
    const Case cases[] = {
        {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
         "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"},
        {"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
         "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359"},
        {"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
         "0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb"},
        {"0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
         "0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb"},
        {"0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
         "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"},
        {"0x52908400098527886E0F7030069857D2E4169EE7",
         "0x52908400098527886e0f7030069857d2e4169ee7"},
        {"0x0000000000000000000000000000000000000000",
         "0x0000000000000000000000000000000000000000"},
        {"0x5aaEb6053F3E94C9b9A09f33669435E7Ef1BeAed", no(kChecksum)},
        {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", no(kLength)},
        {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd", no(kLength)},
        {"0x", no(kLength)},
        {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", no(kCharacter)},
        {"5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", no(kCharacter)},
        {"0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", no(kCharacter)},
        {"", no(kEmpty)},
    };
    check(Chain::Ethereum, cases);
}

TEST(OtherAccount, IsAnyTextForALine) {
    const std::string longest(address::kTextBytesMax, 'x');
    const std::string too_long = longest + "x";
    const Case cases[] = {
        {"42", "42"},
        {"  Mt. Gox (hot) ", "Mt. Gox (hot)"},
        {"金庫", "金庫"},
        {longest, longest},
        {"  ", no(kEmpty)},
        {too_long, no(kLength)},
        {"a\tb", no(kCharacter)},
        {"a\x1b[2J", no(kCharacter)},
        {"a\x7f", no(kCharacter)},
        {"\x97\xac", no(kCharacter)},
    };
    check(Chain::Other, cases);
}

TEST(Entity, StandsForAPartyOnEveryChain) {
    for (const Chain chain : kChains) {
        const Case cases[] = {
            {"entity:coincheck-hot-wallet", "entity:coincheck-hot-wallet"},
            {" entity:x1 ", "entity:x1"},
            {"entity:", no(kCharacter)},
            {"entity:Upper", no(kCharacter)},
            {"entity:a_b", no(kCharacter)},
            {"entity:a b", no(kCharacter)},
        };
        check(chain, cases);
    }
    EXPECT_TRUE(address::is_entity("entity:a-1"));
    for (const std::string_view text :
         {"", "entity:", "entity:A", "entity", "Entity:a", " entity:a"}) {
        EXPECT_FALSE(address::is_entity(text)) << text;
    }
}

TEST(Chain, NamesReadBack) {
    for (const Chain chain : kChains) {
        EXPECT_EQ(address::parse_chain(address::to_string(chain)), chain);
    }
    EXPECT_EQ(address::parse_chain("NEM"), std::nullopt);
    EXPECT_EQ(address::parse_chain(""), std::nullopt);
}

TEST(AddressError, SaysWhatIsWrongAndWhatWasExpected) {
    for (const Chain chain : kChains) {
        for (const auto error : {kEmpty, kLength, kCharacter, kChecksum, kNetwork}) {
            const auto phrase = address::to_phrase(error, chain);
            EXPECT_TRUE(phrase.en.contains(", expected ")) << phrase.en;
            EXPECT_FALSE(phrase.ja.empty());
        }
    }
    EXPECT_EQ(address::to_phrase(kChecksum, Chain::Dash).en,
              "the address's checksum is wrong (a typing error?), expected a Dash address: base58 "
              "beginning with X or 7");
}

}  // namespace
