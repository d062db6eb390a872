#include "output.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include "complain.hpp"

namespace store {
namespace {

base::Complaint cannot_write(const std::filesystem::path& file, int error) {
    return world_failed(file, base::phrase("cannot be written", "書き込めません"), error);
}

std::optional<int> write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) { continue; }
        if (written < 0) { return errno; }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

/// Devices and pipes have no "wholly or not at all": the bytes go straight in.
std::optional<base::Complaint> write_special(const std::filesystem::path& file,
                                             std::string_view bytes) {
    const Descriptor descriptor{::open(file.c_str(), O_WRONLY | O_CLOEXEC)};
    if (!descriptor.open()) { return cannot_write(file, errno); }
    const auto error = write_all(descriptor.number(), bytes);
    if (error) { return cannot_write(file, *error); }
    return std::nullopt;
}

std::optional<base::Complaint> write_beside(const std::filesystem::path& target, unsigned mode,
                                            const std::filesystem::path& named,
                                            std::string_view bytes) {
    const std::filesystem::path temporary = temporary_beside(target);
    auto output = OutputFile::create(temporary, mode);
    std::optional<base::Complaint> failure;
    if (!output) { failure = output.error(); }
    if (!failure) { failure = output->write(bytes); }
    if (!failure) { failure = output->finish(); }
    if (!failure && ::rename(temporary.c_str(), target.c_str()) != 0) {
        failure = cannot_write(named, errno);
        std::ignore = ::unlink(temporary.c_str());
    }
    if (!failure) { failure = sync_folder(folder_of(target)); }
    if (failure) { failure->place.file = named.string(); }  // not the temporary name
    return failure;
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path file, Descriptor descriptor)
    : file_{std::move(file)}, descriptor_{std::move(descriptor)} {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : file_{std::exchange(other.file_, {})},
      descriptor_{std::move(other.descriptor_)},
      written_{other.written_},
      asked_{other.asked_} {}

OutputFile::~OutputFile() {
    if (!file_.empty()) { std::ignore = ::unlink(file_.c_str()); }
}

Expected<OutputFile> OutputFile::create(const std::filesystem::path& file, unsigned mode) {
    Descriptor descriptor{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
    if (!descriptor.open()) { return std::unexpected(cannot_write(file, errno)); }
    return OutputFile{file, std::move(descriptor)};
}

std::optional<base::Complaint> OutputFile::write(std::string_view bytes) {
    const auto error = write_all(descriptor_.number(), bytes);
    if (error) { return cannot_write(file_, *error); }
    begin_writeback(bytes.size());
    return std::nullopt;
}

/// The disk works while the program does: else all of a large file waits for `finish`.
void OutputFile::begin_writeback(std::size_t bytes) {
    constexpr std::uint64_t kPiece = 32ULL << 20U;
    written_ += bytes;
    if (written_ - asked_ < kPiece) { return; }
    // What the system makes of it is all the same: `finish` is what counts.
    std::ignore = ::sync_file_range(descriptor_.number(), static_cast<off_t>(asked_),
                                    static_cast<off_t>(written_ - asked_), SYNC_FILE_RANGE_WRITE);
    asked_ = written_;
}

std::optional<base::Complaint> OutputFile::finish() {
    if (::fsync(descriptor_.number()) != 0) { return cannot_write(file_, errno); }
    if (::close(descriptor_.release()) != 0) { return cannot_write(file_, errno); }
    file_.clear();
    return std::nullopt;
}

std::optional<base::Complaint> sync_folder(const std::filesystem::path& folder) {
    const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!descriptor.open()) { return cannot_write(folder, errno); }
    // Some file systems (a few network ones) cannot sync a folder and say EINVAL: nothing to do.
    if (::fsync(descriptor.number()) != 0 && errno != EINVAL) {
        return cannot_write(folder, errno);
    }
    return std::nullopt;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    const std::filesystem::path parent = path.parent_path();
    return parent.empty() ? std::filesystem::path{"."} : parent;
}

std::filesystem::path temporary_beside(const std::filesystem::path& target) {
    static std::atomic<std::uint64_t> calls{0};
    return folder_of(target) /
           fmt::format(".{}.{}-{}.tmp", target.filename().string(), ::getpid(), calls.fetch_add(1));
}

std::optional<base::Complaint> write_file(const std::filesystem::path& file,
                                          std::string_view bytes) {
    struct stat status{};
    const bool exists = ::stat(file.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        return world_failed(file, base::phrase("cannot be written", "書き込めません"), EISDIR);
    }
    if (exists && !S_ISREG(status.st_mode)) { return write_special(file, bytes); }
    // Through a symbolic link the file it names is replaced, not the link.
    std::error_code unresolved;
    const auto target = exists ? std::filesystem::canonical(file, unresolved) : file;
    if (unresolved) { return cannot_write(file, unresolved.value()); }
    const unsigned mode = exists ? status.st_mode & 0777U : 0666U;
    return write_beside(target, mode, file, bytes);
}

}  // namespace store
