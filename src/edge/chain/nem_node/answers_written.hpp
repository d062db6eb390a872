#pragma once

#include <nem_node/answers.hpp>
#include <nlohmann/json.hpp>

/// NIS's answers written from values, for tests: what is written must read back the same.
namespace nem_node::testing {

using Json = nlohmann::json;

inline Json list_of(Json array) { return {{"data", std::move(array)}}; }
template <class T, class Write>
Json list(const std::vector<T>& values, Write write) {
    Json array = Json::array();
    for (const T& value : values) { array.push_back(write(value)); }
    return list_of(std::move(array));
}

inline Json written(const nem::Hash& hash) { return {{"data", nem::to_hex(hash)}}; }
inline Json written(const std::optional<nem::Hash>& hash) {
    return hash ? written(*hash) : Json::object();
}
inline Json written(const nem::MosaicId& id) {
    return {{"namespaceId", id.namespace_id}, {"name", id.name}};
}
inline Json written(const nem::Mosaic& mosaic) {
    return {{"mosaicId", written(mosaic.id)}, {"quantity", mosaic.quantity.atoms()}};
}
inline Json written(const Harvest& harvest) {
    return {{"id", harvest.id},
            {"height", harvest.height.value},
            {"timeStamp", harvest.time_stamp.value},
            {"totalFee", harvest.total_fee.atoms()},
            {"difficulty", 46'534'789'865'332}};
}
inline Json written(const HistoryEntry& entry) {
    return {{"meta",
             {{"id", entry.id},
              {"height", entry.height.value},
              {"hash", written(entry.hash)},
              {"innerHash", written(entry.inner_hash)}}},
            {"transaction", nem::to_json(entry.transaction)}};
}
inline Json written(const Announced& announced) {
    return {{"type", 1},
            {"code", announced.code},
            {"message", announced.message},
            {"transactionHash", written(announced.hash)},
            {"innerTransactionHash", written(announced.inner_hash)}};
}
inline std::string_view to_string(RemoteStatus status) {
    switch (status) {
        case RemoteStatus::Remote: return "REMOTE";
        case RemoteStatus::Activating: return "ACTIVATING";
        case RemoteStatus::Active: return "ACTIVE";
        case RemoteStatus::Deactivating: return "DEACTIVATING";
        case RemoteStatus::Inactive: return "INACTIVE";
    }
    base::broken("unnamed remote status");
}
inline Json addresses(const std::vector<nem::Address>& list) {
    Json array = Json::array();
    for (const auto& address : list) { array.push_back({{"address", address.text()}}); }
    return array;
}
inline Json written(const AccountState& state) {
    Json multisig = Json::object();
    if (state.multisig) {
        multisig = {{"cosignatoriesCount", state.multisig->cosignatories},
                    {"minCosignatories", state.multisig->min_cosignatories}};
    }
    return {{"account",
             {{"address", state.address.text()},
              {"publicKey", state.public_key ? Json(nem::to_hex(*state.public_key)) : Json()},
              {"balance", state.balance.atoms()},
              {"vestedBalance", state.vested.atoms()},
              {"harvestedBlocks", state.harvested_blocks},
              {"label", nullptr},
              {"importance", 0.5},
              {"multisigInfo", multisig}}},
            {"meta",
             {{"status", "LOCKED"},
              {"remoteStatus", to_string(state.remote)},
              {"cosignatoryOf", addresses(state.cosignatory_of)},
              {"cosignatories", addresses(state.cosignatories)}}}};
}

}  // namespace nem_node::testing
