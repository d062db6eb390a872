#include "written.hpp"

#include <unistd.h>

#include <cerrno>
#include <store/store.hpp>
#include <system_error>

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

std::optional<base::Complaint> write_result(const Arguments& arguments, std::string_view text) {
    const auto file = arguments.find("out");
    return file ? store::write_file(*file, text) : write_stdout(text);
}

}  // namespace app
