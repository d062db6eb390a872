#pragma once

#include <filesystem>
#include <optional>
#include <store/store.hpp>

#include "descriptor.hpp"

namespace store {

/// A folder being filled beside its place, by one writer at a time. It is removed with all it holds
/// unless `commit` succeeded; what a killed program left is removed by the next one.
class NewFolder {
public:
    [[nodiscard]] static Expected<NewFolder> create(const std::filesystem::path& target);
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    NewFolder(NewFolder&& other) noexcept;
    NewFolder& operator=(NewFolder&&) = delete;
    ~NewFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// A complaint about a file in here, under the name that the caller gave the folder.
    [[nodiscard]] base::Complaint as_asked(base::Complaint complaint) const;
    /// An empty folder in its place is replaced.
    [[nodiscard]] std::optional<base::Complaint> commit();

private:
    NewFolder(std::filesystem::path target, std::filesystem::path asked);

    /// Makes the folder, or takes over one that nobody fills.
    [[nodiscard]] std::optional<base::Complaint> take(const std::filesystem::path& path);
    [[nodiscard]] base::Complaint failed(int error) const;
    [[nodiscard]] base::Complaint taken() const;

    std::filesystem::path path_;  // empty when nothing is to be removed
    std::filesystem::path target_;
    std::filesystem::path asked_;  // the target as the caller named it
    Descriptor lock_{-1};          // on the folder itself, for as long as it is filled
};

}  // namespace store
