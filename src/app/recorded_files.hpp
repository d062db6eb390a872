#pragma once

#include "arguments.hpp"
#include "loaded_case.hpp"
#include "result_document.hpp"

namespace app {

/// A result is anybody's file, and names files of whoever verifies it. None that it names is read
/// unless it has the SHA-256 recorded for it: what the sender did not know stays unsaid.
class RecordedFiles {
public:
    RecordedFiles(const ResultDocument& document, const TraceRequest& request,
                  const Arguments& arguments);

    /// A complaint where the file must not be read; a difference is noted as well where there is
    /// one.
    [[nodiscard]] std::optional<base::Complaint> check(FileRole role,
                                                       const std::filesystem::path& file);

    [[nodiscard]] bool has_read_ledger() const { return ledger_was_asked_for_; }

    std::vector<Difference> differences;

private:
    /// `--case` and `--ledger` are the word of the person who verifies.
    [[nodiscard]] bool is_ours(FileRole role) const;
    [[nodiscard]] std::optional<base::Complaint> compare(FileRole role,
                                                         const std::filesystem::path& content);

    const Json& trace_;
    std::string prefix_;
    bool case_is_ours_;
    bool ledger_is_ours_;
    bool boundary_is_ours_;
    bool openings_are_ours_;
    bool ledger_was_asked_for_{false};
};

}  // namespace app
