#include "settings.hpp"

#include <charconv>
#include <limits>

#include "../complain.hpp"
#include "../trace_request.hpp"

namespace app {

namespace {

std::unexpected<base::Complaint> usage(base::Phrase text) {
    return std::unexpected(usage_complaint(std::move(text)));
}

/// A whole number between bounds, or what to say of it.
Expected<std::uint64_t> number_of(const std::string& text, std::string_view option,
                                  std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (whole && value >= least && value <= most) { return value; }
    return usage(base::phrase("--{} {} is not a number that it can have, expected {} to {}",
                              "--{} {} は使えません。{} から {} の整数を指定してください", option,
                              base::visible(text), least, most));
}

std::optional<nem::Network> parse_network(std::string_view name) {
    if (name == "main") { return nem::kMainnet; }
    if (name == "test") { return nem::kTestnet; }
    if (name == "mijin") { return nem::kMijin; }
    return std::nullopt;
}

constexpr std::size_t kNodesMax = 32;

std::optional<base::Complaint> take_nodes(const Arguments& arguments, WatchSettings& into) {
    const auto urls = arguments.find("node");
    if (!urls) {
        return usage_complaint(
            {"--node is missing, expected the address of a NIS node: --node http://HOST:7890",
             "--node がありません。NIS ノードを指定してください: --node http://HOST:7890"});
    }
    into.node_urls = split_list(*urls);
    if (into.node_urls.empty()) {
        return usage_complaint(base::phrase("--node {} names no node, expected 1 to {} addresses",
                                            "--node {} にノードがありません。1 から {} 件を指定して"
                                            "ください",
                                            base::visible(*urls), kNodesMax));
    }
    if (into.node_urls.size() > kNodesMax) {
        return usage_complaint(base::phrase("--node names {} nodes, expected 1 to {}",
                                            "--node に {} 件のノードがあります。1 から {} 件を指定"
                                            "してください",
                                            into.node_urls.size(), kNodesMax));
    }
    const auto agree = arguments.find("agree");
    if (!agree) {
        into.agreeing = into.node_urls.size() / 2 + 1;
        return std::nullopt;
    }
    const auto agreeing = number_of(*agree, "agree", 1, into.node_urls.size());
    if (!agreeing) { return agreeing.error(); }
    into.agreeing = *agreeing;
    return std::nullopt;
}

std::optional<base::Complaint> take_place(const Arguments& arguments, WatchSettings& into) {
    if (const auto name = arguments.find("network")) {
        const auto network = parse_network(*name);
        if (!network) {
            return usage_complaint(
                base::phrase("--network {} is not known, expected main, test or mijin",
                             "--network {} は使えません。main、test、mijin から選んでください",
                             base::visible(*name)));
        }
        into.network = *network;
    }
    if (const auto from = arguments.find("from")) {
        const auto height = number_of(*from, "from", 1, std::numeric_limits<std::int64_t>::max());
        if (!height) { return height.error(); }
        into.from = *height;
    }
    if (const auto port = arguments.find("websocket-port")) {
        const auto number = number_of(*port, "websocket-port", 0, 65'535);
        if (!number) { return number.error(); }
        into.websocket_port = static_cast<std::uint16_t>(*number);
    }
    return std::nullopt;
}

}  // namespace

Expected<WatchSettings> to_watch_settings(const Arguments& arguments) {
    WatchSettings settings;
    auto wrong = take_nodes(arguments, settings);
    if (!wrong) { wrong = take_place(arguments, settings); }
    if (wrong) { return std::unexpected(*std::move(wrong)); }
    for (const auto& file : arguments.all("case")) { settings.cases.emplace_back(file); }
    for (const auto& file : arguments.all("marks")) { settings.marks.emplace_back(file); }
    settings.marks_key = arguments.find("marks-key");
    settings.passphrase_file = arguments.find("passphrase-file");
    if (settings.marks.empty() && settings.marks_key) {
        return usage(
            {"--marks-key is of no use without --marks", "--marks-key には --marks が必要です"});
    }
    if (const auto folder = arguments.find("data")) { settings.data = *folder; }
    settings.is_private = arguments.has("private");
    settings.once = arguments.has("once");
    if (const auto format = arguments.find("format")) {
        if (*format != "lines" && *format != "jsonl") {
            return usage(base::phrase("--format {} is not known, expected lines or jsonl",
                                      "--format {} は使えません。lines か jsonl を指定してください",
                                      base::visible(*format)));
        }
        settings.json_lines = *format == "jsonl";
    }
    return settings;
}

}  // namespace app
