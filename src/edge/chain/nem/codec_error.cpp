#include <nem/codec.hpp>

namespace nem {
namespace {

using base::phrase;
using base::Phrase;

Phrase problem_of(CodecProblem problem) {
    switch (problem) {
        case CodecProblem::Truncated:
            return phrase("the data ends too early", "データが途中で終わっています");
        case CodecProblem::TrailingBytes:
            return phrase("there are bytes left over", "余分なバイトがあります");
        case CodecProblem::UnknownType:
            return phrase("the type and version are unknown, or not allowed here",
                          "種類とバージョンが不明か、ここでは使えません");
        case CodecProblem::UnknownChoice:
            return phrase("the number names none of the choices, expected 1 or 2",
                          "選択肢にない番号です（1 か 2 が必要です）");
        case CodecProblem::Null:
            return phrase("null, where a value is expected", "null ですが、値が必要です");
        case CodecProblem::BadLength:
            return phrase("the length is wrong", "長さが正しくありません");
        case CodecProblem::TooLong:
            return phrase("longer than NEM's nodes keep",
                          "NEM のノードが保持する長さを超えています");
        case CodecProblem::BadText: return phrase("not UTF-8", "UTF-8 ではありません");
        case CodecProblem::BadAddress:
            return phrase("not an address, expected 40 letters A-Z and 2-7",
                          "アドレスではありません（英字と 2～7 の 40 文字が必要です）");
        case CodecProblem::NotJson:
            return phrase("not a JSON document of at most {} MiB",
                          "{} MiB 以内の JSON 文書ではありません", kJsonBytesMax >> 20U);
        case CodecProblem::Missing: return phrase("the key is missing", "キーがありません");
        case CodecProblem::WrongKind:
            return phrase("a value of the wrong kind", "値の型が違います");
        case CodecProblem::OutOfRange:
            return phrase("the number is out of range", "数値が範囲を超えています");
        case CodecProblem::BadHex: return phrase("not hexadecimal", "16 進数ではありません");
        case CodecProblem::BadProperty:
            return phrase("not a value of this mosaic property",
                          "このモザイク属性の値ではありません");
        case CodecProblem::QuantityOverflow:
            return phrase("the quantities of one mosaic add up to more than 64 bits hold",
                          "同じモザイクの数量の合計が 64 ビットを超えます");
    }
    base::broken("unnamed codec problem");
}

}  // namespace

Phrase to_phrase(const CodecError& error) {
    Phrase text = problem_of(error.problem);
    if (!error.field.empty()) {
        text.en = fmt::format("{}: {}", error.field, text.en);
        text.ja = fmt::format("{}: {}", error.field, text.ja);
    }
    if (error.offset) {
        text.en = fmt::format("{} (at byte {})", text.en, *error.offset);
        text.ja = fmt::format("{}（{} バイト目）", text.ja, *error.offset);
    }
    return text;
}

}  // namespace nem
