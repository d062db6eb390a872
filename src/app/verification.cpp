#include "verification.hpp"

#include "output/trace_json.hpp"

namespace app {

namespace {

constexpr std::size_t kDifferencesShown = 20;

}  // namespace

Verification compare(const ResultDocument& document, const LoadedCase& loaded,
                     const std::vector<Traced>& traced) {
    Verification verification;
    for (std::size_t i = 0; i < document.traces.size(); ++i) {
        const Json recomputed = trace_document(loaded, traced[i]);
        auto differences = find_differences(document.traces[i], recomputed);
        for (auto& difference : differences) {
            verification.same_case =
                verification.same_case && !difference.pointer.starts_with("/case");
            verification.same_ledger =
                verification.same_ledger && difference.pointer != "/ledger/sha256";
            if (document.traces.size() > 1) {
                difference.pointer.insert(0, fmt::format("/traces/{}", i));
            }
            verification.differences.push_back(std::move(difference));
        }
    }
    return verification;
}

Verification without_files(std::vector<Difference> differences) {
    Verification verification;
    verification.recomputed = false;
    for (const auto& difference : differences) {
        const std::string_view pointer = difference.pointer;
        if (pointer.ends_with("/case/sha256")) { verification.same_case = false; }
        if (pointer.ends_with("/ledger/sha256")) { verification.same_ledger = false; }
    }
    verification.differences = std::move(differences);
    return verification;
}

Json to_document(const Verification& verification) {
    Json document;
    document["format"] = "dyepack.verification/1";
    document["equal"] = verification.equal();
    document["same_case"] = verification.same_case;
    document["same_ledger"] = verification.same_ledger;
    document["recomputed"] = verification.recomputed;
    document["differences"] = Json::array();
    const auto value = [](const std::string& text) {
        return text.empty() ? Json(nullptr) : Json::parse(text);
    };
    for (const auto& difference : verification.differences) {
        document["differences"].push_back({{"pointer", difference.pointer},
                                           {"recorded", value(difference.recorded)},
                                           {"recomputed", value(difference.recomputed)}});
    }
    return document;
}

std::string to_text(const Verification& verification, base::Language language,
                    const Terminal& terminal) {
    const auto say = [&](const base::Phrase& phrase) { return base::pick(phrase, language); };
    if (verification.equal()) {
        return painted(say({"Verified: recomputed from case and ledger, and equal.",
                            "検証成功: 事件と台帳から計算し直し、一致しました。"}),
                       Tone::Good, terminal) +
               "\n";
    }
    std::string text =
        painted(say(verification.recomputed
                        ? base::Phrase{"Not verified: the result differs from what the program "
                                       "computes.",
                                       "検証失敗: 結果がプログラムの計算と異なります。"}
                        : base::Phrase{"Not verified: a file is not the one the result was made "
                                       "from.",
                                       "検証失敗: 結果の作成時と異なるファイルがあります。"}),
                Tone::Bad, terminal) +
        "\n";
    if (!verification.same_case) {
        text += say({"The case file is not the one the result was made from (SHA-256).\n",
                     "事件ファイルが結果の作成時のものと異なります（SHA-256）。\n"});
    }
    if (!verification.same_ledger) {
        text += say({"The ledger is not the one the result was made from (SHA-256).\n",
                     "台帳が結果の作成時のものと異なります（SHA-256）。\n"});
    }
    if (!verification.recomputed) {
        text +=
            say({"Nothing was recomputed. Where the files have moved, name them: --case, "
                 "--ledger.\n",
                 "再計算はしていません。ファイルを移した場合は --case や --ledger で"
                 "指定してください。\n"});
    }
    const auto nothing = say({"(nothing)", "（なし）"});
    std::size_t shown = 0;
    for (const auto& difference : verification.differences) {
        if (shown++ == kDifferencesShown) { break; }
        const auto value = [&](const std::string& side) {
            return side.empty() ? nothing : base::visible(side);
        };
        text += say(base::phrase("  {}\n    recorded   {}\n    recomputed {}\n",
                                 "  {}\n    記録   {}\n    再計算 {}\n",
                                 base::visible(difference.pointer), value(difference.recorded),
                                 value(difference.recomputed)));
    }
    if (verification.differences.size() > kDifferencesShown) {
        text += say(base::phrase("  ... and {} more; --json lists them all\n",
                                 "  ほか {} 件。すべては --json で出力できます\n",
                                 verification.differences.size() - kDifferencesShown));
    }
    return text;
}

}  // namespace app
