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
            const auto why = std::generic_category().message(errno);
            return complaint(base::Blame::World,
                             base::phrase("standard output cannot be written: {}",
                                          "標準出力に書き込めません: {}", why));
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

std::optional<base::Complaint> refuse_input_as_output(const Arguments& arguments,
                                                      const std::filesystem::path& file) {
    std::vector<std::string> inputs = arguments.operands;
    for (const auto& [name, value] : arguments.options) {
        if (name != "out") { inputs.push_back(value); }
    }
    const auto is_output = [&](const std::string& input) {
        std::error_code unknown;  // what does not exist is no input
        return std::filesystem::equivalent(input, file, unknown);
    };
    if (std::ranges::none_of(inputs, is_output)) { return std::nullopt; }
    return complaint(
        base::Blame::Usage,
        base::phrase("--out {} would overwrite an input; another name was expected",
                     "--out {} は入力ファイルを上書きします。別の名前を指定してください",
                     base::visible(file.string())));
}

std::optional<base::Complaint> write_result(const Arguments& arguments, std::string_view text) {
    const auto file = arguments.find("out");
    if (!file) { return write_stdout(text); }
    if (auto refused = refuse_input_as_output(arguments, *file)) { return refused; }
    return store::write_file(*file, text);
}

}  // namespace app
