#include "background.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "cli/program.hpp"

namespace night {

namespace {

constexpr auto kGlance = std::chrono::milliseconds{20};

}  // namespace

Background::Background(const std::vector<std::string>& words, std::filesystem::path out)
    : out_{std::move(out)} {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    const std::string errors = out_.string() + ".err";
    constexpr int kFlags = O_WRONLY | O_CREAT | O_APPEND;
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out_.c_str(), kFlags, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors.c_str(), kFlags, 0600);
    std::vector<std::string> all{DYEPACK_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (auto& word : all) { arguments.push_back(word.data()); }
    arguments.push_back(nullptr);
    std::string language = "LANG=C.UTF-8";
    char* environment[] = {language.data(), nullptr};
    const int spawned =
        ::posix_spawn(&process_, DYEPACK_PROGRAM, &files, nullptr, arguments.data(), environment);
    posix_spawn_file_actions_destroy(&files);
    if (spawned != 0) { throw std::runtime_error("the program cannot be started"); }
}

Background::~Background() { kill(); }

int Background::wait() {
    if (code_) { return *code_; }
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {}
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return *code_;
}

void Background::kill() {
    if (!code_) { ::kill(process_, SIGKILL); }
    wait();
}

int Background::stop() {
    if (!code_) { ::kill(process_, SIGTERM); }
    return wait();
}

std::string Background::said() const { return cli::read(out_); }

std::string Background::wait_for(const std::string& text, std::chrono::seconds patience) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < end) {
        const std::string all = said();
        const auto found = all.find(text);
        const auto line_end = found == std::string::npos ? found : all.find('\n', found);
        if (line_end != std::string::npos) {
            return all.substr(found + text.size(), line_end - found - text.size());
        }
        std::this_thread::sleep_for(kGlance);
    }
    return {};
}

}  // namespace night
