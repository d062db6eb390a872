#pragma once

#include <filesystem>
#include <memory>
#include <store/store.hpp>
#include <string>
#include <string_view>

#include "hash.hpp"

namespace store {

/// Bytes that come in pieces of bounded size.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    Source(Source&&) = delete;
    Source& operator=(Source&&) = delete;
    virtual ~Source() = default;

    /// The next bytes, valid until the next call; empty at the end.
    [[nodiscard]] virtual Expected<std::string_view> next() = 0;
};

/// A file's bytes as they lie on disk.
[[nodiscard]] Expected<std::unique_ptr<Source>> open_file(const std::filesystem::path& file,
                                                          Progress progress);

/// The content of a file or of memory: unpacked where it is compressed (told by the first bytes),
/// hashed as it lies, bounded.
class Input {
public:
    [[nodiscard]] static Expected<Input> open(const std::filesystem::path& file,
                                              std::uint64_t bytes_max, Progress progress = {});
    /// `bytes` must outlive the input.
    [[nodiscard]] static Expected<Input> from_memory(std::string name, std::string_view bytes,
                                                     std::uint64_t bytes_max);

    /// The next unpacked bytes, valid until the next call; empty at the end.
    [[nodiscard]] Expected<std::string_view> next();
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Of the bytes as they lie; once `next` has come to the end.
    [[nodiscard]] std::string sha256();

private:
    Input() = default;
    [[nodiscard]] static Expected<Input> make(std::string name, std::unique_ptr<Source> raw,
                                              std::uint64_t bytes_max);

    std::string name_;
    std::unique_ptr<Hasher> hasher_;
    std::unique_ptr<Source> content_;
    std::uint64_t bytes_{0};
    std::uint64_t bytes_max_{0};
};

}  // namespace store
