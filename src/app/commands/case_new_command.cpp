#include <filesystem>
#include <iostream>
#include <system_error>

#include "../case_interview.hpp"
#include "../case_writing.hpp"
#include "../complain.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
using base::phrase;

base::Complaint exists_already(const fs::path& file) {
    return {.blame = base::Blame::Usage,
            .place = {.file = file.string()},
            .text = phrase("exists already, expected a folder without a case file",
                           "すでにあります。事件ファイルのないフォルダーを指定してください")};
}

}  // namespace

Expected<int> run_case_new(const Arguments& arguments, base::Language language) {
    const fs::path folder = arguments.operands.empty() ? "." : arguments.operands.front();
    const fs::path file = folder / "case.yaml";
    std::error_code failed;
    if (fs::exists(file, failed)) { return std::unexpected(exists_already(file)); }
    auto record = CaseInterview{Interview{std::cin, std::cout, language}, folder}.run();
    if (!record) { return std::unexpected(record.error()); }
    const auto yaml = to_commented_yaml(*record);
    const auto parsed = casebook::parse_case(yaml, file.string());
    if (!parsed) { return std::unexpected(parsed.error()); }
    if (const auto failure = store::write_file(file, yaml)) { return std::unexpected(*failure); }
    const auto next = base::pick(phrase("Written: {0}\nNext: dyepack trace {0}\n",
                                        "書き出しました: {0}\n次に: dyepack trace {0}\n",
                                        base::visible(file.string(), 4096)),
                                 language);
    if (const auto failure = write_stdout(next)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app
