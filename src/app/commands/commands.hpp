#pragma once

#include <base/base.hpp>

#include "../arguments.hpp"
#include "../expected.hpp"

/// The commands, one function each. A value is the exit code; a complaint is printed by the caller.
namespace app {

[[nodiscard]] Expected<int> run_trace(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_explain(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_verify(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_import(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_report(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_diff(const Arguments& arguments, base::Language language);
/// Returns when it was asked to end, when --once is done, or when the chain cannot be followed.
[[nodiscard]] Expected<int> run_watch(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_mark(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_case_new(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_address(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_key(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_decode(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_sign(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_verify(const Arguments& arguments, base::Language language);
/// These four sign and send; see sending/sending.hpp.
[[nodiscard]] Expected<int> run_nem_send(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_mosaic(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_multisig(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_announce(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_nem_crawl(const Arguments& arguments, base::Language language);
[[nodiscard]] Expected<int> run_replay(const Arguments& arguments, base::Language language);

}  // namespace app
