#include "news.hpp"

#include <fmt/format.h>

namespace app {

namespace {

Json begin(std::string_view event, const std::string& id, base::Instant seen) {
    Json document;
    document["event"] = event;
    document["id"] = id;
    document["seen"] = base::to_rfc3339(seen);
    return document;
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

News about_node(std::string_view event, const std::string& node, std::string_view detail,
                base::Instant seen) {
    auto id = fmt::format("{}/{}/{}/{}", event, node, detail, seen.seconds);
    Json document = begin(event, id, seen);
    document["node"] = node;
    return {std::move(id), std::move(document)};
}

}  // namespace

News news_of(const live::Event& event, base::Instant seen) {
    Json document = begin(to_string(event.kind), event.id, seen);
    document["case"] = event.case_id;
    document["height"] = event.height ? Json(event.height->value) : Json(nullptr);
    document["time"] = event.time ? Json(base::to_rfc3339(*event.time)) : Json(nullptr);
    document["tx"] = or_null(event.tx);
    document["from"] = or_null(event.from);
    document["to"] = or_null(event.to);
    document["label"] = or_null(event.label);
    document["amount"] = to_json(event.amount.atoms());
    document["taint"] = to_json(event.taint);
    document["hops"] = event.hops;
    return {event.id, std::move(document)};
}

News news_of_reorganisation(ledger::Height tip, const std::string& tip_name, std::size_t blocks,
                            base::Instant seen) {
    auto id = fmt::format("reorganisation/{}", tip_name);
    Json document = begin("reorganisation", id, seen);
    document["height"] = tip.value;
    document["hash"] = tip_name.substr(0, tip_name.find('~'));
    document["blocks"] = blocks;
    return {std::move(id), std::move(document)};
}

News news_of(const nem_node::Divergence& divergence, base::Instant seen) {
    News news = about_node("node_divergence", divergence.node, divergence.what.en, seen);
    news.document["height"] = divergence.height.value;
    news.document["what"] = divergence.what.en;
    news.document["what_ja"] = divergence.what.ja;
    return news;
}

News news_of(const nem_node::NodeDown& down, base::Instant seen) {
    const auto why = to_phrase(down.error);
    News news = about_node("node_down", down.node, why.en, seen);
    news.document["what"] = why.en;
    news.document["what_ja"] = why.ja;
    return news;
}

News news_of(const nem_node::NodeUp& up, base::Instant seen) {
    return about_node("node_up", up.node, "", seen);
}

News news_of(const nem_node::TooDeep& deep, base::Instant seen) {
    auto id = fmt::format("feed_stopped/{}/{}", deep.fork_below.value, seen.seconds);
    Json document = begin("feed_stopped", id, seen);
    document["height"] = deep.fork_below.value;
    return {std::move(id), std::move(document)};
}

News news_of_waiting(ledger::Height height, const std::string& block_name, const base::Phrase& what,
                     base::Instant seen) {
    auto id = fmt::format("waiting/{}", block_name);
    Json document = begin("waiting", id, seen);
    document["height"] = height.value;
    document["what"] = what.en;
    document["what_ja"] = what.ja;
    return {std::move(id), std::move(document)};
}

void tell(const News& news, journal::Batch& batch) {
    batch.tell({news.id, news.document.dump(-1, ' ', false, Json::error_handler_t::replace)});
}

}  // namespace app
