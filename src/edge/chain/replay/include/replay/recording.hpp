#pragma once

#include <expected>
#include <ledger/ledger.hpp>
#include <nem_keys/nem_keys.hpp>
#include <string>
#include <string_view>
#include <vector>

/// What is replayed: the transfers of a ledger, and who stands in for whom.
namespace replay {

inline constexpr std::size_t kTransfersMax = 1'000'000;
inline constexpr std::size_t kAccountsMax = 100'000;
inline constexpr std::size_t kBlocksMax = 300'000;  // one a minute: seven months

/// One transfer, between accounts in the ledger's own text form. Amounts in micro-XEM.
struct RecordedTransfer {
    std::string tx;
    std::string from;
    std::string to;
    money::Amount amount;
    money::Amount fee;  // the least that NIS takes is paid where the ledger has less
    nem::TimeStamp at;
    std::string message;
};
struct Opening {
    std::string account;
    money::Amount amount;
};
/// In the ledger's order; times never go back.
struct Recording {
    std::vector<RecordedTransfer> transfers;
    std::vector<Opening> openings;
};

enum class ReplayProblem : std::uint8_t {
    NoTransfers,     // nothing to replay
    TooMany,         // more transfers or accounts than the room keeps
    TooLong,         // more minutes than kBlocksMax between the first and the last
    BadTime,         // before NEM began, past 32 bits, or before the transfer above
    MessageTooLong,  // more than the 1,024 bytes that NIS takes
    TooMuch,         // more XEM than there is
    Repeated,        // more equal transfers at one time than time stamps could tell apart
    NoKeys           // the system locks no memory for keys
};
struct ReplayFault {
    ReplayProblem problem{};
    std::string tx;  // where it shows; may be empty
    friend bool operator==(const ReplayFault&, const ReplayFault&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const ReplayFault& fault);

/// The sender of a mint and the receiver of a burn: NEM has neither.
inline constexpr std::string_view kMinted = "(mint)";
inline constexpr std::string_view kBurned = "(burn)";
/// Where a ledger has heights and no times, its first row is put at this moment (UTC 2018-01-01).
inline constexpr nem::TimeStamp kHeightsBegin{87'177'215};

/// Errors: NoTransfers, TooMany, BadTime.
[[nodiscard]] std::expected<Recording, ReplayFault> to_recording(
    const ledger::AccountLedger& ledger);

/// The throw-away keys that stand in for an account: the same for the same seed and text, and
/// anybody who knows the seed has them. Errors: NoLockedMemory.
[[nodiscard]] std::expected<nem_keys::KeyPair, nem_keys::KeyError> stand_in_keys(
    std::string_view seed, std::string_view account);

}  // namespace replay
