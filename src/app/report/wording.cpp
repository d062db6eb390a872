#include "wording.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace report {
namespace {

using base::Phrase;

struct Word {
    std::string_view key, en, ja;
};

constexpr std::array<Word, 3> kBases{{{"text", "stated by the source", "出典の記載"},
                                      {"outside", "from other sources", "他の資料"},
                                      {"derived", "computed from these", "計算による"}}};

Phrase look_up(std::span<const Word> words, std::string_view key) {
    const auto found = std::ranges::find(words, key, &Word::key);
    if (found == words.end()) {
        const std::string shown = base::visible(key, 80);
        return {shown, shown};
    }
    return {std::string{found->en}, std::string{found->ja}};
}

}  // namespace

Phrase name_of(taint::Policy policy) {
    switch (policy) {
        case taint::Policy::Poison: return {"Poison", "ポイズン（全汚染）"};
        case taint::Policy::Haircut: return {"Haircut", "ヘアカット（按分）"};
        case taint::Policy::Fifo: return {"FIFO", "FIFO（先入先出）"};
        case taint::Policy::Lifo: return {"LIFO", "LIFO（後入先出）"};
        case taint::Policy::Tiho: return {"TIHO", "TIHO（流出分優先）"};
    }
    base::broken("unnamed policy");
}

Phrase meaning_of(taint::Policy policy) {
    switch (policy) {
        case taint::Policy::Poison:
            return {
                "Whoever receives anything at all from a poisoned account is poisoned whole: it "
                "shows how far the coins reached, not how many there are.",
                "汚染されたアカウントから少しでも受け取ったアカウントは、残高のすべてを汚染とみなし"
                "ます。"
                "到達範囲を示すもので、数量を示すものではありません。"};
        case taint::Policy::Haircut:
            return {
                "Every payment carries the share of stolen coins that its sender holds at that "
                "moment, rounded down to the smallest unit.",
                "送金には、その時点の送金元の残高に占める流出分の割合が、そのまま含まれると"
                "みなします（最小単位未満は切り捨て）。"};
        case taint::Policy::Fifo:
            return {"The coins that came in first go out first.",
                    "先に入ったコインから順に出ていくとみなします。"};
        case taint::Policy::Lifo:
            return {"The coins that came in last go out first.",
                    "後から入ったコインから順に出ていくとみなします。"};
        case taint::Policy::Tiho:
            return {"Stolen coins go out before clean ones: the assumption most wary of receivers.",
                    "流出分が正当な分より先に出ていくとみなします。受取側に最も厳しい見方です。"};
    }
    base::broken("unnamed policy");
}

Phrase name_of(trace::BoundaryKind kind) {
    switch (kind) {
        case trace::BoundaryKind::Exchange: return {"exchange", "取引所"};
        case trace::BoundaryKind::Mixer: return {"mixer", "ミキサー"};
        case trace::BoundaryKind::Bridge: return {"bridge", "ブリッジ"};
        case trace::BoundaryKind::Service: return {"service", "サービス"};
        case trace::BoundaryKind::Victim: return {"victim (recovered)", "被害者（回収）"};
        case trace::BoundaryKind::Seized: return {"seized", "押収"};
    }
    base::broken("unnamed kind of boundary");
}

Phrase name_of_basis(std::string_view basis) { return look_up(kBases, basis); }
Phrase name_of_place_kind(std::string_view kind) {
    const auto known = trace::parse_boundary_kind(kind);
    if (known) { return name_of(*known); }
    const std::string shown = base::visible(kind, 80);
    return {shown, shown};
}

}  // namespace report
