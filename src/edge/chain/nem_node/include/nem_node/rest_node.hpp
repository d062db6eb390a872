#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <nem_node/node.hpp>
#include <stop_token>

namespace nem_node {

/// Where randomness comes from: 64 bits a call. It spreads retries and makes challenges; it guards
/// no secret.
using Randomness = std::function<std::uint64_t()>;

struct RestSettings {
    nem::Network network{nem::kMainnet};
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds total_timeout{30'000};
    std::size_t answer_bytes_max{nem::kJsonBytesMax};  // unpacked
    unsigned requests_per_second{
        10};                  // 0: as many as the node takes. Loopback is exempt, as in NIS
    unsigned retries_max{3};  // of what may be asked twice; announcements are not
    std::chrono::milliseconds retry_first{500};  // doubled each time, and up to half of it added
    std::chrono::milliseconds retry_last{10'000};
    bool lone_node{false};  // status 7 will do: a private network of one
    Randomness random;      // empty: std::random_device
    std::stop_token stop;   // ends waits and transfers at once
};

/// `http://host:7890` or `https://…`: no path, query, fragment, user or password. BadQuestion
/// otherwise.
[[nodiscard]] Answer<std::string> parse_node_url(std::string_view url);

/// Asks one node by libcurl over one kept-alive connection. Redirects are not followed.
class RestNode final : public Node {
public:
    /// Connects when it is first asked.
    [[nodiscard]] static Answer<std::unique_ptr<RestNode>> make(std::string_view url,
                                                                RestSettings settings);
    ~RestNode() override;
    RestNode(const RestNode&) = delete;
    RestNode& operator=(const RestNode&) = delete;
    RestNode(RestNode&&) = delete;
    RestNode& operator=(RestNode&&) = delete;

    [[nodiscard]] std::string name() const override;
    Answer<NodeStatus> status();
    Answer<void> ready() override;
    /// GET /heartbeat: whether the web server answers; it says nothing of the chain.
    Answer<bool> alive();
    Answer<ledger::Height> height() override;
    Answer<nem::Block> last_block() override;
    Answer<nem::Block> block_at(ledger::Height height) override;
    /// Falls back to block after block where the node does not offer the peer protocol.
    Answer<std::vector<nem::Block>> blocks_after(ledger::Height height) override;
    Answer<std::vector<nem::Hash>> hashes_from(ledger::Height height) override;
    Answer<std::vector<nem::UnconfirmedTransaction>> unconfirmed(
        const nem::Address& account) override;
    Answer<nem::TimeStamp> network_time() override;
    Answer<AccountState> account(const nem::Address& account) override;
    Answer<std::optional<nem::Address>> owner_of_remote(const nem::Address& remote) override;
    Answer<std::vector<HistoryEntry>> transfers(const nem::Address& account, Direction direction,
                                                std::optional<std::uint64_t> before_id) override;
    Answer<std::vector<Harvest>> harvests(const nem::Address& account,
                                          std::optional<std::uint64_t> before_id) override;
    Answer<MosaicFacts> mosaic(const nem::MosaicId& id) override;
    Answer<std::vector<nem::Mosaic>> owned_mosaics(const nem::Address& account) override;
    /// Never retried by itself: a node remembers refusals for ten minutes, and the outbox decides.
    Answer<Announced> announce(const nem::SignedTransaction& transaction) override;

private:
    class Client;
    explicit RestNode(std::unique_ptr<Client> client);
    Answer<std::vector<nem::Block>> one_by_one(ledger::Height after);
    std::unique_ptr<Client> client_;
};

}  // namespace nem_node
