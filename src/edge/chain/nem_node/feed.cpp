#include <nem_node/feed.hpp>

#include "feed_state.hpp"

namespace nem_node {

Feed::Feed(FeedConfig config, const std::vector<Node*>& nodes)
    : state_{std::make_unique<State>(std::move(config), nodes)} {}
Feed::Feed(Feed&&) noexcept = default;
Feed& Feed::operator=(Feed&&) noexcept = default;
Feed::~Feed() = default;

std::vector<FeedEvent> Feed::step(Monotonic now) { return state_->step(now); }
void Feed::hurry() { state_->hurry(); }
std::optional<PreAlert> Feed::offer(const nem::UnconfirmedTransaction& transaction,
                                    const std::string& node) {
    return state_->pre_alerts().offer(transaction, node);
}
void Feed::watch(std::set<nem::Address> accounts) {
    state_->pre_alerts().watch(std::move(accounts));
}
Monotonic Feed::next_step_at() const { return state_->next_step_at(); }
bool Feed::stopped() const { return state_->stopped(); }
std::optional<BlockId> Feed::tip() const {
    const auto& blocks = state_->known().blocks();
    return blocks.empty() ? std::nullopt : std::optional{blocks.back()};
}
std::vector<BlockId> Feed::recent() const {
    const auto& blocks = state_->known().blocks();
    return {blocks.begin(), blocks.end()};
}
ledger::Height Feed::final_height() const { return {state_->known().final_height()}; }
bool Feed::at_head() const { return state_->at_head(); }

std::optional<nem::Hash> nemesis_hash(nem::Network network) {
    const auto of = [](std::string_view hex) {
        nem::Hash hash;
        const auto bytes = base::parse_hex(hex);
        base::invariant(bytes && bytes->size() == nem::Hash::kSize, "a hash is 32 bytes");
        std::ranges::copy(*bytes, hash.bytes.begin());
        return hash;
    };
    // Reference 1.1.
    if (network == nem::kMainnet) {
        return of("438cf6375dab5a0d32f9b7bf151d4539e00a590f7c022d5572c7d41815a24be4");
    }
    if (network == nem::kTestnet) {
        return of("6e34a7895ce1653dde64a614f2ad4215f4217d9e0255b4c84a846e5f7677c6c5");
    }
    if (network == nem::kMijin) {
        return of("fd75b4e5eaa4521690dac6934be2ab0e84ec2f93b7d5a12a96f19bdcfc2f8bca");
    }
    return std::nullopt;
}

}  // namespace nem_node
