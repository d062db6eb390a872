#pragma once

#include <base/base.hpp>
#include <filesystem>
#include <string>

/// Complaints as this room makes them: who can act, and where.
namespace store {

/// About a file as a whole.
[[nodiscard]] base::Complaint bad_input(const std::filesystem::path& file, base::Phrase text);
/// About one place in a file.
[[nodiscard]] base::Complaint bad_place(base::Place place, base::Phrase text);
/// About how the program was called.
[[nodiscard]] base::Complaint bad_usage(const std::filesystem::path& file, base::Phrase text);
/// `error` is an errno; its own text follows the sentence.
[[nodiscard]] base::Complaint world_failed(const std::filesystem::path& file,
                                           const base::Phrase& what, int error);
/// An input file that cannot be opened or read: the caller named it, so the input is to blame.
[[nodiscard]] base::Complaint unreadable(const std::filesystem::path& file, int error);

}  // namespace store
