#include "marking_news.hpp"

#include <fmt/format.h>

namespace app {

namespace {

Json begin(std::string_view event, const std::string& id, const std::string& case_id,
           base::Instant seen) {
    Json document;
    document["event"] = event;
    document["id"] = id;
    document["seen"] = base::to_rfc3339(seen);
    document["case"] = case_id;
    return document;
}

void add(Json& document, const marks::Notice& notice) {
    document["kind"] = marks::to_string(notice.kind);
    document["taint"] = to_json(notice.tainted.atoms());
    document["as_of"] = notice.height.value;
    document["issuer"] = notice.issuer;
}

}  // namespace

News news_of(const marks::Order& order, const std::string& case_id, const std::string& id,
             base::Instant seen) {
    Json document = begin("mark_ordered", id, case_id, seen);
    document["order"] = order.id;
    document["to"] = order.account;
    add(document, order.notice);
    document["dry_run"] = order.dry_run;
    return {id, std::move(document)};
}

News news_of(const marks::Review& review, const std::string& case_id, const std::string& id,
             base::Instant seen) {
    Json document = begin("mark_review", id, case_id, seen);
    document["to"] = review.account;
    return {id, std::move(document)};
}

News news_of_flight(std::string_view event, const marks::Flight& flight,
                    std::optional<ledger::Height> height, const std::string& tx,
                    const std::string& id, base::Instant seen) {
    Json document = begin(event, id, flight.notice.case_id, seen);
    document["order"] = flight.order;
    document["to"] = flight.account;
    add(document, flight.notice);
    document["height"] = height ? Json(height->value) : Json(nullptr);
    document["tx"] = tx.empty() ? Json(nullptr) : Json(tx);
    return {id, std::move(document)};
}

News news_of_seen(std::string_view event, const marks::Sent& sent, const std::string& case_id,
                  const std::string& account, const std::string& id, base::Instant seen) {
    Json document = begin(event, id, case_id, seen);
    document["height"] = sent.height.value;
    document["tx"] = sent.tx;
    document["from"] = sent.from;
    document["to"] = account;
    document["mosaics"] = Json::array();
    for (const auto& mosaic : sent.mosaics) { document["mosaics"].push_back(mosaic.id); }
    return {id, std::move(document)};
}

News news_of_waiting(const base::Phrase& why, const std::string& case_id, const std::string& id,
                     base::Instant seen) {
    Json document = begin("mark_waits", id, case_id, seen);
    document["what"] = why.en;
    document["what_ja"] = why.ja;
    return {id, std::move(document)};
}

News news_of_refused(const marks::Flight& flight, const base::Phrase& why, const std::string& id,
                     base::Instant seen) {
    Json document = begin("mark_refused", id, flight.notice.case_id, seen);
    document["order"] = flight.order;
    document["to"] = flight.account;
    document["what"] = why.en;
    document["what_ja"] = why.ja;
    return {id, std::move(document)};
}

News news_of_decision(const Decision& decision, const std::optional<base::Phrase>& refused,
                      const std::string& id, base::Instant seen) {
    Json document =
        begin(refused ? "decision_refused" : "decision_taken", id, decision.case_id, seen);
    document["action"] = decision.action;
    document["to"] = decision.account.empty() ? Json(nullptr) : Json(decision.account);
    document["note"] = decision.note.empty() ? Json(nullptr) : Json(decision.note);
    document["what"] = refused ? Json(refused->en) : Json(nullptr);
    document["what_ja"] = refused ? Json(refused->ja) : Json(nullptr);
    return {id, std::move(document)};
}

News news_of_closed(const std::string& case_id, const std::string& record, const std::string& key,
                    const std::string& signature, const std::string& id, base::Instant seen) {
    Json document = begin("case_closed", id, case_id, seen);
    document["record"] = record;
    document["public_key"] = key.empty() ? Json(nullptr) : Json(key);
    document["signature"] = signature.empty() ? Json(nullptr) : Json(signature);
    return {id, std::move(document)};
}

}  // namespace app
