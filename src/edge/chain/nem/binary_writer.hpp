#pragma once

#include <nem/codec.hpp>
#include <type_traits>

namespace nem {

/// Writes fields as bytes. Total: what no reader takes (a text that is too long) is written all the
/// same, and `is_canonical` tells.
class BinaryWriter {
public:
    static constexpr bool kReads = false;

    template <class T>
        requires std::is_integral_v<T> && (sizeof(T) == 4)
    void int32(const char* /*key*/, T value) {
        number(static_cast<std::uint32_t>(value), sizeof(T));
    }
    void int64(const char* /*key*/, std::uint64_t value) { number(value, sizeof value); }
    void amount(const char* /*key*/, money::Amount value) { number(value.atoms(), kLongBytes); }
    template <class E>
    void choice(const char* /*key*/, E value) {
        number(static_cast<std::uint32_t>(value), kLengthBytes);
    }
    template <class Tag, std::size_t Size>
    void octets(const char* /*key*/, const Octets<Tag, Size>& value) {
        counted(value.bytes);
    }
    void blob(const char* /*key*/, const Bytes& value, std::size_t /*bytes_max*/) {
        counted(value);
    }
    void text(const char* key, std::string_view value, std::size_t characters_max);
    void optional_text(const char* key, const std::optional<std::string>& value,
                       std::size_t characters_max);
    void address(const char* key, const Address& value);

    template <class T>
    void object(const char* /*key*/, const T& value) {
        const std::size_t at = bytes_.size();
        number(0, kLengthBytes);
        describe(*this, value);
        set_length(at);
    }
    template <class T>
    void optional_object(const char* key, const std::optional<T>& value) {
        if (value) { return object(key, *value); }
        number(0, kLengthBytes);  // a null object, unlike a null text, has length 0
    }
    template <class T>
    void array(const char* key, const std::vector<T>& values) {
        number(values.size(), kLengthBytes);
        for (const T& value : values) { object(key, value); }
    }

    [[nodiscard]] Bytes finish() && { return std::move(bytes_); }

private:
    static constexpr std::size_t kLengthBytes = sizeof(std::uint32_t);
    static constexpr std::size_t kLongBytes = sizeof(std::uint64_t);
    void number(std::uint64_t value, std::size_t bytes);
    void counted(std::span<const std::uint8_t> bytes);
    void set_length(std::size_t at);

    Bytes bytes_;
};

}  // namespace nem
