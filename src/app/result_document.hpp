#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "expected.hpp"
#include "output/json.hpp"
#include "trace_request.hpp"

namespace app {

/// Results deeper than this are nobody's: ours are eight deep.
inline constexpr std::size_t kJsonDepthMax = 64;

/// A result file: its traces, one a policy. Bounded in size and depth; checked for the members that
/// its readers use.
struct ResultDocument {
    std::filesystem::path file;
    std::vector<Json> traces;
};
[[nodiscard]] Expected<ResultDocument> read_result(const std::filesystem::path& file);
/// The same from text; `file` names it in complaints.
[[nodiscard]] Expected<ResultDocument> parse_result(std::string_view text,
                                                    const std::filesystem::path& file);

/// The request that made a trace, as it recorded it.
[[nodiscard]] Expected<TraceRequest> recorded_request(const ResultDocument& document);

/// A place where two documents differ; a missing member is an empty text.
struct Difference {
    std::string pointer;  // RFC 6901
    std::string recorded;
    std::string recomputed;
    friend bool operator==(const Difference&, const Difference&) = default;
};
/// In the order of the recorded document. The program's version and the files' paths are left out:
/// they may differ without the result being another.
[[nodiscard]] std::vector<Difference> find_differences(const Json& recorded,
                                                       const Json& recomputed);

}  // namespace app
