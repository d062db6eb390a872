#include <fmt/format.h>

#include <address/address.hpp>
#include <charconv>
#include <money/money.hpp>

#include "news.hpp"

namespace app {

namespace {

constexpr int kXemDivisibility = 6;

/// One document in one language.
class Line {
public:
    Line(const Json& document, const Labels& labels, base::Language language)
        : document_{document}, labels_{labels}, language_{language} {}

    struct Told {
        Tone tone;
        base::Phrase text;
    };
    [[nodiscard]] Told tell() const {
        const std::string event = text("event");
        if (event == "theft_seen") { return unconfirmed_theft(); }
        if (event == "taint_seen") { return unconfirmed_taint(); }
        if (event == "theft_confirmed") { return movement(Tone::Bad, {"THEFT", "流出"}); }
        if (event == "taint_moved") { return movement(Tone::Accent, {"moved", "移動"}); }
        if (event == "boundary_reached") { return boundary(); }
        if (event == "mark_proposed") { return mark(); }
        if (event == "mark_withdrawn") { return withdrawn(); }
        if (event == "reorganisation") { return reorganisation(); }
        if (event == "node_divergence" || event == "node_down") { return node_trouble(event); }
        if (event == "node_up") {
            return {Tone::Good, base::phrase("node {} answers again", "ノード {} が復旧しました",
                                             shown("node"))};
        }
        if (event == "feed_stopped") { return stopped(); }
        if (event == "waiting") { return waiting(); }
        return {Tone::Plain, {base::visible(event), base::visible(event)}};
    }

    [[nodiscard]] std::string when() const {
        const std::string time = text("time");
        if (time.empty()) { return base::pick({"unconfirmed", "未承認"}, language_); }
        const auto moment = base::parse_moment(time);
        if (!moment) { return base::visible(time); }
        const bool japanese = language_ == base::Language::Ja;
        return base::to_clock_text(*moment, japanese ? base::kJstOffsetMinutes : 0) +
               (japanese ? " JST" : " UTC");
    }
    [[nodiscard]] bool has_block() const { return document_.contains("case"); }
    [[nodiscard]] std::string text(const char* key) const {
        const auto found = document_.find(key);
        return found != document_.end() && found->is_string() ? found->get<std::string>()
                                                              : std::string{};
    }
    [[nodiscard]] std::uint64_t number(const char* key) const {
        const auto found = document_.find(key);
        return found != document_.end() && found->is_number_unsigned() ? found->get<std::uint64_t>()
                                                                       : 0;
    }

private:
    [[nodiscard]] std::string shown(const char* key) const { return base::visible(text(key)); }

    /// The label beside the address, else the address alone; nobody is a dash.
    [[nodiscard]] std::string account(const char* key) const {
        const std::string address = text(key);
        if (address.empty()) { return "-"; }
        const auto label = labels_.find(address);
        auto pretty = base::visible(address);
        if (label == labels_.end()) { return pretty; }
        return fmt::format("{} ({})", pretty, base::visible(base::pick(label->second, language_)));
    }

    [[nodiscard]] std::string xem(const char* key) const {
        const std::string digits = text(key);
        std::uint64_t atoms = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), atoms);
        if (error != std::errc{} || end != digits.data() + digits.size()) {
            return base::visible(digits);
        }
        return money::to_grouped(atoms, kXemDivisibility) + " XEM";
    }

    [[nodiscard]] Told unconfirmed_theft() const {
        return {Tone::Bad, base::phrase("THEFT UNDER WAY (unconfirmed): {} {} -> {}",
                                        "流出の兆候（未承認）: {} {} -> {}", xem("amount"),
                                        account("from"), account("to"))};
    }
    [[nodiscard]] Told unconfirmed_taint() const {
        return {
            Tone::Accent,
            base::phrase("about to move (unconfirmed): {} {} -> {}; the sender holds {} tainted",
                         "移動の兆候（未承認）: {} {} -> {}。送り手の汚染額 {}", xem("amount"),
                         account("from"), account("to"), xem("taint"))};
    }
    [[nodiscard]] Told movement(Tone tone, const base::Phrase& word) const {
        return {tone, base::phrase("{} {} {} -> {}, hop {}", "{} {} {} -> {}、{} ホップ",
                                   base::pick(word, language_), xem("taint"), account("from"),
                                   account("to"), number("hops"))};
    }
    [[nodiscard]] Told boundary() const {
        return {Tone::Bad,
                base::phrase("REACHED {}: {} tainted arrived at {} from {}",
                             "{} に到達: 汚染額 {} が {} に届きました（送り手 {}）", shown("label"),
                             xem("taint"), account("to"), account("from"))};
    }
    [[nodiscard]] Told mark() const {
        return {Tone::Accent,
                base::phrase("mark proposed: {} (received {} tainted)",
                             "マークを提案: {}（汚染額 {} を受領）", account("to"), xem("taint"))};
    }
    [[nodiscard]] Told withdrawn() const {
        return {Tone::Quiet,
                base::phrase("mark no longer proposed: {}, its block is gone",
                             "マークの提案を取り消し: {}（ブロックが無効）", account("to"))};
    }
    [[nodiscard]] Told reorganisation() const {
        return {Tone::Quiet,
                base::phrase("the chain reorganised: {} blocks taken back from height {}",
                             "チェーンが再編成されました: 高さ {1} から {0} ブロックを取り消し",
                             number("blocks"), number("height"))};
    }
    [[nodiscard]] Told node_trouble(const std::string& event) const {
        const bool lies = event == "node_divergence";
        return {Tone::Quiet,
                {fmt::format("{} {}: {}", lies ? "node_divergence" : "node down", shown("node"),
                             shown("what")),
                 fmt::format("{} {}: {}", lies ? "node_divergence ノードの不一致" : "ノード停止",
                             shown("node"), shown("what_ja"))}};
    }
    [[nodiscard]] Told stopped() const {
        return {Tone::Bad,
                base::phrase("STOPPED: the chain was rewritten below height {}, deeper than NEM "
                             "allows; the record must be read again",
                             "停止: チェーンが高さ {} より前まで書き換えられました。NEM の限度を"
                             "超えるため、記録を読み直す必要があります",
                             number("height"))};
    }

    [[nodiscard]] Told waiting() const {
        return {Tone::Quiet,
                {fmt::format("block {} waits: {}", number("height"), shown("what")),
                 fmt::format("ブロック {} は待機中: {}", number("height"), shown("what_ja"))}};
    }

    const Json& document_;
    const Labels& labels_;
    base::Language language_;
};

}  // namespace

std::string to_line(const Json& document, const Labels& labels, base::Language language,
                    const Terminal& terminal) {
    const Line line{document, labels, language};
    const auto told = line.tell();
    const auto text = painted(base::pick(told.text, language), told.tone, terminal);
    if (!line.has_block()) { return text + "\n"; }
    const auto height = line.number("height");
    return fmt::format("{}{}  [{}] {}\n", line.when(),
                       height == 0 ? std::string{} : fmt::format("  #{}", height),
                       base::visible(line.text("case")), text);
}

}  // namespace app
