#include "stand_ins.hpp"

#include <initializer_list>
#include <map>
#include <span>
#include <yaml/wording.hpp>

#include "../complain.hpp"
#include "../output/csv_line.hpp"
#include "../output/json.hpp"

namespace app {

using base::phrase;

namespace {

namespace fs = std::filesystem;

std::string csv_line(std::initializer_list<std::string> fields) {
    return to_csv_line(std::span{fields.begin(), fields.size()});
}

std::optional<base::Phrase> label_of(const LoadedCase* loaded, std::string_view account) {
    return loaded == nullptr ? std::nullopt : loaded->find_label(account);
}

/// Writes the files of a case one after the other.
class CaseWriter {
public:
    CaseWriter(const replay::Chain& chain, const replay::Recording& recording,
               const LoadedCase& loaded, fs::path folder)
        : chain_{chain}, recording_{recording}, loaded_{loaded}, folder_{std::move(folder)} {
        for (const auto& one : chain.stand_ins()) {
            addresses_.emplace(one.account, std::string{one.address.text()});
        }
        for (std::size_t i = 0; i < recording.transfers.size(); ++i) {
            hashes_.emplace(recording.transfers[i].tx, nem::to_hex(chain.hash_of_recorded(i)));
        }
    }

    std::optional<base::Complaint> write() {
        std::error_code failed;
        if (fs::exists(folder_) && !fs::is_empty(folder_, failed)) {
            return complaint(base::Blame::Usage,
                             phrase("--case-out: {} is there already and not empty",
                                    "--case-out: {} は既にあり、空ではありません",
                                    base::visible(folder_.string(), 4096)));
        }
        fs::create_directories(folder_, failed);
        if (failed) {
            return complaint(base::Blame::World,
                             phrase("{}: {}", "{}: {}", base::visible(folder_.string(), 4096),
                                    failed.message()));
        }
        auto record = renamed();
        if (!record) { return record.error(); }
        auto wrong = put("transfers.csv", transfers());
        if (!wrong) { wrong = put("accounts.csv", accounts()); }
        if (!wrong) { wrong = put("boundaries.csv", boundaries()); }
        if (!wrong) { wrong = put("README.md", readme()); }
        if (!wrong) { wrong = put("case.yaml", casebook::to_yaml(*record)); }
        return wrong;
    }

private:
    [[nodiscard]] std::optional<base::Complaint> put(const char* name, std::string_view text) {
        return store::write_file(folder_ / name, text);
    }

    Expected<casebook::Case> renamed() {
        const casebook::Case& old = loaded_.the_case();
        casebook::Case record;
        record.id = old.id.substr(0, 56) + "-replay";
        record.title = {old.title.en + " (replayed, with stand-ins)",
                        old.title.ja + "（代わりのアドレスによる再生）"};
        record.summary = {
            "Every address and transaction here belongs to a replayed chain; none of them exists "
            "on NEM's network.",
            "ここにあるアドレスとトランザクションは再生したチェーンのもので、NEM のネットワークには"
            "ありません。"};
        record.chain = address::Chain::Nem;
        record.asset = "XEM";
        record.divisibility = 6;
        record.ledger_file = "transfers.csv";
        record.ledger_format.text = "account-csv";
        record.default_policy.text = old.default_policy.text;
        record.marks = old.marks;
        record.boundaries_file = "boundaries.csv";
        record.accounts_file = "accounts.csv";
        for (const auto& theft : old.thefts) {
            record.thefts.push_back({hashes_.at(theft.text), {}});
        }
        if (old.theft_account) {
            record.theft_account = *old.theft_account;
            record.theft_account->account.text = addresses_.at(old.theft_account->account.text);
            for (const auto* bound : {&old.theft_account->since, &old.theft_account->until}) {
                if (!yaml::parse_number(bound->text)) { continue; }
                return std::unexpected(complaint_about(
                    *bound, phrase("a height means another block in the replayed chain; --case-out "
                                   "needs a time here",
                                   "高さは再生したチェーンでは別のブロックを指します。--case-out "
                                   "では時刻にしてください")));
            }
        }
        return record;
    }

    std::string transfers() {
        std::string text = csv_line({"tx", "time", "from", "to", "amount", "fee"});
        const std::uint32_t first = recording_.transfers.front().at.value;
        for (std::size_t i = 0; i < recording_.transfers.size(); ++i) {
            const auto& one = recording_.transfers[i];
            const std::uint32_t blocks =
                (one.at.value - first + replay::kBlockSeconds - 1) / replay::kBlockSeconds;
            const nem::TimeStamp at{first + (blocks * replay::kBlockSeconds)};
            text += csv_line({hashes_.at(one.tx), base::to_rfc3339(nem::to_instant(at)),
                              addresses_.at(one.from), addresses_.at(one.to),
                              money::to_decimal(one.amount.atoms(), 6),
                              money::to_decimal(chain_.fee_of_recorded(i).atoms(), 6)});
        }
        return text;
    }

    std::string accounts() {
        std::string text = csv_line(
            {"account", "chain", "label_en", "label_ja", "role", "note_en", "note_ja", "source"});
        for (const auto& known : loaded_.known_accounts) {
            const auto found = addresses_.find(known.account);
            if (found == addresses_.end()) { continue; }
            text += csv_line({found->second, "", known.label.en, known.label.ja, known.role,
                              "Stands in for " + known.account,
                              known.account + " の代わりのアドレス", ""});
        }
        return text;
    }

    std::string boundaries() {
        std::string text = csv_line({"account", "label", "kind"});
        if (!loaded_.boundary_file) { return text; }
        const auto bytes = store::read_file(loaded_.boundary_file->path, store::kDocumentBytesMax);
        const auto entries =
            bytes ? casebook::parse_boundaries(*bytes, loaded_.boundary_file->path.string(),
                                               loaded_.chain())
                  : std::expected<std::vector<casebook::BoundaryEntry>, base::Complaint>{};
        if (!entries) { return text; }
        for (const auto& one : *entries) {
            const auto found = addresses_.find(one.account);
            if (found == addresses_.end()) { continue; }
            text += csv_line({found->second, one.label, one.kind});
        }
        return text;
    }

    static std::string readme() {
        return "# A replayed case\n\nWritten by `dyepack replay --case-out`. Every address is a "
               "stand-in with a throw-away key, and every transaction\nbelongs to the replayed "
               "chain: none of them exists on NEM's network.\n\n"
               "再生したチェーンの事件です。アドレスはすべて使い捨ての鍵による代わりのもので、"
               "NEM のネットワークにはありません。\n";
    }

    const replay::Chain& chain_;
    const replay::Recording& recording_;
    const LoadedCase& loaded_;
    fs::path folder_;
    std::map<std::string, std::string, std::less<>> addresses_;
    std::map<std::string, std::string, std::less<>> hashes_;
};

}  // namespace

std::string stand_in_table(const replay::Chain& chain, const LoadedCase* loaded,
                           base::Language language) {
    constexpr std::size_t kShownMax = 50;
    std::string text = base::pick(
        phrase(
            "Addresses here are stand-ins with throw-away keys; the real accounts take no part:\n",
            "次のアドレスはすべて使い捨ての鍵による代わりのもので、実在のアカウントは関わりません:"
            "\n"),
        language);
    std::size_t shown = 0;
    for (const auto& one : chain.stand_ins()) {
        if (shown++ == kShownMax) {
            text += base::pick(phrase("  ... and {} more: GET /replay/stand-ins\n",
                                      "  ほか {} 件: GET /replay/stand-ins\n",
                                      chain.stand_ins().size() - kShownMax),
                               language);
            break;
        }
        const auto label = label_of(loaded, one.account);
        text += fmt::format("  {} <- {}{}\n", one.address.text(), base::visible(one.account),
                            label ? "  " + base::visible(base::pick(*label, language)) : "");
    }
    return text;
}

std::string stand_in_json(const replay::Chain& chain, const LoadedCase* loaded,
                          const std::string& seed) {
    Json accounts = Json::array();
    for (const auto& one : chain.stand_ins()) {
        const auto label = label_of(loaded, one.account);
        accounts.push_back({{"account", one.account},
                            {"label", label ? Json(label->en) : Json(nullptr)},
                            {"standIn", one.address.text()},
                            {"opening", std::to_string(one.opening.atoms())}});
    }
    return Json{{"format", "dyepack.replay/1"},
                {"note", "stand-ins with throw-away keys; the real accounts take no part"},
                {"seed", seed},
                {"accounts", accounts}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<base::Complaint> write_stand_in_case(const replay::Chain& chain,
                                                   const replay::Recording& recording,
                                                   const LoadedCase& loaded,
                                                   const fs::path& folder) {
    return CaseWriter{chain, recording, loaded, folder}.write();
}

}  // namespace app
