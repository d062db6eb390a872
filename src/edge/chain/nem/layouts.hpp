#pragma once

#include <nem/nem.hpp>
#include <nem_testing/values.hpp>
#include <string>
#include <vector>

/// One transaction of every type, and its bytes put together by hand from the reference's tables.
namespace nem::testing {

inline const std::string kSigner = std::string(64, '1');
inline const std::string kMark = std::string(128, '2');
// "NALICELGU3IVY4DPJKHYLSSVYFFWYS5QPLYEZDJJ", with its length
inline const std::string kTo =
    "28000000"
    "4e414c4943454c475533495659344450"
    "4a4b48594c5353565946465759533551"
    "504c59455a444a4a";

inline std::string head(const std::string& type, const std::string& version, bool with_signature) {
    return type + version + "40084e05" + "20000000" + kSigner +
           (with_signature ? "40000000" + kMark : "") + "a086010000000000" + "50164e05";
}
inline Header header(Network network) {
    return {network, TimeStamp{89'000'000}, filled<PublicKey>(0x11),
            money::Amount::from_atoms(100'000), TimeStamp{89'003'600}};
}
inline Address to() { return good(parse_address("NALICELGU3IVY4DPJKHYLSSVYFFWYS5QPLYEZDJJ")); }

/// The four bytes of a length, for what is shorter than 256 bytes.
inline std::string counted(const std::string& hex) {
    return fmt::format("{:02x}000000", hex.size() / 2);
}

struct Layout {
    const char* name;
    std::string body;  // after the header
    std::string type, version;
    Body value;
};

inline std::vector<Layout> layouts() {
    const auto atoms = money::Amount::from_atoms;
    const MosaicId id{"ts", "x"};
    const std::string id_bytes =
        "0b000000"
        "02000000"
        "7473"
        "01000000"
        "78";
    const Message hello{MessageType::Plain, {0x68, 0x69}};
    const std::string key = "20000000" + std::string(64, '3');
    const auto other = filled<PublicKey>(0x33);
    return {
        {"transfer 1",
         kTo + "0200000000000000" +
             "0a000000"
             "01000000"
             "02000000"
             "6869",
         "01010000", "01000068", Transfer{to(), atoms(2), hello, {}}},
        {"transfer 1 without message", kTo + "0200000000000000" + "00000000", "01010000",
         "01000098", Transfer{to(), atoms(2), {}, {}}},
        {"transfer 2",
         kTo + "0200000000000000" + "00000000" + "01000000" + "17000000" + id_bytes +
             "0500000000000000",
         "01010000", "02000068", Transfer{to(), atoms(2), {}, {{Mosaic{id, atoms(5)}}}}},
        {"transfer 2 without mosaics", kTo + "0200000000000000" + "00000000" + "00000000",
         "01010000", "02000060", Transfer{to(), atoms(2), {}, std::vector<Mosaic>{}}},
        {"importance", "02000000" + key, "01080000", "01000068",
         ImportanceTransfer{ImportanceTransfer::Mode::Deactivate, other}},
        {"modification 1",
         "01000000"
         "28000000"
         "01000000" +
             key,
         "01100000", "01000068", MultisigModification{{{Modification::Type::Add, other}}, {}}},
        {"modification 2",
         "00000000"
         "04000000"
         "feffffff",
         "01100000", "02000068", MultisigModification{{}, MinCosignatories{RelativeChange{-2}}}},
        {"modification 2 without change",
         "00000000"
         "00000000",
         "01100000", "02000068", MultisigModification{{}, MinCosignatories{}}},
        {"root namespace",
         kTo + "0200000000000000" +
             "02000000"
             "7473" +
             "ffffffff",
         "01200000", "01000068", ProvisionNamespace{to(), atoms(2), "ts", {}}},
        {"namespace",
         kTo + "0200000000000000" +
             "02000000"
             "7473" +
             "00000000",
         "01200000", "01000068", ProvisionNamespace{to(), atoms(2), "ts", ""}},
        {"mosaic",
         "4e000000" + key + id_bytes +
             "01000000"
             "2e" +
             "01000000"
             "0a000000"
             "01000000"
             "61"
             "01000000"
             "62" +
             "00000000" + kTo + "0200000000000000",
         "01400000", "01000068",
         MosaicDefinitionCreation{{other, id, ".", {{"a", "b"}}, {}}, to(), atoms(2)}},
        {"mosaic with levy",
         "87000000" + key + id_bytes +
             "01000000"
             "2e" +
             "00000000" +
             "47000000"
             "02000000" +
             kTo + id_bytes + "0700000000000000" + kTo + "0200000000000000",
         "01400000", "01000068",
         MosaicDefinitionCreation{
             {other, id, ".", {}, Levy{Levy::Type::Percentile, to(), id, atoms(7)}},
             to(),
             atoms(2)}},
        {"supply", id_bytes + "01000000" + "0900000000000000", "02400000", "01000068",
         MosaicSupplyChange{id, MosaicSupplyChange::Type::Create, 9}},
        {"cosignature", "24000000" + key + kTo, "02100000", "01000068",
         MultisigSignature{filled<Hash>(0x33), to()}},
    };
}

}  // namespace nem::testing
