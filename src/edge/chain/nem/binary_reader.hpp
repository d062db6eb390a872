#pragma once

#include <nem/codec.hpp>
#include <span>
#include <type_traits>

namespace nem {

/// Reads fields out of bytes and never past them. The first failure is kept and everything after it
/// reads nothing, so that a description needs no checks of its own.
class BinaryReader {
public:
    static constexpr bool kReads = true;
    explicit BinaryReader(std::span<const std::uint8_t> bytes)
        : bytes_{bytes}, end_{bytes.size()} {}

    template <class T>
        requires std::is_integral_v<T> && (sizeof(T) == 4)
    void int32(const char* key, T& value) {
        value = static_cast<T>(number(key, sizeof(T)));
    }
    void int64(const char* key, std::uint64_t& value) { value = number(key, sizeof value); }
    void amount(const char* key, money::Amount& value) {
        value = money::Amount::from_atoms(number(key, sizeof(std::uint64_t)));
    }
    /// Choices are numbered 1 and 2, all of them.
    template <class E>
    void choice(const char* key, E& value) {
        const std::uint64_t number_read = number(key, sizeof(std::uint32_t));
        if (failed()) { return; }
        if (number_read != 1 && number_read != 2) { return fail(CodecProblem::UnknownChoice, key); }
        value = static_cast<E>(number_read);
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
        within(key, length(key), value);
    }
    template <class T>
    void optional_object(const char* key, std::optional<T>& value) {
        const std::size_t bytes = length(key);
        value.reset();
        if (!failed() && bytes > 0) { within(key, bytes, value.emplace()); }
    }
    template <class T>
    void array(const char* key, std::vector<T>& values) {
        const std::size_t count = length(key);
        values.clear();
        // An element takes at least the four bytes of its length.
        if (!failed() && count > left() / sizeof(std::uint32_t)) {
            fail(CodecProblem::Truncated, key);
        }
        for (std::size_t i = 0; i < count && !failed(); ++i) { object(key, values.emplace_back()); }
    }

    void fail(CodecProblem problem, const char* key);
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    /// After all was read.
    [[nodiscard]] std::optional<CodecError> finish();

private:
    template <class T>
    void within(const char* key, std::size_t bytes, T& value) {
        if (failed()) { return; }
        if (bytes > left()) { return fail(CodecProblem::Truncated, key); }
        const std::size_t outer = end_;
        end_ = at_ + bytes;
        describe(*this, value);
        if (!failed() && left() > 0) { fail(CodecProblem::TrailingBytes, key); }
        end_ = outer;
    }
    [[nodiscard]] std::size_t left() const { return end_ - at_; }
    std::span<const std::uint8_t> take(const char* key, std::size_t bytes);
    std::uint64_t number(const char* key, std::size_t bytes);
    std::size_t length(const char* key);
    void fixed(const char* key, std::span<std::uint8_t> value);
    void text_of(const char* key, std::size_t bytes, std::string& value,
                 std::size_t characters_max);

    std::span<const std::uint8_t> bytes_;
    std::size_t at_{0};
    std::size_t end_;
    std::optional<CodecError> error_;
};

}  // namespace nem
