#include <fmt/format.h>

#include "../complain.hpp"
#include "../sending/sending.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::phrase;
using nem_wallet::Terms;

constexpr std::uint64_t kDivisibilityMax = 6;

Expected<void> allow_only(const Arguments& arguments,
                          std::initializer_list<std::string_view> some) {
    for (const std::string_view option : {"description", "supply", "divisibility", "transferable",
                                          "fixed-supply", "add", "remove"}) {
        const bool allowed = std::ranges::find(some, option) != some.end();
        if (allowed || !arguments.has(option)) { continue; }
        return std::unexpected(usage_complaint(phrase("--{} is not for `nem mosaic {}`",
                                                      "--{} は `nem mosaic {}` では使えません",
                                                      option, arguments.operands.front())));
    }
    return {};
}

Expected<Wish> rent(const Arguments& arguments) {
    if (auto fine = allow_only(arguments, {}); !fine) {
        return std::unexpected(std::move(fine.error()));
    }
    const std::string name = arguments.operands.back();
    return Wish{
        .kind = "rent",
        .meaning = name,
        .needs_key = false,
        .is_wrapped = true,
        .build = [name](const Terms& terms, Ground& /*ground*/, const nem_keys::KeyPair* /*keys*/) {
            return to_draft(nem_wallet::provision_namespace(terms, name),
                            {{"the rental is for a year and is not given back",
                              "賃借料は 1 年分で、返金されません"}});
        }};
}

Expected<nem_wallet::MosaicPlan> plan_of(const Arguments& arguments, nem::MosaicId id) {
    const auto description = arguments.find("description");
    if (!description) {
        return std::unexpected(usage_complaint(
            {"--description is missing: NEM asks what the mosaic is for",
             "--description がありません。何のためのモザイクか、NEM は説明を求めます"}));
    }
    auto plan = nem_wallet::tag_mosaic(std::move(id), *description);
    if (const auto text = arguments.find("supply")) {
        const auto units = number_of_option("supply", *text, 0, nem_wallet::kQuantityMax);
        if (!units) { return std::unexpected(units.error()); }
        plan.supply_units = *units;
    }
    if (const auto text = arguments.find("divisibility")) {
        const auto places = number_of_option("divisibility", *text, 0, kDivisibilityMax);
        if (!places) { return std::unexpected(places.error()); }
        plan.divisibility = static_cast<std::uint8_t>(*places);
    }
    plan.transferable = arguments.has("transferable");
    plan.supply_mutable = !arguments.has("fixed-supply");
    return plan;
}

Expected<Wish> define(const Arguments& arguments) {
    if (auto fine = allow_only(
            arguments, {"description", "supply", "divisibility", "transferable", "fixed-supply"});
        !fine) {
        return std::unexpected(std::move(fine.error()));
    }
    auto id = mosaic_id_of_word("nem mosaic define", arguments.operands.back());
    if (!id) { return std::unexpected(id.error()); }
    const auto plan = plan_of(arguments, *std::move(id));
    if (!plan) { return std::unexpected(plan.error()); }
    std::vector<base::Phrase> warnings;
    if (!plan->transferable) {
        warnings.emplace_back(
            "not transferable: whoever holds one can still send it back to its creator, so that "
            "balances do not show who was marked",
            "譲渡できないモザイクでも、保有者は作成者に送り返せます。残高だけでは、誰に付けた"
            "かは分かりません");
    }
    return Wish{
        .kind = "define",
        .meaning = fmt::format("{}:{}\n{}\n{} {} {} {}", plan->id.namespace_id, plan->id.name,
                               plan->description, plan->divisibility, plan->supply_units,
                               plan->supply_mutable, plan->transferable),
        .needs_key = false,
        .is_wrapped = true,
        .build = [plan = *plan, warnings](const Terms& terms, Ground& /*ground*/,
                                          const nem_keys::KeyPair* /*keys*/) {
            return to_draft(nem_wallet::define_mosaic(terms, plan), warnings);
        }};
}

Expected<Wish> supply(const Arguments& arguments) {
    if (auto fine = allow_only(arguments, {"add", "remove"}); !fine) {
        return std::unexpected(std::move(fine.error()));
    }
    const auto id = mosaic_id_of_word("nem mosaic supply", arguments.operands.back());
    if (!id) { return std::unexpected(id.error()); }
    const bool adds = arguments.has("add");
    if (adds == arguments.has("remove")) {
        return std::unexpected(
            usage_complaint({"expected --add UNITS or --remove UNITS",
                             "--add UNITS か --remove UNITS を指定してください"}));
    }
    const std::string_view option = adds ? "add" : "remove";
    const auto units =
        number_of_option(option, arguments.find(option).value_or(""), 1, nem_wallet::kQuantityMax);
    if (!units) { return std::unexpected(units.error()); }
    using Type = nem::MosaicSupplyChange::Type;
    const auto type = adds ? Type::Create : Type::Delete;
    return Wish{.kind = "supply",
                .meaning = fmt::format("{}:{} {} {}", id->namespace_id, id->name, option, *units),
                .needs_key = false,
                .is_wrapped = true,
                .build = [id = *id, type, units = *units](
                             const Terms& terms, Ground& ground,
                             const nem_keys::KeyPair* /*keys*/) -> Expected<Draft> {
                    // Unknown to the network: better said before it is signed.
                    const auto facts = ground.mosaic(id);
                    if (!facts) { return std::unexpected(facts.error()); }
                    return to_draft(nem_wallet::change_supply(terms, id, type, units));
                }};
}

Expected<Wish> wish_of(const Arguments& arguments) {
    const auto& action = arguments.operands.front();
    if (action == "rent") { return rent(arguments); }
    if (action == "define") { return define(arguments); }
    if (action == "supply") { return supply(arguments); }
    return std::unexpected(usage_complaint(
        phrase("`nem mosaic {}` is not known, expected rent, define or supply",
               "`nem mosaic {}` はありません。rent、define、supply から選んでください",
               base::visible(action))));
}

}  // namespace

Expected<int> run_nem_mosaic(const Arguments& arguments, base::Language language) {
    const auto wish = wish_of(arguments);
    if (!wish) { return std::unexpected(wish.error()); }
    auto settings = to_sending_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    return Sending{*std::move(settings), arguments, language}.carry_out(*wish);
}

}  // namespace app
