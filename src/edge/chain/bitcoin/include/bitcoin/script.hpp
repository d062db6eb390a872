#pragma once

#include <bitcoin/network.hpp>
#include <memory>

namespace bitcoin {

/// What an output's script asks for.
enum class ScriptKind : std::uint8_t {
    PublicKey,
    PublicKeyHash,
    ScriptHash,
    WitnessKeyHash,
    WitnessScriptHash,
    Taproot,
    WitnessOther,  // a version or length that nothing uses yet; Litecoin's extension blocks
    Multisig,
    Nothing,  // OP_RETURN: nobody can ever spend it
    Other
};

/// Who can spend an output. The public key itself, its hash and a script's hash have one account
/// each however the script is written; scripts without an address are accounts by their own hash.
struct Account {
    ScriptKind kind{};        // the one that gives the address: never PublicKey or Multisig
    std::uint8_t version{0};  // of a witness program
    std::uint8_t size{0};     // bytes of `id`
    std::array<std::uint8_t, 40> id{};
    friend auto operator<=>(const Account&, const Account&) = default;
};

using Script = std::span<const std::uint8_t>;
[[nodiscard]] ScriptKind kind_of(Network network, Script script);
/// Finds accounts and writes them. One serves for many: what it hashes with costs more to make than
/// an account.
class Accounts {
public:
    explicit Accounts(Network network);
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;
    Accounts(Accounts&&) noexcept;
    Accounts& operator=(Accounts&&) noexcept;
    ~Accounts();

    /// Nothing where nobody can spend it.
    [[nodiscard]] std::optional<Account> find(Script script);
    [[nodiscard]] std::string to_text(const Account& account);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace bitcoin
