#include <algorithm>
#include <array>
#include <replay/script.hpp>
#include <yaml/yaml.hpp>

namespace replay {
namespace {

using base::phrase;
using yaml::Complaints;
using yaml::Form;

struct Word {
    std::string_view name;
    Deed deed;
};
constexpr std::array kDeeds{
    Word{"reorganise", Deed::Reorganise}, Word{"fork", Deed::Fork},       Word{"lie", Deed::Lie},
    Word{"delay", Deed::Delay},           Word{"cut", Deed::Cut},         Word{"half", Deed::Half},
    Word{"refuse", Deed::Refuse},         Word{"restart", Deed::Restart}, Word{"lag", Deed::Lag}};
constexpr std::array<std::string_view, 3> kReturned{"same", "later", "never"};
constexpr std::array<std::string_view, 3> kLies{"amount", "hash", "signature"};
constexpr std::array<std::string_view, 9> kSceneKeys{
    "at", "do", "for", "nodes", "depth", "transactions", "what", "milliseconds", "every"};
constexpr std::uint32_t kLastsMax = 100'000;
constexpr std::uint32_t kDelayMax = 600'000;
constexpr std::uint32_t kEveryMax = 1'000;

/// Which keys a scene has besides `at` and `do`.
std::span<const std::string_view> keys_of(Deed deed) {
    static constexpr std::array<std::string_view, 2> kReorganise{"depth", "transactions"};
    static constexpr std::array<std::string_view, 4> kFork{"depth", "transactions", "for", "nodes"};
    static constexpr std::array<std::string_view, 3> kLie{"what", "for", "nodes"};
    static constexpr std::array<std::string_view, 4> kDelay{"milliseconds", "for", "nodes",
                                                            "every"};
    static constexpr std::array<std::string_view, 3> kFault{"for", "nodes", "every"};
    static constexpr std::array<std::string_view, 2> kSpan{"for", "nodes"};
    switch (deed) {  // no default: a new deed must fail to compile here
        case Deed::Reorganise: return kReorganise;
        case Deed::Fork: return kFork;
        case Deed::Lie: return kLie;
        case Deed::Delay: return kDelay;
        case Deed::Cut:
        case Deed::Half:
        case Deed::Refuse: return kFault;
        case Deed::Restart:
        case Deed::Lag: return kSpan;
    }
    base::broken("unnamed deed");
}

std::uint32_t read_number(const Form& form, std::string_view key, std::uint32_t most,
                          std::uint32_t otherwise) {
    if (!form.has(key)) { return otherwise; }
    const std::string text = form.text(key);
    const auto number = yaml::parse_number(text);
    if (!number || *number == 0 || *number > most) {
        form.complain(key, phrase("`{}`: expected a whole number from 1 to {}",
                                  "`{}` は使えません。1 から {} までの整数にしてください",
                                  base::visible(text, 64), most));
        return otherwise;
    }
    return *number;
}

std::size_t read_choice(const Form& form, std::string_view key,
                        std::span<const std::string_view> words, std::size_t otherwise) {
    if (!form.has(key)) { return otherwise; }
    const std::string text = form.text(key);
    const auto found = std::ranges::find(words, std::string_view{text});
    if (found != words.end()) { return static_cast<std::size_t>(found - words.begin()); }
    form.complain(
        key, yaml::join(phrase("unknown word `{}`", "`{}` は使えません", base::visible(text, 64)),
                        yaml::expected_one_of(words, text)));
    return otherwise;
}

void read_at(const Form& form, Scene& scene) {
    const std::string text = form.text("at");
    if (const auto height = yaml::parse_number(text); height && *height > 0) {
        scene.at = ledger::Height{*height};
        return;
    }
    if (const auto moment = base::parse_moment(text)) {
        scene.at = moment->at;
        return;
    }
    form.complain("at", phrase("`{}` is neither a height (a whole number from 1 on) nor a time "
                               "with date and zone (2018-01-26T00:10+09:00)",
                               "`{}` は高さ（1 以上の整数）でも、日付とタイムゾーンのある時刻"
                               "（2018-01-26T00:10+09:00）でもありません",
                               base::visible(text, 64)));
}

void read_nodes(const Form& form, Scene& scene, Complaints& complaints) {
    for (const yaml::Value& item : form.list("nodes", kNodesMax)) {
        const std::string text = yaml::read_text(item, yaml::kNameBytesMax, complaints);
        const auto number = yaml::parse_number(text);
        if (!number || *number == 0 || *number > kNodesMax) {
            complaints.add(item.spot,
                           phrase("`{}` is no node; they are numbered from 1 to {}, in the order "
                                  "of --listen",
                                  "`{}` はノードの番号ではありません。番号は --listen の順に "
                                  "1 から {} までです",
                                  base::visible(text, 64), kNodesMax));
            continue;
        }
        scene.nodes.push_back(*number);
    }
}

std::optional<Deed> read_deed(const Form& form) {
    std::array<std::string_view, kDeeds.size()> names{};
    std::ranges::transform(kDeeds, names.begin(), &Word::name);
    if (!form.has("do")) {
        form.complain("do", phrase("a scene says what happens: `do` is missing",
                                   "場面には何が起こるかが必要です。`do` がありません"));
        return std::nullopt;
    }
    const std::size_t number = read_choice(form, "do", names, kDeeds.size());
    if (number == kDeeds.size()) { return std::nullopt; }
    return kDeeds[number].deed;
}

void refuse_foreign_keys(const Form& form, const yaml::Value& node, Deed deed,
                         Complaints& complaints) {
    const auto known = keys_of(deed);
    for (const auto& key : node.keys) {
        if (key.text == "at" || key.text == "do") { continue; }
        if (std::ranges::find(known, std::string_view{key.text}) != known.end()) { continue; }
        complaints.add(key.spot, yaml::join(phrase("`{}` means nothing for `{}`",
                                                   "`{}` は `{}` では使えません",
                                                   base::visible(key.text, 64), to_string(deed)),
                                            yaml::expected_one_of(known, key.text)));
    }
    if (deed == Deed::Delay && !form.has("milliseconds")) {
        form.complain("milliseconds", phrase("how long is a delay? `milliseconds` is missing",
                                             "遅らせる長さ `milliseconds` がありません"));
    }
}

Scene read_scene(const yaml::Value& node, Complaints& complaints) {
    const Form form{node, kSceneKeys, complaints};
    Scene scene;
    scene.place = complaints.place(node.spot);
    const auto deed = read_deed(form);
    if (!deed) { return scene; }
    scene.deed = *deed;
    refuse_foreign_keys(form, node, *deed, complaints);
    read_at(form, scene);
    read_nodes(form, scene, complaints);
    scene.blocks = read_number(form, "for", kLastsMax, 1);
    scene.depth = read_number(form, "depth", kDepthMax, 1);
    scene.every = read_number(form, "every", kEveryMax, 1);
    scene.delay = std::chrono::milliseconds{read_number(form, "milliseconds", kDelayMax, 1)};
    scene.returned = static_cast<Returned>(read_choice(form, "transactions", kReturned, 1));
    scene.lie = static_cast<Lie>(read_choice(form, "what", kLies, 0));
    return scene;
}

}  // namespace

std::string_view to_string(Deed deed) {
    const auto found = std::ranges::find(kDeeds, deed, &Word::deed);
    base::invariant(found != kDeeds.end(), "every deed has a name");
    return found->name;
}

std::expected<Script, base::Complaint> parse_script(std::string_view text, std::string_view file) {
    static constexpr std::array<std::string_view, 2> kKeys{"dyepack_replay", "scenes"};
    const auto tree = yaml::parse(text, file);
    if (!tree) { return std::unexpected(tree.error()); }
    Complaints complaints{file};
    const Form form{*tree, kKeys, complaints};
    Script script;
    if (!complaints.first() && form.text("dyepack_replay") != "1") {
        form.complain("dyepack_replay",
                      phrase("this program knows version 1 of replay scripts",
                             "このプログラムで使える再生スクリプトの版は 1 です"));
    }
    if (!complaints.first()) { std::ignore = form.node("scenes"); }
    for (const yaml::Value& node : form.list("scenes", kScenesMax)) {
        script.scenes.push_back(read_scene(node, complaints));
    }
    if (complaints.first()) { return std::unexpected(*complaints.first()); }
    return script;
}

}  // namespace replay
