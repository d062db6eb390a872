#pragma once

#include <filesystem>
#include <ledger/ledger.hpp>
#include <store/store.hpp>

#include "scratch_file.hpp"
#include "segment_writer.hpp"

/// Making the index of what follows each row (ledger::Touches), in two passes over the ledger: from
/// its end for the links, from its beginning for the balances. Each needs one number an account in
/// memory; all that is as long as the ledger lies on the disk.
namespace store {

/// For each row where its sender and its receiver are touched next.
class NextTouches {
public:
    /// `folder` is where room on the disk may be taken meanwhile.
    [[nodiscard]] static Expected<NextTouches> find(const ledger::AccountLedger& ledger,
                                                    const std::filesystem::path& folder,
                                                    const Progress& progress);

    struct Pair {
        std::uint32_t from_next;
        std::uint32_t to_next;
    };
    [[nodiscard]] std::optional<base::Complaint> read(ledger::Row first,
                                                      std::span<Pair> into) const;

private:
    explicit NextTouches(ScratchFile file) : file_{std::move(file)} {}

    ScratchFile file_;
};

/// Writes the records of the index. The ledger has its opening balances.
[[nodiscard]] std::optional<base::Complaint> write_touches(const ledger::AccountLedger& ledger,
                                                           const NextTouches& next,
                                                           SegmentWriter& touches,
                                                           const Progress& progress);

}  // namespace store
