#pragma once

#include "directory.hpp"
#include "markup.hpp"

/// The parts of the page in their order. Each returns its content without a heading, and nothing
/// where the case has nothing to say.
namespace report {

[[nodiscard]] Markup tell_summary(const Telling& telling);
[[nodiscard]] Markup tell_findings(const Telling& telling);
[[nodiscard]] Markup tell_flow(const Telling& telling);
[[nodiscard]] Markup tell_holders(const Telling& telling);
[[nodiscard]] Markup tell_marks(const Telling& telling);
[[nodiscard]] Markup tell_services(const Telling& telling);
[[nodiscard]] Markup tell_timeline(const Telling& telling);
[[nodiscard]] Markup tell_contradictions(const Telling& telling);
[[nodiscard]] Markup tell_orders(const Telling& telling);
[[nodiscard]] Markup tell_compensation(const Telling& telling);
[[nodiscard]] Markup tell_method(const Telling& telling);
[[nodiscard]] Markup tell_reproduction(const Telling& telling);
[[nodiscard]] Markup tell_sources(const Telling& telling);

/// Links to the sources that a list of keys (`;` between them) names.
[[nodiscard]] Markup cite(const Telling& telling, std::string_view keys);

}  // namespace report
