#include "consent.hpp"

#include <fmt/format.h>

#include <iostream>

#include "../complain.hpp"
#include "../interview.hpp"
#include "../nem/entity_table.hpp"
#include "../nem/facts.hpp"
#include "../nem/message_reading.hpp"

namespace app {

namespace {

using base::phrase;
using base::Phrase;

std::string name_of(const nem::MosaicId& id) {
    return base::visible(id.namespace_id + ":" + id.name, 512);
}

Phrase levy_phrase(const nem::Levy& levy) {
    if (levy.type == nem::Levy::Type::Absolute) {
        return phrase("a transfer costs {} smallest parts of {} more, for {}",
                      "移転ごとに {}（最小単位）の {} が {} に徴収されます", levy.fee.atoms(),
                      name_of(levy.mosaic_id), to_pretty(levy.recipient));
    }
    return phrase("{}/10,000 of what moves is paid on top, in {}, to {}",
                  "移転量の {}/10,000 が {} で {} に徴収されます", levy.fee.atoms(),
                  name_of(levy.mosaic_id), to_pretty(levy.recipient));
}

/// Quantities as people count them; what a mosaic costs besides is said with it.
void add_mosaics(NemFacts& facts, const nem::Transaction& transaction, Ground& ground) {
    const nem::Transfer* const transfer = transfer_of(transaction);
    if (transfer == nullptr || !transfer->mosaics) { return; }
    for (const auto& mosaic : *transfer->mosaics) {
        if (mosaic.id == nem::MosaicId{"nem", "xem"}) { continue; }
        const auto known = ground.mosaic(mosaic.id);
        if (!known) { continue; }
        const int places = divisibility_of(known->definition);
        facts.add({"moves", "移転"},
                  fmt::format("{} {}", money::to_decimal(mosaic.quantity.atoms(), places),
                              name_of(mosaic.id)));
        if (const auto& levy = known->definition.levy) {
            facts.add({"levy", "徴収"}, levy_phrase(*levy), Tone::Bad);
        }
    }
}

std::string names_of(const Nodes& nodes) {
    std::string names;
    for (const auto* const node : nodes.all) {
        names += (names.empty() ? "" : ", ") + base::visible(node->name());
    }
    return names;
}

}  // namespace

std::string to_table(const Proposal& proposal, Ground& ground, const std::string& order,
                     base::Language language, const Terminal& terminal) {
    NemFacts facts{language};
    add_mosaics(facts, proposal.transaction, ground);
    const auto all = money::add(proposal.cost.fee, proposal.cost.moved);
    const auto left = all ? money::subtract(proposal.balance, *all)
                          : std::expected<money::Amount, money::MoneyError>{};
    facts.add({"costs in all", "合計"}, all ? to_xem(*all) : std::string{"?"}, Tone::Strong);
    facts.add({"paid by", "支払い"}, to_pretty(proposal.payer));
    facts.add({"balance", "残高"}, fmt::format("{} → {}", to_xem(proposal.balance),
                                               all && left ? to_xem(*left) : std::string{"?"}));
    facts.add({"told to", "送り先"}, names_of(ground.nodes()));
    if (!order.empty()) { facts.add({"order", "指図"}, base::visible(order)); }
    for (const auto& warning : proposal.warnings) {
        facts.add({"warning", "警告"}, warning, Tone::Bad);
    }
    std::string text;
    if (proposal.about) {
        text = base::pick({"this is what you agree to:\n", "同意する内容:\n"}, language) +
               to_table(NemEntity{*proposal.about}, std::nullopt, language, terminal) + "\n";
    }
    return text + to_table(NemEntity{proposal.transaction}, std::nullopt, language, terminal) +
           "\n" + facts.to_text(terminal);
}

Expected<bool> ask_consent(base::Language language) {
    if (!stdin_is_terminal()) {
        return std::unexpected(
            usage_complaint({"nobody can be asked here; say --yes to send without a question",
                             "ここでは確認できません。確認なしで送るには --yes を付けてください"}));
    }
    Interview interview{std::cin, std::cerr, language};
    const auto answer =
        interview.ask({"Sign and send this? (yes/no)", "署名して送りますか（yes/no）"}, "no",
                      [](const std::string& text) -> std::optional<Phrase> {
                          if (text == "yes" || text == "no") { return std::nullopt; }
                          return Phrase{"yes or no", "yes か no で答えてください"};
                      });
    if (!answer) { return std::unexpected(answer.error()); }
    return *answer == "yes";
}

}  // namespace app
