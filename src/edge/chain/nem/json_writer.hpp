#pragma once

#include <nem/codec.hpp>
#include <nlohmann/json.hpp>
#include <type_traits>

namespace nem {

/// Writes fields as NIS does: 32-bit numbers signed, bytes as lower-case hex, a null object as
/// `{}`.
class JsonWriter {
public:
    static constexpr bool kReads = false;

    template <class T>
        requires std::is_integral_v<T> && (sizeof(T) == 4)
    void int32(const char* key, T value) {
        json_[key] = static_cast<std::int32_t>(value);
    }
    void int64(const char* key, std::uint64_t value) { json_[key] = value; }
    void amount(const char* key, money::Amount value) { json_[key] = value.atoms(); }
    template <class E>
    void choice(const char* key, E value) {
        json_[key] = static_cast<std::uint32_t>(value);
    }
    template <class Tag, std::size_t Size>
    void octets(const char* key, const Octets<Tag, Size>& value) {
        json_[key] = base::to_hex(value.bytes);
    }
    void blob(const char* key, const Bytes& value, std::size_t /*bytes_max*/) {
        json_[key] = base::to_hex(value);
    }
    void text(const char* key, const std::string& value, std::size_t /*characters_max*/) {
        json_[key] = value;
    }
    void optional_text(const char* key, const std::optional<std::string>& value,
                       std::size_t /*characters_max*/) {
        json_[key] = value ? nlohmann::json(*value) : nlohmann::json(nullptr);
    }
    void address(const char* key, const Address& value) { json_[key] = value.text(); }

    template <class T>
    void object(const char* key, const T& value) {
        json_[key] = write(value);
    }
    template <class T>
    void optional_object(const char* key, const std::optional<T>& value) {
        json_[key] = value ? write(*value) : nlohmann::json::object();
    }
    template <class T>
    void array(const char* key, const std::vector<T>& values) {
        nlohmann::json list = nlohmann::json::array();
        for (const T& value : values) { list.push_back(write(value)); }
        json_[key] = std::move(list);
    }

    template <class T>
    [[nodiscard]] static nlohmann::json write(const T& value) {
        JsonWriter writer;
        describe(writer, value);
        return std::move(writer.json_);
    }

private:
    nlohmann::json json_ = nlohmann::json::object();
};

}  // namespace nem
