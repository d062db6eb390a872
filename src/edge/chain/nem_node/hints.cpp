#include <nem_node/hints.hpp>
#include <random>
#include <stop_token>
#include <thread>

#include "hint_line.hpp"
#include "hint_message.hpp"
#include "hint_queue.hpp"
#include "node_url.hpp"
#include "pace.hpp"

namespace nem_node {

/// Connects, listens, connects again, on its thread.
class Hints::Session {
public:
    explicit Session(HintsSettings settings)
        : settings_{std::move(settings)},
          name_{fmt::format("ws://{}:{}", settings_.host, settings_.port)},
          queue_{settings_.queue_max},
          accounts_{settings_.accounts},
          pause_{io_},
          thread_{[this](const std::stop_token& stop) { run(stop); }} {}

    std::vector<Hint> take(std::chrono::milliseconds at_most) { return queue_.take(at_most); }

    void watch(std::set<nem::Address> accounts) {
        boost::asio::post(io_, [this, accounts = std::move(accounts)]() mutable {
            for (const auto& account : accounts) {
                if (up_ && !accounts_.contains(account)) { subscribe(account); }
            }
            accounts_ = std::move(accounts);
        });
    }

private:
    void run(const std::stop_token& stop) {
        const std::stop_callback stopper{stop, [this] { io_.stop(); }};
        try {
            connect();
            io_.run();
        } catch (const std::exception& failure) {
            // Hints are a convenience: without them polling goes on.
            tell(HintsDown{name_, failure.what()});
        }
    }

    void tell(Hint hint) {
        queue_.push(std::move(hint));
        if (settings_.arrived) { settings_.arrived(); }
    }

    void connect() {
        line_ = std::make_shared<HintLine>(
            io_, settings_,
            HintLine::Listener{[this] { came_up(); },
                               [this](const stomp::Frame& frame) {
                                   if (auto hint = to_hint(frame, name_)) {
                                       tell(*std::move(hint));
                                   }
                               },
                               [this](const std::string& why) { went_down(why); }});
        line_->start();
    }

    void came_up() {
        up_ = true;
        failures_ = 0;
        for (const auto& frame : general_subscriptions()) { line_->send(frame); }
        for (const auto& account : accounts_) { subscribe(account); }
        tell(HintsUp{name_});
        // Whatever came while nobody listened.
        tell(NewBlocks{name_});
    }

    void subscribe(const nem::Address& account) {
        for (const auto& frame : account_subscriptions(account)) { line_->send(frame); }
    }

    void went_down(const std::string& why) {
        // Told once for each time it was up, and once at the beginning.
        if (up_ || failures_ == 0) { tell(HintsDown{name_, why}); }
        up_ = false;
        const auto wait = jittered(
            backed_off(settings_.retry_first, settings_.retry_last, failures_), settings_.random());
        failures_ += 1;
        pause_.expires_after(wait);
        pause_.async_wait([this](boost::system::error_code error) {
            if (!error) { connect(); }
        });
    }

    HintsSettings settings_;
    std::string name_;
    HintQueue queue_;
    // Of the thread alone from here on, but for `post` and `stop` of io_.
    boost::asio::io_context io_{1};
    std::set<nem::Address> accounts_;
    std::shared_ptr<HintLine> line_;
    boost::asio::steady_timer pause_;
    unsigned failures_{0};
    bool up_{false};
    std::jthread thread_;  // last: it begins when all else stands, and ends first
};

Hints::Hints(HintsSettings settings) : session_{std::make_unique<Session>(std::move(settings))} {}
Hints::~Hints() = default;

Answer<std::unique_ptr<Hints>> Hints::make(HintsSettings settings) {
    const auto url = split_node_url(fmt::format("http://{}:{}", settings.host, settings.port));
    if (!url || url->host.starts_with('[')) {
        return std::unexpected(NodeError{NodeProblem::BadQuestion, 0,
                                         "a websocket needs a host name or IPv4 address"});
    }
    settings.host = url->host;
    if (!settings.random) {
        settings.random = [] { return std::uint64_t{std::random_device{}()}; };
    }
    return std::unique_ptr<Hints>{new Hints{std::move(settings)}};
}

std::vector<Hint> Hints::take(std::chrono::milliseconds at_most) { return session_->take(at_most); }
void Hints::watch(std::set<nem::Address> accounts) { session_->watch(std::move(accounts)); }

}  // namespace nem_node
