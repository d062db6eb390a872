#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <store/store.hpp>
#include <string>
#include <string_view>

#include "descriptor.hpp"

namespace store {

/// Takes the bytes of a document piece by piece; a complaint stops the writing.
using Sink = std::function<std::optional<base::Complaint>(std::string_view)>;

/// A new file being written. It is removed again unless `finish` succeeded.
class OutputFile {
public:
    /// The file must not exist yet; `mode` as for open(2).
    [[nodiscard]] static Expected<OutputFile> create(const std::filesystem::path& file,
                                                     unsigned mode = 0666);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    OutputFile(OutputFile&&) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    [[nodiscard]] std::optional<base::Complaint> write(std::string_view bytes);
    /// Everything is on the disk when this returns nothing.
    [[nodiscard]] std::optional<base::Complaint> finish();

private:
    OutputFile(std::filesystem::path file, Descriptor descriptor);
    void begin_writeback(std::size_t bytes);

    std::filesystem::path file_;  // empty once it is to stay
    Descriptor descriptor_;
    std::uint64_t written_{0};
    std::uint64_t asked_{0};  // up to where the disk was asked to begin
};

/// A name beside `target` that no other process and no other call uses.
[[nodiscard]] std::filesystem::path temporary_beside(const std::filesystem::path& target);

/// The folder in which `path` lies; `.` for a bare name.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);

}  // namespace store
