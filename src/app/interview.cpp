#include "interview.hpp"

#include <istream>
#include <ostream>

#include "complain.hpp"

namespace app {

namespace {

constexpr std::size_t kAnswerBytesMax = 4096;
constexpr int kWrongAnswersMax = 20;  // a file of answers must not be asked for ever

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) {
        text.pop_back();
    }
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string::npos ? std::string{} : text.substr(begin);
}

std::optional<base::Phrase> find_fault(const std::string& answer, const Interview::Check& check) {
    if (answer.size() > kAnswerBytesMax) {
        return base::phrase("too long, expected at most {} bytes",
                            "長すぎます。{} バイト以内で答えてください", kAnswerBytesMax);
    }
    if (!base::is_utf8(answer) || base::visible(answer, kAnswerBytesMax) != answer) {
        return base::phrase("not plain text, expected UTF-8 without control characters",
                            "通常の文字列ではありません。制御文字のない UTF-8 で答えてください");
    }
    return check ? check(answer) : std::nullopt;
}

}  // namespace

void Interview::tell(const base::Phrase& text) { prompts_ << base::pick(text, language_) << '\n'; }

Expected<std::string> Interview::ask(const base::Phrase& question, const std::string& otherwise,
                                     const Check& check) {
    for (int wrong = 0; wrong < kWrongAnswersMax; ++wrong) {
        prompts_ << base::pick(question, language_);
        if (!otherwise.empty()) { prompts_ << " [" << otherwise << "]"; }
        prompts_ << ": " << std::flush;
        std::string answer;
        if (!std::getline(answers_, answer)) {
            prompts_ << '\n';
            return std::unexpected(
                complaint(base::Blame::Input,
                          base::phrase("the answers end here, expected an answer to: {}",
                                       "回答がここで終わっています。次の質問に答えてください: {}",
                                       base::pick(question, language_))));
        }
        answer = trimmed(std::move(answer));
        if (answer.empty()) { answer = otherwise; }
        const auto fault = find_fault(answer, check);
        if (!fault) { return answer; }
        prompts_ << "  " << base::pick(*fault, language_) << '\n';
    }
    return std::unexpected(
        complaint(base::Blame::Input,
                  base::phrase("{} wrong answers to: {}", "{} 回続けて回答に誤りがありました: {}",
                               kWrongAnswersMax, base::pick(question, language_))));
}

}  // namespace app
