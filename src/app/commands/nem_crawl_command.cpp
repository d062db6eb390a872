#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "../complain.hpp"
#include "../crawl/crawled_case.hpp"
#include "../crawl/crawled_ledger.hpp"
#include "../help.hpp"
#include "../loaded_case.hpp"
#include "../output/json.hpp"
#include "../sending/settings.hpp"
#include "../terminal/progress.hpp"
#include "../trace_request.hpp"
#include "../watch/open_nodes.hpp"
#include "../watch/signatures.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

using base::phrase;

struct Request {
    WatchSettings node;
    std::filesystem::path into;
    CrawledCase crawled;
    std::optional<std::uint64_t> until;
};

Expected<std::vector<nem::Address>> robbed_of(const Arguments& arguments, nem::Network network) {
    std::vector<nem::Address> robbed;
    for (const auto& text : split_list(arguments.find("robbed").value_or(""))) {
        const auto address = address_of_word("--robbed", text, network);
        if (!address) { return std::unexpected(address.error()); }
        robbed.push_back(*address);
    }
    return robbed;
}

Expected<Request> read_request(const Arguments& arguments) {
    Request request;
    const auto into = arguments.find("into");
    if (!into) {
        return std::unexpected(usage_complaint(
            {"--into is missing, expected the folder to make: --into DIR",
             "--into がありません。作成するフォルダーを指定してください: --into DIR"}));
    }
    request.into = *into;
    std::error_code ignored;
    if (std::filesystem::exists(request.into) &&
        !std::filesystem::is_empty(request.into, ignored)) {
        return std::unexpected(usage_complaint(phrase("--into {} is there already and not empty",
                                                      "--into {} は既にあり、空ではありません",
                                                      base::visible(*into, 4096))));
    }
    auto node = to_watch_settings(arguments);
    if (!node) { return std::unexpected(node.error()); }
    request.node = *std::move(node);
    if (request.node.node_urls.size() != 1) {
        return std::unexpected(usage_complaint(
            {"a crawl reads from one node: pages of histories mean nothing to another",
             "読み取るノードは 1 つです。履歴のページは他のノードでは通用しません"}));
    }
    if (const auto text = arguments.find("until")) {
        const auto until = number_of_option("until", *text, 1, UINT32_MAX);
        if (!until) { return std::unexpected(until.error()); }
        request.until = *until;
    }
    const auto robbed = robbed_of(arguments, request.node.network);
    if (!robbed) { return std::unexpected(robbed.error()); }
    auto crawled = load_crawled_case(arguments.operands.front(), *robbed, request.node.network);
    if (!crawled) { return std::unexpected(crawled.error()); }
    request.crawled = *std::move(crawled);
    if (const auto text = arguments.find("policy")) {
        auto policies = parse_policies(*text);
        if (!policies) { return std::unexpected(policies.error()); }
        request.crawled.policies = *std::move(policies);
    }
    return request;
}

/// The height up to which rows count.
Expected<ledger::Height> until_of(const Request& request, nem_node::Node& node) {
    if (request.until) { return ledger::Height{*request.until}; }
    const auto head = node.height();
    if (!head) { return std::unexpected(node_complaint(node.name(), head.error())); }
    return ledger::Height{head->value - std::min(head->value - 1, nem_node::kRewriteLimit)};
}

struct Read {
    nem_crawl::Crawled crawled;
    std::size_t accounts{0};
    std::size_t blocks{0};
    ledger::Height until;
};

Expected<Read> crawl(const Request& request, nem_node::Node& node, base::Language language) {
    const auto until = until_of(request, node);
    if (!until) { return std::unexpected(until.error()); }
    SignatureVerifier verifier;
    nem_crawl::CrawlConfig config;
    config.network = request.node.network;
    config.until = *until;
    config.verify = [&](std::span<const nem_node::Signed> signatures) {
        return verifier.verify(signatures);
    };
    nem_crawl::Crawl crawl{node, std::move(config)};
    {
        ProgressBar bar{{"accounts", "アカウント"}, language};
        const auto done =
            crawl.run(request.crawled.robbed, [&](const nem_crawl::MovementLedger& ledger) {
                bar.show(crawl.accounts().size(), 0);
                return find_tainted(ledger, request.crawled);
            });
        if (!done) { return std::unexpected(node_complaint(node.name(), done.error())); }
    }
    return Read{crawl.result(), crawl.accounts().size(), crawl.heights().size(), *until};
}

Expected<void> check_theft_found(const Request& request, const Read& read) {
    const auto& rules = request.crawled.watched.rules;
    const auto plan = plan_over(*read.crawled.ledger, rules);
    const auto missing = std::ranges::find_if(rules.theft_txs, [&](const std::string& tx) {
        return read.crawled.ledger->find_tx(tx).empty();
    });
    if (!plan.thefts.empty() && missing == rules.theft_txs.end()) { return {}; }
    return std::unexpected(complaint(
        base::Blame::Input,
        missing == rules.theft_txs.end()
            ? phrase("nothing up to block {} is a theft by this case",
                     "ブロック {} までに、この事件の流出はありません", read.until.value)
            : phrase("the theft {} is in no history of the accounts that were robbed, up to block "
                     "{}; are all of them named?",
                     "流出 {} は、ブロック {} までの被害アカウントの履歴にありません。--robbed に"
                     "不足はありませんか",
                     *missing, read.until.value)));
}

std::string summary_text(const Read& read, const store::ImportSummary& summary,
                         const std::string& folder, bool as_json, base::Language language) {
    if (as_json) {
        Json warnings = Json::array();
        for (const auto& warning : read.crawled.warnings) {
            warnings.push_back(to_phrase(warning).en);
        }
        return to_text(Json{{"format", "dyepack.nem-crawl/1"},
                            {"program", program_version()},
                            {"into", folder},
                            {"until", read.until.value},
                            {"accountsRead", read.accounts},
                            {"blocksRead", read.blocks},
                            {"rows", summary.rows},
                            {"sha256", summary.sha256},
                            {"warnings", std::move(warnings)}});
    }
    return base::pick(
        phrase("{}: {} rows up to block {}, out of {} accounts and {} blocks, SHA-256 {}\n",
               "{0}: ブロック {2} まで {1} 行。アカウント {3} 件、ブロック {4} 個を読みました。"
               "SHA-256 {5}\n",
               base::visible(folder, 4096), summary.rows, read.until.value, read.accounts,
               read.blocks, summary.sha256),
        language);
}

}  // namespace

Expected<int> run_nem_crawl(const Arguments& arguments, base::Language language) {
    const auto request = read_request(arguments);
    if (!request) { return std::unexpected(request.error()); }
    const auto nodes = OpenNodes::open(request->node, {});
    if (!nodes) { return std::unexpected(nodes.error()); }
    WatchSettings from_one = request->node;
    from_one.from = 1;  // the nemesis block alone: is it the network that was meant?
    const auto beginning = find_beginning(from_one, nodes->nodes());
    if (!beginning) { return std::unexpected(beginning.error()); }
    const auto read = crawl(*request, *nodes->nodes().all.front(), language);
    if (!read) { return std::unexpected(read.error()); }
    if (auto found = check_theft_found(*request, *read); !found) {
        return std::unexpected(std::move(found.error()));
    }
    std::vector<base::Phrase> warnings;
    for (const auto& warning : read->crawled.warnings) { warnings.push_back(to_phrase(warning)); }
    print_warnings(warnings, language);
    const auto summary =
        write_crawled_case(*read->crawled.ledger, request->crawled.watched.record,
                           case_file_of(arguments.operands.front()), request->into);
    if (!summary) { return std::unexpected(summary.error()); }
    const auto text =
        summary_text(*read, *summary, request->into.string(), arguments.has("json"), language);
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return warnings.empty() ? kDone : kFinding;
}

}  // namespace app
