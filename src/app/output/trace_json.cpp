#include "trace_json.hpp"

namespace app {

namespace {

Json holder_json(const LoadedCase& loaded, const trace::Holder& holder) {
    Json json;
    json["account"] = account_json(loaded, holder.account);
    if (holder.output) { json["output"] = loaded.ledger.utxo->output_text(*holder.output); }
    json["label"] = label_json(loaded, holder.account);
    json["taint"] = to_json(holder.taint);
    json["balance"] = to_json(holder.balance);
    json["hops"] = holder.hops;
    json["first"] = position_json(loaded, holder.first);
    json["last"] = position_json(loaded, holder.last);
    return json;
}

Json boundary_json(const LoadedCase& loaded, const trace::Handoff& handoff) {
    Json json;
    json["account"] = account_json(loaded, handoff.boundary.account);
    json["label"] = handoff.boundary.label;
    json["kind"] = trace::to_string(handoff.boundary.kind);
    json["taint"] = to_json(handoff.taint);
    json["since"] = position_json(loaded, handoff.since);
    return json;
}

Json books_json(const trace::Result& result) {
    const auto closed = result.closed();
    if (!closed) { return {{"closed", nullptr}, {"difference", nullptr}}; }
    return {{"closed", *closed}, {"difference", to_json(result.difference())}};
}

Json finding_json(const LoadedCase& loaded, const marks::Finding& finding) {
    Json json;
    json["account"] = account_json(loaded, finding.account);
    json["label"] = label_json(loaded, finding.account);
    json["reason"] = finding.proposal == marks::Proposal::DustOnly ? "below-threshold"
                     : finding.received_theft                      ? "received-theft"
                                                                   : "threshold-reached";
    json["received"] = to_json(finding.received);
    json["arrivals"] = finding.arrivals;
    json["hops"] = finding.hops;
    json["first"] = position_json(loaded, finding.first);
    json["from"] = Json::array();
    for (const auto sender : finding.from) { json["from"].push_back(account_json(loaded, sender)); }
    return json;
}

/// Null where the case has no mark rule.
Json marks_json(const LoadedCase& loaded, const Traced& traced) {
    if (!traced.findings || !loaded.record || !loaded.record->marks) { return nullptr; }
    Json json;
    json["at_least"] = to_json(loaded.record->marks->at_least.atoms());
    json["proposed"] = Json::array();
    json["dust"] = Json::array();
    for (const auto& finding : *traced.findings) {
        if (finding.proposal == marks::Proposal::Boundary) { continue; }
        const char* const list = finding.proposal == marks::Proposal::Mark ? "proposed" : "dust";
        json[list].push_back(finding_json(loaded, finding));
    }
    return json;
}

}  // namespace

Json trace_document(const LoadedCase& loaded, const Traced& traced) {
    const trace::Result& result = traced.result;
    Json document;
    document["format"] = kTraceFormat;
    add_origin(document, loaded);
    document["policy"] = taint::to_string(result.policy);
    document["until"] = end_json(loaded);
    document["stolen"] = to_json(result.stolen);
    document["fees"] = to_json(result.fees);
    document["holders"] = Json::array();
    for (const auto& holder : result.holders) {
        document["holders"].push_back(holder_json(loaded, holder));
    }
    document["boundaries"] = Json::array();
    for (const auto& handoff : result.boundaries) {
        document["boundaries"].push_back(boundary_json(loaded, handoff));
    }
    document["books"] = books_json(result);
    document["marks"] = marks_json(loaded, traced);
    document["partial"] = result.partial;
    document["transfers_read"] = result.rows_read;
    return document;
}

Json trace_document(const LoadedCase& loaded, const std::vector<Traced>& traced) {
    if (traced.size() == 1) { return trace_document(loaded, traced.front()); }
    Json document;
    document["format"] = kTracesFormat;
    document["traces"] = Json::array();
    for (const Traced& each : traced) {
        document["traces"].push_back(trace_document(loaded, each));
    }
    return document;
}

}  // namespace app
