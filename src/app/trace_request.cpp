#include "trace_request.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "complain.hpp"
#include "position.hpp"

namespace app {

namespace {

std::unexpected<base::Complaint> usage(base::Phrase text) {
    return std::unexpected(usage_complaint(std::move(text)));
}

std::optional<base::Complaint> check_case_options(const Arguments& arguments) {
    constexpr std::array kNotWithCase{"ledger",       "input-format", "asset",
                                      "divisibility", "theft",        "from-account",
                                      "theft-until",  "since",        "openings"};
    for (const std::string_view option : kNotWithCase) {
        if (!arguments.has(option)) { continue; }
        return usage_complaint(base::phrase(
            "--{0} and a case file exclude each other: the case says it; expected one of the two",
            "--{0} と事件ファイルは同時に指定できません（事件に書かれているため）。"
            "どちらか一方を指定してください",
            option));
    }
    return std::nullopt;
}

std::optional<base::Complaint> check_ledger_options(const TraceRequest& request) {
    if (!request.ledger_file) {
        return usage_complaint(
            base::phrase("expected a case file, or --ledger with a theft",
                         "事件ファイル、または --ledger と流出を指定してください"));
    }
    if (request.thefts.empty() == !request.from_account) {
        return usage_complaint(
            base::phrase("expected either --theft TX,... or --from-account ACCOUNT: which "
                         "transfers are the theft?",
                         "どの送金が流出かを、--theft TX,... か --from-account ACCOUNT "
                         "のどちらか一方で指定してください"));
    }
    if (!request.from_account && (request.since || request.theft_until)) {
        return usage_complaint(
            base::phrase("--since and --theft-until go with --from-account",
                         "--since と --theft-until は --from-account とともに使います"));
    }
    return std::nullopt;
}

std::optional<base::Complaint> check_positions(const TraceRequest& request) {
    const std::array<std::pair<const std::optional<casebook::Stated>*, std::string_view>, 3>
        positions{{{&request.since, "--since"},
                   {&request.theft_until, "--theft-until"},
                   {&request.until, "--until"}}};
    for (const auto& [text, option] : positions) {
        if (!*text) { continue; }
        const auto parsed = parse_position(**text, option);
        if (!parsed) { return parsed.error(); }
    }
    return std::nullopt;
}

std::optional<std::filesystem::path> find_path(const Arguments& arguments, std::string_view name) {
    const auto text = arguments.find(name);
    if (!text) { return std::nullopt; }
    return std::filesystem::path{*text};
}

std::optional<casebook::Stated> find_stated(const Arguments& arguments, std::string_view name) {
    auto text = arguments.find(name);
    if (!text) { return std::nullopt; }
    return casebook::Stated{std::move(*text), {}};
}

}  // namespace

std::optional<base::Complaint> check_span(const TraceRequest& request) {
    if (!request.since || !request.theft_until) { return std::nullopt; }
    const auto since = parse_position(*request.since, "--since");
    const auto until = parse_position(*request.theft_until, "--theft-until");
    if (!since || !until || since->index() != until->index() || *since <= *until) {
        return std::nullopt;
    }
    return complaint_about(
        *request.since,
        base::phrase("--since {} is after --theft-until {}, expected it before",
                     "--since {} が --theft-until {} より後になっています",
                     base::visible(request.since->text), base::visible(request.theft_until->text)));
}

std::optional<int> parse_divisibility(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    if (value < 0 || value > money::kDivisibilityMax) { return std::nullopt; }
    return value;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        while (part.starts_with(' ')) { part.remove_prefix(1); }
        while (part.ends_with(' ')) { part.remove_suffix(1); }
        if (!part.empty()) { parts.emplace_back(part); }
    }
    return parts;
}

Expected<std::vector<taint::Policy>> parse_policies(std::string_view text) {
    if (text == "all") {
        return std::vector<taint::Policy>{taint::kPolicies.begin(), taint::kPolicies.end()};
    }
    std::vector<taint::Policy> policies;
    for (const auto& name : split_list(text)) {
        const auto policy = taint::parse_policy(name);
        if (!policy) {
            return usage(base::phrase(
                "policy {} is not known, expected poison, haircut, fifo, lifo and tiho, or all "
                "alone",
                "方式 {} は使えません。poison、haircut、fifo、lifo、tiho、all から選んでください",
                base::visible(name)));
        }
        if (std::ranges::find(policies, *policy) == policies.end()) { policies.push_back(*policy); }
    }
    if (policies.empty()) {
        return usage(
            base::phrase("no policy is named, expected one or more of poison, haircut, "
                         "fifo, lifo, tiho, or all",
                         "方式がありません。poison、haircut、fifo、lifo、tiho から 1 つ以上、"
                         "または all を指定してください"));
    }
    return policies;
}

std::optional<base::Complaint> read_ledger_options(const Arguments& arguments, TraceRequest& into) {
    into.asset = arguments.find("asset");
    into.openings_file = find_path(arguments, "openings");
    if (const auto name = arguments.find("input-format")) {
        const auto format = store::parse_input_format(*name);
        if (!format) {
            return usage_complaint(base::phrase(
                "--input-format {} is not known, expected account-csv, utxo-csv, raw20, "
                "nem-blocks or bitcoin-blocks",
                "--input-format {} は使えません。account-csv、utxo-csv、raw20、nem-blocks、"
                "bitcoin-blocks から選んでください",
                base::visible(*name)));
        }
        into.input_format = *format;
    }
    if (const auto text = arguments.find("divisibility")) {
        into.divisibility = parse_divisibility(*text);
        if (!into.divisibility) {
            return usage_complaint(base::phrase(
                "--divisibility {} is not a number of decimal places, expected 0 to {}",
                "--divisibility {} は小数点以下の桁数ではありません。0 から {} "
                "の整数を指定してください",
                base::visible(*text), money::kDivisibilityMax));
        }
    }
    if (const auto name = arguments.find("chain")) {
        into.chain = address::parse_chain(*name);
        if (!into.chain) {
            return usage_complaint(base::phrase(
                "--chain {} is not known, expected nem, bitcoin, litecoin, dash, ethereum or other",
                "--chain {} は使えません。nem、bitcoin、litecoin、dash、ethereum、other "
                "から選んでください",
                base::visible(*name)));
        }
    }
    return std::nullopt;
}

Expected<TraceRequest> to_trace_request(const Arguments& arguments) {
    TraceRequest request;
    if (const auto wrong = read_ledger_options(arguments, request)) {
        return std::unexpected(*wrong);
    }
    request.ledger_file = find_path(arguments, "ledger");
    const std::string thefts = arguments.find("theft").value_or("");
    for (auto& name : split_list(thefts)) { request.thefts.push_back({std::move(name), {}}); }
    const auto commas = static_cast<std::size_t>(std::ranges::count(thefts, ','));
    if (arguments.has("theft") && request.thefts.size() != commas + 1) {
        return usage(
            base::phrase("--theft {} names nothing before, between or after a comma, "
                         "expected TX,TX,...",
                         "--theft {} のコンマの前後に名前がありません。TX,TX,... "
                         "の形で指定してください",
                         base::visible(thefts)));
    }
    request.from_account = find_stated(arguments, "from-account");
    request.since = find_stated(arguments, "since");
    request.theft_until = find_stated(arguments, "theft-until");
    request.boundary_file = find_path(arguments, "boundary");
    request.until = find_stated(arguments, "until");
    if (const auto names = arguments.find("policy")) {
        auto policies = parse_policies(*names);
        if (!policies) { return std::unexpected(policies.error()); }
        request.policies = std::move(*policies);
    }
    if (!arguments.operands.empty()) { request.case_file = arguments.operands.front(); }
    const auto wrong =
        request.case_file ? check_case_options(arguments) : check_ledger_options(request);
    if (wrong) { return std::unexpected(*wrong); }
    if (const auto position = check_positions(request)) { return std::unexpected(*position); }
    if (const auto span = check_span(request)) { return std::unexpected(*span); }
    return request;
}

}  // namespace app
