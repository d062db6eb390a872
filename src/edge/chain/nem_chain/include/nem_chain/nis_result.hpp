#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace nem_chain {

/// What NIS answers (Reference 3.9; ValidationResult.java). All of them; some only nodes use among
/// themselves.
enum class NisResult : std::uint8_t {
    Neutral = 0,
    Success = 1,
    Unknown = 2,
    PastDeadline = 3,
    FutureDeadline = 4,
    InsufficientBalance = 5,
    MessageTooLarge = 6,
    HashExists = 7,
    SignatureNotVerifiable = 8,
    TimestampTooFarInPast = 9,
    TimestampTooFarInFuture = 10,
    IneligibleBlockSigner = 11,
    EntityUnusableOutOfSync = 12,
    ChainScoreInferior = 13,
    ChainInvalid = 14,
    TooManyTransactions = 15,
    SelfSignedTransaction = 16,
    InsufficientFee = 17,
    NemesisAccountTransactionAfterNemesisBlock = 18,
    TransactionCacheTooFull = 19,
    WrongNetwork = 20,
    CannotHarvestFromBlockedAccount = 21,
    EntityInvalidVersion = 22,
    MultisigV2AggregateModificationBeforeFork = 41,
    TransactionBeforeSecondFork = 42,
    DestinationAccountInUse = 62,
    ImportanceTransferInProgress = 63,
    ImportanceTransferNeedsToBeDeactivated = 64,
    ImportanceTransferIsNotActive = 65,
    TransactionNotAllowedForRemote = 66,
    MultisigNotACosigner = 71,
    MultisigInvalidCosigners = 72,
    MultisigNoMatchingMultisig = 73,
    TransactionNotAllowedForMultisig = 74,
    MultisigAlreadyACosigner = 75,
    MultisigMismatchedSignature = 76,
    MultisigModificationMultipleDeletes = 77,
    MultisigModificationRedundantModifications = 78,
    ConflictingMultisigModification = 79,
    TooManyMultisigCosigners = 80,
    MultisigAccountCannotBeCosigner = 81,
    MultisigMinCosignatoriesOutOfRange = 82,
    MaxChainSizeExceeded = 101,
    BlockUnexpectedHeight = 102,
    BlockUnverifiable = 103,
    BlockNotHit = 104,
    TransactionUnverifiable = 105,
    TransactionDuplicateInChain = 106,
    NamespaceUnknown = 121,
    NamespaceAlreadyExists = 122,
    NamespaceExpired = 123,
    NamespaceOwnerConflict = 124,
    NamespaceInvalidName = 125,
    NamespaceInvalidRentalFeeSink = 126,
    NamespaceInvalidRentalFee = 127,
    NamespaceProvisionTooEarly = 128,
    NamespaceNotClaimable = 129,
    MosaicUnknown = 141,
    MosaicModificationNotAllowed = 142,
    MosaicCreatorConflict = 143,
    MosaicSupplyImmutable = 144,
    MosaicMaxSupplyExceeded = 145,
    MosaicSupplyNegative = 146,
    MosaicNotTransferable = 147,
    MosaicDivisibilityViolated = 148,
    ConflictingMosaicCreation = 149,
    MosaicInvalidCreationFeeSink = 150,
    MosaicInvalidCreationFee = 151,
    TooManyMosaicTransfers = 152,
    MosaicLevyNotTransferable = 153,
    MosaicLevyUnknown = 154,
};

/// As in an answer of NIS: `NEUTRAL`, `SUCCESS`, `FAILURE_PAST_DEADLINE`.
[[nodiscard]] std::string_view to_string(NisResult result);
[[nodiscard]] constexpr std::uint16_t code_of(NisResult result) {
    return static_cast<std::uint16_t>(result);
}
[[nodiscard]] std::optional<NisResult> find_result(std::uint16_t code);
/// A node that answers Neutral knew it already.
[[nodiscard]] constexpr bool is_failure(NisResult result) {
    return result != NisResult::Neutral && result != NisResult::Success;
}

}  // namespace nem_chain
