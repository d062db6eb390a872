#include "new_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "complain.hpp"
#include "output.hpp"

namespace store {
namespace {

/// Whether the folder that is open is still the one of that name.
bool is_named(const Descriptor& open, const std::filesystem::path& path) {
    struct stat held{};
    struct stat named{};
    return ::fstat(open.number(), &held) == 0 && ::lstat(path.c_str(), &named) == 0 &&
           held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

/// What a program that was killed left in the folder.
std::error_code clear(const std::filesystem::path& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        std::filesystem::remove_all(entry.path(), error);
        if (error) { break; }
    }
    return error;
}

}  // namespace

NewFolder::NewFolder(std::filesystem::path target, std::filesystem::path asked)
    : target_{std::move(target)}, asked_{std::move(asked)} {}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : path_{std::exchange(other.path_, {})},
      target_{std::move(other.target_)},
      asked_{std::move(other.asked_)},
      lock_{std::move(other.lock_)} {}

NewFolder::~NewFolder() {
    std::error_code ignored;
    if (!path_.empty()) { std::filesystem::remove_all(path_, ignored); }
}

Expected<NewFolder> NewFolder::create(const std::filesystem::path& target) {
    // A slash at the end, `.` and links are resolved: the folder is made beside its real place.
    std::error_code unresolved;
    const auto real = std::filesystem::weakly_canonical(target, unresolved);
    NewFolder folder{unresolved ? target : real, target};
    if (unresolved) { return std::unexpected(folder.failed(unresolved.value())); }
    const auto name = folder.target_.has_filename() ? folder.target_ : folder.target_.parent_path();
    folder.target_ = name;
    const auto path = folder_of(name) / fmt::format(".{}.importing", name.filename().string());
    if (auto complaint = folder.take(path)) { return std::unexpected(*std::move(complaint)); }
    return folder;
}

std::optional<base::Complaint> NewFolder::take(const std::filesystem::path& path) {
    // Between two steps another writer may finish and move its folder away; then all begins anew.
    constexpr int kTriesMax = 8;
    for (int tries = 0; tries < kTriesMax; ++tries) {
        if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) { return failed(errno); }
        Descriptor open{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
        if (!open.open() && errno == ENOENT) { continue; }
        if (!open.open()) { return failed(errno); }
        if (::flock(open.number(), LOCK_EX | LOCK_NB) != 0) {
            return errno == EWOULDBLOCK ? taken() : failed(errno);
        }
        if (!is_named(open, path)) { continue; }
        if (const auto error = clear(path)) { return failed(error.value()); }
        path_ = path;
        lock_ = std::move(open);
        return std::nullopt;
    }
    return taken();
}

base::Complaint NewFolder::as_asked(base::Complaint complaint) const {
    const std::string here = path_.string();
    if (!here.empty() && complaint.place.file.starts_with(here)) {
        complaint.place.file.replace(0, here.size(), asked_.string());
    }
    return complaint;
}

std::optional<base::Complaint> NewFolder::commit() {
    if (auto complaint = sync_folder(path_)) { return complaint; }
    if (::rename(path_.c_str(), target_.c_str()) != 0) { return failed(errno); }
    path_.clear();
    return sync_folder(folder_of(target_));
}

base::Complaint NewFolder::failed(int error) const {
    return world_failed(asked_, base::phrase("cannot be made", "作成できません"), error);
}

base::Complaint NewFolder::taken() const {
    return bad_usage(asked_, {"is being made by another import right now; wait until that one is "
                              "done, or name another folder",
                              "別の取り込みが作成中です。終わるまで待つか、別のフォルダーを"
                              "指定してください"});
}

}  // namespace store
