#include "crawl_state.hpp"

namespace nem_crawl {

Crawl::Crawl(nem_node::Node& node, CrawlConfig config)
    : state_{std::make_unique<State>(node, std::move(config))} {}
Crawl::~Crawl() = default;

Answer<void> Crawl::run(const std::vector<nem::Address>& seeds, const FindTainted& find_tainted) {
    return state_->run(seeds, find_tainted);
}
Crawled Crawl::result() const { return state_->result(); }
const std::set<nem::Address>& Crawl::accounts() const { return state_->accounts(); }
std::vector<ledger::Height> Crawl::heights() const { return state_->heights(); }

base::Phrase to_phrase(const Warning& warning) {
    const std::string_view account = warning.account.text();
    const std::uint64_t amount = warning.amount.atoms();
    switch (warning.kind) {
        case WarningKind::ReceivedUnlisted:
            return base::phrase(
                "{} received {} micro-XEM that no history shows (levies, most likely): it counts "
                "as held before all else",
                "{} は履歴に現れない {} micro-XEM を受け取っています（おそらくレヴィ）。"
                "最初から保有していたものとして扱います",
                account, amount);
        case WarningKind::SpentUnlisted:
            return base::phrase("{} holds {} micro-XEM less than its history leaves",
                                "{} の残高は履歴から計算される額より {} micro-XEM 少ないです",
                                account, amount);
        case WarningKind::LevyUnknown:
            return base::phrase(
                "{} sent {}:{} in block {}, and how that mosaic was defined then cannot be found: "
                "a levy it paid would be missing",
                "{0} はブロック {3} で {1}:{2} を送りましたが、当時の定義が見つかりません。"
                "支払ったレヴィが欠けている可能性があります",
                account, warning.mosaic.namespace_id, warning.mosaic.name, warning.height.value);
        case WarningKind::BlockUnclear:
            return base::phrase("what block {} moves cannot be said: its rows are missing",
                                "ブロック {} の移動を計算できません。その行は含まれていません",
                                warning.height.value);
    }
    base::broken("unnamed warning of a crawl");
}

}  // namespace nem_crawl
