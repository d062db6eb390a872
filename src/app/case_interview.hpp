#pragma once

#include <casebook/casebook.hpp>
#include <filesystem>
#include <store/store.hpp>
#include <string>

#include "interview.hpp"

namespace app {

/// The questions, in order; each fills one part of the case.
class CaseInterview {
public:
    CaseInterview(Interview interview, std::filesystem::path folder)
        : interview_{interview}, folder_{std::move(folder)} {}

    [[nodiscard]] Expected<casebook::Case> run();

private:
    [[nodiscard]] std::optional<base::Complaint> ask(const base::Phrase& question,
                                                     const std::string& otherwise,
                                                     const Interview::Check& check,
                                                     std::string& into);
    [[nodiscard]] static std::optional<base::Phrase> not_empty(const std::string& answer);
    [[nodiscard]] std::string folder_id() const;
    [[nodiscard]] static std::optional<base::Phrase> check_id(const std::string& id);
    [[nodiscard]] std::optional<base::Complaint> ask_names();
    [[nodiscard]] std::optional<base::Complaint> ask_asset();
    [[nodiscard]] std::string usual_asset() const;
    [[nodiscard]] std::string usual_divisibility() const;
    [[nodiscard]] std::optional<base::Complaint> ask_divisibility();
    /// The ledger is opened: what is asked next can be looked up in it.
    [[nodiscard]] std::optional<base::Complaint> ask_ledger();
    [[nodiscard]] std::optional<base::Phrase> find_ledger_fault(const std::string& file);
    [[nodiscard]] std::optional<base::Complaint> ask_theft();
    [[nodiscard]] std::optional<base::Phrase> find_theft_fault(const std::string& names) const;
    [[nodiscard]] std::optional<base::Complaint> ask_theft_account();
    [[nodiscard]] static std::optional<base::Phrase> check_position(const std::string& text);
    [[nodiscard]] std::optional<base::Complaint> ask_policy();
    [[nodiscard]] std::optional<base::Complaint> ask_marks();

    Interview interview_;
    std::filesystem::path folder_;
    casebook::Case record_;
    store::OpenLedger ledger_;  // what was opened last
};

}  // namespace app
