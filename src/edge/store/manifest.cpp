#include "manifest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "complain.hpp"

namespace store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "dyepack.ledger/2";
constexpr std::string_view kAnyFormat = "dyepack.ledger/";

bool is_sha256(const Json& value) {
    constexpr std::size_t kDigits = 64;
    const auto* text = value.get_ptr<const std::string*>();
    return text != nullptr && text->size() == kDigits &&
           text->find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string to_digits(std::uint64_t root) { return fmt::format("{:016x}", root); }

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
    /// 16 hexadecimal digits.
    std::uint64_t root(const char* key) {
        constexpr std::size_t kDigits = 16;
        const std::string digits = text(key);
        std::uint64_t value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (error != std::errc{} || digits.size() != kDigits || to_digits(value) != digits) {
            return fail<std::uint64_t>(key, "a checksum in hexadecimal", "16 進数の検査値");
        }
        return value;
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
    /// A key that is read elsewhere.
    void skip() { ++keys_read_; }
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

/// A manifest of another version of the program, told apart from what is none.
std::optional<base::Complaint> find_other_version(const Json& json, const std::string& file) {
    const auto format = json.find("format");
    if (format == json.end()) { return std::nullopt; }
    const auto* name = format->get_ptr<const std::string*>();
    if (name == nullptr || *name == kFormat || !name->starts_with(kAnyFormat)) {
        return std::nullopt;
    }
    return bad_input(
        file,
        base::phrase("was made by another version of the program; this one reads {}. Import the "
                     "ledger again, or use the version that made the folder",
                     "別のバージョンの形式です。このプログラムが読めるのは {} だけです。台帳を"
                     "取り込み直すか、フォルダーを作ったバージョンを使ってください",
                     kFormat));
}

void read_segments(const Json& json, Reader& outer, Manifest& manifest) {
    const auto found = json.find("segments");
    outer.skip();
    if (found == json.end() || !found->is_object()) {
        outer.fail<int>("segments", "an object", "オブジェクト");
        return;
    }
    Reader reader{*found};
    for (const SegmentKind kind : segments_of(manifest.input_format)) {
        manifest.segments.push_back({kind, reader.root(segment_file_name(kind).data())});
    }
    if (reader.problem()) {
        outer.fail<int>("segments", "the segments of this format, each with its checksum",
                        "この形式のセグメントとその検査値の一覧");
    }
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
Json to_members(const Manifest& manifest) {
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
    json["segments"] = Json::object();
    for (const auto& [kind, root] : manifest.segments) {
        json["segments"][std::string{segment_file_name(kind)}] = to_digits(root);
    }
    return json;
}

/// An asset named on the command line may hold any bytes.
std::string to_text(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string checksum_in(const Manifest& manifest) {
    return sha256_of_bytes(to_text(to_members(manifest), -1));
}

}  // namespace

std::span<const SegmentKind> segments_of(InputFormat format) {
    static constexpr std::array kTouchesOnly{SegmentKind::Touches};
    switch (format) {
        case InputFormat::Raw20: return kSegmentKinds;
        case InputFormat::AccountCsv: return kTouchesOnly;
        case InputFormat::UtxoCsv:
        case InputFormat::Detect:
        case InputFormat::NemBlocks:
        case InputFormat::BitcoinBlocks: return {};
    }
    base::broken("unnamed input format");
}

std::uint64_t Manifest::root_of(SegmentKind kind) const {
    const auto found = std::ranges::find(segments, kind, &SegmentEntry::kind);
    base::invariant(found != segments.end(), "the format has the segment");
    return found->root;
}

std::string to_json(const Manifest& manifest) {
    Json json = to_members(manifest);
    json["checksum"] = checksum_in(manifest);
    return to_text(json, 2) + '\n';
}

Expected<Manifest> parse_manifest(std::string_view text, const std::string& file) {
    const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return std::unexpected(
            not_a_manifest(file, {"a JSON object was expected", "JSON オブジェクトが必要です"}));
    }
    if (auto other = find_other_version(json, file)) { return std::unexpected(*std::move(other)); }
    Reader reader{json};
    Manifest manifest;
    read_kinds(reader, manifest);
    manifest.rows = reader.number("rows");
    manifest.accounts = reader.number("accounts");
    manifest.sha256 = reader.sha256("sha256");
    manifest.openings_sha256 = reader.sha256_or_null("openings_sha256");
    read_segments(json, reader, manifest);
    const std::string checksum = reader.sha256("checksum");
    if (const auto problem = reader.problem()) {
        return std::unexpected(not_a_manifest(file, *problem));
    }
    if (manifest.openings_sha256.has_value() == (manifest.input_format == InputFormat::UtxoCsv)) {
        return std::unexpected(
            not_a_manifest(file, {"account ledgers have opening balances, UTXO ledgers have none",
                                  "期首残高はアカウント型の台帳だけにあります"}));
    }
    if (checksum != checksum_in(manifest)) {
        return std::unexpected(bad_input(
            file, {"is damaged or was changed: its checksum is not that of what it says. Take it "
                   "from a copy, or import the ledger again",
                   "壊れているか変更されています。検査値が内容と一致しません。控えから戻すか、"
                   "台帳を取り込み直してください"}));
    }
    return manifest;
}

}  // namespace store
