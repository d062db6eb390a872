#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "sample.hpp"

/// Writes the samples' pages into a folder, in both languages, for the browser to judge.
namespace {

bool write_page(const std::filesystem::path& file, const report::sample::Sample& sample,
                base::Language language) {
    std::ofstream out{file, std::ios::binary};
    out << report::to_html(sample.input(), language);
    return out.good();
}

bool write_both(const std::filesystem::path& folder, const std::string& name,
                const report::sample::Sample& sample) {
    return write_page(folder / (name + ".en.html"), sample, base::Language::En) &&
           write_page(folder / (name + ".ja.html"), sample, base::Language::Ja);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: report_pages FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    const bool written = write_both(folder, "small", *report::sample::make_small_case()) &&
                         write_both(folder, "hostile", *report::sample::make_hostile_case()) &&
                         write_both(folder, "mixed", *report::sample::make_mixed_case()) &&
                         write_both(folder, "crowded", *report::sample::make_crowded_case(2'000));
    return written ? 0 : 1;
}
