#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <store/store.hpp>
#include <string>
#include <vector>

namespace store {

/// A folder for what lies on the disk only while the program works; made when it is first needed.
class ScratchFolder {
public:
    /// It will be made in `parent`, which must have room.
    explicit ScratchFolder(std::filesystem::path parent) : parent_{std::move(parent)} {}
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();

    /// A name in it that nobody has yet.
    [[nodiscard]] Expected<std::filesystem::path> new_name();

private:
    std::filesystem::path parent_;
    std::filesystem::path path_;  // empty before it is needed
    std::uint64_t names_{0};
};

/// A file of which any part can be read, by any thread. Packed files are unpacked beside first.
/// No file stays open: a node has thousands.
class RandomFile {
public:
    [[nodiscard]] static Expected<RandomFile> open(const std::filesystem::path& file,
                                                   ScratchFolder& scratch);
    [[nodiscard]] static RandomFile from_memory(std::string name, std::string bytes);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// Fills `into` with what begins at `at`; all of it must lie in the file.
    [[nodiscard]] std::optional<base::Complaint> read(std::uint64_t at,
                                                      std::span<std::uint8_t> into) const;
    /// Reads on from one place, keeping the file open and the kernel from reading ahead.
    class Walk;
    /// Obfuscation (Bitcoin Core 28): every byte is combined with this key, by its place.
    void set_key(const std::array<std::uint8_t, 8>& key) { key_ = key; }
    [[nodiscard]] const std::array<std::uint8_t, 8>& key() const { return key_; }

private:
    RandomFile() = default;
    [[nodiscard]] std::optional<base::Complaint> read_raw(int descriptor, std::uint64_t at,
                                                          std::span<std::uint8_t> into) const;
    void clear_up(std::uint64_t at, std::span<std::uint8_t> bytes) const;

    std::string name_;            // as it is called
    std::filesystem::path path_;  // where its bytes lie
    std::uint64_t size_{0};
    std::array<std::uint8_t, 8> key_{};
    std::shared_ptr<const std::string> held_;  // instead of a path
};

class RandomFile::Walk {
public:
    /// `file` outlives the walk.
    [[nodiscard]] static Expected<Walk> begin(const RandomFile& file);
    [[nodiscard]] std::optional<base::Complaint> read(std::uint64_t at,
                                                      std::span<std::uint8_t> into) const;
    /// The first byte from `at` on that is not zero on the disk; the size where there is none.
    [[nodiscard]] Expected<std::uint64_t> skip_zeros(std::uint64_t at) const;

private:
    Walk(const RandomFile& file, std::shared_ptr<const class Descriptor> descriptor)
        : file_{&file}, descriptor_{std::move(descriptor)} {}
    [[nodiscard]] std::optional<base::Complaint> read_raw(std::uint64_t at,
                                                          std::span<std::uint8_t> into) const;

    const RandomFile* file_;
    std::shared_ptr<const class Descriptor> descriptor_;
};

}  // namespace store
