#pragma once

#include <deque>
#include <replay/chain.hpp>

#include "maker.hpp"

namespace replay {

struct Remembered {
    nem_chain::NisResult result{};
    nem::TimeStamp until;
};

struct Chain::Parts {
    ChainSettings settings;
    std::shared_ptr<const Cast> cast;
    nem_chain::State state{nem::kMainnet};
    std::vector<std::shared_ptr<const KeptBlock>> blocks;
    std::vector<nem::SignedTransaction> pool;  // in order of arrival
    std::size_t next_recorded{0};              // of those that are not pooled yet
    std::uint64_t next_id{1};
    std::uint32_t branch{1};  // whose harvester signs
    nem::Address harvester;
    std::map<nem::Hash, Remembered> memory;  // answers to announcements
    News news;
    mutable std::shared_ptr<const Picture> picture;  // empty after a change

    [[nodiscard]] nem::TimeStamp next_block_at() const;
    [[nodiscard]] bool is_recorded(const nem::SignedTransaction& transaction) const;
    /// Pools the next recorded transfer.
    [[nodiscard]] std::expected<void, ReplayFault> pool_recorded();
    /// What goes into a block at `time`: recorded transfers whose time has come, in their order,
    /// and announced ones as NIS chooses them.
    [[nodiscard]] std::vector<nem::SignedTransaction> gather(nem::TimeStamp time,
                                                             const nem::PublicKey& signer) const;
    /// Makes, signs and applies a block of those of `wanted` that are good.
    [[nodiscard]] std::expected<void, ReplayFault> add_block(
        nem::TimeStamp time, std::vector<nem::SignedTransaction> wanted);
    void clear_pool(nem::TimeStamp time);
    void attach(const nem::SignedTransaction& cosignature);
    [[nodiscard]] nem_chain::NisResult judge(const nem::SignedTransaction& transaction,
                                             nem::TimeStamp now) const;
    void remember(const nem::Hash& hash, nem_chain::NisResult result, nem::TimeStamp now);
};

[[nodiscard]] inline std::string harvester_name(std::uint32_t branch) {
    return fmt::format("(harvester {})", branch);
}

}  // namespace replay
