#pragma once

#include <nem/codec.hpp>
#include <nlohmann/json.hpp>
#include <type_traits>

namespace nem {

/// Reads fields by their names, as NIS does: whatever else stands there is ignored. The first
/// failure is kept and everything after it reads nothing.
class JsonReader {
public:
    static constexpr bool kReads = true;
    explicit JsonReader(const nlohmann::json& json) : json_{&json} {}

    template <class T>
        requires std::is_integral_v<T> && (sizeof(T) == 4)
    void int32(const char* key, T& value) {
        value = static_cast<T>(signed32(key));
    }
    void int64(const char* key, std::uint64_t& value) { value = unsigned64(key); }
    void amount(const char* key, money::Amount& value) {
        value = money::Amount::from_atoms(unsigned64(key));
    }
    template <class E>
    void choice(const char* key, E& value) {
        const std::int32_t number = signed32(key);
        if (failed()) { return; }
        if (number != 1 && number != 2) { return fail(CodecProblem::UnknownChoice, key); }
        value = static_cast<E>(number);
    }
    template <class Tag, std::size_t Size>
    void octets(const char* key, Octets<Tag, Size>& value) {
        fixed(key, value.bytes);
    }
    void blob(const char* key, Bytes& value, std::size_t bytes_max);
    void text(const char* key, std::string& value, std::size_t characters_max);
    void optional_text(const char* key, std::optional<std::string>& value,
                       std::size_t characters_max);
    void address(const char* key, Address& value);

    template <class T>
    void object(const char* key, T& value) {
        const nlohmann::json* const inner = find(key);
        if (inner == nullptr) { return; }
        if (!inner->is_object()) { return fail(CodecProblem::WrongKind, key); }
        within(*inner, key, value);
    }
    /// A null object is `{}`; a key left out or `null` is taken for one too.
    template <class T>
    void optional_object(const char* key, std::optional<T>& value) {
        value.reset();
        const nlohmann::json* const inner = find_optional(key);
        if (inner == nullptr || inner->empty()) { return; }
        if (!inner->is_object()) { return fail(CodecProblem::WrongKind, key); }
        within(*inner, key, value.emplace());
    }
    template <class T>
    void array(const char* key, std::vector<T>& values) {
        const nlohmann::json* const list = find(key);
        values.clear();
        if (list == nullptr) { return; }
        if (!list->is_array()) { return fail(CodecProblem::WrongKind, key); }
        for (std::size_t i = 0; i < list->size() && !failed(); ++i) {
            const std::string name = fmt::format("{}[{}]", key, i);
            const nlohmann::json& inner = (*list)[i];
            if (!inner.is_object()) { return fail(CodecProblem::WrongKind, name); }
            within(inner, name, values.emplace_back());
        }
    }

    void fail(CodecProblem problem, std::string_view key);
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    /// After all was read.
    [[nodiscard]] const std::optional<CodecError>& error() const { return error_; }

private:
    template <class T>
    void within(const nlohmann::json& inner, std::string_view key, T& value) {
        const nlohmann::json* const outer = std::exchange(json_, &inner);
        describe(*this, value);
        json_ = outer;
        if (error_) { error_->field = fmt::format("{}.{}", key, error_->field); }
    }
    /// Null after a failure; a JSON null is a failure.
    const nlohmann::json* find(const char* key);
    /// Null after a failure, for a JSON null, and when the key is not there.
    const nlohmann::json* find_optional(const char* key);
    const std::string* find_text(const char* key);
    std::int32_t signed32(const char* key);
    std::uint64_t unsigned64(const char* key);
    void fixed(const char* key, std::span<std::uint8_t> value);
    void text_of(const char* key, const nlohmann::json& json, std::string& value,
                 std::size_t characters_max);

    const nlohmann::json* json_;
    std::optional<CodecError> error_;
};

}  // namespace nem
