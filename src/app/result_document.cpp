#include "result_document.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "complain.hpp"
#include "output/trace_json.hpp"

namespace app {

namespace {

std::unexpected<base::Complaint> malformed(const std::filesystem::path& file, base::Phrase text) {
    return std::unexpected(base::Complaint{
        .blame = base::Blame::Input, .place = {.file = file.string()}, .text = std::move(text)});
}

/// Whether brackets are never nested deeper than the bound: asked before parsing, because readers
/// and writers of JSON recurse.
bool is_shallow(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (in_string) {
            if (letter == '\\') { ++i; }
            if (letter == '"') { in_string = false; }
            continue;
        }
        if (letter == '"') { in_string = true; }
        if (letter == '{' || letter == '[') { ++depth; }
        if ((letter == '}' || letter == ']') && depth > 0) { --depth; }
        if (depth > kJsonDepthMax) { return false; }
    }
    return true;
}

/// The member at a path of names, or null.
const Json& find_member(const Json& from, std::initializer_list<const char*> path) {
    static const Json nothing;
    const Json* current = &from;
    for (const char* const name : path) {
        if (!current->is_object() || !current->contains(name)) { return nothing; }
        current = &current->at(name);
    }
    return *current;
}

std::optional<std::string> find_text(const Json& from, std::initializer_list<const char*> path) {
    const Json& found = find_member(from, path);
    if (!found.is_string()) { return std::nullopt; }
    return found.get<std::string>();
}

std::optional<std::filesystem::path> find_file(const Json& from,
                                               std::initializer_list<const char*> path) {
    const auto text = find_text(from, path);
    if (!text) { return std::nullopt; }
    return std::filesystem::path{*text};
}

std::optional<casebook::Stated> find_stated(const Json& from,
                                            std::initializer_list<const char*> path) {
    auto text = find_text(from, path);
    if (!text) { return std::nullopt; }
    return casebook::Stated{std::move(*text), {}};
}

bool is_text_member(const Json& object, const char* name) {
    return object.is_object() && object.contains(name) && object.at(name).is_string();
}

bool are_amounts(const Json& object, std::span<const char* const> names) {
    return std::ranges::all_of(names, [&](const char* name) {
        return is_text_member(object, name) &&
               money::parse_atoms(object.at(name).get<std::string>()).has_value();
    });
}

/// What every reader of a result relies on.
bool is_trace(const Json& trace) {
    constexpr std::array kSums{"stolen", "fees"};
    constexpr std::array kTaint{"taint"};
    if (!is_text_member(trace, "format") || trace.at("format") != kTraceFormat) { return false; }
    if (!is_text_member(trace, "policy") || !are_amounts(trace, kSums)) { return false; }
    if (!taint::parse_policy(trace.at("policy").get<std::string>())) { return false; }
    if (!is_text_member(find_member(trace, {"ledger"}), "sha256")) { return false; }
    if (!find_member(trace, {"divisibility"}).is_number_unsigned()) { return false; }
    for (const char* const list : {"holders", "boundaries"}) {
        const Json& entries = find_member(trace, {list});
        if (!entries.is_array()) { return false; }
        const bool sound = std::ranges::all_of(
            entries, [&](const Json& entry) { return are_amounts(entry, kTaint); });
        if (!sound) { return false; }
    }
    return true;
}

/// One trace a policy: that bounds how much a hostile file can ask to be recomputed.
bool names_each_policy_once(const std::vector<Json>& traces) {
    std::vector<std::string> names;
    for (const Json& trace : traces) {
        const auto name = trace.at("policy").get<std::string>();
        if (std::ranges::find(names, name) != names.end()) { return false; }
        names.push_back(name);
    }
    return true;
}

std::string shown(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool is_left_out(std::string_view pointer) {
    return pointer.ends_with("/program") || pointer.ends_with("/file");
}

std::string escaped(std::string_view name) {
    std::string text;
    for (const char letter : name) {
        if (letter == '~') {
            text += "~0";
        } else if (letter == '/') {
            text += "~1";
        } else {
            text += letter;
        }
    }
    return text;
}

class Comparison {
public:
    void compare(const std::string& pointer, const Json& recorded, const Json& recomputed) {
        if (is_left_out(pointer) || recorded == recomputed) { return; }
        if (recorded.is_object() && recomputed.is_object()) {
            compare_objects(pointer, recorded, recomputed);
        } else if (recorded.is_array() && recomputed.is_array()) {
            compare_arrays(pointer, recorded, recomputed);
        } else {
            found.push_back({pointer, shown(recorded), shown(recomputed)});
        }
    }
    std::vector<Difference> found;

private:
    void compare_objects(const std::string& pointer, const Json& recorded, const Json& recomputed) {
        for (const auto& [name, value] : recorded.items()) {
            const auto place = pointer + "/" + escaped(name);
            if (recomputed.contains(name)) {
                compare(place, value, recomputed.at(name));
            } else if (!is_left_out(place)) {
                found.push_back({place, shown(value), ""});
            }
        }
        for (const auto& [name, value] : recomputed.items()) {
            if (!recorded.contains(name)) {
                found.push_back({pointer + "/" + escaped(name), "", shown(value)});
            }
        }
    }

    void compare_arrays(const std::string& pointer, const Json& recorded, const Json& recomputed) {
        for (std::size_t i = 0; i < std::max(recorded.size(), recomputed.size()); ++i) {
            const auto place = fmt::format("{}/{}", pointer, i);
            if (i >= recomputed.size()) {
                found.push_back({place, shown(recorded[i]), ""});
            } else if (i >= recorded.size()) {
                found.push_back({place, "", shown(recomputed[i])});
            } else {
                compare(place, recorded[i], recomputed[i]);
            }
        }
    }
};

/// Of a member that stands twice readers take different ones: such a document means nothing.
class UniqueKeys {
public:
    void note(Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::object_start) { open_.emplace_back(); }
        if (event == Json::parse_event_t::object_end && !open_.empty()) { open_.pop_back(); }
        if (event != Json::parse_event_t::key || open_.empty() || twice_) { return; }
        auto key = parsed.get<std::string>();
        if (!open_.back().insert(key).second) { twice_ = std::move(key); }
    }
    [[nodiscard]] const std::optional<std::string>& found_twice() const { return twice_; }

private:
    std::vector<std::set<std::string>> open_;  // the keys of every object under way
    std::optional<std::string> twice_;
};

}  // namespace

Expected<ResultDocument> parse_result(std::string_view text, const std::filesystem::path& file) {
    if (!is_shallow(text)) {
        return malformed(
            file, base::phrase("nested deeper than {} levels, expected a result of "
                               "`dyepack trace --json`",
                               "入れ子が {} 段を超えています。`dyepack trace --json` の結果を"
                               "指定してください",
                               kJsonDepthMax));
    }
    UniqueKeys keys;
    Json root = Json::parse(
        text,
        [&keys](int /*depth*/, Json::parse_event_t event, Json& parsed) {
            keys.note(event, parsed);
            return true;
        },
        false);
    if (const auto& twice = keys.found_twice()) {
        return malformed(file, base::phrase("the member {} stands twice in one object",
                                            "1 つのオブジェクトに項目 {} が二つあります",
                                            base::visible(*twice, 60)));
    }
    if (root.is_discarded()) {
        return malformed(file,
                         base::phrase("not JSON, expected a result of `dyepack trace --json`",
                                      "JSON ではありません。`dyepack trace --json` の結果を指定して"
                                      "ください"));
    }
    ResultDocument document{.file = file, .traces = {}};
    if (find_text(root, {"format"}) == kTracesFormat && find_member(root, {"traces"}).is_array()) {
        for (auto& trace : root.at("traces")) { document.traces.push_back(std::move(trace)); }
    } else {
        document.traces.push_back(std::move(root));
    }
    const bool sound = !document.traces.empty() && std::ranges::all_of(document.traces, is_trace) &&
                       names_each_policy_once(document.traces);
    if (!sound) {
        return malformed(
            file, base::phrase("not a result of dyepack, expected format {} or {} with "
                               "all its members",
                               "dyepack の結果ではありません。必要な項目のそろった {} か {} を"
                               "指定してください",
                               kTraceFormat, kTracesFormat));
    }
    return document;
}

Expected<ResultDocument> read_result(const std::filesystem::path& file) {
    const auto text = store::read_file(file, store::kDocumentBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    return parse_result(*text, file);
}

Expected<TraceRequest> recorded_request(const ResultDocument& document) {
    const Json& trace = document.traces.front();
    TraceRequest request;
    request.case_file = find_file(trace, {"case", "file"});
    request.ledger_file = find_file(trace, {"ledger", "file"});
    request.until = find_stated(trace, {"input", "until"});
    request.boundary_file = find_file(trace, {"input", "boundary", "file"});
    for (const Json& each : document.traces) {
        const auto policy = taint::parse_policy(each.at("policy").get<std::string>());
        request.policies.push_back(base::present(policy, "a document's policies were checked"));
    }
    const auto chain = address::parse_chain(find_text(trace, {"input", "chain"}).value_or(""));
    request.chain = chain;
    if (request.case_file) { return request; }
    const auto format =
        store::parse_input_format(find_text(trace, {"ledger", "input_format"}).value_or(""));
    const auto divisibility = find_member(trace, {"divisibility"}).get<std::uint64_t>();
    const Json& theft = find_member(trace, {"input", "theft"});
    request.from_account = find_stated(trace, {"input", "from_account"});
    const bool sound = format && chain && request.ledger_file &&
                       divisibility <= std::uint64_t{money::kDivisibilityMax} &&
                       (theft.is_array() || request.from_account);
    if (!sound) {
        return malformed(
            document.file,
            base::phrase("the result does not say what it was computed from, expected "
                         "ledger and input",
                         "何から計算した結果かが書かれていません。ledger と input が必要です"));
    }
    request.input_format = *format;
    request.divisibility = static_cast<int>(divisibility);
    request.asset = find_text(trace, {"input", "asset"});
    request.openings_file = find_file(trace, {"input", "openings", "file"});
    request.since = find_stated(trace, {"input", "since"});
    request.theft_until = find_stated(trace, {"input", "theft_until"});
    for (const auto& name : theft) {
        if (name.is_string()) { request.thefts.push_back({name.get<std::string>(), {}}); }
    }
    return request;
}

std::vector<Difference> find_differences(const Json& recorded, const Json& recomputed) {
    Comparison comparison;
    comparison.compare("", recorded, recomputed);
    return std::move(comparison.found);
}

}  // namespace app
