#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <expected>
#include <ledger/ledger.hpp>
#include <nem/nem.hpp>
#include <optional>
#include <string>
#include <vector>

/// One NIS node and what can be asked of it (Reference 5). Everything it says is hearsay.
namespace nem_node {

enum class NodeProblem : std::uint8_t {
    Unreachable,      // no connection
    TimedOut,         // no answer in time
    Cut,              // the connection ended within the answer
    TooManyRequests,  // 429, or 503 from a proxy that limits
    NotReady,         // it loads its chain, or is not synchronised
    Refused,          // it answered with an error of its own (4xx, 5xx)
    NotFound,         // 404: the block, mosaic or path is not there
    BadAnswer,        // not what NIS answers, or more of it than we read
    BadQuestion,      // our own: a URL or an argument that cannot be sent
};
struct NodeError {
    NodeProblem problem{};
    int http_status{0};  // 0: no answer arrived
    std::string detail;  // never a secret; a node's own words are made visible and cut
    friend bool operator==(const NodeError&, const NodeError&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const NodeError& error);

template <class T>
using Answer = std::expected<T, NodeError>;

/// A block's place and its own hash.
struct BlockId {
    ledger::Height height;
    nem::Hash hash;
    friend bool operator==(const BlockId&, const BlockId&) = default;
};

/// GET /status. Only Synchronized can be believed; a lone private node stays at NoRemoteNis.
enum class NodeStatus : std::uint8_t {
    Unknown = 0,
    Stopped = 1,
    Starting = 2,
    Running = 3,
    Booting = 4,
    Booted = 5,
    Synchronized = 6,
    NoRemoteNis = 7,
    Loading = 8,
};
[[nodiscard]] std::string_view to_string(NodeStatus status);

enum class RemoteStatus : std::uint8_t { Remote, Activating, Active, Deactivating, Inactive };
struct MultisigInfo {
    std::uint32_t cosignatories{0};
    std::uint32_t min_cosignatories{0};
    friend bool operator==(const MultisigInfo&, const MultisigInfo&) = default;
};
/// GET /account/get: as of the node's last block, its pool not counted.
struct AccountState {
    nem::Address address;
    std::optional<nem::PublicKey> public_key;  // absent until the account signs something
    money::Amount balance;                     // micro-XEM; all of it can be spent
    money::Amount vested;
    std::uint64_t harvested_blocks{0};
    RemoteStatus remote{RemoteStatus::Inactive};
    std::optional<MultisigInfo> multisig;
    std::vector<nem::Address> cosignatories;
    std::vector<nem::Address> cosignatory_of;
    friend bool operator==(const AccountState&, const AccountState&) = default;
};

/// Which of an account's transactions (Reference 5.4).
enum class Direction : std::uint8_t { All, Incoming, Outgoing };
/// `id` is private to one node and only good for its next page.
struct HistoryEntry {
    std::uint64_t id{0};
    ledger::Height height;
    nem::Hash hash;
    std::optional<nem::Hash> inner_hash;
    nem::SignedTransaction transaction;
    friend bool operator==(const HistoryEntry&, const HistoryEntry&) = default;
};
struct Harvest {
    std::uint64_t id{0};  // private to one node
    ledger::Height height;
    nem::TimeStamp time_stamp;
    money::Amount total_fee;
    friend bool operator==(const Harvest&, const Harvest&) = default;
};

/// A mosaic as it is now; `supply_units` counts whole units.
struct MosaicFacts {
    nem::MosaicDefinition definition;
    std::uint64_t supply_units{0};
    friend bool operator==(const MosaicFacts&, const MosaicFacts&) = default;
};

/// The answer to an announcement: `code` 0 (known already) and 1 are good, anything else is a
/// refusal (Reference 3.9).
struct Announced {
    std::uint16_t code{0};
    std::string message;
    std::optional<nem::Hash> hash;
    std::optional<nem::Hash> inner_hash;
    [[nodiscard]] bool accepted() const { return code <= 1; }
    friend bool operator==(const Announced&, const Announced&) = default;
};

/// Implementations are used by one thread at a time.
class Node {
public:
    Node() = default;
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    Node(Node&&) = delete;
    Node& operator=(Node&&) = delete;
    virtual ~Node() = default;

    /// For events and tables: never with credentials.
    [[nodiscard]] virtual std::string name() const = 0;
    /// NotReady unless the node says that it is synchronised.
    virtual Answer<void> ready() = 0;
    virtual Answer<ledger::Height> height() = 0;
    virtual Answer<nem::Block> last_block() = 0;
    virtual Answer<nem::Block> block_at(ledger::Height height) = 0;
    /// Some of the blocks from `height` + 1 on, in order; empty at the node's end.
    virtual Answer<std::vector<nem::Block>> blocks_after(ledger::Height height) = 0;
    /// Up to 400 block hashes from `height` on, in order; empty past the node's end.
    virtual Answer<std::vector<nem::Hash>> hashes_from(ledger::Height height) = 0;
    virtual Answer<std::vector<nem::UnconfirmedTransaction>> unconfirmed(
        const nem::Address& account) = 0;
    virtual Answer<nem::TimeStamp> network_time() = 0;
    virtual Answer<AccountState> account(const nem::Address& account) = 0;
    /// The account that is paid when `remote` harvests; nothing when it is nobody's remote now.
    virtual Answer<std::optional<nem::Address>> owner_of_remote(const nem::Address& remote) = 0;
    /// Newest first, one page; the next page is that before the last entry's id. Empty: the end.
    virtual Answer<std::vector<HistoryEntry>> transfers(const nem::Address& account,
                                                        Direction direction,
                                                        std::optional<std::uint64_t> before_id) = 0;
    virtual Answer<std::vector<Harvest>> harvests(const nem::Address& account,
                                                  std::optional<std::uint64_t> before_id) = 0;
    /// NotFound when unknown, or its namespace has expired.
    virtual Answer<MosaicFacts> mosaic(const nem::MosaicId& id) = 0;
    virtual Answer<std::vector<nem::Mosaic>> owned_mosaics(const nem::Address& account) = 0;
    virtual Answer<Announced> announce(const nem::SignedTransaction& transaction) = 0;
};

}  // namespace nem_node
