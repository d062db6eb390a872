#include <algorithm>
#include <nem_node/answers.hpp>

#include "json_fields.hpp"

/// What a node says of accounts and mosaics.
namespace nem_node {
namespace {

using Json = nlohmann::json;

RemoteStatus remote_status(JsonFields& meta) {
    constexpr std::array<std::pair<std::string_view, RemoteStatus>, 5> kNames{
        {{"REMOTE", RemoteStatus::Remote},
         {"ACTIVATING", RemoteStatus::Activating},
         {"ACTIVE", RemoteStatus::Active},
         {"DEACTIVATING", RemoteStatus::Deactivating},
         {"INACTIVE", RemoteStatus::Inactive}}};
    const std::string name = meta.text("remoteStatus", 32);
    const auto* const found =
        std::ranges::find(kNames, name, [](const auto& pair) { return pair.first; });
    if (found != kNames.end()) { return found->second; }
    meta.fail("remoteStatus: none of NIS's");
    return RemoteStatus::Inactive;
}

std::vector<nem::Address> addresses(JsonFields& meta, const char* key) {
    auto list = read_list<nem::Address>(meta.array(key), [](const Json& json) {
        JsonFields account{json};
        const nem::Address address = account.address("address");
        return account.done(address);
    });
    if (!list) {
        meta.fail(key + list.error().detail);
        return {};
    }
    return *std::move(list);
}

std::optional<MultisigInfo> multisig_info(JsonFields& account) {
    const Json& json = account.optional_object("multisigInfo");
    if (json.empty()) { return std::nullopt; }
    JsonFields info{json};
    const MultisigInfo value{
        static_cast<std::uint32_t>(info.number("cosignatoriesCount", UINT32_MAX)),
        static_cast<std::uint32_t>(info.number("minCosignatories", UINT32_MAX))};
    if (const auto done = info.done(true); !done) { account.fail(done.error().detail); }
    return value;
}

Answer<HistoryEntry> history_entry(const Json& json) {
    JsonFields pair{json};
    JsonFields meta{pair.object("meta")};
    const Json& transaction = pair.object("transaction");
    HistoryEntry entry;
    entry.id = meta.number("id");
    entry.height = meta.height("height");
    entry.hash = meta.hash("hash");
    entry.inner_hash = meta.optional_hash("innerHash");
    if (auto whole = pair.done(true); !whole) { return std::unexpected(whole.error()); }
    if (auto whole = meta.done(true); !whole) { return std::unexpected(whole.error()); }
    auto parsed = nem::parse_transaction(transaction);
    if (!parsed) { return std::unexpected(bad_answer(nem::to_phrase(parsed.error()).en)); }
    entry.transaction = *std::move(parsed);
    return entry;
}

Answer<Harvest> harvest(const Json& json) {
    JsonFields fields{json};
    const Harvest value{
        fields.number("id"), fields.height("height"),
        nem::TimeStamp{static_cast<std::uint32_t>(fields.number("timeStamp", UINT32_MAX))},
        fields.amount("totalFee")};
    return fields.done(value);
}

nem::MosaicId mosaic_id(JsonFields& fields) {
    JsonFields id{fields.object("mosaicId")};
    nem::MosaicId value{id.text("namespaceId", 512), id.text("name", 512)};
    if (const auto done = id.done(true); !done) { fields.fail("mosaicId: " + done.error().detail); }
    return value;
}

Answer<nem::Mosaic> owned(const Json& json) {
    JsonFields fields{json};
    nem::MosaicId id = mosaic_id(fields);
    const money::Amount quantity = fields.amount("quantity");
    return fields.done(nem::Mosaic{std::move(id), quantity});
}

template <class T, class Read>
Answer<std::vector<T>> parse_data(std::string_view text, Read read) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    const Json& data = fields.array("data");
    if (const auto done = fields.done(true); !done) { return std::unexpected(done.error()); }
    return read_list<T>(data, read);
}

}  // namespace

Answer<AccountState> parse_account(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields pair{*json};
    JsonFields account{pair.object("account")};
    JsonFields meta{pair.object("meta")};
    AccountState state;
    state.address = account.address("address");
    state.public_key = account.optional_key("publicKey");
    state.balance = account.amount("balance");
    state.vested = account.amount("vestedBalance");
    state.harvested_blocks = account.number("harvestedBlocks");
    state.multisig = multisig_info(account);
    state.remote = remote_status(meta);
    state.cosignatories = addresses(meta, "cosignatories");
    state.cosignatory_of = addresses(meta, "cosignatoryOf");
    for (const JsonFields* const part : {&pair, &account, &meta}) {
        if (const auto done = part->done(true); !done) { return std::unexpected(done.error()); }
    }
    return state;
}

Answer<std::vector<HistoryEntry>> parse_history(std::string_view json) {
    return parse_data<HistoryEntry>(json, history_entry);
}

Answer<std::vector<Harvest>> parse_harvests(std::string_view json) {
    return parse_data<Harvest>(json, harvest);
}

Answer<nem::MosaicDefinition> parse_definition_answer(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    auto definition = nem::parse_definition(*json);
    if (!definition) { return std::unexpected(bad_answer(nem::to_phrase(definition.error()).en)); }
    return *std::move(definition);
}

Answer<std::uint64_t> parse_supply(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    const std::uint64_t supply = fields.number("supply");
    return fields.done(supply);
}

Answer<std::vector<nem::Mosaic>> parse_owned_mosaics(std::string_view json) {
    return parse_data<nem::Mosaic>(json, owned);
}

}  // namespace nem_node
