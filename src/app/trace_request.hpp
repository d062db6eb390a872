#pragma once

#include <address/address.hpp>
#include <casebook/casebook.hpp>
#include <filesystem>
#include <optional>
#include <store/store.hpp>
#include <string>
#include <taint/taint.hpp>
#include <vector>

#include "arguments.hpp"
#include "expected.hpp"

namespace app {

/// What a person asks to be traced, as it was said. Whatever is empty the case decides.
struct TraceRequest {
    std::optional<std::filesystem::path> case_file;
    std::optional<std::filesystem::path> ledger_file;
    store::InputFormat input_format{store::InputFormat::Detect};
    std::optional<std::string> asset;
    std::optional<int> divisibility;
    std::optional<address::Chain> chain;
    std::optional<std::filesystem::path> openings_file;
    // What may come from a case file knows its place there.
    std::vector<casebook::Stated> thefts;  // `TX` or `TX:VOUT`
    std::optional<casebook::Stated> from_account;
    std::optional<casebook::Stated> since;
    std::optional<casebook::Stated> theft_until;
    std::optional<std::filesystem::path> boundary_file;
    std::optional<casebook::Stated> until;
    std::vector<taint::Policy> policies;
};

[[nodiscard]] Expected<TraceRequest> to_trace_request(const Arguments& arguments);

/// The theft cannot end before it begins. Positions of two kinds cannot be compared.
[[nodiscard]] std::optional<base::Complaint> check_span(const TraceRequest& request);

/// How to read ledger files: the options that import takes too.
[[nodiscard]] std::optional<base::Complaint> read_ledger_options(const Arguments& arguments,
                                                                 TraceRequest& into);

/// `fifo,haircut` or `all`; each once, in the order in which they are named.
[[nodiscard]] Expected<std::vector<taint::Policy>> parse_policies(std::string_view text);

/// 0 to kDivisibilityMax.
[[nodiscard]] std::optional<int> parse_divisibility(std::string_view text);

/// `A,B,C` without spaces around and without empty parts.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace app
