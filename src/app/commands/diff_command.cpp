#include "../complain.hpp"
#include "../output/result_diff.hpp"
#include "../terminal/terminal.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

Expected<int> run_diff(const Arguments& arguments, base::Language language) {
    const auto before = read_result(arguments.operands[0]);
    if (!before) { return std::unexpected(before.error()); }
    const auto after = read_result(arguments.operands[1]);
    if (!after) { return std::unexpected(after.error()); }
    const auto diff = compare_results(*before, *after);
    if (!diff) { return std::unexpected(diff.error()); }
    const auto text = arguments.has("json") ? to_text(diff_document(*diff))
                                            : diff_table(*diff, language, terminal_of_stdout());
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app
