#include "binary_writer.hpp"

namespace nem {
namespace {
constexpr std::uint32_t kNull = 0xffff'ffff;
}  // namespace

void BinaryWriter::number(std::uint64_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
        bytes_.push_back(static_cast<std::uint8_t>(value & 0xffU));
        value >>= 8U;
    }
}

void BinaryWriter::counted(std::span<const std::uint8_t> bytes) {
    number(bytes.size(), kLengthBytes);
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void BinaryWriter::set_length(std::size_t at) {
    std::size_t length = bytes_.size() - at - kLengthBytes;
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
        bytes_[at + i] = static_cast<std::uint8_t>(length & 0xffU);
        length >>= 8U;
    }
}

void BinaryWriter::text(const char* /*key*/, std::string_view value,
                        std::size_t /*characters_max*/) {
    number(value.size(), kLengthBytes);
    bytes_.insert(bytes_.end(), value.begin(), value.end());
}

void BinaryWriter::optional_text(const char* key, const std::optional<std::string>& value,
                                 std::size_t characters_max) {
    if (value) { return text(key, *value, characters_max); }
    number(kNull, kLengthBytes);
}

void BinaryWriter::address(const char* key, const Address& value) {
    text(key, value.text(), kAddressLetters);
}

}  // namespace nem
