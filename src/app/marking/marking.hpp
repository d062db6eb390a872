#pragma once

#include <map>
#include <marks/history.hpp>
#include <memory>
#include <nem_keys/nem_keys.hpp>
#include <nem_wallet/nem_wallet.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "../watch/chain_companion.hpp"
#include "../watch/nodes.hpp"
#include "case_desk.hpp"
#include "decision.hpp"
#include "journal_outbox.hpp"
#include "rules_file.hpp"

namespace app {

/// A case with the rules by which its accounts are marked.
struct MarkedCase {
    MarkingRules rules;
    taint::Policy policy{};
};

/// Puts marks on the chain: what the cases' desks order is signed, kept, announced and looked for
/// in the blocks, once however often the program dies. Marks that others gave are told as well.
class Marking : public ChainCompanion {
public:
    /// `journal` outlives it. `keys` may be missing where every case is a dry run. Complaints: a
    /// record that cannot be read, rules that were edited after marks were ordered by them, a case
    /// of the record that is no longer marked, or keys of another account.
    [[nodiscard]] static Expected<std::unique_ptr<Marking>> open(
        journal::Journal& journal, std::vector<MarkedCase> cases,
        std::optional<nem_keys::KeyPair> keys, nem::Network network);

    [[nodiscard]] Expected<void> on_block(const AppliedBlock& applied,
                                          journal::Batch& batch) override;
    void on_undo(ledger::Height height, journal::Batch& batch) override;

    /// At the chain's head, now and then: orders what is due, announces what is not in the chain.
    /// True when there is something to tell.
    [[nodiscard]] Expected<bool> step(base::Instant now, const Nodes& nodes);
    /// Takes what people decided meanwhile (decision.hpp). True when there is something to tell.
    [[nodiscard]] Expected<bool> take_decisions(const std::filesystem::path& record,
                                                base::Instant now);

    [[nodiscard]] const std::vector<CaseDesk>& desks() const { return desks_; }
    [[nodiscard]] const marks::History& history() const { return history_; }
    [[nodiscard]] std::vector<nem_wallet::Standing> standings() const {
        return dispatcher_.standings();
    }

private:
    /// What a record says that there is.
    struct Restored {
        std::vector<CaseDesk> desks;
        std::unique_ptr<JournalOutbox> outbox;
        nem_wallet::Dispatcher dispatcher;
    };
    Marking(journal::Journal& journal, std::vector<MarkedCase> cases,
            std::optional<nem_keys::KeyPair> keys, nem::Network network, Restored restored);
    [[nodiscard]] static Expected<Restored> restore(std::span<const MarkedCase> cases,
                                                    journal::Journal& journal);
    void note(const marks::Sent& sent, const AppliedBlock& applied, journal::Batch& batch);
    /// What the blocks say of each order that was given.
    void reconcile(CaseDesk& desk, base::Instant now, journal::Batch& batch);
    void tick(CaseDesk& desk, const MarkedCase& marked, base::Instant now, journal::Batch& batch);
    /// Gives the name under which what came of it is told.
    std::string apply(CaseDesk& desk, const marks::DeskEvent& event, base::Instant now,
                      journal::Batch& batch);
    void tell(const CaseDesk::Done& done, const CaseDesk& desk, base::Instant now,
              journal::Batch& batch);
    void tell(const marks::Intent& intent, const CaseDesk& desk, const std::string& name,
              base::Instant now, journal::Batch& batch);
    /// The final record, signed where there are keys, is kept with the event that made it.
    void close(const CaseDesk& desk, const std::string& record, const std::string& name,
               base::Instant now, journal::Batch& batch);
    [[nodiscard]] Expected<void> submit_missing(const CaseDesk& desk, const MarkedCase& marked,
                                                const nem_keys::KeyPair& keys, nem::TimeStamp now);
    enum class Dearest : std::uint8_t { No, Yes };  // with the mosaic, whatever it says
    [[nodiscard]] nem_wallet::Built<nem::Transaction> announcement(const MarkedCase& marked,
                                                                   const nem::Address& to,
                                                                   const marks::Notice& notice,
                                                                   nem::TimeStamp now,
                                                                   Dearest dearest) const;
    void decide(const Decision& decision, const std::string& name, base::Instant now,
                journal::Batch& batch);
    /// Those that the cases mark with. A case whose mosaic nobody knows waits, and says so.
    void learn_mosaics(const Nodes& nodes);
    [[nodiscard]] bool knows_mosaic_of(const MarkedCase& marked) const;
    void tell_waiting(const MarkedCase& marked, std::string_view cause, const base::Phrase& why,
                      base::Instant now, journal::Batch& batch) const;
    void tell_refusals(std::span<const nem_wallet::Report> reports, base::Instant now,
                       journal::Batch& batch) const;

    journal::Journal& journal_;
    std::vector<MarkedCase> cases_;
    std::optional<nem_keys::KeyPair> keys_;
    nem::Network network_;
    std::vector<CaseDesk> desks_;            // of each case
    std::unique_ptr<JournalOutbox> outbox_;  // the dispatcher refers to it
    nem_wallet::Dispatcher dispatcher_;
    marks::History history_;
    std::map<nem::MosaicId, nem_chain::MosaicSize> mosaics_;
};

}  // namespace app
