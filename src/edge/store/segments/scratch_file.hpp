#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <store/store.hpp>

#include "../descriptor.hpp"

namespace store {

/// A file without a name in a folder, written and read at any place: memory that may be as large as
/// the disk. Whatever happens to the program, it leaves nothing behind.
class ScratchFile {
public:
    [[nodiscard]] static Expected<ScratchFile> create(const std::filesystem::path& folder);

    [[nodiscard]] std::optional<base::Complaint> write(std::uint64_t at,
                                                       std::span<const char> bytes);
    /// Fills `into` with what was written there.
    [[nodiscard]] std::optional<base::Complaint> read(std::uint64_t at, std::span<char> into) const;

private:
    ScratchFile(std::filesystem::path folder, Descriptor descriptor)
        : folder_{std::move(folder)}, descriptor_{std::move(descriptor)} {}
    [[nodiscard]] base::Complaint failed(int error) const;

    std::filesystem::path folder_;
    Descriptor descriptor_;
};

}  // namespace store
