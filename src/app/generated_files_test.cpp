// The manual page and the completions are written from the command specs; these tests keep the
// files equal to what the program says. UPDATE_GOLDEN=1 writes them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "completion.hpp"
#include "help.hpp"
#include "man_page.hpp"

namespace app {
namespace {

void expect_file(const char* name, const std::string& text) {
    const auto file = std::filesystem::path{DYEPACK_SOURCE_DIR} / name;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
    }
    std::ifstream stream{file, std::ios::binary};
    const std::string found{std::istreambuf_iterator<char>{stream}, {}};
    EXPECT_EQ(found, text) << name << " is stale: UPDATE_GOLDEN=1 rewrites it";
}

TEST(GeneratedFilesGolden, ManualPageMatchesTheCommands) {
    expect_file("docs/man/dyepack.1", man_page());
}
TEST(GeneratedFilesGolden, BashCompletionMatchesTheCommands) {
    expect_file("completions/dyepack.bash", bash_completion());
}
TEST(GeneratedFilesGolden, ZshCompletionMatchesTheCommands) {
    expect_file("completions/_dyepack", zsh_completion());
}
TEST(GeneratedFilesGolden, FishCompletionMatchesTheCommands) {
    expect_file("completions/dyepack.fish", fish_completion());
}

TEST(Help, NamesEveryCommandAndEveryOptionInBothLanguages) {
    for (const auto language : {base::Language::En, base::Language::Ja}) {
        const auto all = to_help(language);
        for (const auto& command : command_specs()) {
            EXPECT_NE(all.find(std::string{command.name}), std::string::npos);
            const auto help = to_help(command, language);
            for (const auto& option : command.options) {
                EXPECT_NE(help.find("--" + std::string{option.name}), std::string::npos)
                    << command.name;
                EXPECT_FALSE(option.help.ja.empty());
            }
            EXPECT_FALSE(command.examples.empty());
        }
    }
}

}  // namespace
}  // namespace app
