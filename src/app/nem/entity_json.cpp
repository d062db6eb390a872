#include "entity_json.hpp"

#include <fmt/format.h>

#include "../help.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "dyepack.nem-entity/1";

Json head_of(const char* kind, nem::Network network, const nem::PublicKey& signer,
             const nem::Hash& hash) {
    return {{"format", kFormat},
            {"program", program_version()},
            {"kind", kind},
            {"network", network_name(network)},
            {"hash", nem::to_hex(hash)},
            {"signerAddress", nem::to_address(signer, network).text()}};
}

Json transaction_json(const nem::Transaction& transaction) {
    Json json = head_of("transaction", transaction.header.network, transaction.header.signer,
                        nem::hash_of(transaction));
    const auto inner = nem::inner_hash(transaction);
    json["innerHash"] = inner ? Json(nem::to_hex(*inner)) : Json(nullptr);
    json["canonical"] = nem::is_canonical(transaction);
    json["data"] = base::to_hex(nem::encode_unsigned(transaction));
    return json;
}

Json json_of(const nem::Transaction& transaction) {
    Json json = transaction_json(transaction);
    json["signed"] = false;
    json["transaction"] = nem::to_json(transaction);
    return json;
}

Json json_of(const nem::SignedTransaction& entity) {
    Json json = transaction_json(entity.transaction);
    json["signed"] = true;
    json["bytes"] = base::to_hex(nem::encode(entity));
    json["transaction"] = nem::to_json(entity);
    return json;
}

Json json_of(const nem::Block& block) {
    Json json = head_of("block", block.network, block.signer, nem::hash_of(block));
    json["bytes"] = base::to_hex(nem::encode(block));
    json["transactionHashes"] = Json::array();
    for (const auto& each : block.transactions) {
        json["transactionHashes"].push_back(nem::to_hex(nem::hash_of(each.transaction)));
    }
    json["block"] = nem::to_json(block);
    return json;
}

}  // namespace

std::string network_name(nem::Network network) {
    if (network == nem::kMainnet) { return "main"; }
    if (network == nem::kTestnet) { return "test"; }
    if (network == nem::kMijin) { return "mijin"; }
    return fmt::format("0x{:02x}", network.value);
}

Json to_json(const NemEntity& entity) {
    return std::visit([](const auto& value) { return json_of(value); }, entity);
}

Json addresses_json(const nem::PublicKey& key) {
    Json json;
    for (const auto network : {nem::kMainnet, nem::kTestnet, nem::kMijin}) {
        json[network_name(network)] = nem::to_address(key, network).text();
    }
    return json;
}

}  // namespace app
