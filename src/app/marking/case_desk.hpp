#pragma once

#include <journal/journal.hpp>
#include <marks/desk.hpp>
#include <string>
#include <vector>

#include "../expected.hpp"
#include "../watch/news.hpp"

namespace app {

/// The kind of the journal's entries that hold final records, by case.
inline constexpr std::string_view kFinalRecord = "final";

/// The desk of one case, and its log: whatever changes it is in the journal's batch with what comes
/// of it, and after a start it is what it was.
class CaseDesk {
public:
    /// Reads the log again. Complaints: a log that cannot be read.
    [[nodiscard]] static Expected<CaseDesk> restore(marks::DeskCase the_case,
                                                    marks::IssuingRules rules,
                                                    const journal::Journal& journal);
    /// Takes the log and the final record out of the journal; for a case that was only tried.
    [[nodiscard]] static Expected<void> forget(const std::string& case_id,
                                               journal::Journal& journal);

    [[nodiscard]] const marks::Desk& desk() const { return desk_; }
    [[nodiscard]] const std::string& case_id() const { return case_id_; }
    /// The next block; one that the log holds is passed over. Blocks without a candidate leave no
    /// entry.
    void on_block(ledger::Height height, std::vector<marks::Candidate> candidates,
                  journal::Batch& batch);
    void on_undo(ledger::Height height, journal::Batch& batch);
    /// Any other event; of a tick without a consequence nothing is kept. What it gave and the name
    /// under which it is told.
    struct Done {
        std::vector<marks::Intent> intents;
        std::string name;
    };
    [[nodiscard]] std::expected<Done, marks::DeskError> apply(const marks::DeskEvent& event,
                                                              journal::Batch& batch);

private:
    CaseDesk(std::string case_id, marks::Desk desk)
        : case_id_{std::move(case_id)}, desk_{std::move(desk)} {}
    [[nodiscard]] bool replay(const std::string& document);
    [[nodiscard]] bool advance_to(ledger::Height tip);
    void log(const marks::DeskEvent& event, std::optional<ledger::Height> tip,
             journal::Batch& batch);

    std::string case_id_;
    marks::Desk desk_;
    std::optional<ledger::Height> tip_;
    std::uint64_t logged_{0};
};

}  // namespace app
