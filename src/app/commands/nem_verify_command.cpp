#include <fmt/format.h>

#include <algorithm>

#include "../complain.hpp"
#include "../nem/facts.hpp"
#include "../nem/verdict.hpp"
#include "../output/json.hpp"
#include "../terminal/grid.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::Language;
using Kind = SignatureVerdict::Kind;

constexpr std::size_t kShown = 200;  // of those that are valid; every other is always shown

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::Block: return "block";
        case Kind::Transaction: return "transaction";
        case Kind::Cosignature: return "cosignature";
    }
    base::broken("unnamed kind of signature");
}

base::Phrase to_phrase(Kind kind) {
    switch (kind) {
        case Kind::Block: return {"block", "ブロック"};
        case Kind::Transaction: return {"transaction", "トランザクション"};
        case Kind::Cosignature: return {"cosignature", "連署"};
    }
    base::broken("unnamed kind of signature");
}

Json to_json(const std::vector<SignatureVerdict>& verdicts, bool valid) {
    Json list = Json::array();
    for (const auto& each : verdicts) {
        list.push_back(
            {{"kind", to_string(each.kind)},
             {"transaction", each.transaction == 0 ? Json(nullptr) : Json(each.transaction)},
             {"signerAddress", each.signer.text()},
             {"hash", nem::to_hex(each.hash)},
             {"valid", each.valid}});
    }
    return {{"format", "dyepack.nem-verdict/1"}, {"valid", valid}, {"signatures", list}};
}

std::string to_table(const std::vector<SignatureVerdict>& verdicts, Language language) {
    const bool ja = language == Language::Ja;
    Grid grid{{{ja ? "署名" : "signature"},
               {"#", Grid::Align::Right},
               {ja ? "種類" : "of"},
               {ja ? "署名者" : "signer", Grid::Align::Left, Grid::Shrink::Middle},
               {ja ? "ハッシュ" : "hash", Grid::Align::Left, Grid::Shrink::Middle}}};
    std::size_t shown = 0;
    for (const auto& each : verdicts) {
        if (each.valid && ++shown > kShown) { continue; }
        const base::Phrase word =
            each.valid ? base::Phrase{"valid", "正しい"} : base::Phrase{"NOT VALID", "不正"};
        grid.add({{base::pick(word, language), each.valid ? Tone::Good : Tone::Bad},
                  {each.transaction == 0 ? std::string{} : fmt::format("{}", each.transaction)},
                  {base::pick(to_phrase(each.kind), language)},
                  {std::string{each.signer.text()}},
                  {nem::to_hex(each.hash), Tone::Quiet}});
    }
    return grid.to_text(terminal_of_stdout());
}

std::string summary(const std::vector<SignatureVerdict>& verdicts, Language language) {
    const auto good = std::ranges::count(verdicts, true, &SignatureVerdict::valid);
    const auto bad = static_cast<std::ptrdiff_t>(verdicts.size()) - good;
    return base::pick(
        base::phrase("{} valid, {} not valid\n", "正しい署名 {} 件、不正 {} 件\n", good, bad),
        language);
}

}  // namespace

Expected<int> run_nem_verify(const Arguments& arguments, Language language) {
    const std::string& source = arguments.operands.front();
    const auto entity = read_nem_entity(source);
    if (!entity) { return std::unexpected(entity.error()); }
    const auto verdicts = judge(*entity);
    if (!verdicts) { return std::unexpected(verdicts.error()); }
    const bool valid = std::ranges::all_of(*verdicts, &SignatureVerdict::valid);
    const auto text = arguments.has("json")
                          ? to_text(to_json(*verdicts, valid))
                          : to_table(*verdicts, language) + "\n" + summary(*verdicts, language);
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return valid ? kDone : kFinding;
}

}  // namespace app
