#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <yaml/form.hpp>
#include <yaml/wording.hpp>

namespace yaml {
namespace {

using base::phrase;
using base::Phrase;

const Value kMissing{};

Phrase kind_name(Value::Kind kind) {
    switch (kind) {  // no default: a new kind must fail to compile here
        case Value::Kind::Nothing: return phrase("nothing", "空の値");
        case Value::Kind::Text: return phrase("a text", "文字列");
        case Value::Kind::List: return phrase("a list", "リスト");
        case Value::Kind::Map: return phrase("a map of keys and values", "キーと値の組（マップ）");
    }
    base::broken("unnamed kind of node");
}

Phrase wrong_kind(Value::Kind found, const Phrase& expected) {
    const Phrase name = kind_name(found);
    return {fmt::format("found {}, expected {}", name.en, expected.en),
            fmt::format("{}になっています。{}にしてください", name.ja, expected.ja)};
}

}  // namespace

void Complaints::add(Spot spot, Phrase text) {
    if (first_) { return; }
    first_ =
        base::Complaint{.blame = base::Blame::Input, .place = place(spot), .text = std::move(text)};
}

Form::Form(const Value& node, std::span<const std::string_view> known, Complaints& complaints)
    : node_{node}, complaints_{complaints} {
    if (node.kind != Value::Kind::Map) {
        complaints.add(node.spot, wrong_kind(node.kind, kind_name(Value::Kind::Map)));
        return;
    }
    for (const Key& key : node.keys) {
        if (std::ranges::find(known, std::string_view{key.text}) != known.end()) { continue; }
        complaints.add(key.spot, join(base::phrase("unknown key `{}`", "キー `{}` は使えません",
                                                   base::visible(key.text, 64)),
                                      expected_one_of(known, key.text)));
    }
}

const Value* Form::find(std::string_view key) const {
    const auto found = std::ranges::find(node_.keys, key, &Key::text);
    if (found == node_.keys.end()) { return nullptr; }
    return &node_.items[static_cast<std::size_t>(found - node_.keys.begin())];
}

Spot Form::spot(std::string_view key) const {
    const Value* const found = find(key);
    return found == nullptr ? node_.spot : found->spot;
}

const Value& Form::node(std::string_view key) const {
    const Value* const found = find(key);
    if (found != nullptr) {
        std::ignore = says_nothing(key);  // the first complaint counts, and this one names the key
        return *found;
    }
    complaints_.add(node_.spot, base::phrase("the key `{}` is missing here",
                                             "ここに必要なキー `{}` がありません", key));
    return kMissing;
}

bool Form::says_nothing(std::string_view key) const {
    const Value* const found = find(key);
    const bool nothing =
        found != nullptr && (found->kind == Value::Kind::Nothing ||
                             (found->kind == Value::Kind::Text && found->text.empty()));
    if (!nothing) { return false; }
    complaints_.add(found->spot, base::phrase("the key `{}` has no value; write it, or leave the "
                                              "key out",
                                              "キー `{}` に値がありません。値を書くか、キーごと"
                                              "省いてください",
                                              key));
    return true;
}

std::string Form::text(std::string_view key, std::size_t bytes_max) const {
    return read_text(node(key), bytes_max, complaints_);
}

std::string Form::optional_text(std::string_view key) const {
    return has(key) ? text(key) : std::string{};
}

Phrase Form::phrase(std::string_view key, std::size_t bytes_max) const {
    return read_phrase(node(key), bytes_max, complaints_);
}

std::span<const Value> Form::list(std::string_view key, std::size_t items_max) const {
    const Value* const found = find(key);
    if (found == nullptr || says_nothing(key)) { return {}; }
    if (found->kind != Value::Kind::List) {
        complaints_.add(found->spot, wrong_kind(found->kind, kind_name(Value::Kind::List)));
        return {};
    }
    if (found->items.empty() || found->items.size() > items_max) {
        complaints_.add(
            found->spot,
            base::phrase("`{}` has {} items; expected 1 to {}",
                         "`{}` に {} 個の項目があります。1 個から {} 個までにしてください", key,
                         found->items.size(), items_max));
        return {};
    }
    return found->items;
}

void Form::complain(std::string_view key, Phrase text) const {
    complaints_.add(spot(key), std::move(text));
}

std::string read_text(const Value& node, std::size_t bytes_max, Complaints& complaints) {
    if (node.kind != Value::Kind::Text) {
        complaints.add(node.spot, wrong_kind(node.kind, kind_name(Value::Kind::Text)));
        return {};
    }
    if (node.text.empty()) {
        complaints.add(node.spot, phrase("this text is empty; write it, or leave the key out",
                                         "値が空です。値を書くか、キーごと省いてください"));
    }
    if (node.text.size() > bytes_max) {
        complaints.add(node.spot, phrase("this text has {} bytes; at most {} are accepted here",
                                         "この文字列は {} バイトあります。上限は {} バイトです",
                                         node.text.size(), bytes_max));
    }
    return node.text;
}

Phrase read_phrase(const Value& node, std::size_t bytes_max, Complaints& complaints) {
    static constexpr std::array<std::string_view, 2> kLanguages = {"en", "ja"};
    if (node.kind != Value::Kind::Map) {
        complaints.add(node.spot, wrong_kind(node.kind, phrase("{{en: ..., ja: ...}}",
                                                               "{{en: ..., ja: ...}} の形")));
        return {};
    }
    const Form form{node, kLanguages, complaints};
    if (node.keys.empty()) {
        complaints.add(node.spot, phrase("no text in either language; expected `en`, `ja` or both",
                                         "どちらの言語の文もありません。`en` と `ja` の少なくとも"
                                         "一方を書いてください"));
        return {};
    }
    const std::string en = form.has("en") ? form.text("en", bytes_max) : std::string{};
    const std::string ja = form.has("ja") ? form.text("ja", bytes_max) : std::string{};
    return {en.empty() ? ja : en, ja.empty() ? en : ja};
}

}  // namespace yaml
