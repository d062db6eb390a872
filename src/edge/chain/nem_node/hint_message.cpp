#include "hint_message.hpp"

#include <nlohmann/json.hpp>

namespace nem_node {
namespace {

stomp::Frame subscribe(const std::string& topic) {
    return {"SUBSCRIBE", {{"id", topic}, {"destination", topic}, {"ack", "auto"}}, ""};
}

/// A bare transaction, or one in a pair with its meta data.
std::optional<nem::UnconfirmedTransaction> parse_pooled(std::string_view text) {
    if (text.size() > nem::kJsonBytesMax) { return std::nullopt; }
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) { return std::nullopt; }
    const auto pair = json.find("transaction");
    auto transaction = nem::parse_transaction(pair == json.end() ? json : *pair);
    if (!transaction) { return std::nullopt; }
    // Not the node's word for the inner hash, but ours.
    const auto inner = nem::inner_hash(transaction->transaction);
    return nem::UnconfirmedTransaction{inner, *std::move(transaction)};
}

}  // namespace

std::optional<Hint> to_hint(const stomp::Frame& frame, const std::string& node) {
    if (frame.command != "MESSAGE") { return std::nullopt; }
    const std::string_view topic = frame.header("destination").value_or("");
    if (topic == "/blocks" || topic == "/blocks/new" || topic.starts_with("/transactions/")) {
        return NewBlocks{node};
    }
    if (topic != "/unconfirmed" && !topic.starts_with("/unconfirmed/")) { return std::nullopt; }
    auto transaction = parse_pooled(frame.body);
    if (!transaction) { return std::nullopt; }
    return HintedTransaction{node, *std::move(transaction)};
}

std::vector<stomp::Frame> general_subscriptions() {
    return {subscribe("/blocks/new"), subscribe("/blocks"), subscribe("/unconfirmed")};
}

std::vector<stomp::Frame> account_subscriptions(const nem::Address& account) {
    const std::string name{account.text()};
    const nlohmann::json body{{"account", name}};
    return {subscribe("/unconfirmed/" + name),
            subscribe("/transactions/" + name),
            {"SEND", {{"destination", "/w/api/account/subscribe"}}, body.dump()}};
}

}  // namespace nem_node
