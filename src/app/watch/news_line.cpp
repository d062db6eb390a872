#include <fmt/format.h>

#include <address/address.hpp>
#include <algorithm>
#include <array>
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
        if (event.starts_with("mark_") || event.starts_with("notice_") || event == "case_closed") {
            return mark_of_chain(event);
        }
        if (event.starts_with("decision_")) { return decision(event == "decision_taken"); }
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
        const auto own = document_.find("time");
        const bool is_of_chain = own != document_.end();
        const std::string time = text(is_of_chain ? "time" : "seen");
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
    /// What was ordered, announced or seen.
    [[nodiscard]] Told mark_of_chain(const std::string& event) const {
        struct Sentence {
            std::string_view event;
            Tone tone;
            std::string_view en;
            std::string_view ja;
        };
        static constexpr std::array kSentences{
            Sentence{
                "mark_review", Tone::Bad,
                "PLEASE LOOK: {} was marked, and the block that gave the reason is gone",
                "要確認: {} にマークを付けましたが、その理由となったブロックが無効になりました"},
            Sentence{"mark_seen", Tone::Accent, "marked on the chain: {}",
                     "チェーン上でマーク済み: {}"},
            Sentence{"mark_disputed", Tone::Accent, "the mark of {} is disputed",
                     "{} のマークに異議が出ています"},
            Sentence{"mark_upheld", Tone::Accent, "the mark of {} was looked at and stands",
                     "{} のマークは審査の結果維持されました"},
            Sentence{"mark_revoked", Tone::Good, "the mark of {} is revoked",
                     "{} のマークは取り消されました"},
            Sentence{"mark_sent_back", Tone::Accent,
                     "{} sent the mark's mosaic back; the mark stays",
                     "{} がマークのモザイクを送り返しました。マークは残ります"},
            Sentence{"mark_imitated", Tone::Quiet,
                     "{} got what looks like a mark, from nobody whom the rules name",
                     "{} に、規則にない者からマークに似たものが送られました"}};
        if (event == "mark_ordered") { return ordered(); }
        if (event == "mark_waits") {
            return {
                Tone::Bad,
                {"marks wait: " + shown("what"), "マークを保留しています: " + shown("what_ja")}};
        }
        if (event == "mark_refused") {
            return {
                Tone::Bad,
                {fmt::format("refused by a node, for {}: {}", account("to"), shown("what")),
                 fmt::format("ノードが拒否しました（{}）: {}", account("to"), shown("what_ja"))}};
        }
        if (event.starts_with("notice_")) { return flight(event == "notice_included"); }
        if (event == "case_closed") {
            return {Tone::Good,
                    {"the case is closed; its final record is kept",
                     "事件を終結し、最終記録を保存しました"}};
        }
        const auto* const found = std::ranges::find(kSentences, event, &Sentence::event);
        if (found == kSentences.end()) {
            return {Tone::Plain, {base::visible(event), base::visible(event)}};
        }
        const auto who = account("to");
        return {
            found->tone,
            {fmt::format(fmt::runtime(found->en), who), fmt::format(fmt::runtime(found->ja), who)}};
    }
    [[nodiscard]] Told decision(bool taken) const {
        const auto action = fmt::format("{} {}", shown("action"), account("to"));
        if (taken) { return {Tone::Plain, {"decided: " + action, "判断: " + action}}; }
        return {Tone::Bad,
                {fmt::format("refused: {}: {}", action, shown("what")),
                 fmt::format("実行できません: {}: {}", action, shown("what_ja"))}};
    }
    [[nodiscard]] base::Phrase notice_kind() const {
        const auto kind = text("kind");
        if (kind == "dispute") { return {"notice of a dispute", "異議の通知"}; }
        if (kind == "uphold") { return {"notice that the mark stands", "維持の通知"}; }
        if (kind == "revoke") { return {"revocation", "取り消し"}; }
        return {"mark", "マーク"};
    }
    [[nodiscard]] Told ordered() const {
        const auto dry = document_.find("dry_run");
        const bool is_dry = dry != document_.end() && dry->is_boolean() && dry->get<bool>();
        const auto kind = notice_kind();
        return {
            Tone::Accent,
            {fmt::format("{}{} for {} ({} tainted)", is_dry ? "dry run, not sent: " : "ordered: ",
                         kind.en, account("to"), xem("taint")),
             fmt::format("{}{} -> {}（汚染額 {}）", is_dry ? "試行（送信しません）: " : "発行: ",
                         kind.ja, account("to"), xem("taint"))}};
    }
    [[nodiscard]] Told flight(bool included) const {
        const auto kind = notice_kind();
        if (included) {
            return {Tone::Good,
                    {fmt::format("in the chain: {} for {}, block {}", kind.en, account("to"),
                                 number("height")),
                     fmt::format("チェーンに取り込み: {} -> {}、ブロック {}", kind.ja,
                                 account("to"), number("height"))}};
        }
        return {
            Tone::Quiet,
            {fmt::format("fell out of the chain, announced again: {} for {}", kind.en,
                         account("to")),
             fmt::format("チェーンから外れたため再送します: {} -> {}", kind.ja, account("to"))}};
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
