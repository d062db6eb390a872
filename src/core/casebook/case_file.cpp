#include <algorithm>
#include <array>
#include <casebook/casebook.hpp>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <yaml/yaml.hpp>

#include "vocabulary.hpp"

namespace casebook {
namespace {

using base::phrase;
using yaml::Complaints;
using yaml::Form;
using yaml::kNameBytesMax;
using yaml::kProseBytesMax;
using yaml::read_phrase;
using yaml::read_text;

constexpr std::size_t kFindingsMax = 32;
constexpr std::size_t kValuationsMax = 16;
constexpr std::size_t kTheftsMax = 100'000;
constexpr std::size_t kPathBytesMax = 255;

constexpr std::array<std::string_view, 16> kCaseKeys = {
    "dyepack_case", "id",           "title",    "summary", "findings", "chain",
    "asset",        "divisibility", "ledger",   "theft",   "policy",   "marks",
    "valuations",   "boundaries",   "openings", "casebook"};
constexpr std::array<std::string_view, 8> kBookKeys = {"accounts",       "timeline",  "sources",
                                                       "contradictions", "offramps",  "orders",
                                                       "compensation",   "unmeasured"};

bool is_small(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

std::string read_id(const Form& form) {
    constexpr std::size_t kIdBytesMax = 64;
    std::string id = form.text("id", kIdBytesMax);
    const bool spelt = std::ranges::all_of(id, [](char c) { return is_small(c) || c == '-'; });
    if (!spelt || id.starts_with('-') || id.ends_with('-')) {
        form.complain("id",
                      phrase("`{}` is not an id; expected small letters, digits and hyphens "
                             "between them, as in `coincheck-2018`",
                             "`{}` は id として使えません。`coincheck-2018` のように英小文字と"
                             "数字を使い、ハイフンは間にだけ入れてください",
                             base::visible(id)));
    }
    return id;
}

/// Nothing to object to, or why the path could leave the case's folder.
std::optional<base::Phrase> find_path_fault(std::string_view path) {
    if (path.size() > kPathBytesMax) {
        return phrase("the path has more than {} bytes", "パスが {} バイトを超えています",
                      kPathBytesMax);
    }
    if (path.starts_with('/')) {
        return phrase("the path is absolute; expected one relative to the case's folder",
                      "絶対パスは使えません。事件のフォルダーからの相対パスにしてください");
    }
    if (path.find_first_of("\\:\n\r\t") != std::string_view::npos) {
        return phrase(
            "a path may not hold a backslash, a colon, a tab or a line end; folders are "
            "parted by `/`",
            "パスに逆斜線、コロン、タブ、改行は使えません。フォルダーは `/` で区切ってください");
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..") {
            return phrase(
                "the path has the part `{}`; it must stay inside the case's folder and "
                "name each folder once",
                "パスに `{}` という部分があります。事件のフォルダーの中だけを指すように"
                "書いてください",
                part);
        }
        begin = end + 1;
    }
    return std::nullopt;
}

std::string read_path(const Form& form, std::string_view key, Case& into) {
    std::string path = form.text(key, kProseBytesMax);
    if (auto fault = find_path_fault(path)) { form.complain(key, std::move(*fault)); }
    into.file_places.try_emplace(path, form.place(key));
    return path;
}

std::string read_optional_path(const Form& form, std::string_view key, Case& into) {
    return form.has(key) ? read_path(form, key, into) : std::string{};
}

Stated read_stated(const Form& form, std::string_view key, const Complaints& complaints) {
    return {form.optional_text(key), complaints.place(form.spot(key))};
}

address::Chain read_chain(const Form& form) {
    const std::string name = form.text("chain");
    const auto chain = address::parse_chain(name);
    if (!chain) {
        static constexpr std::array kChains = {address::Chain::Nem,      address::Chain::Bitcoin,
                                               address::Chain::Litecoin, address::Chain::Dash,
                                               address::Chain::Ethereum, address::Chain::Other};
        std::array<std::string_view, kChains.size()> known{};
        std::ranges::transform(kChains, known.begin(),
                               [](address::Chain each) { return address::to_string(each); });
        form.complain("chain", join(phrase("unknown chain `{}`", "チェーン `{}` は扱えません",
                                           base::visible(name, 64)),
                                    expected_one_of(known, name)));
    }
    return chain.value_or(address::Chain::Other);
}

std::string read_asset(const Form& form) {
    constexpr std::size_t kAssetBytesMax = 64;
    std::string asset = form.text("asset", kAssetBytesMax);
    if (asset.find_first_of(" \t\r\n,") != std::string::npos) {
        form.complain("asset", phrase("`{}` is not an asset's name; expected one word, as in `XEM`",
                                      "`{}` は資産の名前として使えません。`XEM` のような 1 語に"
                                      "してください",
                                      base::visible(asset)));
    }
    return asset;
}

int read_divisibility(const Form& form) {
    const std::string text = form.text("divisibility");
    const auto places = parse_number(text);
    if (!places || *places > money::kDivisibilityMax) {
        form.complain(
            "divisibility",
            phrase("`{}` is not a number of decimal places; expected 0 to {}",
                   "`{}` は小数の桁数として使えません。0 から {} までの整数にしてください",
                   base::visible(text, 64), money::kDivisibilityMax));
        return 0;
    }
    return static_cast<int>(*places);
}

void read_ledger(const yaml::Value& node, Case& into, Complaints& complaints) {
    static constexpr std::array<std::string_view, 2> kKeys = {"file", "format"};
    const Form form{node, kKeys, complaints};
    into.ledger_file = read_path(form, "file", into);
    into.ledger_format = read_stated(form, "format", complaints);
}

std::vector<Stated> read_transactions(const Form& form, Complaints& complaints) {
    std::vector<Stated> all;
    std::unordered_set<std::string> seen;
    for (const yaml::Value& node : form.list("transactions", kTheftsMax)) {
        std::string name = read_text(node, kNameBytesMax, complaints);
        if (!seen.insert(name).second) {
            complaints.add(node.spot, phrase("the theft transaction `{}` is listed twice",
                                             "流出トランザクション `{}` が重複しています",
                                             base::visible(name)));
        }
        all.push_back({std::move(name), complaints.place(node.spot)});
    }
    return all;
}

TheftFromAccount read_from_account(const Form& form, address::Chain chain,
                                   const Complaints& complaints) {
    TheftFromAccount theft{.account = read_stated(form, "from_account", complaints),
                           .since = read_stated(form, "since", complaints),
                           .until = read_stated(form, "until", complaints)};
    auto account = address::normalise(chain, theft.account.text);
    if (account) {
        theft.account.text = std::move(*account);
    } else {
        form.complain("from_account", address::to_phrase(account.error(), chain));
    }
    return theft;
}

void read_theft(const yaml::Value& node, Case& into, Complaints& complaints) {
    static constexpr std::array<std::string_view, 4> kKeys = {"transactions", "from_account",
                                                              "since", "until"};
    const Form form{node, kKeys, complaints};
    if (form.has("transactions") == form.has("from_account")) {
        complaints.add(node.spot,
                       phrase("the theft is told by `transactions` or by `from_account`: "
                              "expected one of the two",
                              "流出は `transactions` か `from_account` のどちらか一方だけで"
                              "指定してください"));
        return;
    }
    if (form.has("from_account")) {
        into.theft_account = read_from_account(form, into.chain, complaints);
        return;
    }
    for (const std::string_view key : {"since", "until"}) {
        if (form.has(key)) {
            form.complain(key, phrase("`{}` goes with `from_account`, not with `transactions`",
                                      "`{}` は `from_account` と組で使います。`transactions` とは"
                                      "併用できません",
                                      key));
        }
    }
    into.thefts = read_transactions(form, complaints);
}

MarkThresholds read_marks(const yaml::Value& node, int divisibility, Complaints& complaints) {
    static constexpr std::array<std::string_view, 1> kKeys = {"at_least"};
    const Form form{node, kKeys, complaints};
    const std::string text = form.text("at_least");
    const auto amount = money::parse_decimal(text, divisibility);
    if (!amount) {
        form.complain("at_least", to_phrase(amount.error(), text, divisibility));
        return {};
    }
    return {*amount};
}

Valuation read_valuation(const yaml::Value& node, Complaints& complaints) {
    static constexpr std::array<std::string_view, 4> kKeys = {"currency", "price", "at", "basis"};
    const Form form{node, kKeys, complaints};
    Valuation value;
    value.currency = form.text("currency");
    const bool code = value.currency.size() == 3 && std::ranges::all_of(value.currency, [](char c) {
                          return c >= 'A' && c <= 'Z';
                      });
    if (!code) {
        form.complain("currency",
                      phrase("`{}` is not a currency code; expected three capital "
                             "letters, as in `JPY`",
                             "`{}` は通貨コードではありません。`JPY` のような英大文字 3 字に"
                             "してください",
                             base::visible(value.currency, 64)));
    }
    const std::string price = form.text("price");
    if (const auto parsed = money::parse_price(price)) {
        value.price = *parsed;
    } else {
        form.complain("price", phrase("`{}` is not a price; expected digits and at most one point, "
                                      "as in 88.549",
                                      "`{}` は価格として読めません。88.549 のように数字と小数点 "
                                      "1 つまでで書いてください",
                                      base::visible(price, 64)));
    }
    value.at = form.phrase("at", kProseBytesMax);
    value.basis = form.phrase("basis", kProseBytesMax);
    return value;
}

void read_book(const yaml::Value& node, Case& into, Complaints& complaints) {
    const Form form{node, kBookKeys, complaints};
    into.accounts_file = read_optional_path(form, "accounts", into);
    into.timeline_file = read_optional_path(form, "timeline", into);
    into.sources_file = read_optional_path(form, "sources", into);
    into.contradictions_file = read_optional_path(form, "contradictions", into);
    into.offramps_file = read_optional_path(form, "offramps", into);
    into.orders_file = read_optional_path(form, "orders", into);
    into.compensation_file = read_optional_path(form, "compensation", into);
    into.unmeasured_file = read_optional_path(form, "unmeasured", into);
}

/// First of all, so that a case of a later version is not blamed for keys unknown here.
void check_version(const yaml::Value& root, Complaints& complaints) {
    const auto key = std::ranges::find(root.keys, "dyepack_case", &yaml::Key::text);
    if (key == root.keys.end()) {
        if (root.kind == yaml::Value::Kind::Map) {
            complaints.add(root.spot,
                           phrase("the key `dyepack_case` is missing; a case file begins "
                                  "with `dyepack_case: 1`",
                                  "キー `dyepack_case` がありません。ファイルの先頭に "
                                  "`dyepack_case: 1` と書いてください"));
        }
        return;
    }
    const yaml::Value& version = root.items[static_cast<std::size_t>(key - root.keys.begin())];
    if (version.kind != yaml::Value::Kind::Text || version.text != "1") {
        complaints.add(version.spot,
                       phrase("this is not a case file of version 1, the only one known here; "
                              "expected `dyepack_case: 1`",
                              "版が 1 の事件ファイルではありません。このプログラムが扱えるのは "
                              "`dyepack_case: 1` だけです"));
    }
}

void read_texts(const Form& form, Case& into, Complaints& complaints) {
    into.id = read_id(form);
    into.title = form.phrase("title", kNameBytesMax);
    if (form.has("summary")) { into.summary = form.phrase("summary", kProseBytesMax); }
    for (const yaml::Value& node : form.list("findings", kFindingsMax)) {
        into.findings.push_back(read_phrase(node, kProseBytesMax, complaints));
    }
}

Case read_case(const yaml::Value& root, Complaints& complaints) {
    check_version(root, complaints);
    const Form form{root, kCaseKeys, complaints};
    Case the_case;
    read_texts(form, the_case, complaints);
    the_case.chain = read_chain(form);
    the_case.asset = read_asset(form);
    the_case.divisibility = read_divisibility(form);
    read_ledger(form.node("ledger"), the_case, complaints);
    read_theft(form.node("theft"), the_case, complaints);
    the_case.default_policy = read_stated(form, "policy", complaints);
    if (form.has("marks")) {
        the_case.marks = read_marks(form.node("marks"), the_case.divisibility, complaints);
    }
    for (const yaml::Value& node : form.list("valuations", kValuationsMax)) {
        the_case.valuations.push_back(read_valuation(node, complaints));
    }
    the_case.boundaries_file = read_optional_path(form, "boundaries", the_case);
    the_case.openings_file = read_optional_path(form, "openings", the_case);
    if (form.has("casebook")) { read_book(form.node("casebook"), the_case, complaints); }
    return the_case;
}

}  // namespace

std::expected<Case, base::Complaint> parse_case(std::string_view yaml, std::string_view file) {
    const auto root = yaml::parse(yaml, file);
    if (!root) { return std::unexpected(root.error()); }
    Complaints complaints{file};
    Case the_case = read_case(*root, complaints);
    const auto& complaint = complaints.first();
    if (complaint) { return std::unexpected(*complaint); }
    return the_case;
}

}  // namespace casebook
