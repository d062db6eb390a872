#include <algorithm>
#include <array>
#include <base/base.hpp>
#include <nem_chain/nis_result.hpp>

namespace nem_chain {
namespace {

struct Named {
    NisResult result;
    std::string_view name;
};
constexpr auto kNames = std::to_array<Named>({
    {NisResult::Neutral, "NEUTRAL"},
    {NisResult::Success, "SUCCESS"},
    {NisResult::Unknown, "FAILURE_UNKNOWN"},
    {NisResult::PastDeadline, "FAILURE_PAST_DEADLINE"},
    {NisResult::FutureDeadline, "FAILURE_FUTURE_DEADLINE"},
    {NisResult::InsufficientBalance, "FAILURE_INSUFFICIENT_BALANCE"},
    {NisResult::MessageTooLarge, "FAILURE_MESSAGE_TOO_LARGE"},
    {NisResult::HashExists, "FAILURE_HASH_EXISTS"},
    {NisResult::SignatureNotVerifiable, "FAILURE_SIGNATURE_NOT_VERIFIABLE"},
    {NisResult::TimestampTooFarInPast, "FAILURE_TIMESTAMP_TOO_FAR_IN_PAST"},
    {NisResult::TimestampTooFarInFuture, "FAILURE_TIMESTAMP_TOO_FAR_IN_FUTURE"},
    {NisResult::IneligibleBlockSigner, "FAILURE_INELIGIBLE_BLOCK_SIGNER"},
    {NisResult::EntityUnusableOutOfSync, "FAILURE_ENTITY_UNUSABLE_OUT_OF_SYNC"},
    {NisResult::ChainScoreInferior, "FAILURE_CHAIN_SCORE_INFERIOR"},
    {NisResult::ChainInvalid, "FAILURE_CHAIN_INVALID"},
    {NisResult::TooManyTransactions, "FAILURE_TOO_MANY_TRANSACTIONS"},
    {NisResult::SelfSignedTransaction, "FAILURE_SELF_SIGNED_TRANSACTION"},
    {NisResult::InsufficientFee, "FAILURE_INSUFFICIENT_FEE"},
    {NisResult::NemesisAccountTransactionAfterNemesisBlock,
     "FAILURE_NEMESIS_ACCOUNT_TRANSACTION_AFTER_NEMESIS_BLOCK"},
    {NisResult::TransactionCacheTooFull, "FAILURE_TRANSACTION_CACHE_TOO_FULL"},
    {NisResult::WrongNetwork, "FAILURE_WRONG_NETWORK"},
    {NisResult::CannotHarvestFromBlockedAccount, "FAILURE_CANNOT_HARVEST_FROM_BLOCKED_ACCOUNT"},
    {NisResult::EntityInvalidVersion, "FAILURE_ENTITY_INVALID_VERSION"},
    {NisResult::MultisigV2AggregateModificationBeforeFork,
     "FAILURE_MULTISIG_V2_AGGREGATE_MODIFICATION_BEFORE_FORK"},
    {NisResult::TransactionBeforeSecondFork, "FAILURE_TRANSACTION_BEFORE_SECOND_FORK"},
    {NisResult::DestinationAccountInUse, "FAILURE_DESTINATION_ACCOUNT_IN_USE"},
    {NisResult::ImportanceTransferInProgress, "FAILURE_IMPORTANCE_TRANSFER_IN_PROGRESS"},
    {NisResult::ImportanceTransferNeedsToBeDeactivated,
     "FAILURE_IMPORTANCE_TRANSFER_NEEDS_TO_BE_DEACTIVATED"},
    {NisResult::ImportanceTransferIsNotActive, "FAILURE_IMPORTANCE_TRANSFER_IS_NOT_ACTIVE"},
    {NisResult::TransactionNotAllowedForRemote, "FAILURE_TRANSACTION_NOT_ALLOWED_FOR_REMOTE"},
    {NisResult::MultisigNotACosigner, "FAILURE_MULTISIG_NOT_A_COSIGNER"},
    {NisResult::MultisigInvalidCosigners, "FAILURE_MULTISIG_INVALID_COSIGNERS"},
    {NisResult::MultisigNoMatchingMultisig, "FAILURE_MULTISIG_NO_MATCHING_MULTISIG"},
    {NisResult::TransactionNotAllowedForMultisig, "FAILURE_TRANSACTION_NOT_ALLOWED_FOR_MULTISIG"},
    {NisResult::MultisigAlreadyACosigner, "FAILURE_MULTISIG_ALREADY_A_COSIGNER"},
    {NisResult::MultisigMismatchedSignature, "FAILURE_MULTISIG_MISMATCHED_SIGNATURE"},
    {NisResult::MultisigModificationMultipleDeletes,
     "FAILURE_MULTISIG_MODIFICATION_MULTIPLE_DELETES"},
    {NisResult::MultisigModificationRedundantModifications,
     "FAILURE_MULTISIG_MODIFICATION_REDUNDANT_MODIFICATIONS"},
    {NisResult::ConflictingMultisigModification, "FAILURE_CONFLICTING_MULTISIG_MODIFICATION"},
    {NisResult::TooManyMultisigCosigners, "FAILURE_TOO_MANY_MULTISIG_COSIGNERS"},
    {NisResult::MultisigAccountCannotBeCosigner, "FAILURE_MULTISIG_ACCOUNT_CANNOT_BE_COSIGNER"},
    {NisResult::MultisigMinCosignatoriesOutOfRange,
     "FAILURE_MULTISIG_MIN_COSIGNATORIES_OUT_OF_RANGE"},
    {NisResult::MaxChainSizeExceeded, "FAILURE_MAX_CHAIN_SIZE_EXCEEDED"},
    {NisResult::BlockUnexpectedHeight, "FAILURE_BLOCK_UNEXPECTED_HEIGHT"},
    {NisResult::BlockUnverifiable, "FAILURE_BLOCK_UNVERIFIABLE"},
    {NisResult::BlockNotHit, "FAILURE_BLOCK_NOT_HIT"},
    {NisResult::TransactionUnverifiable, "FAILURE_TRANSACTION_UNVERIFIABLE"},
    {NisResult::TransactionDuplicateInChain, "FAILURE_TRANSACTION_DUPLICATE_IN_CHAIN"},
    {NisResult::NamespaceUnknown, "FAILURE_NAMESPACE_UNKNOWN"},
    {NisResult::NamespaceAlreadyExists, "FAILURE_NAMESPACE_ALREADY_EXISTS"},
    {NisResult::NamespaceExpired, "FAILURE_NAMESPACE_EXPIRED"},
    {NisResult::NamespaceOwnerConflict, "FAILURE_NAMESPACE_OWNER_CONFLICT"},
    {NisResult::NamespaceInvalidName, "FAILURE_NAMESPACE_INVALID_NAME"},
    {NisResult::NamespaceInvalidRentalFeeSink, "FAILURE_NAMESPACE_INVALID_RENTAL_FEE_SINK"},
    {NisResult::NamespaceInvalidRentalFee, "FAILURE_NAMESPACE_INVALID_RENTAL_FEE"},
    {NisResult::NamespaceProvisionTooEarly, "FAILURE_NAMESPACE_PROVISION_TOO_EARLY"},
    {NisResult::NamespaceNotClaimable, "FAILURE_NAMESPACE_NOT_CLAIMABLE"},
    {NisResult::MosaicUnknown, "FAILURE_MOSAIC_UNKNOWN"},
    {NisResult::MosaicModificationNotAllowed, "FAILURE_MOSAIC_MODIFICATION_NOT_ALLOWED"},
    {NisResult::MosaicCreatorConflict, "FAILURE_MOSAIC_CREATOR_CONFLICT"},
    {NisResult::MosaicSupplyImmutable, "FAILURE_MOSAIC_SUPPLY_IMMUTABLE"},
    {NisResult::MosaicMaxSupplyExceeded, "FAILURE_MOSAIC_MAX_SUPPLY_EXCEEDED"},
    {NisResult::MosaicSupplyNegative, "FAILURE_MOSAIC_SUPPLY_NEGATIVE"},
    {NisResult::MosaicNotTransferable, "FAILURE_MOSAIC_NOT_TRANSFERABLE"},
    {NisResult::MosaicDivisibilityViolated, "FAILURE_MOSAIC_DIVISIBILITY_VIOLATED"},
    {NisResult::ConflictingMosaicCreation, "FAILURE_CONFLICTING_MOSAIC_CREATION"},
    {NisResult::MosaicInvalidCreationFeeSink, "FAILURE_MOSAIC_INVALID_CREATION_FEE_SINK"},
    {NisResult::MosaicInvalidCreationFee, "FAILURE_MOSAIC_INVALID_CREATION_FEE"},
    {NisResult::TooManyMosaicTransfers, "FAILURE_TOO_MANY_MOSAIC_TRANSFERS"},
    {NisResult::MosaicLevyNotTransferable, "FAILURE_MOSAIC_LEVY_NOT_TRANSFERABLE"},
    {NisResult::MosaicLevyUnknown, "FAILURE_MOSAIC_LEVY_UNKNOWN"},
});
static_assert(std::ranges::is_sorted(kNames, {}, &Named::result));

}  // namespace

std::string_view to_string(NisResult result) {
    const auto* const found = std::ranges::lower_bound(kNames, result, {}, &Named::result);
    base::invariant(found != kNames.end() && found->result == result, "unnamed result of NIS");
    return found->name;
}

std::optional<NisResult> find_result(std::uint16_t code) {
    const auto* const found = std::ranges::lower_bound(
        kNames, code, {}, [](const Named& named) { return code_of(named.result); });
    if (found == kNames.end() || code_of(found->result) != code) { return std::nullopt; }
    return found->result;
}

}  // namespace nem_chain
