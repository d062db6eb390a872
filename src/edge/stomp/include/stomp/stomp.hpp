#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Frames of STOMP 1.2 as text (stomp.github.io/stomp-specification-1.2.html). Pure; used by both
/// ends.
namespace stomp {

inline constexpr std::size_t kHeadersMax = 64;
inline constexpr std::size_t kFrameBytesMax = 4U << 20U;

struct Frame {
    std::string command;  // CONNECTED, MESSAGE, …: capital letters
    std::vector<std::pair<std::string, std::string>>
        headers;       // unescaped; of a name the first counts
    std::string body;  // any bytes
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    friend bool operator==(const Frame&, const Frame&) = default;
};
enum class FrameProblem : std::uint8_t {
    TooLong,        // more than kFrameBytesMax, or kHeadersMax headers
    BadCommand,     // not capital letters
    BadHeader,      // no colon, an empty name, an escape that does not exist
    BadLength,      // content-length is no number, or the NUL is not where it says
    Incomplete,     // (parse) the NUL is missing
    TrailingBytes,  // (parse) more than one frame
};
[[nodiscard]] std::string_view to_string(FrameProblem problem);

/// With `content-length` when there is a body. Names and values are escaped, except in CONNECT and
/// CONNECTED, as STOMP has it; there they must hold no line ends or colons.
[[nodiscard]] std::string write(const Frame& frame);
/// One frame, and line ends around it at most.
[[nodiscard]] std::expected<Frame, FrameProblem> parse(std::string_view text);

/// Frames out of a stream cut anywhere. After a problem it stays at that problem.
class FrameReader {
public:
    void feed(std::string_view bytes);
    /// The next frame; nothing when more bytes are needed.
    [[nodiscard]] std::expected<std::optional<Frame>, FrameProblem> next();

private:
    std::string pending_;
    std::optional<FrameProblem> problem_;
};

}  // namespace stomp
