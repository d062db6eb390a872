#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace marks {

/// Values one after another, so that equal states have equal bytes: numbers as eight bytes, little
/// endian, texts with their length before them.
class CanonicalText {
public:
    CanonicalText& number(std::uint64_t value) {
        for (unsigned shift = 0; shift < 64; shift += 8) {
            bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
        }
        return *this;
    }
    CanonicalText& text(std::string_view value) {
        number(value.size());
        bytes_.insert(bytes_.end(), value.begin(), value.end());
        return *this;
    }
    CanonicalText& flag(bool value) { return number(value ? 1 : 0); }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

private:
    std::vector<std::uint8_t> bytes_;
};

}  // namespace marks
