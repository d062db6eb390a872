#include "rules_file.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <store/store.hpp>
#include <yaml/yaml.hpp>

#include "../complain.hpp"
#include "../output/json.hpp"

namespace app {

namespace {

using base::phrase;
using yaml::Complaints;
using yaml::Form;

constexpr int kXemDivisibility = 6;
constexpr std::size_t kListMax = 10'000;
constexpr std::array<std::string_view, 14> kKeys = {
    "dyepack_marks",  "case",       "issuer",      "mosaic",        "tainted_at_least",
    "share_at_least", "dust_floor", "hops_max",    "confirmations", "marks_an_hour",
    "fee_budget",     "dry_run",    "do_not_mark", "recognise"};

/// Of a file for one network.
class Reader {
public:
    Reader(nem::Network network, Complaints& complaints)
        : network_{network}, complaints_{complaints} {}

    MarkingRules read(const yaml::Value& root) const {
        const Form form{root, kKeys, complaints_};
        if (form.text("dyepack_marks") != "1") {
            form.complain("dyepack_marks",
                          {"expected `dyepack_marks: 1`, the only version that this program knows",
                           "このプログラムが扱えるのは `dyepack_marks: 1` だけです"});
        }
        MarkingRules rules;
        rules.case_id = form.text("case");
        if (!marks::is_case_id(rules.case_id)) {
            form.complain("case",
                          phrase("`{}` is not the id of a case", "`{}` は事件の ID ではありません",
                                 base::visible(rules.case_id)));
        }
        rules.issuer = account(form, "issuer");
        if (form.has("mosaic")) { rules.mosaic = mosaic(form, "mosaic"); }
        rules.issuing = issuing(form);
        for (const yaml::Value& node : form.list("do_not_mark", kListMax)) {
            static constexpr std::array<std::string_view, 2> kServiceKeys = {"account", "label"};
            const Form service{node, kServiceKeys, complaints_};
            rules.issuing.do_not_mark[text_of(account(service, "account"))] = service.text("label");
        }
        rules.recognised = recognised(form, rules);
        return rules;
    }

private:
    static std::string text_of(const nem::Address& address) { return std::string{address.text()}; }

    [[nodiscard]] nem::Address account(const Form& form, std::string_view key) const {
        const std::string text = form.text(key);
        const auto address = nem::parse_address(text);
        if (!address || !nem::is_valid(*address, network_)) {
            form.complain(key, phrase("`{}` is not an address of this network",
                                      "`{}` はこのネットワークのアドレスではありません",
                                      base::visible(text)));
            return {};
        }
        return *address;
    }

    static nem::MosaicId mosaic(const Form& form, std::string_view key) {
        const std::string text = form.text(key);
        const auto colon = text.find(':');
        const bool once = colon != std::string::npos && colon == text.rfind(':');
        if (!once || colon == 0 || colon + 1 == text.size()) {
            form.complain(key, phrase("`{}` is not a mosaic, expected namespace:name",
                                      "`{}` はモザイクではありません。namespace:name の形で指定"
                                      "してください",
                                      base::visible(text)));
            return {};
        }
        return {text.substr(0, colon), text.substr(colon + 1)};
    }

    static money::Amount amount(const Form& form, std::string_view key, money::Amount otherwise) {
        if (!form.has(key)) { return otherwise; }
        const std::string text = form.text(key);
        const auto amount = money::parse_decimal(text, kXemDivisibility);
        if (amount) { return *amount; }
        form.complain(key, phrase("`{}` is not an amount of XEM with at most {} places",
                                  "`{}` は XEM の数量（小数 {} 桁まで）ではありません",
                                  base::visible(text), kXemDivisibility));
        return otherwise;
    }

    static std::uint64_t number(const Form& form, std::string_view key, std::uint64_t otherwise,
                                std::uint64_t least, std::uint64_t most) {
        if (!form.has(key)) { return otherwise; }
        const std::string text = form.text(key);
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = error == std::errc{} && end == text.data() + text.size();
        if (whole && value >= least && value <= most) { return value; }
        form.complain(key, phrase("`{}` is not a whole number from {} to {}",
                                  "`{}` は {} から {} の整数ではありません", base::visible(text),
                                  least, most));
        return otherwise;
    }

    /// Percent with at most four places, as millionths.
    static std::uint32_t share(const Form& form) {
        if (!form.has("share_at_least")) { return 0; }
        constexpr int kPlaces = 4;
        const std::string text = form.text("share_at_least");
        const auto millionths = money::parse_decimal(text, kPlaces);
        if (millionths && millionths->atoms() <= marks::kWholeShare) {
            return static_cast<std::uint32_t>(millionths->atoms());
        }
        form.complain("share_at_least",
                      phrase("`{}` is not a percentage from 0 to 100 with at most four places",
                             "`{}` は 0 から 100 の百分率（小数 4 桁まで）ではありません",
                             base::visible(text)));
        return 0;
    }

    static bool dry_run(const Form& form) {
        if (!form.has("dry_run")) { return true; }
        const std::string text = form.text("dry_run");
        if (text != "true" && text != "false") {
            form.complain("dry_run", {"expected true or false", "true か false にしてください"});
        }
        return text != "false";
    }

    static marks::IssuingRules issuing(const Form& form) {
        marks::IssuingRules rules;
        rules.tainted_at_least = amount(form, "tainted_at_least", {});
        rules.share_at_least = share(form);
        rules.dust_floor = amount(form, "dust_floor", {});
        constexpr auto kHopsMax = std::numeric_limits<std::uint32_t>::max();
        rules.hops_max = static_cast<std::uint32_t>(number(form, "hops_max", 0, 0, kHopsMax));
        constexpr std::uint64_t kConfirmations = 3;
        constexpr std::uint64_t kConfirmationsMax = 360;
        rules.confirmations_min =
            number(form, "confirmations", kConfirmations, 1, kConfirmationsMax);
        constexpr std::uint64_t kAnHour = 60;
        constexpr std::uint64_t kAnHourMax = 10'000;
        rules.marks_an_hour =
            static_cast<std::uint32_t>(number(form, "marks_an_hour", kAnHour, 1, kAnHourMax));
        rules.fee_budget = amount(form, "fee_budget", {});
        if (!form.has("fee_budget")) {
            form.complain("fee_budget", {"expected how many XEM all announcements may cost",
                                         "告知の手数料の上限（XEM）を指定してください"});
        }
        rules.dry_run = dry_run(form);
        return rules;
    }

    [[nodiscard]] std::vector<marks::MarkMosaic> recognised(const Form& form,
                                                            const MarkingRules& rules) const {
        std::vector<marks::MarkMosaic> mosaics;
        if (rules.mosaic) {
            mosaics.push_back({to_text(*rules.mosaic), rules.case_id, {text_of(rules.issuer)}});
        }
        for (const yaml::Value& node : form.list("recognise", kListMax)) {
            static constexpr std::array<std::string_view, 2> kMosaicKeys = {"mosaic", "issuers"};
            const Form known{node, kMosaicKeys, complaints_};
            marks::MarkMosaic mark{to_text(mosaic(known, "mosaic")), rules.case_id, {}};
            for (const yaml::Value& issuer : known.list("issuers", kListMax)) {
                const auto text = yaml::read_text(issuer, yaml::kNameBytesMax, complaints_);
                const auto address = nem::parse_address(text);
                if (!address || !nem::is_valid(*address, network_)) {
                    known.complain("issuers", phrase("`{}` is not an address of this network",
                                                     "`{}` はこのネットワークのアドレスでは"
                                                     "ありません",
                                                     base::visible(text)));
                    continue;
                }
                mark.issuers.insert(text_of(*address));
            }
            mosaics.push_back(std::move(mark));
        }
        return mosaics;
    }

    static std::string to_text(const nem::MosaicId& id) { return id.namespace_id + ":" + id.name; }

    nem::Network network_;
    Complaints& complaints_;
};

}  // namespace

Expected<MarkingRules> parse_marking_rules(std::string_view text, const std::filesystem::path& file,
                                           nem::Network network) {
    const auto root = yaml::parse(text, file.string());
    if (!root) { return std::unexpected(root.error()); }
    Complaints complaints{file.string()};
    auto rules = Reader{network, complaints}.read(*root);
    if (const auto& complaint = complaints.first()) { return std::unexpected(*complaint); }
    rules.file = file;
    return rules;
}

Expected<MarkingRules> load_marking_rules(const std::filesystem::path& file, nem::Network network) {
    const auto text = store::read_file(file, store::kDocumentBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    return parse_marking_rules(*text, file, network);
}

std::string fingerprint_of(const MarkingRules& rules) {
    Json document;
    document["case"] = rules.case_id;
    document["issuer"] = rules.issuer.text();
    document["mosaic"] = rules.mosaic ? rules.mosaic->namespace_id + ":" + rules.mosaic->name : "";
    const auto& issuing = rules.issuing;
    document["numbers"] = {issuing.dust_floor.atoms(), issuing.tainted_at_least.atoms(),
                           issuing.share_at_least,     issuing.hops_max,
                           issuing.confirmations_min,  issuing.marks_an_hour,
                           issuing.fee_budget.atoms()};
    document["do_not_mark"] = issuing.do_not_mark;
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace app
