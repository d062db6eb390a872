#pragma once

#include <nem_chain/state.hpp>

#include "register_tables.hpp"

namespace nem_chain {

struct Account {
    money::Amount balance;
    std::optional<nem::PublicKey> key;
    std::vector<OwnedMosaic> mosaics;         // by id, none of 0
    std::vector<nem::Address> cosignatories;  // by address, like the next
    std::vector<nem::Address> cosignatory_of;
    std::uint32_t min_cosignatories{0};
};

/// Hashes of what was included, findable by time stamp, so that old ones can go (Reference 3.7:
/// nothing that old can come again).
using SeenKey = std::pair<nem::TimeStamp, nem::Hash>;
struct Seen {};
inline constexpr std::uint32_t kSecondsSeen = 36 * 60 * 60;

struct StateTables {
    RegisterTables facts;
    Table<nem::Address, Account> accounts;
    Table<SeenKey, Seen> seen;
    money::Amount issued;  // what all accounts have together: never more than kXemMax
};
struct StateChanges {
    RegisterChanges facts;
    Table<nem::Address, Account>::Changes accounts;
    Table<SeenKey, Seen>::Changes seen;
    money::Amount issued;
};
[[nodiscard]] StateChanges exchange(StateTables& tables, StateChanges changes);
void put(CanonicalBytes& bytes, const StateTables& tables);

struct StateDraft {
    explicit StateDraft(const StateTables& tables)
        : facts{tables.facts},
          accounts{tables.accounts},
          seen{tables.seen},
          issued{tables.issued} {}
    [[nodiscard]] StateChanges take() {
        return {facts.take(), accounts.take(), seen.take(), issued};
    }

    [[nodiscard]] money::Amount balance(const nem::Address& account) const;
    [[nodiscard]] money::Amount quantity(const nem::Address& account,
                                         const nem::MosaicId& id) const;
    [[nodiscard]] bool is_multisig(const nem::Address& account) const;
    [[nodiscard]] bool is_cosignatory(const nem::Address& account) const;
    [[nodiscard]] bool is_cosignatory_of(const nem::Address& account,
                                         const nem::Address& multisig) const;

    RegisterDraft facts;
    Draft<nem::Address, Account> accounts;
    Draft<SeenKey, Seen> seen;
    money::Amount issued;
};

/// An account begins with so much more; false when there is not so much.
[[nodiscard]] bool issue(StateDraft& draft, const nem::Address& account, base::Wide atoms);
/// Every transaction that NIS hashes for itself: the whole, its cosignatures, what it wraps.
[[nodiscard]] std::vector<SeenKey> keys_of(const nem::Transaction& transaction);
/// Moves balances; false, with the draft half changed, when somebody lacks what it sends.
[[nodiscard]] bool pay(StateDraft& draft, const BlockMoves& moves);
/// The whole effect of a transaction that was found good: links, names, balances, hashes.
/// False when somebody lacks what it sends.
[[nodiscard]] bool execute(StateDraft& draft, const nem::Transaction& transaction,
                           ledger::Height height, std::uint32_t index, BlockMoves& moves);
/// Hashes that no deadline reaches any more are dropped.
void drop_old(StateDraft& draft, nem::TimeStamp now);

}  // namespace nem_chain
