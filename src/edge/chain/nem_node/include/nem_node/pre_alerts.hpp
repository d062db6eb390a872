#pragma once

#include <deque>
#include <functional>
#include <nem_node/node.hpp>
#include <set>
#include <span>

namespace nem_node {

/// One signature and what it signs.
struct Signed {
    nem::PublicKey signer;
    nem::Bytes bytes;
    nem::Signature signature;
};
/// True when all of them hold (nem_keys::verify for each, on as many threads as it likes).
using Verify = std::function<bool(std::span<const Signed>)>;

/// The transaction's own signature and its cosignatures'.
[[nodiscard]] std::vector<Signed> signatures_of(const nem::SignedTransaction& transaction);
/// The block's own and those of all its transactions.
[[nodiscard]] std::vector<Signed> signatures_of(const nem::Block& block);

/// Whom a transaction names: signers, recipients, multisig accounts, cosignatories, sinks.
[[nodiscard]] std::set<nem::Address> named_accounts(const nem::Transaction& transaction);

/// An unconfirmed transaction that names a watched account. It proves nothing yet.
struct PreAlert {
    nem::UnconfirmedTransaction transaction;
    nem::Hash hash;
    std::string node;
};

/// Tells each transaction once, however many nodes and topics bring it; remembers the newest
/// kRememberedMax.
class PreAlerts {
public:
    static constexpr std::size_t kRememberedMax = 20'000;

    PreAlerts(std::set<nem::Address> watched, Verify verify);
    void watch(std::set<nem::Address> accounts) { watched_ = std::move(accounts); }
    [[nodiscard]] const std::set<nem::Address>& watched() const { return watched_; }
    [[nodiscard]] std::optional<PreAlert> offer(const nem::UnconfirmedTransaction& transaction,
                                                const std::string& node);

private:
    std::set<nem::Address> watched_;
    Verify verify_;
    std::set<nem::Hash> told_;
    std::deque<nem::Hash> told_order_;
};

}  // namespace nem_node
