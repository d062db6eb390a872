#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace casebook {
namespace {

using base::phrase;
using base::Phrase;

constexpr std::array kCategories = {
    Word{"theft", "Theft and stolen coins", "流出と移動"},
    Word{"chain", "Tracking and messages", "追跡とメッセージ"},
    Word{"halt", "Services halted or resumed", "サービスの停止と再開"},
    Word{"company", "The company", "会社の対応"},
    Word{"authority", "Authorities", "当局"},
    Word{"police", "Police", "警察"},
    Word{"compensation", "Compensation", "補償"},
    Word{"suit", "Lawsuits", "訴訟"},
    Word{"press", "Statements", "発言・公表"},
    Word{"fraud", "Fraud on the victims", "便乗詐欺"},
};

constexpr std::array kPrecisions = {
    Word{"minute", "", ""},
    Word{"about", "about", "頃"},
    Word{"hour", "to the hour", "時のみ"},
    Word{"morning", "morning", "午前"},
    Word{"afternoon", "afternoon", "午後"},
    Word{"evening", "evening", "晩"},
    Word{"date", "", ""},
    Word{"date-range", "", ""},
    Word{"same-period", "in the same period", "同じ時期"},
    Word{"month", "", ""},
    Word{"early-month", "early in the month", "上旬"},
    Word{"by-date", "by that day", "その日までに"},
    Word{"not-before", "not before", "以降"},
};

constexpr std::array kRoles = {
    Word{"victim", "Victim's wallet", "被害を受けたウォレット"},
    Word{"receiver", "First receiver", "最初の受取先"},
    Word{"onward", "Onward account", "転送先"},
    Word{"bounce", "Bounce account", "往復送金の相手"},
    Word{"dusted", "Dusting recipient", "少額送金の受取先"},
    Word{"message", "Message recipient", "メッセージの宛先"},
    Word{"test", "Test payment", "試し送金の宛先"},
    Word{"candidate", "Unconfirmed candidate", "未確認の候補"},
    Word{"service", "Service", "事業者"},
};

constexpr std::array kBases = {
    Word{"text", "stated by the source", "出典の記載"},
    Word{"outside", "from other sources", "別の出典"},
    Word{"derived", "computed here", "計算による値"},
};

std::vector<std::string_view> names(std::span<const Word> words) {
    std::vector<std::string_view> all;
    for (const Word& word : words) { all.push_back(word.name); }
    return all;
}

}  // namespace

std::span<const Word> categories() { return kCategories; }
std::span<const Word> precisions() { return kPrecisions; }
std::span<const Word> roles() { return kRoles; }
std::span<const Word> bases() { return kBases; }

std::optional<Phrase> find_word(std::span<const Word> words, std::string_view name) {
    const auto found = std::ranges::find(words, name, &Word::name);
    if (found == words.end()) { return std::nullopt; }
    return Phrase{std::string{found->en}, std::string{found->ja}};
}

Phrase expected_one_of(std::span<const Word> known, std::string_view given) {
    const std::vector<std::string_view> all = names(known);
    return yaml::expected_one_of(all, given);
}

Phrase to_phrase(money::DecimalError error, std::string_view text, int divisibility) {
    const std::string shown = base::visible(text, 64);
    switch (error) {  // no default: a new error must fail to compile here
        case money::DecimalError::Empty:
            return phrase("the amount is empty; expected a decimal number such as 1.5",
                          "数量が空です。1.5 のような十進数で書いてください");
        case money::DecimalError::NotANumber:
            return phrase(
                "`{}` is not an amount; expected digits and at most one point, without "
                "sign, exponent or grouping",
                "`{}` は数量として読めません。数字と小数点 1 つまでで書いてください"
                "（符号、指数、桁区切りは使えません）",
                shown);
        case money::DecimalError::Negative:
            return phrase("`{}` is negative; an amount is zero or more",
                          "`{}` は負の数です。数量は 0 以上にしてください", shown);
        case money::DecimalError::TooManyPlaces:
            return phrase("`{}` has more decimal places than the asset, which has {}",
                          "`{}` の小数部が長すぎます。この資産の小数は {} 桁までです", shown,
                          divisibility);
        case money::DecimalError::TooLarge:
            return phrase("`{}` is too large; at most 18446744073709551615 atoms",
                          "`{}` は大きすぎます。上限は 18446744073709551615 最小単位です", shown);
    }
    base::broken("unnamed decimal error");
}

}  // namespace casebook
