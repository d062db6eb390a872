#include "written.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <store/store.hpp>
#include <system_error>
#include <vector>

#include "complain.hpp"

namespace app {

std::optional<base::Complaint> write_stdout(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written < 0) {
            const auto why = store::cause_of(errno);
            return complaint(base::Blame::World,
                             {fmt::format("standard output cannot be written: {}", why.en),
                              fmt::format("標準出力に書き込めません: {}", why.ja)});
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

std::optional<base::Complaint> refuse_input_as_output(
    const Arguments& arguments, const std::filesystem::path& file,
    const std::vector<std::filesystem::path>& inputs) {
    std::vector<std::filesystem::path> read{arguments.operands.begin(), arguments.operands.end()};
    for (const auto& [name, values] : arguments.options) {
        if (name != "out") { read.insert(read.end(), values.begin(), values.end()); }
    }
    read.insert(read.end(), inputs.begin(), inputs.end());
    const auto is_output = [&](const std::filesystem::path& input) {
        std::error_code unknown;  // what does not exist is no input
        return std::filesystem::equivalent(input, file, unknown);
    };
    if (std::ranges::none_of(read, is_output)) { return std::nullopt; }
    return complaint(
        base::Blame::Usage,
        base::phrase("--out {} would overwrite an input; another name was expected",
                     "--out {} は入力ファイルを上書きします。別の名前を指定してください",
                     base::visible(file.string())));
}

std::optional<base::Complaint> write_result(const Arguments& arguments, std::string_view text,
                                            const std::vector<std::filesystem::path>& inputs) {
    const auto file = arguments.find("out");
    if (!file) { return write_stdout(text); }
    if (auto refused = refuse_input_as_output(arguments, *file, inputs)) { return refused; }
    return store::write_file(*file, text);
}

}  // namespace app
