#include "raw20.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <bit>
#include <cstdlib>
#include <iostream>

namespace bench {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr std::size_t kPendingMax = 1U << 16U;

}  // namespace

void give_up(const char* what, const std::filesystem::path& file) {
    std::cerr << file.string() << ": " << what << '\n';
    std::exit(4);  // NOLINT(concurrency-mt-unsafe): these programs have one thread
}

RecordWriter::RecordWriter(const std::filesystem::path& file)
    : path_{file}, file_{std::fopen(file.c_str(), "wb")} {
    if (!file_) { give_up("cannot be written", path_); }
    pending_.reserve(kPendingMax);
}

void RecordWriter::write(const Record& record) {
    pending_.push_back(record);
    if (pending_.size() == kPendingMax) { flush(); }
}

void RecordWriter::flush() {
    const std::size_t written =
        std::fwrite(pending_.data(), sizeof(Record), pending_.size(), file_.get());
    if (written != pending_.size()) { give_up("writing failed", path_); }
    pending_.clear();
}

void RecordWriter::finish() {
    flush();
    if (std::fclose(file_.release()) != 0) { give_up("writing failed", path_); }
}

RecordFile::RecordFile(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    if (error || bytes == 0 || bytes % sizeof(Record) != 0) { give_up("is no raw20 file", file); }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open(2) is what there is
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) { give_up("cannot be read", file); }
    void* const memory =
        ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED | MAP_POPULATE, descriptor, 0);
    std::ignore = ::close(descriptor);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-cstyle-cast): the macro is the system's
    if (memory == MAP_FAILED) { give_up("cannot be mapped", file); }
    records_ = {static_cast<const Record*>(memory), bytes / sizeof(Record)};
}

RecordFile::~RecordFile() {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): munmap(2) takes what mmap(2) gave
    std::ignore = ::munmap(const_cast<Record*>(records_.data()), records_.size_bytes());
}

}  // namespace bench
