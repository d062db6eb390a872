#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

namespace taint {

/// Numbers by account, all 0 at first. Pages of a large array that were never set take no memory:
/// that is what `calloc` is for, and a std::vector would write its zeros.
class ZeroedArray {
public:
    /// Makes room for `count` numbers; a growing array at least doubles. Throws std::bad_alloc.
    void cover(std::size_t count) {
        if (count <= capacity_) { return; }
        const std::size_t capacity = std::max(count, capacity_ * 2);
        Values larger{static_cast<std::uint32_t*>(std::calloc(capacity, sizeof(std::uint32_t)))};
        if (larger == nullptr) { throw std::bad_alloc{}; }
        std::copy_n(values_.get(), capacity_, larger.get());
        values_ = std::move(larger);
        capacity_ = capacity;
    }

    /// `at` is covered.
    [[nodiscard]] std::uint32_t& operator[](std::size_t at) { return values_[at]; }
    [[nodiscard]] std::uint32_t operator[](std::size_t at) const { return values_[at]; }

private:
    struct Free {
        void operator()(std::uint32_t* values) const { std::free(values); }
    };
    using Values = std::unique_ptr<std::uint32_t[], Free>;

    Values values_;
    std::size_t capacity_{0};
};

}  // namespace taint
