#include "json.hpp"

#include "../help.hpp"

namespace app {

namespace {

Json case_json(const LoadedCase& loaded) {
    if (!loaded.record || !loaded.case_file) { return nullptr; }
    return {{"id", loaded.record->id},
            {"sha256", loaded.case_file->sha256},
            {"file", loaded.case_file->path.generic_string()}};
}

Json stated_json(const std::optional<casebook::Stated>& stated) {
    return stated ? Json(stated->text) : Json(nullptr);
}

/// All that a result depends on beside the case and the ledger, so that it can be recomputed.
Json input_json(const LoadedCase& loaded) {
    const TraceRequest& request = loaded.request;
    Json input;
    input["chain"] = address::to_string(loaded.chain());
    input["asset"] = to_json(request.asset);
    input["theft"] = nullptr;
    if (!request.from_account) {
        input["theft"] = Json::array();
        for (const auto& theft : request.thefts) { input["theft"].push_back(theft.text); }
    }
    input["from_account"] = stated_json(request.from_account);
    input["since"] = stated_json(request.since);
    input["theft_until"] = stated_json(request.theft_until);
    input["until"] = stated_json(request.until);
    input["boundary"] = file_json(loaded.boundary_file);
    input["openings"] = file_json(loaded.openings_file);
    input["accounts"] = file_json(loaded.accounts_file);
    return input;
}

Json facts_json(const ledger::RowFacts& facts) {
    Json json;
    json["height"] = facts.height ? Json(facts.height->value) : Json(nullptr);
    json["time"] = facts.time ? Json(base::to_rfc3339(facts.time->at)) : Json(nullptr);
    if (facts.time && facts.time->precision != base::Precision::Second) {
        json["precision"] = base::to_string(facts.time->precision);
    }
    return json;
}

}  // namespace

std::string to_text(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json to_json(money::Total atoms) { return money::to_atoms_text(atoms); }

Json to_json(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json account_json(const LoadedCase& loaded, ledger::AccountId account) {
    if (account == ledger::kNobody) { return nullptr; }
    return loaded.ledger.any().account_text(account);
}

Json label_json(const LoadedCase& loaded, ledger::AccountId account) {
    if (account == ledger::kNobody) { return nullptr; }
    const auto label = loaded.find_label(loaded.ledger.any().account_text(account));
    return label ? Json(label->en) : Json(nullptr);
}

Json position_json(const LoadedCase& loaded, ledger::Row row) {
    const auto facts = loaded.ledger.any().facts(row);
    Json json = facts_json(facts);
    json["tx"] = facts.tx;
    return json;
}

Json end_json(const LoadedCase& loaded) {
    if (loaded.plan.end == 0) { return facts_json({}); }
    return facts_json(loaded.ledger.any().facts(ledger::Row{loaded.plan.end - 1}));
}

Json file_json(const std::optional<NamedFile>& file) {
    if (!file) { return nullptr; }
    return {{"sha256", file->sha256}, {"file", file->path.generic_string()}};
}

void add_origin(Json& document, const LoadedCase& loaded) {
    document["program"] = program_version();
    document["case"] = case_json(loaded);
    document["ledger"] = {{"sha256", loaded.ledger.sha256},
                          {"file", loaded.ledger_file.generic_string()},
                          {"input_format", store::to_string(loaded.ledger.format)}};
    document["input"] = input_json(loaded);
    const auto asset = loaded.asset();
    document["asset"] = asset.empty() ? Json(nullptr) : Json(asset);
    document["divisibility"] = loaded.ledger.divisibility;
}

}  // namespace app
