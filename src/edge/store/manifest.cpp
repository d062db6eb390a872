#include "manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "complain.hpp"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "dyepack.ledger/1";

bool is_sha256(const Json& value) {
    constexpr std::size_t kDigits = 64;
    const auto* text = value.get_ptr<const std::string*>();
    return text != nullptr && text->size() == kDigits &&
           text->find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// Reads keys one by one and remembers the first that is not as it should be.
class Reader {
public:
    explicit Reader(const Json& json) : json_{json} {}

    std::string text(const char* key) {
        const Json* value = find(key);
        const auto* text = value == nullptr ? nullptr : value->get_ptr<const std::string*>();
        if (text == nullptr) { return fail<std::string>(key, "a text", "文字列"); }
        return *text;
    }
    std::uint64_t number(const char* key) {
        const Json* value = find(key);
        if (value == nullptr || !value->is_number_unsigned()) {
            return fail<std::uint64_t>(key, "a whole number", "0 以上の整数");
        }
        return value->get<std::uint64_t>();
    }
    std::string sha256(const char* key) { return read_sha256(key, find(key)); }
    std::optional<std::string> sha256_or_null(const char* key) {
        const Json* value = find(key);
        if (value != nullptr && value->is_null()) { return std::nullopt; }
        return read_sha256(key, value);
    }
    template <class T>
    T fail(const char* key, std::string_view en, std::string_view ja) {
        if (!problem_) {
            problem_ = base::Phrase{fmt::format("`{}` is missing or not {}", key, en),
                                    fmt::format("`{}` がないか、{}ではありません", key, ja)};
        }
        return T{};
    }
    /// Once all keys were read.
    [[nodiscard]] std::optional<base::Phrase> problem() const {
        if (problem_ || keys_read_ == json_.size()) { return problem_; }
        return base::Phrase{"there are keys that this version does not know",
                            "このバージョンの知らないキーがあります"};
    }

private:
    std::string read_sha256(const char* key, const Json* value) {
        if (value != nullptr && is_sha256(*value)) { return value->get<std::string>(); }
        return fail<std::string>(key, "a SHA-256 in hexadecimal", "16 進数の SHA-256");
    }
    const Json* find(const char* key) {
        ++keys_read_;
        const auto found = json_.find(key);
        return found == json_.end() ? nullptr : &*found;
    }

    const Json& json_;
    std::size_t keys_read_{0};
    std::optional<base::Phrase> problem_;
};

base::Complaint not_a_manifest(const std::string& file, const base::Phrase& why) {
    return bad_input(
        file,
        {fmt::format("is not the manifest of an imported ledger ({}): {}", kFormat, why.en),
         fmt::format("取り込み済み台帳のマニフェスト（{}）ではありません：{}", kFormat, why.ja)});
}

void read_kinds(Reader& reader, Manifest& manifest) {
    if (reader.text("format") != kFormat) {
        reader.fail<int>("format", "the one this version reads", "このバージョンが読める形式");
    }
    const auto format = parse_input_format(reader.text("input_format"));
    if (!format || *format == InputFormat::Detect || *format == InputFormat::NemBlocks ||
        *format == InputFormat::BitcoinBlocks) {
        reader.fail<int>("input_format", "account-csv, utxo-csv or raw20",
                         "account-csv、utxo-csv、raw20 のいずれか");
    }
    manifest.input_format = format.value_or(InputFormat::Detect);
    manifest.asset = reader.text("asset");
    const std::uint64_t places = reader.number("divisibility");
    if (places > money::kDivisibilityMax) {
        reader.fail<int>("divisibility", "from 0 to 18", "0 から 18 までの整数");
    }
    manifest.divisibility = static_cast<int>(std::min<std::uint64_t>(places, 18));
    const auto chain = address::parse_chain(reader.text("chain"));
    if (!chain) { reader.fail<int>("chain", "a chain that is known", "既知のチェーン"); }
    manifest.chain = chain.value_or(address::Chain::Other);
}

}  // namespace

std::string_view ledger_file_name(InputFormat format) {
    return format == InputFormat::Raw20 ? "ledger.raw20" : "ledger.csv";
}

std::string to_json(const Manifest& manifest) {
    Json json;
    json["format"] = kFormat;
    json["input_format"] = to_string(manifest.input_format);
    json["asset"] = manifest.asset;
    json["divisibility"] = manifest.divisibility;
    json["chain"] = address::to_string(manifest.chain);
    json["rows"] = manifest.rows;
    json["accounts"] = manifest.accounts;
    json["sha256"] = manifest.sha256;
    json["openings_sha256"] = nullptr;
    if (manifest.openings_sha256) { json["openings_sha256"] = *manifest.openings_sha256; }
    // An asset named on the command line may hold any bytes.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Expected<Manifest> parse_manifest(std::string_view text, const std::string& file) {
    const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return std::unexpected(
            not_a_manifest(file, {"a JSON object was expected", "JSON オブジェクトが必要です"}));
    }
    Reader reader{json};
    Manifest manifest;
    read_kinds(reader, manifest);
    manifest.rows = reader.number("rows");
    manifest.accounts = reader.number("accounts");
    manifest.sha256 = reader.sha256("sha256");
    manifest.openings_sha256 = reader.sha256_or_null("openings_sha256");
    if (const auto problem = reader.problem()) {
        return std::unexpected(not_a_manifest(file, *problem));
    }
    if (manifest.openings_sha256.has_value() == (manifest.input_format == InputFormat::UtxoCsv)) {
        return std::unexpected(
            not_a_manifest(file, {"account ledgers have opening balances, UTXO ledgers have none",
                                  "期首残高はアカウント型の台帳だけにあります"}));
    }
    return manifest;
}

}  // namespace store
