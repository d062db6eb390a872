#pragma once

#include <bitcoin/bitcoin.hpp>
#include <functional>
#include <store/store.hpp>
#include <string>
#include <vector>

#include "block_files.hpp"

namespace store {

/// 128 bits of a SHA-256 of an account: no two accounts fall together.
struct Fingerprint {
    std::uint64_t high{0};
    std::uint64_t low{0};
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

/// A block of the chain with what its inputs are worth.
struct ReadBlock {
    FiledPlace place;
    std::uint64_t height{0};
    std::vector<std::uint8_t> bytes;
    bitcoin::Block block;
    std::vector<money::Amount> values;  // one an input
    // Where rows are wanted:
    std::string rows;  // docs/formats.md, the canonical form of outputs
    std::vector<Fingerprint> accounts;
};

struct ChainReaders {
    /// Makes `rows` and `accounts`, too.
    bool with_rows{false};
    /// Takes the blocks in order, on the caller's thread.
    std::function<std::optional<base::Complaint>(const ReadBlock&)> take;
    Progress progress;
};
/// Reads the chain of `files`, from its first block on. What could not be known is said in
/// warnings.
[[nodiscard]] Expected<std::vector<base::Phrase>> read_chain(const BlockFiles& files,
                                                             const ChainReaders& readers);

}  // namespace store
