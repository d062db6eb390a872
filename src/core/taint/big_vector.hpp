#pragma once

#include <sys/mman.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <tuple>
#include <vector>

namespace taint {

/// Large arrays on 2-MiB pages: the tracer's accesses are random, and with 4-KiB pages each of them
/// would also miss the translation buffer. Advice only; where the kernel declines, nothing changes.
template <class T>
struct BigAllocator {
    using value_type = T;
    static constexpr std::size_t kHugePage = std::size_t{2} << 20U;

    BigAllocator() = default;
    template <class U>
    explicit BigAllocator(const BigAllocator<U>& /*other*/) {}

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kHugePage) { return static_cast<T*>(::operator new(bytes, kSmall)); }
        void* memory = ::operator new(bytes, std::align_val_t{kHugePage});
        std::ignore = madvise(memory, bytes, MADV_HUGEPAGE);
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        const bool small = count * sizeof(T) < kHugePage;
        ::operator delete(memory, small ? kSmall : std::align_val_t{kHugePage});
    }
    friend bool operator==(const BigAllocator& /*left*/, const BigAllocator& /*right*/) {
        return true;
    }

private:
    static constexpr std::align_val_t kSmall{64};
};

template <class T>
using BigVector = std::vector<T, BigAllocator<T>>;

}  // namespace taint
