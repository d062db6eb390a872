#pragma once

#include <cstdint>
#include <store/store.hpp>
#include <utility>

namespace store {

/// The progress of part `index` of a work of `parts` that take about equally long.
[[nodiscard]] inline Progress progress_part(Progress whole, std::uint64_t index,
                                            std::uint64_t parts) {
    if (!whole) { return {}; }
    return [whole = std::move(whole), index, parts](std::uint64_t done, std::uint64_t total) {
        if (total > 0) { whole(index * total + done, parts * total); }
    };
}

}  // namespace store
