#pragma once

#include <map>
#include <memory>
#include <nem_chain/nem_chain.hpp>
#include <replay/recording.hpp>

/// The chain that is made of a recording: blocks signed by throw-away keys, one a minute.
namespace replay {

inline constexpr std::uint32_t kBlockSeconds = 60;
/// A recorded transfer shows unconfirmed so long before its block.
inline constexpr std::uint32_t kUnconfirmedSeconds = 20;
/// Deeper than NIS rewrites (360), so that it can be seen what followers do then.
inline constexpr std::size_t kDepthMax = 400;
inline constexpr std::size_t kPoolMax = 300;
inline constexpr std::uint32_t kMemorySeconds = 600;  // of the answers to announcements
inline constexpr std::size_t kMemoryMax = 10'000;
inline constexpr std::size_t kAnnouncedBytesMax = 2'048;  // NIS cuts what is longer

/// A transaction in a block, with what a node's database would know of it.
struct Kept {
    std::uint64_t id{0};  // rises, and another one after a reorganisation
    nem::Hash hash;
    std::optional<nem::Hash> inner_hash;
    std::vector<nem::Address> incoming;  // those in whose incoming history it stands
    std::vector<nem::Address> outgoing;
};
struct KeptBlock {
    nem::Block block;
    nem::Hash hash;
    std::uint64_t id{0};
    nem::Address beneficiary;
    money::Amount total_fee;
    std::vector<Kept> transactions;  // one for each of the block's
    std::string json;                // as it is served: made once
};
/// What one moment of the chain looks like; never changes.
struct Picture {
    std::vector<std::shared_ptr<const KeptBlock>> blocks;  // height 1 is the first
    std::shared_ptr<const nem_chain::State> state;
    std::vector<nem::SignedTransaction> pool;  // in order of arrival
    [[nodiscard]] std::uint64_t height() const { return blocks.size(); }
};

/// What is new since the last question, for those who are subscribed.
struct News {
    std::vector<std::shared_ptr<const KeptBlock>> blocks;
    std::vector<nem::SignedTransaction> pooled;
    std::vector<std::string> lost;  // recorded transfers that the chain will never have
};

/// What becomes of the transactions of blocks that are taken back.
enum class Returned : std::uint8_t {
    Same,   // in the new branch at the same heights
    Later,  // in its blocks from the second on
    Never   // gone: what recorded transfers moved is not moved
};

struct StandIn {
    std::string account;
    nem::Address address;
    nem::PublicKey key;
    money::Amount opening;
};

struct ChainSettings {
    nem::Network network{nem::kMainnet};
    std::string seed{"dyepack replay"};
    std::vector<nem::Address> funded;  // accounts of those who try something against the chain
    money::Amount funded_with{money::Amount::from_atoms(1'000'000'000'000)};
};

/// The answer to an announcement, as NIS gives it.
struct Announced {
    nem_chain::NisResult result{};
    nem::Hash hash;
    std::optional<nem::Hash> inner_hash;
};

/// One writer's; a copy is a fork. No clock: time is what `advance` is told.
class Chain {
public:
    /// Begins with a block like the nemesis block, which hands out the openings.
    [[nodiscard]] static std::expected<Chain, ReplayFault> make(Recording recording,
                                                                ChainSettings settings);
    Chain(const Chain&);
    Chain& operator=(const Chain&);
    Chain(Chain&&) noexcept;
    Chain& operator=(Chain&&) noexcept;
    ~Chain();

    /// A minute before the first recorded transfer.
    [[nodiscard]] nem::TimeStamp beginning() const;
    /// The block with the last recorded transfer; the chain grows on after it.
    [[nodiscard]] nem::TimeStamp recording_end() const;
    /// When something happens next: a transfer is pooled, or a block is made.
    [[nodiscard]] nem::TimeStamp next_at() const;
    /// The block that comes next.
    [[nodiscard]] ledger::Height next_height() const;
    [[nodiscard]] nem::TimeStamp next_block_at() const;
    /// Lets the next thing happen. Errors: NoKeys.
    [[nodiscard]] std::expected<void, ReplayFault> step();
    /// Takes the newest `depth` blocks back and makes a competing branch of the same length, signed
    /// by another harvester. As many blocks as there are above the first, at most kDepthMax.
    /// Errors: NoKeys.
    [[nodiscard]] std::expected<void, ReplayFault> reorganise(std::size_t depth, Returned how);
    /// As NIS judges it at `now`; good ones are pooled. `transaction` is as it was announced.
    [[nodiscard]] Announced announce(const nem::SignedTransaction& transaction, nem::TimeStamp now);
    /// Pool and remembered answers are lost, as when a node is started again. Recorded transfers
    /// come back: others announce them.
    void restart();

    [[nodiscard]] std::shared_ptr<const Picture> picture() const;
    [[nodiscard]] News take_news();
    /// In the order in which they first appear.
    [[nodiscard]] const std::vector<StandIn>& stand_ins() const;
    /// The transaction that a recorded transfer becomes, by its number in the recording.
    [[nodiscard]] nem::Hash hash_of_recorded(std::size_t number) const;
    [[nodiscard]] money::Amount fee_of_recorded(std::size_t number) const;
    [[nodiscard]] const nem::Address& harvester() const;

private:
    struct Parts;
    explicit Chain(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace replay
