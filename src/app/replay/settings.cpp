#include "settings.hpp"

#include <yaml/wording.hpp>

#include "../complain.hpp"
#include "../trace_request.hpp"

namespace app {

using base::phrase;

namespace {

/// `ADDR:PORT`, `[ADDR]:PORT` or `PORT`.
Expected<replay::Endpoint> parse_endpoint(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    replay::Endpoint endpoint;
    if (colon != std::string::npos) { endpoint.address = text.substr(0, colon); }
    if (endpoint.address.starts_with('[') && endpoint.address.ends_with(']')) {
        endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    }
    const auto port =
        yaml::parse_number(colon == std::string::npos ? text : text.substr(colon + 1));
    if (!port || *port > 65'535 || endpoint.address.empty()) {
        return std::unexpected(usage_complaint(
            phrase("--listen: `{}` is no place to listen on, expected ADDR:PORT as in "
                   "127.0.0.1:7890",
                   "--listen: `{}` は待ち受ける場所ではありません。127.0.0.1:7890 のように"
                   "指定してください",
                   base::visible(text))));
    }
    endpoint.port = static_cast<std::uint16_t>(*port);
    return endpoint;
}

Expected<void> read_endpoints(const Arguments& arguments, ReplaySettings& into) {
    const auto text = arguments.find("listen");
    if (!text) { return {}; }
    into.endpoints.clear();
    for (const auto& one : split_list(*text)) {
        auto endpoint = parse_endpoint(one);
        if (!endpoint) { return std::unexpected(endpoint.error()); }
        into.endpoints.push_back(*std::move(endpoint));
    }
    if (into.endpoints.empty() || into.endpoints.size() > replay::kNodesMax) {
        return std::unexpected(usage_complaint(phrase("--listen: expected 1 to {} places",
                                                      "--listen: 1 から {} か所を指定してください",
                                                      replay::kNodesMax)));
    }
    return {};
}

Expected<void> read_speed(const Arguments& arguments, ReplaySettings& into) {
    const auto text = arguments.find("speed");
    if (!text) { return {}; }
    const auto number =
        *text == "max" ? std::optional<std::uint32_t>{0} : yaml::parse_number(*text);
    const bool zero = *text == "0";
    if (!number || zero || *number > replay::kSpeedMax) {
        return std::unexpected(usage_complaint(
            phrase("--speed: `{}` is no speed, expected 1 to {} or max",
                   "--speed: `{}` は使えません。1 から {} まで、または max を指定してください",
                   base::visible(*text), replay::kSpeedMax)));
    }
    into.speed = *number;
    return {};
}

Expected<void> read_chain(const Arguments& arguments, replay::ChainSettings& into) {
    const std::string network = arguments.find("network").value_or("main");
    into.network = network == "test"    ? nem::kTestnet
                   : network == "mijin" ? nem::kMijin
                                        : nem::kMainnet;
    if (const auto seed = arguments.find("seed")) { into.seed = *seed; }
    const auto funded = arguments.find("fund");
    if (!funded) { return {}; }
    constexpr std::size_t kFundedMax = 100;
    for (auto one : split_list(*funded)) {
        std::erase(one, '-');
        const auto address = nem::parse_address(one);
        const bool valid = address && nem::is_valid(*address, into.network);
        if (!valid || into.funded.size() == kFundedMax) {
            return std::unexpected(usage_complaint(
                phrase("--fund: `{}` is no NEM address of this network (at most {} are funded)",
                       "--fund: `{}` はこのネットワークの NEM アドレスではありません（{} 件まで）",
                       base::visible(one), kFundedMax)));
        }
        into.funded.push_back(*address);
    }
    return {};
}

}  // namespace

Expected<ReplaySettings> to_replay_settings(const Arguments& arguments) {
    ReplaySettings settings;
    if (!arguments.operands.empty()) { settings.case_file = arguments.operands.front(); }
    if (const auto ledger = arguments.find("ledger")) { settings.ledger = *ledger; }
    if (settings.case_file.has_value() == settings.ledger.has_value()) {
        return std::unexpected(usage_complaint(
            phrase("name one thing to replay: a case, or a ledger with --ledger",
                   "再生するものを 1 つ指定してください: 事件ファイル、または --ledger で台帳")));
    }
    if (const auto script = arguments.find("script")) { settings.script = *script; }
    if (const auto folder = arguments.find("case-out")) { settings.case_out = *folder; }
    if (settings.case_out && !settings.case_file) {
        return std::unexpected(usage_complaint(
            phrase("--case-out needs a case to write", "--case-out には事件ファイルが必要です")));
    }
    auto read = read_endpoints(arguments, settings);
    if (read) { read = read_speed(arguments, settings); }
    if (read) { read = read_chain(arguments, settings.chain); }
    if (!read) { return std::unexpected(read.error()); }
    return settings;
}

}  // namespace app
