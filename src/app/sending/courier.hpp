#pragma once

#include <map>
#include <memory>
#include <nem_wallet/nem_wallet.hpp>
#include <set>

#include "../watch/signatures.hpp"
#include "folder_outbox.hpp"
#include "ground.hpp"

namespace app {

/// Brings what lies in an outbox into the chain: follows the blocks for as long as it is asked to,
/// and announces what they do not hold, always the same bytes.
class Courier {
public:
    /// `ground` and `outbox` outlive it.
    Courier(Ground& ground, FolderOutbox& outbox, std::stop_token stop)
        : ground_{ground}, outbox_{outbox}, stop_{std::move(stop)} {}
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;
    Courier(Courier&&) = delete;
    Courier& operator=(Courier&&) = delete;
    ~Courier() = default;

    /// Reads from the oldest block that may matter up to the head. Complaints: nodes or outbox.
    [[nodiscard]] Expected<void> catch_up();
    /// After `catch_up`.
    [[nodiscard]] nem_wallet::Dispatcher& dispatcher();
    /// One round of announcements of everything that is open. Gives what the nodes said.
    [[nodiscard]] Expected<std::vector<nem_wallet::Report>> announce();
    /// New blocks, where there are any, then one round of announcements.
    [[nodiscard]] Expected<std::vector<nem_wallet::Report>> go_on();
    /// Of the newest block read: what had its deadline before that comes into no later block.
    [[nodiscard]] nem::TimeStamp tip_time() const { return tip_time_; }
    /// Of a cosignature: its multisig transaction is in the chain, with it or without.
    [[nodiscard]] bool is_overtaken(const nem::Transaction& transaction) const;
    /// Until the next round makes sense.
    void rest() const;
    [[nodiscard]] const std::stop_token& stop() const { return stop_; }

private:
    struct Reading {
        nem_wallet::Dispatcher desk;
        nem_node::Feed feed;
    };
    [[nodiscard]] Reading& reading() const;
    [[nodiscard]] Expected<void> begin();
    void note(const nem::Block& block);
    /// One round of reading.
    [[nodiscard]] Expected<std::vector<nem_wallet::Report>> read();

    Ground& ground_;
    FolderOutbox& outbox_;
    std::stop_token stop_;
    SignatureVerifier verifier_;
    std::unique_ptr<Reading> reading_;  // nothing before `catch_up`
    nem::TimeStamp tip_time_;
    std::map<ledger::Height, std::set<nem::Hash>> cosigned_;  // inner hashes, by block
};

}  // namespace app
