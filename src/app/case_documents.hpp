#pragma once

#include <report/report.hpp>

#include "loaded_case.hpp"

namespace app {

/// The case's tables, and which files they were.
struct CaseDocuments {
    report::Documents documents;
    std::vector<report::Fingerprint> fingerprints;
};
/// Reads every table that the case names; those it does not name stay empty.
[[nodiscard]] Expected<CaseDocuments> read_documents(const LoadedCase& loaded);

}  // namespace app
