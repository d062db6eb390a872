#include <botan/rmd160.h>
#include <botan/sha2_32.h>

#include <algorithm>
#include <bitcoin/script.hpp>

namespace bitcoin {
namespace {

// The operations that the usual scripts are made of.
constexpr std::uint8_t kZero = 0x00;
constexpr std::uint8_t kOne = 0x51;
constexpr std::uint8_t kSixteen = 0x60;
constexpr std::uint8_t kReturn = 0x6a;
constexpr std::uint8_t kDup = 0x76;
constexpr std::uint8_t kEqual = 0x87;
constexpr std::uint8_t kEqualVerify = 0x88;
constexpr std::uint8_t kHash160 = 0xa9;
constexpr std::uint8_t kCheckSig = 0xac;
constexpr std::uint8_t kCheckMultisig = 0xae;

constexpr std::size_t kHashBytes = 20;
constexpr std::size_t kKeyBytes = 33;
constexpr std::size_t kLongKeyBytes = 65;
constexpr std::size_t kScriptBytesMax = 10'000;  // no node runs a longer one

bool is_number(std::uint8_t operation) { return operation >= kOne && operation <= kSixteen; }

/// A point of the curve, compressed, plain, or (06, 07) both at once.
bool is_key(Script bytes) {
    if (bytes.size() == kKeyBytes) { return bytes[0] == 2 || bytes[0] == 3; }
    if (bytes.size() != kLongKeyBytes) { return false; }
    return bytes[0] == 4 || bytes[0] == 6 || bytes[0] == 7;
}

/// The key that the script asks for a signature of; empty where it is another script.
Script key_in(Script script) {
    if (script.size() < 2 || script.back() != kCheckSig) { return {}; }
    const Script key = script.subspan(1, script.size() - 2);
    return script[0] == key.size() && is_key(key) ? key : Script{};
}

bool is_key_hash(Script script) {
    return script.size() == kHashBytes + 5 && script[0] == kDup && script[1] == kHash160 &&
           script[2] == kHashBytes && script[23] == kEqualVerify && script[24] == kCheckSig;
}

bool is_script_hash(Script script) {
    return script.size() == kHashBytes + 3 && script[0] == kHash160 && script[1] == kHashBytes &&
           script[22] == kEqual;
}

/// `m key ... key n OP_CHECKMULTISIG`
bool is_multisig(Script script) {
    if (script.size() < 4 || script.back() != kCheckMultisig) { return false; }
    const std::uint8_t needed = script.front();
    const std::uint8_t of = script[script.size() - 2];
    if (!is_number(needed) || !is_number(of) || needed > of) { return false; }
    Script keys = script.subspan(1, script.size() - 3);
    std::size_t count = 0;
    for (; !keys.empty(); ++count) {
        const std::size_t bytes = keys.front();
        if (bytes >= keys.size() || !is_key(keys.subspan(1, bytes))) { return false; }
        keys = keys.subspan(1 + bytes);
    }
    return count == of - kOne + 1U;
}

/// A version and one push of 2 to 40 bytes (BIP-141).
bool is_witness(Script script) {
    if (script.size() < 4 || script.size() > 42) { return false; }
    if (script[0] != kZero && !is_number(script[0])) { return false; }
    return script[1] == script.size() - 2;
}

ScriptKind witness_kind(Script script) {
    const std::size_t bytes = script.size() - 2;
    if (script[0] == kZero) {
        if (bytes == kHashBytes) { return ScriptKind::WitnessKeyHash; }
        return bytes == sizeof(Hash) ? ScriptKind::WitnessScriptHash : ScriptKind::Other;
    }
    if (script[0] == kOne && bytes == sizeof(Hash)) { return ScriptKind::Taproot; }
    return ScriptKind::WitnessOther;
}

Account account_with(ScriptKind kind, Script id, std::uint8_t version = 0) {
    Account account{kind, version, static_cast<std::uint8_t>(id.size()), {}};
    std::ranges::copy(id, account.id.begin());
    return account;
}

}  // namespace

ScriptKind kind_of(Network network, Script script) {
    if (script.size() > kScriptBytesMax || (!script.empty() && script[0] == kReturn)) {
        return ScriptKind::Nothing;
    }
    if (is_key_hash(script)) { return ScriptKind::PublicKeyHash; }
    if (is_script_hash(script)) { return ScriptKind::ScriptHash; }
    if (network != Network::Dash && is_witness(script)) { return witness_kind(script); }
    if (!key_in(script).empty()) { return ScriptKind::PublicKey; }
    return is_multisig(script) ? ScriptKind::Multisig : ScriptKind::Other;
}

struct Accounts::State {
    Network network;
    Botan::SHA_256 sha;
    Botan::RIPEMD_160 ripemd;
    address::Base58Maker base58;

    [[nodiscard]] Hash sha256(Script bytes) {
        Hash hash;
        sha.update(bytes.data(), bytes.size());
        sha.final(hash.bytes.data());
        return hash;
    }
    [[nodiscard]] Account of_key(Script key) {
        const Hash inner = sha256(key);
        std::array<std::uint8_t, kHashBytes> hash{};
        ripemd.update(inner.bytes.data(), inner.bytes.size());
        ripemd.final(hash.data());
        return account_with(ScriptKind::PublicKeyHash, hash);
    }
};

Accounts::Accounts(Network network) : state_{std::make_unique<State>(network)} {}
Accounts::Accounts(Accounts&&) noexcept = default;
Accounts& Accounts::operator=(Accounts&&) noexcept = default;
Accounts::~Accounts() = default;

std::optional<Account> Accounts::find(Script script) {
    const ScriptKind kind = kind_of(state_->network, script);
    switch (kind) {
        case ScriptKind::Nothing: return std::nullopt;
        case ScriptKind::PublicKey: return state_->of_key(key_in(script));
        case ScriptKind::PublicKeyHash: return account_with(kind, script.subspan(3, kHashBytes));
        case ScriptKind::ScriptHash: return account_with(kind, script.subspan(2, kHashBytes));
        case ScriptKind::WitnessKeyHash: [[fallthrough]];
        case ScriptKind::WitnessScriptHash: return account_with(kind, script.subspan(2));
        case ScriptKind::Taproot: [[fallthrough]];
        case ScriptKind::WitnessOther:
            return account_with(kind, script.subspan(2),
                                static_cast<std::uint8_t>(script[0] - kOne + 1));
        case ScriptKind::Multisig: [[fallthrough]];
        case ScriptKind::Other:
            return account_with(ScriptKind::Other, state_->sha256(script).bytes);
    }
    base::broken("unnamed kind of script");
}

std::string Accounts::to_text(const Account& account) {
    const address::Chain chain = chain_of(state_->network);
    const std::span<const std::uint8_t> id = std::span{account.id}.first(account.size);
    switch (account.kind) {
        case ScriptKind::PublicKeyHash:
            return state_->base58.make(chain, address::HashOf::PublicKey, id.first<kHashBytes>());
        case ScriptKind::ScriptHash:
            return state_->base58.make(chain, address::HashOf::Script, id.first<kHashBytes>());
        case ScriptKind::WitnessKeyHash: [[fallthrough]];
        case ScriptKind::WitnessScriptHash: [[fallthrough]];
        case ScriptKind::Taproot: [[fallthrough]];
        case ScriptKind::WitnessOther: return address::make_witness(chain, account.version, id);
        case ScriptKind::Other: return address::make_script(id.first<sizeof(Hash)>());
        case ScriptKind::PublicKey: [[fallthrough]];
        case ScriptKind::Multisig: [[fallthrough]];
        case ScriptKind::Nothing: break;
    }
    base::broken("an account of no kind");
}

}  // namespace bitcoin
