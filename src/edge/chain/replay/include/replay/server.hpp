#pragma once

#include <functional>
#include <memory>
#include <replay/troupe.hpp>

/// Nodes on sockets. One thread writes the chain; those that answer read frozen views.
namespace replay {

struct Endpoint {
    std::string address{"127.0.0.1"};
    std::uint16_t port{7890};  // 0: the system chooses
};
struct ServerSettings {
    std::vector<Endpoint> endpoints{Endpoint{}};  // one node each
    nem::Network network{nem::kMainnet};
    /// Seconds of chain time in one second. 0: everything recorded at once, then kSpeedAfter.
    std::uint32_t speed{1};
    std::string stand_ins;  // JSON for GET /replay/stand-ins
    std::size_t connections_max{256};
    std::chrono::milliseconds idle_timeout{30'000};
    /// Called by the writing thread, now and then.
    std::function<void(std::uint64_t height, nem::TimeStamp now, const std::vector<base::Phrase>&)>
        progress;
};
inline constexpr std::uint32_t kSpeedAfter = 60;
inline constexpr std::uint32_t kSpeedMax = 100'000;

class Server {
public:
    /// Serves at once. Complaints (World): an address that cannot be listened on.
    [[nodiscard]] static std::expected<std::unique_ptr<Server>, base::Complaint> make(
        Troupe troupe, ServerSettings settings);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;
    ~Server();

    /// Where each node listens.
    [[nodiscard]] std::vector<Endpoint> endpoints() const;
    /// Why the chain stopped growing, if it did.
    [[nodiscard]] std::optional<base::Phrase> failure() const;
    /// Ends connections and threads; again is nothing.
    void stop();

private:
    class Stage;
    explicit Server(std::unique_ptr<Stage> stage);
    std::unique_ptr<Stage> stage_;
};

}  // namespace replay
