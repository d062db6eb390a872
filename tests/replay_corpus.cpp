// Runs a fuzz target over every file of the folders and files named, without libFuzzer: so that a
// corpus guards every build, whatever its compiler.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::filesystem::path path{argv[i]};
        if (!std::filesystem::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) { files.push_back(entry.path()); }
        }
    }
    std::ranges::sort(files);
    for (const auto& file : files) {
        std::ifstream stream{file, std::ios::binary};
        const std::vector<char> bytes{std::istreambuf_iterator<char>{stream}, {}};
        const std::vector<std::uint8_t> data(bytes.begin(), bytes.end());
        std::cout << file.filename().string() << std::endl;  // the last line names the culprit
        LLVMFuzzerTestOneInput(data.data(), data.size());
    }
    std::cout << files.size() << " inputs\n";
    return files.empty() ? 1 : 0;  // an empty corpus guards nothing
}
