#pragma once

#include <base/base.hpp>
#include <casebook/casebook.hpp>
#include <ledger/ledger.hpp>
#include <marks/marks.hpp>
#include <optional>
#include <string>
#include <trace/trace.hpp>
#include <vector>

/// A traced case as one page for people: self-contained HTML that loads nothing, runs nothing and
/// prints well. Equal inputs give equal bytes. Whatever came from outside (labels, messages, names)
/// is shown as text, never run.
namespace report {

/// The files of a case beside its case file; empty where the case has no such file.
struct Documents {
    std::vector<casebook::KnownAccount> accounts;
    std::vector<casebook::Event> timeline;
    std::vector<casebook::Source> sources;
    std::vector<casebook::Contradiction> contradictions;
    std::vector<casebook::Offramp> offramps;
    std::vector<casebook::Order> orders;
    std::vector<casebook::CompensationFact> compensation;
    std::vector<casebook::Unmeasured> unmeasured;
};

/// A file that the report rests on, so that a reader can tell whether theirs is the same.
struct Fingerprint {
    std::string file;    // as a reader would name it, relative to the case: `case.yaml`
    std::string sha256;  // of its bytes, lower-case hex
};

/// Everything a report says. The case and the ledger must outlive the call.
struct Input {
    // NOLINTBEGIN(readability-redundant-member-init): g++ warns of members that have no initializer
    // and are left out.
    const casebook::Case& record;
    const ledger::Ledger& ledger;
    Documents documents{};
    trace::Plan plan{};  // what was traced; all that follows holds for it
    std::vector<trace::Result>
        results{};                     // at least one, in the order to be shown, no policy twice
    taint::Policy policy{};            // whose picture and marks are shown; one of the results'
    std::vector<trace::Flow> flows{};  // of `policy`
    std::vector<marks::Finding> findings{};   // of `policy`; empty where the case has no mark rule
    std::optional<ledger::Bound> until{};     // as asked for; nothing: to the ledger's end
    std::string program_version{};            // `1.0.0`, as `dyepack --version` says it
    std::vector<Fingerprint> fingerprints{};  // the case file, the ledger, then any others
    std::vector<std::string> commands{};      // what to type, in order, to get the same result
    // NOLINTEND(readability-redundant-member-init)
};

/// The whole page, UTF-8.
[[nodiscard]] std::string to_html(const Input& input, base::Language language);

}  // namespace report
