#include <nem_node/answers.hpp>

#include "json_fields.hpp"

/// What a node says of itself, of the chain and of announcements.
namespace nem_node {
namespace {

using Json = nlohmann::json;

NodeError bad_codec(const nem::CodecError& error) { return bad_answer(nem::to_phrase(error).en); }

template <class T>
Answer<T> translated(nem::Decoded<T> decoded) {
    if (!decoded) { return std::unexpected(bad_codec(decoded.error())); }
    return *std::move(decoded);
}

/// `{"code":…,"type":…,"message":…}`
Answer<std::uint64_t> parse_code(std::string_view text, std::uint64_t type) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    if (fields.number("type") != type) { fields.fail(fmt::format("type: not {}", type)); }
    const std::uint64_t code = fields.number("code");
    return fields.done(code);
}

/// `{"entity":{"data":[…]},…}`, or `{"data":[…]}` as REST's own lists are.
template <class T, class Read>
Answer<std::vector<T>> parse_entity(std::string_view text, Read read) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields outer{*json};
    JsonFields entity{json->contains("entity") ? outer.object("entity") : *json};
    const Json& data = entity.array("data");
    if (const auto read_outer = outer.done(true); !read_outer) {
        return std::unexpected(read_outer.error());
    }
    if (const auto read_entity = entity.done(true); !read_entity) {
        return std::unexpected(read_entity.error());
    }
    return read_list<T>(data, read);
}

}  // namespace

Answer<NodeStatus> parse_status(std::string_view json) {
    const auto code = parse_code(json, 4);
    if (!code) { return std::unexpected(code.error()); }
    if (*code > static_cast<std::uint64_t>(NodeStatus::Loading)) {
        return std::unexpected(bad_answer(fmt::format("code: {} is no status", *code)));
    }
    return static_cast<NodeStatus>(*code);
}

Answer<bool> parse_heartbeat(std::string_view json) {
    const auto code = parse_code(json, 2);
    if (!code) { return std::unexpected(code.error()); }
    return *code == 1;
}

Answer<ledger::Height> parse_height(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    const auto height = fields.height("height");
    return fields.done(height);
}

Answer<nem::Block> parse_block_answer(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    return translated(nem::parse_block(*json));
}

Answer<std::vector<nem::Block>> parse_blocks(std::string_view text) {
    return parse_entity<nem::Block>(
        text, [](const Json& json) { return translated(nem::parse_block(json)); });
}

Answer<std::vector<nem::Hash>> parse_hashes(std::string_view text) {
    return parse_entity<nem::Hash>(text, [](const Json& json) {
        // The element is itself what `hash` expects under a key.
        const Json holder{{"hash", json}};
        JsonFields fields{holder};
        const nem::Hash hash = fields.hash("hash");
        return fields.done(hash);
    });
}

Answer<std::vector<nem::UnconfirmedTransaction>> parse_unconfirmed_answer(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    fields.array("data");
    if (const auto list = fields.done(true); !list) { return std::unexpected(list.error()); }
    return translated(nem::parse_unconfirmed(*json));
}

Answer<nem::TimeStamp> parse_network_time(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    constexpr std::uint64_t kMillisMax = (std::uint64_t{UINT32_MAX} * 1'000) + 499;
    const std::uint64_t millis = fields.number("sendTimeStamp", kMillisMax);
    return fields.done(nem::TimeStamp{static_cast<std::uint32_t>((millis + 500) / 1'000)});
}

Answer<Announced> parse_announced(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) { return std::unexpected(json.error()); }
    JsonFields fields{*json};
    Announced announced;
    announced.code = static_cast<std::uint16_t>(fields.number("code", UINT16_MAX));
    announced.message = base::visible(fields.optional_text("message", 1'024));
    announced.hash = fields.optional_hash("transactionHash");
    announced.inner_hash = fields.optional_hash("innerTransactionHash");
    return fields.done(announced);
}

NodeError parse_error(int http_status, std::string_view text) {
    std::string said;
    const Json json = Json::parse(text.substr(0, 16U << 10U), nullptr, false);
    if (!json.is_object()) {
        said = std::string{text.substr(0, 200)};
    } else {
        JsonFields fields{json};
        said = fields.optional_text("message", 16U << 10U);
        if (said.empty()) { said = fields.optional_text("error", 16U << 10U); }
    }
    NodeError error{NodeProblem::Refused, http_status, base::visible(said, 200)};
    if (http_status == 404) { error.problem = NodeProblem::NotFound; }
    if (http_status == 429) { error.problem = NodeProblem::TooManyRequests; }
    if (http_status == 503) {
        // NIS says why in its own words; a limiter before it (or an old Jetty) does not.
        error.problem = said.starts_with("NIS_ILLEGAL_STATE") ? NodeProblem::NotReady
                                                              : NodeProblem::TooManyRequests;
    }
    return error;
}

}  // namespace nem_node
