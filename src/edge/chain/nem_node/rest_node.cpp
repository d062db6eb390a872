#include <nem_node/answers.hpp>
#include <nem_node/rest_node.hpp>
#include <nlohmann/json.hpp>

#include "rest_client.hpp"

namespace nem_node {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kSingleBlocksMax = 20;  // read one by one in one call

std::string of_account(std::string_view path, const nem::Address& account) {
    return fmt::format("{}?address={}", path, account.text());
}

/// Asks, and reads the answer with `parse`.
template <class Parse>
auto read(const Answer<std::string>& body, Parse parse) -> decltype(parse(*body)) {
    if (!body) { return std::unexpected(body.error()); }
    return parse(*body);
}

std::string_view to_path(Direction direction) {
    switch (direction) {
        case Direction::All: return "/account/transfers/all";
        case Direction::Incoming: return "/account/transfers/incoming";
        case Direction::Outgoing: return "/account/transfers/outgoing";
    }
    base::broken("unnamed direction");
}

std::string paged(std::string target, std::optional<std::uint64_t> before_id) {
    if (before_id) { target += fmt::format("&id={}", *before_id); }
    return target;
}

}  // namespace

RestNode::RestNode(std::unique_ptr<Client> client) : client_{std::move(client)} {}
RestNode::~RestNode() = default;

Answer<std::unique_ptr<RestNode>> RestNode::make(std::string_view url, RestSettings settings) {
    const auto parts = split_node_url(url);
    if (!parts) { return std::unexpected(parts.error()); }
    return std::unique_ptr<RestNode>{
        new RestNode{std::make_unique<Client>(*parts, std::move(settings))}};
}

std::string RestNode::name() const { return client_->name(); }

Answer<NodeStatus> RestNode::status() { return read(client_->get("/status"), parse_status); }

Answer<void> RestNode::ready() {
    const auto said = status();
    if (!said) { return std::unexpected(said.error()); }
    const bool lone = client_->settings().lone_node && *said == NodeStatus::NoRemoteNis;
    if (*said == NodeStatus::Synchronized || lone) { return {}; }
    return std::unexpected(
        NodeError{NodeProblem::NotReady, 200, fmt::format("status: {}", to_string(*said))});
}

Answer<bool> RestNode::alive() { return read(client_->get("/heartbeat"), parse_heartbeat); }

Answer<ledger::Height> RestNode::height() {
    return read(client_->get("/chain/height"), parse_height);
}

Answer<nem::Block> RestNode::last_block() {
    return read(client_->get("/chain/last-block"), parse_block_answer);
}

Answer<nem::Block> RestNode::block_at(ledger::Height height) {
    const Json question{{"height", height.value}};
    return read(client_->post("/block/at/public", question.dump(), Repeat::May),
                parse_block_answer);
}

Answer<std::vector<nem::Block>> RestNode::blocks_after(ledger::Height height) {
    if (!client_->without_peer_protocol) {
        // An answer of 2,000 transactions stays below kJsonBytesMax whatever messages they carry.
        const Json question{
            {"entity", {{"height", height.value}, {"minBlocks", 100}, {"maxTransactions", 2'000}}},
            {"challenge", {{"data", client_->challenge()}}}};
        auto blocks =
            read(client_->post("/chain/blocks-after", question.dump(), Repeat::May), parse_blocks);
        const bool refused = !blocks && (blocks.error().problem == NodeProblem::NotFound ||
                                         blocks.error().problem == NodeProblem::Refused);
        if (!refused) { return blocks; }
    }
    auto blocks = one_by_one(height);
    // It was the question and not the height that it refused.
    if (blocks && !blocks->empty()) { client_->without_peer_protocol = true; }
    return blocks;
}

Answer<std::vector<nem::Block>> RestNode::one_by_one(ledger::Height after) {
    std::vector<nem::Block> blocks;
    while (blocks.size() < kSingleBlocksMax) {
        auto block = block_at(ledger::Height{after.value + blocks.size() + 1});
        if (!block) {
            // What was read is good; an end of the chain is no error.
            if (!blocks.empty() || block.error().problem == NodeProblem::NotFound) { break; }
            return std::unexpected(block.error());
        }
        blocks.push_back(*std::move(block));
    }
    return blocks;
}

Answer<std::vector<nem::Hash>> RestNode::hashes_from(ledger::Height height) {
    const Json question{{"entity", {{"height", height.value}}},
                        {"challenge", {{"data", client_->challenge()}}}};
    return read(client_->post("/chain/hashes-from", question.dump(), Repeat::May), parse_hashes);
}

Answer<std::vector<nem::UnconfirmedTransaction>> RestNode::unconfirmed(
    const nem::Address& account) {
    return read(client_->get(of_account("/account/unconfirmedTransactions", account)),
                parse_unconfirmed_answer);
}

Answer<nem::TimeStamp> RestNode::network_time() {
    return read(client_->get("/time-sync/network-time"), parse_network_time);
}

Answer<AccountState> RestNode::account(const nem::Address& account) {
    return read(client_->get(of_account("/account/get", account)), parse_account);
}

Answer<std::optional<nem::Address>> RestNode::owner_of_remote(const nem::Address& remote) {
    const auto owner =
        read(client_->get(of_account("/account/get/forwarded", remote)), parse_account);
    if (!owner) { return std::unexpected(owner.error()); }
    if (owner->address == remote) { return std::nullopt; }
    return owner->address;
}

Answer<std::vector<HistoryEntry>> RestNode::transfers(const nem::Address& account,
                                                      Direction direction,
                                                      std::optional<std::uint64_t> before_id) {
    const std::string target = of_account(to_path(direction), account) + "&pageSize=100";
    return read(client_->get(paged(target, before_id)), parse_history);
}

Answer<std::vector<Harvest>> RestNode::harvests(const nem::Address& account,
                                                std::optional<std::uint64_t> before_id) {
    return read(client_->get(paged(of_account("/account/harvests", account), before_id)),
                parse_harvests);
}

Answer<MosaicFacts> RestNode::mosaic(const nem::MosaicId& id) {
    const std::string question = "?mosaicId=" + percent_encoded(id.namespace_id + ":" + id.name);
    auto definition = read(client_->get("/mosaic/definition" + question), parse_definition_answer);
    if (!definition) { return std::unexpected(definition.error()); }
    const auto supply = read(client_->get("/mosaic/supply" + question), parse_supply);
    if (!supply) { return std::unexpected(supply.error()); }
    return MosaicFacts{*std::move(definition), *supply};
}

Answer<std::vector<nem::Mosaic>> RestNode::owned_mosaics(const nem::Address& account) {
    return read(client_->get(of_account("/account/mosaic/owned", account)), parse_owned_mosaics);
}

Answer<Announced> RestNode::announce(const nem::SignedTransaction& transaction) {
    return read(client_->post("/transaction/announce", nem::to_announcement(transaction).dump(),
                              Repeat::MustNot),
                parse_announced);
}

}  // namespace nem_node
