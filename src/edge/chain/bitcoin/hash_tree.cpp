#include "hash_tree.hpp"

#include <base/base.hpp>

namespace bitcoin {

HashTree hash_tree_of(std::vector<Hash> leaves, DoubleHash& hasher) {
    base::invariant(!leaves.empty(), "a tree has leaves");
    HashTree tree;
    std::size_t size = leaves.size();
    while (size > 1) {
        for (std::size_t i = 0; i < size; i += 2) {
            const bool paired = i + 1 < size;
            tree.repeats = tree.repeats || (paired && leaves[i] == leaves[i + 1]);
            const Hash& right = paired ? leaves[i + 1] : leaves[i];
            leaves[i / 2] = hasher.add(leaves[i].bytes).add(right.bytes).finish();
        }
        size = (size + 1) / 2;
    }
    tree.root = leaves.front();
    return tree;
}

}  // namespace bitcoin
