#pragma once

#include <nem_node/node.hpp>
#include <string_view>

/// NIS's answers read totally: any text gives a value or BadAnswer that says what is wrong.
/// Keys that are not needed are ignored.
namespace nem_node {

/// Room for every list: NIS gives no more than 400 blocks or hashes.
inline constexpr std::size_t kListMax = 1'000;

[[nodiscard]] Answer<NodeStatus> parse_status(std::string_view json);
[[nodiscard]] Answer<bool> parse_heartbeat(std::string_view json);
[[nodiscard]] Answer<ledger::Height> parse_height(std::string_view json);
[[nodiscard]] Answer<nem::Block> parse_block_answer(std::string_view json);
/// `{"entity":{"data":[…]},"signature":…}` of the peer protocol; the signature is not looked at,
/// because blocks are checked by their hashes.
[[nodiscard]] Answer<std::vector<nem::Block>> parse_blocks(std::string_view json);
[[nodiscard]] Answer<std::vector<nem::Hash>> parse_hashes(std::string_view json);
[[nodiscard]] Answer<std::vector<nem::UnconfirmedTransaction>> parse_unconfirmed_answer(
    std::string_view json);
/// Milliseconds there, seconds here, rounded as NIS rounds.
[[nodiscard]] Answer<nem::TimeStamp> parse_network_time(std::string_view json);
[[nodiscard]] Answer<AccountState> parse_account(std::string_view json);
[[nodiscard]] Answer<std::vector<HistoryEntry>> parse_history(std::string_view json);
[[nodiscard]] Answer<std::vector<Harvest>> parse_harvests(std::string_view json);
[[nodiscard]] Answer<nem::MosaicDefinition> parse_definition_answer(std::string_view json);
[[nodiscard]] Answer<std::uint64_t> parse_supply(std::string_view json);
[[nodiscard]] Answer<std::vector<nem::Mosaic>> parse_owned_mosaics(std::string_view json);
[[nodiscard]] Answer<Announced> parse_announced(std::string_view json);
/// An error object (Reference 5.1), or any other text: what to say about a status that is not 200.
[[nodiscard]] NodeError parse_error(int http_status, std::string_view text);

}  // namespace nem_node
