#include <algorithm>
#include <array>
#include <limits>
#include <nem_wallet/outbox.hpp>
#include <nlohmann/json.hpp>

namespace nem_wallet {
namespace {

using Json = nlohmann::json;
constexpr std::string_view kFormat = "dyepack.nem-parcel/1";
constexpr std::array kOutcomes{Outcome::Open, Outcome::Final, Outcome::Expired};

const Json* find(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}
std::optional<std::string> text(const Json& object, const char* key) {
    const Json* const value = find(object, key);
    if (value == nullptr || !value->is_string()) { return std::nullopt; }
    return value->get<std::string>();
}
template <class T>
std::optional<T> number(const Json& object, const char* key) {
    const Json* const value = find(object, key);
    if (value == nullptr || !value->is_number_unsigned()) { return std::nullopt; }
    const auto wide = value->get<std::uint64_t>();
    if (wide > std::numeric_limits<T>::max()) { return std::nullopt; }
    return static_cast<T>(wide);
}

bool read_outcome(const Json& json, Parcel& parcel) {
    const auto name = text(json, "outcome");
    const auto* found = std::ranges::find(kOutcomes, name.value_or(""), to_string);
    if (found == kOutcomes.end()) { return false; }
    parcel.outcome = *found;
    if (const auto height = number<std::uint64_t>(json, "height")) {
        parcel.height = ledger::Height{*height};
    }
    return parcel.height.has_value() == (parcel.outcome == Outcome::Final);
}

bool read_refusals(const Json& json, Parcel& parcel) {
    const Json* const list = find(json, "refusals");
    if (list == nullptr || !list->is_array() || list->size() > kRefusalsMax) { return false; }
    for (const Json& one : *list) {
        if (!one.is_object()) { return false; }
        auto node = text(one, "node");
        const auto code = number<std::uint16_t>(one, "code");
        const auto at = number<std::uint32_t>(one, "at");
        if (!node || !code || !at) { return false; }
        parcel.refusals.push_back({*std::move(node), *code, nem::TimeStamp{*at}});
    }
    return true;
}

bool read_fields(const Json& json, Parcel& parcel) {
    auto order = text(json, "order");
    const auto attempt = number<std::uint32_t>(json, "attempt");
    const auto stored_at = number<std::uint64_t>(json, "stored_at");
    if (!order || !attempt || *attempt == 0 || !stored_at) { return false; }
    parcel.order = *std::move(order);
    parcel.attempt = *attempt;
    parcel.stored_at = ledger::Height{*stored_at};
    if (find(json, "after") != nullptr) {
        parcel.after = text(json, "after");
        if (!parcel.after) { return false; }
    }
    return read_outcome(json, parcel) && read_refusals(json, parcel);
}

}  // namespace

std::string_view to_string(Outcome outcome) {
    switch (outcome) {
        case Outcome::Open: return "open";
        case Outcome::Final: return "final";
        case Outcome::Expired: return "expired";
    }
    base::broken("unnamed outcome");
}

std::string id_of(const Parcel& parcel) {
    return parcel.order + "#" + std::to_string(parcel.attempt);
}

std::string to_document(const Parcel& parcel) {
    Json json{{"format", kFormat},
              {"order", parcel.order},
              {"attempt", parcel.attempt},
              {"announcement", nem::to_announcement(parcel.transaction)},
              {"stored_at", parcel.stored_at.value},
              {"outcome", to_string(parcel.outcome)},
              {"refusals", Json::array()}};
    if (parcel.after) { json["after"] = *parcel.after; }
    if (parcel.height) { json["height"] = parcel.height->value; }
    for (const auto& [node, code, at] : parcel.refusals) {
        json["refusals"].push_back({{"node", node}, {"code", code}, {"at", at.value}});
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::expected<Parcel, ParcelProblem> parse_parcel(std::string_view document) {
    if (document.size() > kParcelBytesMax) { return std::unexpected(ParcelProblem::NotAParcel); }
    const auto json = Json::parse(document, nullptr, false);
    if (!json.is_object() || text(json, "format") != kFormat) {
        return std::unexpected(ParcelProblem::NotAParcel);
    }
    Parcel parcel;
    if (!read_fields(json, parcel)) { return std::unexpected(ParcelProblem::BadField); }
    const Json* const announcement = find(json, "announcement");
    if (announcement == nullptr) { return std::unexpected(ParcelProblem::BadTransaction); }
    auto transaction = nem::parse_announcement(*announcement);
    if (!transaction) { return std::unexpected(ParcelProblem::BadTransaction); }
    parcel.transaction = *std::move(transaction);
    return parcel;
}

base::Phrase to_phrase(ParcelProblem problem) {
    switch (problem) {
        case ParcelProblem::NotAParcel:
            return {"not a stored transaction of this version of dyepack",
                    "この版の dyepack が保存した取引ではありません"};
        case ParcelProblem::BadField:
            return {"a stored transaction lacks a value, or has one that cannot be",
                    "保存された取引に、欠けた値または正しくない値があります"};
        case ParcelProblem::BadTransaction:
            return {"the bytes of a stored transaction are none",
                    "保存された取引のバイト列が正しくありません"};
    }
    base::broken("unnamed problem of a parcel");
}

}  // namespace nem_wallet
