#include "scratch_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <tuple>
#include <utility>

#include "../complain.hpp"
#include "../output.hpp"

namespace store {

Expected<ScratchFile> ScratchFile::create(const std::filesystem::path& folder) {
    // O_TMPFILE would do, but not every file system has it.
    const auto name = temporary_beside(folder / "scratch");
    Descriptor descriptor{::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    const int error = errno;
    const bool open = descriptor.open();
    if (open) { std::ignore = ::unlink(name.c_str()); }
    ScratchFile file{folder, std::move(descriptor)};
    if (!open) { return std::unexpected(file.failed(error)); }
    return file;
}

base::Complaint ScratchFile::failed(int error) const {
    return world_failed(folder_, base::phrase("cannot be written", "書き込めません"), error);
}

std::optional<base::Complaint> ScratchFile::write(std::uint64_t at, std::span<const char> bytes) {
    while (!bytes.empty()) {
        const ssize_t done =
            ::pwrite(descriptor_.number(), bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) { continue; }
        if (done < 0) { return failed(errno); }
        bytes = bytes.subspan(static_cast<std::size_t>(done));
        at += static_cast<std::uint64_t>(done);
    }
    return std::nullopt;
}

std::optional<base::Complaint> ScratchFile::read(std::uint64_t at, std::span<char> into) const {
    while (!into.empty()) {
        const ssize_t done =
            ::pread(descriptor_.number(), into.data(), into.size(), static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) { continue; }
        if (done <= 0) { return failed(done < 0 ? errno : EIO); }
        into = into.subspan(static_cast<std::size_t>(done));
        at += static_cast<std::uint64_t>(done);
    }
    return std::nullopt;
}

}  // namespace store
