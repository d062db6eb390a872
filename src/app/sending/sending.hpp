#pragma once

#include <base/base.hpp>

#include "courier.hpp"
#include "outcome.hpp"
#include "proposal.hpp"

namespace app {

/// From a wish to a transaction in the chain: built from what the nodes say, shown, agreed to,
/// signed here, on the disk before any node hears of it, announced, and awaited where asked for.
///
/// No signal is held back: whoever interrupts it at any moment has either signed nothing, or has
/// the signed bytes in the outbox.
///
/// One order is one transaction. Whoever runs the same command again after a crash announces the
/// stored bytes again; a second transaction is made only when the first can never come any more.
class Sending {
public:
    Sending(SendingSettings settings, const Arguments& arguments, base::Language language)
        : settings_{std::move(settings)}, arguments_{arguments}, language_{language} {}

    /// Gives the exit code.
    [[nodiscard]] Expected<int> carry_out(const Wish& wish);
    /// What was signed elsewhere.
    [[nodiscard]] Expected<int> announce(const nem::SignedTransaction& transaction);
    /// Everything in the outbox that may still come into the chain.
    [[nodiscard]] Expected<int> announce_stored();

    [[nodiscard]] const SendingSettings& settings() const { return settings_; }

private:
    using Sign = std::function<Expected<nem::SignedTransaction>()>;

    [[nodiscard]] Expected<void> unlock();
    [[nodiscard]] Expected<int> show_only(const Proposal& proposal, Ground& ground);
    /// The order's name, and what there is of it already.
    [[nodiscard]] std::string choose_order(const nem_wallet::Dispatcher& desk,
                                           const std::string& otherwise) const;
    [[nodiscard]] Expected<int> send(Courier& courier, const FolderOutbox& outbox,
                                     const Proposal& proposal, Ground& ground,
                                     const std::string& order, const Sign& sign);
    /// Announces, waits where that was asked for, and says how it stands.
    [[nodiscard]] Expected<Sent> finish(Courier& courier, const FolderOutbox& outbox,
                                        const std::string& order, bool is_repeated);
    [[nodiscard]] Expected<void> await(Courier& courier, const std::string& order) const;
    [[nodiscard]] Expected<int> tell(const Expected<Sent>& sent) const;
    [[nodiscard]] Expected<int> tell_all(const std::vector<Sent>& all) const;
    void tell_reports(const std::vector<nem_wallet::Report>& reports) const;

    SendingSettings settings_;
    const Arguments& arguments_;
    base::Language language_;
    std::optional<nem_keys::KeyPair> keys_;
};

/// The account that signs: of the key file, which need not be opened for that, or of --signer.
[[nodiscard]] Expected<nem::PublicKey> signer_of(const SendingSettings& settings);

}  // namespace app
