#pragma once

#include <cstdint>
#include <filesystem>
#include <store/store.hpp>
#include <string>
#include <string_view>

namespace store {

/// What the system should expect.
enum class Reading : std::uint8_t { FromBeginToEnd, AnyOrder };

/// A file's bytes without a copy: mapped, read-only. Or bytes held in memory, for tests.
/// Who shortens the file meanwhile stops the program (SIGBUS): ledger files are replaced, not cut.
class MappedFile {
public:
    [[nodiscard]] static Expected<MappedFile> open(const std::filesystem::path& file,
                                                   Reading reading = Reading::FromBeginToEnd);
    [[nodiscard]] static MappedFile from_memory(std::string bytes);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    MappedFile(MappedFile&&) noexcept;
    MappedFile& operator=(MappedFile&&) = delete;
    ~MappedFile();

    [[nodiscard]] std::string_view bytes() const {
        return mapped_ == nullptr ? std::string_view{held_} : std::string_view{mapped_, size_};
    }

private:
    MappedFile() = default;

    const char* mapped_{nullptr};
    std::size_t size_{0};
    std::string held_;
};

}  // namespace store
