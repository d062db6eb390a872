#pragma once

#include <bit>
#include <bitcoin/block.hpp>
#include <cstring>

namespace bitcoin {

static_assert(std::endian::native == std::endian::little, "numbers in blocks are little-endian");

/// Reads on through a block's bytes. After the first error nothing moves any more and every number
/// is 0, so that a caller may look for errors once an item and not once a number.
class Cursor {
public:
    explicit Cursor(std::span<const std::uint8_t> bytes) : bytes_{bytes} {}

    template <class Number>
    [[nodiscard]] Number number() {
        Number value{};
        if (!has(sizeof value)) { return {}; }
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    [[nodiscard]] Hash hash() { return number<Hash>(); }
    /// A count of things that have at least `bytes_each` (or of bytes): no more than are left.
    [[nodiscard]] std::size_t count(std::size_t bytes_each = 1) {
        const std::size_t begin = at_;
        const std::uint64_t value = compact();
        if (value <= left() / bytes_each) { return value; }
        fail(BlockProblem::CountTooLarge, begin);
        return 0;
    }
    void skip(std::size_t bytes) {
        if (has(bytes)) { at_ += bytes; }
    }
    [[nodiscard]] std::uint8_t peek() const { return left() > 0 && !failed() ? bytes_[at_] : 0; }

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] const std::optional<BlockError>& error() const { return error_; }
    void fail(BlockProblem problem, std::size_t at) {
        if (!error_) { error_ = BlockError{problem, at}; }
    }

private:
    [[nodiscard]] bool has(std::size_t bytes) {
        if (bytes > left()) { fail(BlockProblem::CutOff, bytes_.size()); }
        return !failed();
    }
    /// One, three, five or nine bytes, always as few as can be.
    [[nodiscard]] std::uint64_t compact() {
        const std::size_t begin = at_;
        const auto first = number<std::uint8_t>();
        if (first < 0xfd) { return first; }
        std::uint64_t value = 0;
        std::uint64_t least = 0xfd;
        if (first == 0xfd) {
            value = number<std::uint16_t>();
        } else if (first == 0xfe) {
            value = number<std::uint32_t>();
            least = 0x1'0000;
        } else {
            value = number<std::uint64_t>();
            least = 0x1'0000'0000;
        }
        if (!failed() && value < least) { fail(BlockProblem::LongCount, begin); }
        return failed() ? 0 : value;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_{0};
    std::optional<BlockError> error_;
};

}  // namespace bitcoin
