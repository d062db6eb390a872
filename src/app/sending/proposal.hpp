#pragma once

#include <functional>
#include <nem_wallet/nem_wallet.hpp>

#include "ground.hpp"
#include "settings.hpp"

namespace app {

/// What was built, and what a person should be told before they agree to it.
struct Draft {
    nem::Transaction transaction;
    std::vector<base::Phrase> warnings;
    std::optional<nem::Transaction> about;  // what a cosignature agrees to
};

/// What a command wants to have in the chain.
struct Wish {
    std::string kind;       // `send`, `rent`: begins the order's name
    std::string meaning;    // everything that was asked for; equal wishes are one order
    bool needs_key{false};  // already to be built: an encrypted message
    bool is_wrapped{true};  // where --account names a multisig account
    /// `terms` are those of whoever it is built for; `keys` are there where they are needed.
    std::function<Expected<Draft>(const nem_wallet::Terms& terms, Ground& ground,
                                  const nem_keys::KeyPair* keys)>
        build;
};

/// A transaction ready to be signed, and who pays for it.
struct Proposal {
    nem::Transaction transaction;
    nem::Address payer;
    nem_wallet::Cost cost;
    money::Amount balance;  // the payer's, of the last block
    std::vector<base::Phrase> warnings;
    std::optional<nem::Transaction> about;
};

[[nodiscard]] base::Complaint complaint_about_wallet(const nem_wallet::WalletError& error);

/// Builds it for `signer`, or for the multisig account for which they propose. Complaints: whatever
/// would be refused as things stand, before anything is signed.
[[nodiscard]] Expected<Proposal> make_proposal(const Wish& wish, const SendingSettings& settings,
                                               Ground& ground, const nem::PublicKey& signer,
                                               const nem_keys::KeyPair* keys);
/// The same of what was signed elsewhere, which only the chain may refuse.
[[nodiscard]] Expected<Proposal> to_proposal(Draft draft, Ground& ground);
/// A transaction as it was built, or a complaint.
[[nodiscard]] Expected<Draft> to_draft(nem_wallet::Built<nem::Transaction> built,
                                       std::vector<base::Phrase> warnings = {});

}  // namespace app
