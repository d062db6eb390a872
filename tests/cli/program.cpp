#include "program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace cli {

namespace {

namespace fs = std::filesystem;

fs::path make_folder() {
    std::string name = fs::temp_directory_path() / "dyepack-cli-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) { throw std::runtime_error{"no temporary folder"}; }
    return name;
}

void redirect(const fs::path& file, int flags, int descriptor) {
    const int opened = open(file.c_str(), flags | O_CLOEXEC, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) { _exit(126); }
}

/// In the child: never returns.
[[noreturn]] void become_program(const std::vector<std::string>& words, const Setting& setting,
                                 const fs::path& scratch) {
    redirect(scratch / "in", O_RDONLY, STDIN_FILENO);
    const auto out = setting.standard_out.empty() ? scratch / "out" : setting.standard_out;
    redirect(out, O_WRONLY | O_CREAT, STDOUT_FILENO);
    redirect(scratch / "err", O_WRONLY | O_CREAT, STDERR_FILENO);
    if (chdir(setting.folder.c_str()) != 0) { _exit(126); }
    std::vector<std::string> all{DYEPACK_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> argv;
    argv.reserve(all.size() + 1);
    for (auto& word : all) { argv.push_back(word.data()); }
    argv.push_back(nullptr);
    std::string language = "LANG=" + setting.language;
    std::string path = "PATH=/usr/bin:/bin";
    const std::array<char*, 3> environment{language.data(), path.data(), nullptr};
    execve(DYEPACK_PROGRAM, argv.data(), environment.data());
    _exit(127);
}

}  // namespace

std::string read(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

Outcome run(const std::vector<std::string>& words, const Setting& setting) {
    const Folder scratch;
    std::ignore = scratch.write("in", setting.answers);
    const pid_t child = fork();
    if (child == 0) { become_program(words, setting, scratch.path()); }
    int status = 0;
    waitpid(child, &status, 0);
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .out = read(scratch.path() / "out"),
            .err = read(scratch.path() / "err")};
}

Folder::Folder() : path_{make_folder()} {}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view bytes) const {
    const auto file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << bytes;
    return file;
}

std::vector<std::string> Folder::files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator{path_}) {
        if (entry.is_regular_file()) { names.push_back(fs::relative(entry.path(), path_)); }
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace cli
