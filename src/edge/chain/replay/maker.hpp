#pragma once

#include <map>
#include <replay/chain.hpp>

/// From a recording to NEM's transactions: who stands in for whom, at which fee, with what to
/// begin with.
namespace replay {

/// What a recorded transfer becomes; signed when it is needed, because recordings can be long.

struct Prepared {
    nem::Transaction transaction;
    std::uint32_t sender{0};   // index into `Cast::stand_ins`
    nem::TimeStamp pooled_at;  // it shows unconfirmed
    nem::TimeStamp block_at;   // the block in which it is meant to be
    nem::Hash hash;
    std::string tx;
};
struct Cast {
    std::vector<StandIn> stand_ins;
    std::vector<Prepared> transfers;           // in the recording's order
    std::map<nem::Hash, std::size_t> numbers;  // of transfers
    nem::TimeStamp first_block_at;
};

/// Errors: all but NoTransfers of an empty recording are those of the recording.
[[nodiscard]] std::expected<Cast, ReplayFault> prepare(const Recording& recording,
                                                       const ChainSettings& settings);

}  // namespace replay
