#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Running the built program as a person does, and looking at what it leaves behind.
namespace cli {

struct Outcome {
    int code{0};  // -1: killed by a signal
    std::string out;
    std::string err;
};

struct Setting {
    // NOLINTBEGIN(readability-redundant-member-init): g++ warns of members that have no initializer
    // and are left out.
    std::string answers{};                 // standard input
    std::string language{"C.UTF-8"};       // LANG
    std::filesystem::path folder{"."};     // current folder
    std::filesystem::path standard_out{};  // a file in place of what `Outcome::out` collects
    // NOLINTEND(readability-redundant-member-init)
};

/// The environment holds LANG and PATH only.
[[nodiscard]] Outcome run(const std::vector<std::string>& words, const Setting& setting = {});

/// A new empty folder, gone with the object.
class Folder {
public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    Folder(Folder&&) = delete;
    Folder& operator=(Folder&&) = delete;
    ~Folder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file and returns its path.
    [[nodiscard]] std::string write(const std::string& name, std::string_view bytes) const;
    [[nodiscard]] std::string at(const std::string& name) const { return path_ / name; }
    /// Names of all files below, sorted.
    [[nodiscard]] std::vector<std::string> files() const;

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string read(const std::filesystem::path& file);

/// A small ledger in which the policies differ: a theft of 100 that meets 10 clean atoms.
inline constexpr std::string_view kSmallLedger =
    "tx,height,from,to,amount,fee\n"
    "a,1,V,R,100,0\n"
    "b,2,R,S,60,1\n"
    "c,3,S,X,50,0\n"
    "d,4,Z,S,10,0\n"
    "e,5,S,Y,15,0\n";

}  // namespace cli
