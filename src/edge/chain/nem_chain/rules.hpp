#pragma once

#include "state_tables.hpp"

namespace nem_chain {

/// Where a transaction is judged: in a block, or when it is announced.
struct Circumstances {
    nem::Network network;
    ledger::Height height;              // of the block that it would be in
    std::optional<nem::TimeStamp> now;  // only when it is announced
};

/// What NIS's validators say of a whole transaction, in their order
/// (TransactionValidatorFactory.createIncompleteSingleBuilder).
[[nodiscard]] NisResult judge(const nem::Transaction& transaction, const StateDraft& draft,
                              const Circumstances& where);
/// Whether a 4100 has the signatures that it needs (MultisigSignaturesPresentValidator).
[[nodiscard]] NisResult judge_signatures(const nem::Header& header, const nem::Multisig& multisig,
                                         const StateDraft& draft);
/// Both: why a transaction cannot be in the block now.
[[nodiscard]] NisResult judge_included(const nem::Transaction& transaction, const StateDraft& draft,
                                       const Circumstances& where);
/// What holds of a block's transactions together.
[[nodiscard]] NisResult judge_block(const nem::Block& block, const StateDraft& draft);
/// As many as NIS counts towards the 120 of a block.
inline constexpr std::size_t kTransactionsABlock = 120;
[[nodiscard]] std::size_t count_of(const nem::Transaction& transaction);
/// A cosignature belongs to a pooled or included 4100.
[[nodiscard]] bool is_for(const nem::MultisigSignature& signature, const nem::Multisig& multisig,
                          nem::Network network);

// ---- the rules of single bodies (rules_*.cpp).
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::Transfer&, const StateDraft&,
                                   const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::ImportanceTransfer&,
                                   const StateDraft&, const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::MultisigModification&,
                                   const StateDraft&, const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::ProvisionNamespace&,
                                   const StateDraft&, const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::MosaicDefinitionCreation&,
                                   const StateDraft&, const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::MosaicSupplyChange&,
                                   const StateDraft&, const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::MultisigSignature&,
                                   const StateDraft&, const Circumstances&);
[[nodiscard]] NisResult judge_body(const nem::Header&, const nem::Multisig&, const StateDraft&,
                                   const Circumstances&);
/// The namespace is leased, and existed in the lease that counts (DefaultNamespaceCache.isActive).
[[nodiscard]] bool is_active(const RegisterDraft& facts, const std::string& full_name,
                             ledger::Height at);
/// The name of a mosaic within its namespace.
[[nodiscard]] bool is_mosaic_name(std::string_view name);
/// It is a remote account that may neither act nor be acted on.
[[nodiscard]] bool is_held_back(const RegisterDraft& facts, const nem::Address& account,
                                const Circumstances& where);

}  // namespace nem_chain
