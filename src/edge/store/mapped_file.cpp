#include "mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <tuple>
#include <utility>

#include "complain.hpp"
#include "descriptor.hpp"

namespace store {

MappedFile::MappedFile(MappedFile&& other) noexcept
    : mapped_{std::exchange(other.mapped_, nullptr)},
      size_{std::exchange(other.size_, 0)},
      held_{std::move(other.held_)} {}

MappedFile::~MappedFile() {
    if (mapped_ == nullptr) { return; }
    // munmap wants the pointer that mmap gave, which was not const.
    std::ignore = ::munmap(const_cast<char*>(mapped_), size_);  // NOLINT(*-pro-type-const-cast)
}

MappedFile MappedFile::from_memory(std::string bytes) {
    MappedFile file;
    file.held_ = std::move(bytes);
    return file;
}

Expected<MappedFile> MappedFile::open(const std::filesystem::path& file, Reading reading) {
    // A pipe would be waited for.
    const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!descriptor.open()) { return std::unexpected(unreadable(file, errno)); }
    struct stat status{};
    if (::fstat(descriptor.number(), &status) != 0) {
        return std::unexpected(unreadable(file, errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return std::unexpected(bad_input(
            file, base::phrase("is not a regular file; raw records and segments are mapped "
                               "from one",
                               "通常のファイルではありません。生レコードとセグメントは"
                               "通常のファイルからしか読み込めません")));
    }
    MappedFile mapped;
    if (status.st_size == 0) { return mapped; }  // nothing cannot be mapped
    mapped.size_ = static_cast<std::size_t>(status.st_size);
    void* const address =
        ::mmap(nullptr, mapped.size_, PROT_READ, MAP_SHARED, descriptor.number(), 0);
    if (address == MAP_FAILED) { return std::unexpected(unreadable(file, errno)); }
    if (reading == Reading::FromBeginToEnd) {
        std::ignore = ::madvise(address, mapped.size_, MADV_SEQUENTIAL);
    }
    mapped.mapped_ = static_cast<const char*>(address);
    return mapped;
}

}  // namespace store
