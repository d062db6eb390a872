#include "unpack.hpp"

#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>

#include <new>
#include <tuple>
#include <utility>
#include <vector>

#include "complain.hpp"

namespace store {
namespace {

constexpr std::size_t kUnpackedChunkBytes = 256UL << 10U;

base::Complaint truncated(const std::string& file) {
    return bad_input(
        file, base::phrase("ends in the middle of its compressed data; the file is incomplete",
                           "圧縮データが途中で終わっています。ファイルが欠けています"));
}

base::Complaint damaged(const std::string& file, std::string_view format, const char* cause) {
    return bad_input(
        file, {fmt::format("the {} data is damaged{}{}", format, cause == nullptr ? "" : ": ",
                           cause == nullptr ? "" : cause),
               fmt::format("{} の圧縮データが壊れています", format)});
}

/// The raw bytes with those that were taken to look at put back in front.
class Rewound final : public Source {
public:
    Rewound(std::string_view first, std::unique_ptr<Source> rest)
        : first_{first}, rest_{std::move(rest)} {}

    Expected<std::string_view> next() override {
        if (!first_.empty()) { return std::exchange(first_, {}); }
        return rest_->next();
    }

private:
    std::string_view first_;  // lies in rest_'s buffer until its next()
    std::unique_ptr<Source> rest_;
};

class GzipSource final : public Source {
public:
    GzipSource(std::string file, std::unique_ptr<Source> packed)
        : file_{std::move(file)}, packed_{std::move(packed)}, buffer_(kUnpackedChunkBytes) {
        constexpr int kGzipOnly = 15 + 16;  // the largest window; a gzip header is expected
        if (inflateInit2(&stream_, kGzipOnly) != Z_OK) { throw std::bad_alloc{}; }
    }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;
    GzipSource(GzipSource&&) = delete;
    GzipSource& operator=(GzipSource&&) = delete;
    ~GzipSource() override { std::ignore = inflateEnd(&stream_); }

    Expected<std::string_view> next() override {
        while (true) {
            if (stream_.avail_in == 0) {
                const auto more = packed_->next();
                if (!more) { return std::unexpected(more.error()); }
                if (more->empty()) {
                    if (!between_members_) { return std::unexpected(truncated(file_)); }
                    return std::string_view{};
                }
                stream_.next_in = reinterpret_cast<const Bytef*>(more->data());
                stream_.avail_in = static_cast<uInt>(more->size());
            }
            const auto piece = inflate_some();
            if (!piece || !piece->empty()) { return piece; }
        }
    }

private:
    Expected<std::string_view> inflate_some() {
        if (std::exchange(between_members_, false)) { std::ignore = inflateReset(&stream_); }
        stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_out = static_cast<uInt>(buffer_.size());
        const int status = inflate(&stream_, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
            return std::unexpected(damaged(file_, "gzip", stream_.msg));
        }
        between_members_ = status == Z_STREAM_END;
        return std::string_view{buffer_.data(), buffer_.size() - stream_.avail_out};
    }

    std::string file_;
    std::unique_ptr<Source> packed_;
    std::vector<char> buffer_;
    z_stream stream_{};
    bool between_members_{false};
};

struct FreeZstd {
    void operator()(ZSTD_DStream* stream) const noexcept { std::ignore = ZSTD_freeDStream(stream); }
};

class ZstdSource final : public Source {
public:
    ZstdSource(std::string file, std::unique_ptr<Source> packed)
        : file_{std::move(file)},
          packed_{std::move(packed)},
          buffer_(kUnpackedChunkBytes),
          stream_{ZSTD_createDStream()} {
        if (!stream_) { throw std::bad_alloc{}; }
    }

    Expected<std::string_view> next() override {
        while (true) {
            if (in_.pos == in_.size && !output_waits_) {
                const auto more = packed_->next();
                if (!more) { return std::unexpected(more.error()); }
                if (more->empty()) {
                    if (inside_frame_) { return std::unexpected(truncated(file_)); }
                    return std::string_view{};
                }
                in_ = {more->data(), more->size(), 0};
            }
            ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
            const std::size_t status = ZSTD_decompressStream(stream_.get(), &out, &in_);
            if (ZSTD_isError(status) != 0) {
                return std::unexpected(damaged(file_, "zstd", ZSTD_getErrorName(status)));
            }
            inside_frame_ = status != 0;
            output_waits_ = inside_frame_ && out.pos == out.size;
            if (out.pos > 0) { return std::string_view{buffer_.data(), out.pos}; }
        }
    }

private:
    std::string file_;
    std::unique_ptr<Source> packed_;
    std::vector<char> buffer_;
    std::unique_ptr<ZSTD_DStream, FreeZstd> stream_;
    ZSTD_inBuffer in_{};
    bool inside_frame_{false};
    bool output_waits_{false};  // the buffer was filled: the stream may hold more back
};

bool is_gzip(std::string_view first) { return first.starts_with("\x1f\x8b\x08"); }

/// A frame, or a skippable frame (any of sixteen first bytes).
bool is_zstd(std::string_view first) {
    if (first.starts_with("\x28\xb5\x2f\xfd")) { return true; }
    return first.size() >= 4 && (static_cast<unsigned char>(first[0]) & 0xF0U) == 0x50U &&
           first.substr(1, 3) == "\x2a\x4d\x18";
}

}  // namespace

Expected<std::unique_ptr<Source>> unpacked(const std::string& file, std::unique_ptr<Source> raw) {
    const auto first = raw->next();
    if (!first) { return std::unexpected(first.error()); }
    const bool gzip = is_gzip(*first);
    const bool zstd = is_zstd(*first);
    auto rewound = std::make_unique<Rewound>(*first, std::move(raw));
    if (gzip) { return std::make_unique<GzipSource>(file, std::move(rewound)); }
    if (zstd) { return std::make_unique<ZstdSource>(file, std::move(rewound)); }
    return rewound;
}

}  // namespace store
