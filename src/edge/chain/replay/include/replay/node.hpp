#pragma once

#include <chrono>
#include <replay/chain.hpp>
#include <string>
#include <variant>

/// A NIS node as a function: what it knows and a request give an answer (Reference 5).
namespace replay {

inline constexpr std::size_t kTargetBytesMax = 8U << 10U;
inline constexpr std::size_t kBodyBytesMax = 64U << 10U;

/// How a lying node changes what it serves.
enum class Lie : std::uint8_t {
    Amount,    // a transfer's amount is one XEM more
    Hash,      // the hash of the block below, and hashes in lists
    Signature  // of the block
};
/// What goes wrong with an answer besides what it says.
struct Faults {
    std::optional<Lie> lie;
    std::uint64_t lie_from{0};  // height
    std::chrono::milliseconds delay{0};
    bool cut{false};         // the connection ends within the answer
    bool half{false};        // half of the JSON, framed as if it were all
    bool refuse{false};      // 429
    bool loading{false};     // 503, as while the database loads
    std::uint32_t every{1};  // only each such answer is faulty
    friend bool operator==(const Faults&, const Faults&) = default;
};
/// What the threads that answer see of a node.
struct View {
    std::shared_ptr<const Picture> picture;
    Faults faults;
    nem::Network network{nem::kMainnet};
    std::string name{"replay"};
    std::string host{"127.0.0.1"};
    std::uint16_t port{7890};
    std::string stand_ins;  // JSON: what GET /replay/stand-ins serves
    std::uint64_t restarts{0};
};

struct Request {
    bool post{false};  // else GET
    std::string target;
    std::string body;
    std::uint64_t now_ms{0};  // chain time, milliseconds since the nemesis moment
};
struct Response {
    int status{200};
    std::string body;  // JSON and a line end
    friend bool operator==(const Response&, const Response&) = default;
};
/// What only the chain's writer can answer.
struct Announcement {
    nem::SignedTransaction transaction;
};
[[nodiscard]] std::variant<Response, Announcement> respond(const View& view,
                                                           const Request& request);
[[nodiscard]] Response to_response(const Announced& announced);
/// NIS's error object. `status` is 400, 401, 404, 405, 413, 429, 500 or 503.
[[nodiscard]] Response to_error(int status, std::string_view message, std::uint64_t now_ms);

}  // namespace replay
