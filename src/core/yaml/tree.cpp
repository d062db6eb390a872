#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <unordered_set>
#include <utility>
#include <yaml/tree.hpp>

namespace yaml {
namespace {

using base::phrase;
using base::Phrase;

Spot to_spot(const YAML::Mark& mark) {
    if (mark.is_null()) { return {}; }
    return {static_cast<std::uint64_t>(mark.line) + 1, static_cast<std::uint64_t>(mark.column) + 1};
}

/// NUL and the other control characters that YAML does not print; tab and line ends are text.
bool is_control(char character) {
    const auto byte = static_cast<unsigned char>(character);
    const bool text = character == '\t' || character == '\n' || character == '\r';
    return (byte < 0x20 && !text) || byte == 0x7f;
}

/// Builds the tree from yaml-cpp's events. After the first complaint it only waits for the end.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(std::string_view text) : text_{text} {}

    const std::optional<std::pair<Spot, Phrase>>& complaint() const { return complaint_; }
    Value take_root() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        ++documents_;
        if (documents_ > 1) {
            complain(mark, phrase("more text after the end of the document; the file must hold one "
                                  "YAML document",
                                  "文書の終わりの後に続きがあります。YAML 文書は 1 つのファイルに "
                                  "1 つだけ書いてください"));
        }
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        if (!is_plain(mark, "", anchor)) { return; }
        put({.kind = Value::Kind::Nothing,
             .spot = to_spot(mark),
             .text = {},
             .items = {},
             .keys = {}});
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        complain(mark, phrase("an alias (*) is not accepted; write the value itself",
                              "エイリアス（*）は使えません。値をそのまま書いてください"));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        if (!is_plain(mark, tag, anchor)) { return; }
        if (std::ranges::any_of(value, is_control) || !base::is_utf8(value)) {
            complain(mark,
                     phrase("this text has a control character in it; only printable "
                            "characters, tabs and line ends are accepted",
                            "この文字列には制御文字が含まれています。使えるのは表示できる文字、"
                            "タブ、改行だけです"));
            return;
        }
        put({.kind = Value::Kind::Text,
             .spot = to_spot(mark),
             .text = value,
             .items = {},
             .keys = {}});
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(mark, tag, anchor, Value::Kind::List);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(mark, tag, anchor, Value::Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        Value node;
        std::unordered_set<std::string> seen;  // a Map's keys
        bool awaits_value{false};              // a Map's last key has no value yet
    };

    void complain(const YAML::Mark& mark, Phrase text) { complain(to_spot(mark), std::move(text)); }
    void complain(Spot spot, Phrase text) {
        if (!complaint_) { complaint_.emplace(spot, std::move(text)); }
    }

    /// `?` and `!` are what yaml-cpp itself calls plain and quoted values; a tag `!` of the file's
    /// own is told from them by the character that stands there.
    bool is_plain(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        const auto position = static_cast<std::size_t>(std::max(mark.pos, 0));
        const char first = position < text_.size() ? text_[position] : '\0';
        const bool tagged = (!tag.empty() && tag != "?" && tag != "!") || first == '!';
        if (anchor != 0 || first == '&') {
            complain(mark,
                     phrase("an anchor (&) is not accepted; write the value where it is meant",
                            "アンカー（&）は使えません。値は必要な場所に直接書いてください"));
        } else if (tagged) {
            complain(mark, phrase("a tag (!) is not accepted; every value is plain text here",
                                  "タグ（!）は使えません。値はすべて文字列として書いてください"));
        }
        return !complaint_.has_value();
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              Value::Kind kind) {
        if (!is_plain(mark, tag, anchor)) { return; }
        if (stack_.size() == kDepthMax) {
            complain(mark, phrase("nested more than {} levels deep", "入れ子が {} 段を超えています",
                                  kDepthMax));
            return;
        }
        stack_.push_back(
            {.node = {.kind = kind, .spot = to_spot(mark), .text = {}, .items = {}, .keys = {}},
             .seen = {},
             .awaits_value = false});
    }

    void close() {
        if (complaint_) { return; }
        Value node = std::move(stack_.back().node);
        stack_.pop_back();
        put(std::move(node));
    }

    void put(Value node) {
        if (stack_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& top = stack_.back();
        if (top.node.kind == Value::Kind::Map && !top.awaits_value) {
            put_key(top, node);
            return;
        }
        // yaml-cpp places a missing value at whatever comes next; a person looks for its key.
        if (top.awaits_value && node.kind == Value::Kind::Nothing) {
            node.spot = top.node.keys.back().spot;
        }
        top.awaits_value = false;
        top.node.items.push_back(std::move(node));
    }

    void put_key(Open& map, Value& node) {
        if (node.kind != Value::Kind::Text) {
            complain(node.spot, phrase("a key must be a plain text", "キーは文字列にしてください"));
            return;
        }
        if (!map.seen.insert(node.text).second) {
            complain(node.spot,
                     phrase("the key `{}` stands here a second time; each key may stand once",
                            "キー `{}` が重複しています。同じキーは 1 回しか書けません",
                            base::visible(node.text)));
            return;
        }
        map.node.keys.push_back({std::move(node.text), node.spot});
        map.awaits_value = true;
    }

    std::string_view text_;  // lives as long as the one call of parse() that owns this builder
    std::vector<Open> stack_;
    Value root_;
    int documents_{0};
    std::optional<std::pair<Spot, Phrase>> complaint_;
};

base::Complaint complaint_at(std::string_view file, Spot spot, Phrase text) {
    return {.blame = base::Blame::Input,
            .place = {std::string{file}, spot.line, spot.column},
            .text = std::move(text)};
}

Spot spot_of(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    const auto line = static_cast<std::uint64_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t line_end = before.rfind('\n');
    const std::size_t begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    return {line, position - begin + 1};
}

/// What can be refused before a parser sees the bytes.
std::optional<base::Complaint> refuse_bytes(std::string_view text, std::string_view file) {
    if (text.size() > kBytesMax) {
        return complaint_at(file, {},
                            phrase("the file has more than {} bytes",
                                   "ファイルが {} バイトを超えています", kBytesMax));
    }
    const auto* const control = std::ranges::find_if(text, is_control);
    if (control != text.end()) {
        const auto position = static_cast<std::size_t>(control - text.begin());
        return complaint_at(file, spot_of(text, position),
                            phrase("a control character ({}); expected UTF-8 text",
                                   "制御文字（{}）があります。UTF-8 のテキストにしてください",
                                   base::visible(text.substr(position, 1))));
    }
    if (!base::is_utf8(text)) {
        return complaint_at(
            file, {},
            phrase("the file is not UTF-8 text", "ファイルが UTF-8 のテキストではありません"));
    }
    return std::nullopt;
}

}  // namespace

std::expected<Value, base::Complaint> parse(std::string_view text, std::string_view file) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(kByteOrderMark)) { text.remove_prefix(kByteOrderMark.size()); }
    if (auto refused = refuse_bytes(text, file)) { return std::unexpected(std::move(*refused)); }
    Builder builder{text};
    bool any = false;
    try {
        std::istringstream stream{std::string{text}};
        YAML::Parser parser{stream};
        any = parser.HandleNextDocument(builder);
        while (!builder.complaint() && parser.HandleNextDocument(builder)) {}
    } catch (const YAML::Exception& broken) {
        if (!builder.complaint()) {
            return std::unexpected(complaint_at(
                file, to_spot(broken.mark),
                {fmt::format("this is not valid YAML: {}", base::visible(broken.msg)),
                 "YAML として正しくありません。この位置の字下げ、引用符、コロン、括弧を"
                 "確かめてください"}));
        }
    }
    const auto& complaint = builder.complaint();
    if (complaint) {
        return std::unexpected(complaint_at(file, complaint->first, complaint->second));
    }
    if (!any) {
        return std::unexpected(
            complaint_at(file, {}, phrase("the file is empty", "ファイルが空です")));
    }
    return builder.take_root();
}

}  // namespace yaml
