#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <expected>
#include <ledger/ledger.hpp>
#include <nem/nem.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What was signed is on the disk before any node hears of it, and is announced from there.
namespace nem_wallet {

/// Open: may still come into the chain. The others are for good: the chain is as deep above them as
/// NIS rewrites at most.
enum class Outcome : std::uint8_t {
    Open,
    Final,   // in the chain
    Expired  // its deadline has passed, and it is not in the chain
};
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// A node's refusal. NIS remembers it for 600 seconds and repeats it unexamined.
struct Refusal {
    std::string node;
    std::uint16_t code{0};  // Reference 3.9
    nem::TimeStamp at;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};
/// The newest refusal of each node is kept, of so many nodes.
inline constexpr std::size_t kRefusalsMax = 32;

/// One signed transaction on its way into the chain.
struct Parcel {
    std::string order;         // what it is for, in the words of whoever ordered it
    std::uint32_t attempt{1};  // the second is made when the first has expired
    nem::SignedTransaction transaction;
    ledger::Height stored_at;          // the chain's tip when it was stored
    std::optional<std::string> after;  // an order: nodes must know that transaction first
    Outcome outcome{Outcome::Open};
    std::optional<ledger::Height> height;  // of Final
    std::vector<Refusal> refusals;
    friend bool operator==(const Parcel&, const Parcel&) = default;
};
/// `ORDER#ATTEMPT`: no two parcels have the same.
[[nodiscard]] std::string id_of(const Parcel& parcel);

/// Where parcels are durable. What a call did is on the disk when it returns; when it complains, or
/// the program dies within it, the parcel is there wholly as before or wholly as asked for.
class Outbox {
public:
    Outbox() = default;
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;
    Outbox(Outbox&&) = delete;
    Outbox& operator=(Outbox&&) = delete;
    virtual ~Outbox() = default;

    /// Complains when there is one of this id.
    virtual std::expected<void, base::Complaint> put(const Parcel& parcel) = 0;
    /// In the place of the one of this id.
    virtual std::expected<void, base::Complaint> update(const Parcel& parcel) = 0;
    [[nodiscard]] virtual std::expected<std::vector<Parcel>, base::Complaint> all() const = 0;
};

/// A parcel as a JSON document (`dyepack.nem-parcel/1`), for an outbox that keeps texts. The
/// transaction stands there as its unsigned bytes and its signature, as it is announced.
[[nodiscard]] std::string to_document(const Parcel& parcel);
inline constexpr std::size_t kParcelBytesMax = 64U << 10U;
enum class ParcelProblem : std::uint8_t {
    NotAParcel,     // not such a document, or of another version
    BadField,       // a value is missing, or cannot be
    BadTransaction  // its bytes are none
};
[[nodiscard]] base::Phrase to_phrase(ParcelProblem problem);
/// Errors: NotAParcel, BadField, BadTransaction.
[[nodiscard]] std::expected<Parcel, ParcelProblem> parse_parcel(std::string_view document);

}  // namespace nem_wallet
