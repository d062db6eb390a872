#include "crawled_case.hpp"

#include <algorithm>
#include <set>
#include <store/store.hpp>

#include "../complain.hpp"
#include "../loaded_case.hpp"

namespace app {

namespace {

using base::phrase;

Expected<std::vector<nem::Address>> robbed_by_case(const std::filesystem::path& file,
                                                   const WatchedCase& watched) {
    std::vector<std::string> texts;
    if (const auto& theft = watched.rules.theft_account) {
        texts.push_back(theft->account);
    } else if (!watched.record.accounts_file.empty()) {
        const auto path = beside_case(file, watched.record.accounts_file);
        const auto text = store::read_file(path, store::kDocumentBytesMax);
        if (!text) { return std::unexpected(text.error()); }
        const auto accounts = casebook::parse_accounts(*text, path.string(), watched.record.chain);
        if (!accounts) { return std::unexpected(accounts.error()); }
        for (const auto& known : *accounts) {
            if (known.role == "victim") { texts.push_back(known.account); }
        }
    }
    std::vector<nem::Address> robbed;
    for (const auto& text : texts) {
        if (const auto address = nem::parse_address(text)) { robbed.push_back(*address); }
    }
    return robbed;
}

bool moves_to_another(const ledger::AccountLedger& ledger, ledger::Row row) {
    ledger::Transfer transfer;
    ledger.read(row, {&transfer, 1});
    return transfer.from != transfer.to && transfer.amount.atoms() > 0;
}

}  // namespace

Expected<CrawledCase> load_crawled_case(const std::filesystem::path& named,
                                        const std::vector<nem::Address>& robbed,
                                        nem::Network network) {
    auto watched = load_watched_case(named);
    if (!watched) { return std::unexpected(watched.error()); }
    CrawledCase crawled{*std::move(watched), robbed, {}};
    crawled.policies = {crawled.watched.rules.policy};
    const auto file = case_file_of(named);
    if (crawled.robbed.empty()) {
        auto by_case = robbed_by_case(file, crawled.watched);
        if (!by_case) { return std::unexpected(by_case.error()); }
        crawled.robbed = *std::move(by_case);
    }
    const auto refuse = [&](base::Phrase text) {
        return std::unexpected(base::Complaint{.blame = base::Blame::Input,
                                               .place = {.file = file.string()},
                                               .text = std::move(text)});
    };
    if (crawled.robbed.empty()) {
        return refuse(
            {"the case names no account that was robbed (its accounts file has no NEM "
             "address with the role victim), and a crawl begins there; name it with "
             "--robbed ACCOUNT",
             "被害に遭ったアカウントが事件ファイルにありません（アカウントの表に役割 "
             "victim の NEM アドレスがありません）。--robbed ACCOUNT で指定してください"});
    }
    for (const auto& address : crawled.robbed) {
        if (nem::is_valid(address, network)) { continue; }
        return refuse(phrase("{} is no address of this network; name the network with --network",
                             "{} はこのネットワークのアドレスではありません。--network で指定して"
                             "ください",
                             address.text()));
    }
    return crawled;
}

trace::Plan plan_over(const ledger::AccountLedger& ledger, const live::Case& rules) {
    trace::Plan plan;
    plan.end = ledger.rows();
    for (const auto& tx : rules.theft_txs) {
        for (const auto row : ledger.find_tx(tx)) {
            if (moves_to_another(ledger, row)) { plan.thefts.push_back({row, std::nullopt}); }
        }
    }
    if (const auto& theft = rules.theft_account) {
        if (const auto account = ledger.find_account(theft->account)) {
            const auto begin = theft->since ? ledger.begin_of(*theft->since) : 0;
            const auto end = theft->until ? ledger.end_of(*theft->until) : ledger.rows();
            const auto all =
                trace::thefts_from_account(ledger, *account, begin, std::max(begin, end));
            plan.thefts.insert(plan.thefts.end(), all.begin(), all.end());
        }
    }
    std::ranges::sort(plan.thefts);
    for (const auto& boundary : rules.boundaries) {
        const auto account = ledger.find_account(boundary.account);
        if (account) { plan.boundaries.push_back({*account, boundary.label, boundary.kind}); }
    }
    return plan;
}

std::vector<nem::Address> find_tainted(const nem_crawl::MovementLedger& ledger,
                                       const CrawledCase& crawled) {
    const auto& rules = crawled.watched.rules;
    const auto plan = plan_over(ledger, rules);
    std::set<nem::Address> tainted;
    for (const auto policy : crawled.policies) {
        trace::for_each_move(ledger, plan, policy, [&](const taint::Move& move) {
            if (move.to == ledger::kNobody) { return; }
            if (std::ranges::find(plan.boundaries, move.to, &trace::Boundary::account) !=
                plan.boundaries.end()) {
                return;
            }
            const auto to = nem::parse_address(ledger.account_text(move.to));
            if (to) { tainted.insert(*to); }
        });
    }
    return {tainted.begin(), tainted.end()};
}

}  // namespace app
