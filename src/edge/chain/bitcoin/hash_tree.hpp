#pragma once

#include <vector>

#include "double_hash.hpp"

namespace bitcoin {

struct HashTree {
    Hash root;
    /// Two neighbours are equal: a list of transactions with its end repeated has the same root
    /// (CVE-2012-2459).
    bool repeats{false};
};
/// Of at least one hash.
[[nodiscard]] HashTree hash_tree_of(std::vector<Hash> leaves, DoubleHash& hasher);

}  // namespace bitcoin
