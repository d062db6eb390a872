#pragma once

#include <algorithm>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <memory>
#include <vector>

namespace taint {

/// Where taint arrived first, in order of arrival: each account that it ever reached, once. A log,
/// because a place of its own for every account would cost one more cache miss; in chunks, because
/// memory that is touched for the first time is dear and copying it to grow would touch it again.
class FirstArrivals {
public:
    struct Entry {  // nothing is set, so that room for more of them costs nothing
        std::uint32_t account;
        std::uint32_t row;
    };

    [[nodiscard]] std::size_t size() const { return size_; }

    void note(ledger::AccountId account, std::uint32_t row) {
        Entry* const next = room_for(1);
        *next = {account.value, row};
        keep(next + 1);
    }

    /// For a loop that notes as many as `more`, one after another: where they go.
    [[nodiscard]] Entry* room_for(std::size_t more) {
        if (chunks_.empty() || chunks_.back().capacity - chunks_.back().count < more) {
            // What a loop leaves of its room is lost when it is less than the next one asks for:
            // four times as much loses a quarter at the most.
            const std::size_t capacity =
                std::max(4 * more, std::clamp(size_, kChunkMin, kChunkMax));
            chunks_.push_back({std::make_unique_for_overwrite<Entry[]>(capacity), capacity, 0});
        }
        return chunks_.back().entries.get() + chunks_.back().count;
    }
    /// What the loop has noted ends at `end`.
    void keep(const Entry* end) {
        Chunk& chunk = chunks_.back();
        const auto count = static_cast<std::size_t>(end - chunk.entries.get());
        size_ += count - chunk.count;
        chunk.count = count;
    }

    /// Forgets the newest until `size` are left.
    void truncate(std::size_t size) {
        while (size_ > size) {
            Chunk& chunk = chunks_.back();
            const std::size_t gone = std::min(size_ - size, chunk.count);
            chunk.count -= gone;
            size_ -= gone;
            if (chunk.count == 0) { chunks_.pop_back(); }
        }
    }

    template <class Use>
    void for_each(Use use) const {
        for (const Chunk& chunk : chunks_) {
            for (std::size_t i = 0; i < chunk.count; ++i) { use(chunk.entries[i]); }
        }
    }

private:
    static constexpr std::size_t kChunkMin = 64;
    static constexpr std::size_t kChunkMax = 1U << 16U;  // entries: half a MiB

    struct Chunk {
        std::unique_ptr<Entry[]> entries;
        std::size_t capacity;
        std::size_t count;
    };
    std::vector<Chunk> chunks_;
    std::size_t size_{0};
};

}  // namespace taint
