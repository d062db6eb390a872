#pragma once

#include <cstdint>
#include <journal/journal.hpp>
#include <map>
#include <nem_node/nem_node.hpp>
#include <optional>
#include <string>

#include "../expected.hpp"

namespace app {

/// A record that is not as this program wrote it.
[[nodiscard]] base::Complaint damaged_record(const journal::Journal& journal,
                                             const base::Phrase& what);

/// Where a record begins.
struct Beginning {
    std::optional<nem::Hash> nemesis;        // of its chain
    std::optional<nem_node::BlockId> below;  // nothing where it begins with the chain
};

/// What a watcher keeps in the journal beside blocks and events.
class Kept {
public:
    /// Complaints: entries that cannot be read.
    [[nodiscard]] static Expected<Kept> load(const journal::Journal& journal);

    /// The height that a feed said to be final; it only rises.
    [[nodiscard]] ledger::Height final_height() const { return final_height_; }
    void note_final(ledger::Height height, journal::Batch& batch);

    /// A restart may take back as much as whoever began, of the same chain.
    [[nodiscard]] const Beginning& beginning() const { return beginning_; }
    void begin(const Beginning& beginning, journal::Batch& batch);

    /// By which name events of this block are told: its hash, and from the second time on that it
    /// is part of the chain also which time it is. What was told before was withdrawn with it.
    [[nodiscard]] std::string name_in_events(const nem::Hash& hash) const;
    void note_undone(const nem::Hash& hash, journal::Batch& batch);

private:
    ledger::Height final_height_{0};
    Beginning beginning_;
    std::map<std::string, std::uint64_t, std::less<>> undone_;  // how often, by hash
};

}  // namespace app
