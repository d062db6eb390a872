#pragma once

#include "known_chain.hpp"

namespace nem_node {

/// Which hashes one node has named, from a height on.
struct View {
    std::size_t node{0};
    std::uint64_t first{0};  // the height of the first hash
    std::vector<nem::Hash> hashes;
    /// The first hash is that of our tip, so that all below is ours, too: hashes chain.
    bool from_our_tip{false};
    /// Another nemesis block: it serves another network.
    bool is_foreign{false};

    /// 0 when it named none.
    [[nodiscard]] std::uint64_t top() const;
};

/// What enough nodes agree on.
struct Elected {
    enum class Kind : std::uint8_t {
        NoQuorum,  // fewer than enough share any of our blocks, or tell of them
        Stay,      // nothing that is not ours already
        Follow,    // `path` comes after our block at `fork`
        TooDeep,   // enough of them left our chain below what may be undone
    };
    Kind kind{Kind::NoQuorum};
    std::uint64_t fork{0};
    std::vector<nem::Hash> path;
    std::vector<std::size_t> voters;  // nodes that named the end of the path
    bool split{false};  // nodes name different blocks after our tip, and too few the same
};

/// From the lowest block that can be undone upwards, each time the hash that most of the nodes name
/// that named the one below; at least `agreeing` must. Among equals ours, else the smallest.
[[nodiscard]] Elected elect(const KnownChain& known, const std::vector<View>& views,
                            std::size_t agreeing);

}  // namespace nem_node
