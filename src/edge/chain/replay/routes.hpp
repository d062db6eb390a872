#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "asked.hpp"

/// The answers to NIS's questions, by the thing asked about.
namespace replay {

struct Question {
    const View& view;
    const Request& request;
    const Target& target;
    [[nodiscard]] const Picture& picture() const { return *view.picture; }
};
using Answer = Asked<Response>;

// Node (Reference 5.2).
[[nodiscard]] Answer say_heartbeat(const Question& question);
[[nodiscard]] Answer say_status(const Question& question);
[[nodiscard]] Answer say_node_info(const Question& question);
[[nodiscard]] Answer say_extended_info(const Question& question);
[[nodiscard]] Answer say_peers(const Question& question);
[[nodiscard]] Answer say_all_peers(const Question& question);
[[nodiscard]] Answer say_network_time(const Question& question);
[[nodiscard]] Answer say_stand_ins(const Question& question);

// Chain (5.3).
[[nodiscard]] Answer say_height(const Question& question);
[[nodiscard]] Answer say_score(const Question& question);
[[nodiscard]] Answer say_last_block(const Question& question);
[[nodiscard]] Answer say_block_at(const Question& question);
[[nodiscard]] Answer say_blocks_after(const Question& question);
[[nodiscard]] Answer say_hashes_from(const Question& question);
/// A block as this node serves it, lies included.
[[nodiscard]] std::string block_json(const View& view, const KeptBlock& kept);

// Accounts (5.4).
[[nodiscard]] nlohmann::json account_json(const Picture& picture, const nem::Address& account);
[[nodiscard]] Answer say_account(const Question& question);
[[nodiscard]] Answer say_account_of_key(const Question& question);
[[nodiscard]] Answer say_forwarded(const Question& question);
[[nodiscard]] Answer say_forwarded_of_key(const Question& question);
[[nodiscard]] Answer say_account_status(const Question& question);
[[nodiscard]] Answer say_owned(const Question& question);
[[nodiscard]] Answer say_owned_definitions(const Question& question);
[[nodiscard]] Answer say_accounts(const Question& question);
[[nodiscard]] Answer say_no_history(const Question& question);
[[nodiscard]] nlohmann::json owned_json(const Picture& picture, const nem::Address& account);
/// The definitions of those, and of the mosaics in which they cost levies.
[[nodiscard]] std::vector<nem_chain::MosaicEntry> owned_mosaics(const Picture& picture,
                                                                const nem::Address& account);

// Histories (5.4).
enum class Side : std::uint8_t { All, Incoming, Outgoing };
[[nodiscard]] nlohmann::json pair_json(const KeptBlock& kept, std::size_t index, std::uint64_t id);
[[nodiscard]] nlohmann::json recent_json(const Picture& picture, const nem::Address& account);
[[nodiscard]] nlohmann::json unconfirmed_json(const Picture& picture, const nem::Address& account,
                                              std::size_t most);
[[nodiscard]] Answer say_all(const Question& question);
[[nodiscard]] Answer say_incoming(const Question& question);
[[nodiscard]] Answer say_outgoing(const Question& question);
[[nodiscard]] Answer say_unconfirmed(const Question& question);
[[nodiscard]] Answer say_harvests(const Question& question);
[[nodiscard]] Answer say_transaction(const Question& question);

// Namespaces and mosaics (5.5).
[[nodiscard]] nlohmann::json definition_json(const nem::MosaicDefinition& definition);
[[nodiscard]] std::optional<nem_chain::MosaicEntry> active_mosaic(const Picture& picture,
                                                                  const nem::MosaicId& id);
[[nodiscard]] nlohmann::json namespace_json(std::string_view name,
                                            const nem_chain::Namespace& found);
/// A namespace lives as long as its root's lease.
[[nodiscard]] bool is_active(const Picture& picture, std::string_view name);
[[nodiscard]] Asked<nlohmann::json> supply_json(const Picture& picture, const nem::MosaicId& id);
[[nodiscard]] Answer say_namespace(const Question& question);
[[nodiscard]] Answer say_definition(const Question& question);
[[nodiscard]] Answer say_last_definition(const Question& question);
[[nodiscard]] Answer say_supply(const Question& question);
[[nodiscard]] Answer say_supplies(const Question& question);

// Lists of namespaces and mosaics (5.4, 5.5), newest first.
[[nodiscard]] nlohmann::json owned_namespaces_json(
    const Picture& picture, const nem::Address& account,
    const std::function<bool(std::string_view)>& take, std::uint64_t most);
[[nodiscard]] Answer say_account_namespaces(const Question& question);
[[nodiscard]] Answer say_account_mosaics(const Question& question);
[[nodiscard]] Answer say_root_namespaces(const Question& question);
[[nodiscard]] Answer say_definitions(const Question& question);
[[nodiscard]] Answer say_definitions_of_namespace(const Question& question);

}  // namespace replay
