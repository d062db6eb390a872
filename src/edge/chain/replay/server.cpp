#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

#include "connections.hpp"

namespace replay {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::phrase;
using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t kThreads = 2;
constexpr std::uint32_t kAtOnce = 200 * kBlockSeconds;  // of chain time, before anything else
constexpr std::chrono::milliseconds kBreath{250};       // between looks at what has to be done

base::Complaint cannot_listen(const Endpoint& endpoint, const std::string& why) {
    return {base::Blame::World,
            {},
            phrase("cannot listen on {}:{}: {}", "{}:{} で待ち受けられません: {}",
                   base::visible(endpoint.address), endpoint.port, base::visible(why))};
}

}  // namespace

class Server::Stage {
public:
    Stage(Troupe troupe, ServerSettings settings)
        : settings_{std::move(settings)},
          troupe_{std::move(troupe)},
          around_{.clock = Published<Clock>{first_clock()},
                  .errands = {},
                  .connections = 0,
                  .connections_max = settings_.connections_max,
                  .idle_timeout = settings_.idle_timeout} {}
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    Stage(Stage&&) = delete;
    Stage& operator=(Stage&&) = delete;
    ~Stage() { stop(); }

    std::optional<base::Complaint> open() {
        for (const Endpoint& endpoint : settings_.endpoints) {
            if (auto wrong = open(endpoint)) { return wrong; }
        }
        return std::nullopt;
    }

    void start() {
        for (std::size_t node = 0; node < acceptors_.size(); ++node) { accept(node); }
        writer_ = std::jthread{[this](const std::stop_token& stop) { write(stop); }};
        for (std::size_t i = 0; i < kThreads; ++i) {
            threads_.emplace_back([this] { io_.run(); });
        }
    }

    void stop() {
        if (writer_.joinable()) {
            writer_.request_stop();
            writer_.join();
        }
        io_.stop();
        threads_.clear();  // joins
    }

    [[nodiscard]] std::vector<Endpoint> endpoints() const { return bound_; }
    [[nodiscard]] std::optional<base::Phrase> failure() const { return *failure_.read(); }

private:
    [[nodiscard]] Clock first_clock() const {
        const std::uint64_t beginning = std::uint64_t{troupe_.chain().beginning().value} * 1'000;
        return {steady_clock::now(), beginning, settings_.speed};
    }

    std::optional<base::Complaint> open(const Endpoint& endpoint) {
        error_code failed;
        const auto address = asio::ip::make_address(endpoint.address, failed);
        if (failed) { return cannot_listen(endpoint, failed.message()); }
        tcp::acceptor acceptor{io_};
        const tcp::endpoint place{address, endpoint.port};
        acceptor.open(place.protocol(), failed);
        if (!failed) { acceptor.set_option(asio::socket_base::reuse_address{true}, failed); }
        if (!failed) { acceptor.bind(place, failed); }
        if (!failed) { acceptor.listen(asio::socket_base::max_listen_connections, failed); }
        if (failed) { return cannot_listen(endpoint, failed.message()); }
        bound_.push_back({endpoint.address, acceptor.local_endpoint(failed).port()});
        const std::size_t number = desks_.size();
        desks_.push_back(std::make_unique<Desk>(number, view_of(number)));
        acceptors_.push_back(std::move(acceptor));
        return std::nullopt;
    }

    [[nodiscard]] View view_of(std::size_t node) const {
        return {.picture = troupe_.picture(node),
                .faults = troupe_.faults(node),
                .network = settings_.network,
                .name = fmt::format("replay {}", node + 1),
                .host = bound_[node].address,
                .port = bound_[node].port,
                .stand_ins = settings_.stand_ins,
                .restarts = troupe_.restarts(node)};
    }

    void accept(std::size_t node) {
        acceptors_[node].async_accept(
            asio::make_strand(io_), [this, node](error_code failed, tcp::socket socket) {
                if (failed == asio::error::operation_aborted) { return; }
                // More connections than there is room for end at once.
                if (!failed && around_.connections < around_.connections_max) {
                    serve_http(std::move(socket), *desks_[node], around_);
                }
                accept(node);
            });
    }

    // ---- the writing thread.

    void write(const std::stop_token& stop) {
        try {
            while (!stop.stop_requested()) {
                if (auto done = troupe_.advance(next_stop()); !done) {
                    failure_.replace(to_phrase(done.error()));
                    return;
                }
                publish();
                start_clock();
                run_errands(stop);
            }
        } catch (const std::exception& broken) {
            failure_.replace(phrase("the chain has stopped: {}", "チェーンが止まりました: {}",
                                    base::visible(broken.what())));
        }
    }

    /// How far to go before connections are looked after again.
    [[nodiscard]] nem::TimeStamp next_stop() const {
        const std::uint32_t at_once = troupe_.next_at().value + kAtOnce;
        if (standing()) {
            return std::min(nem::TimeStamp{at_once}, troupe_.chain().recording_end());
        }
        const auto now = static_cast<std::uint32_t>(around_.now_ms() / 1'000);
        return {std::min(now, at_once)};
    }
    /// At speed 0 the clock stands until everything recorded is there.
    [[nodiscard]] bool standing() const { return around_.clock.read()->speed == 0; }

    void start_clock() {
        if (!standing()) { return; }
        const Chain& chain = troupe_.chain();
        const bool over = chain.next_block_at() > chain.recording_end();
        const std::uint64_t tip = chain.next_block_at().value - kBlockSeconds;
        around_.clock.replace({steady_clock::now(), tip * 1'000, over ? kSpeedAfter : 0});
    }

    void run_errands(const std::stop_token& stop) {
        const auto now = steady_clock::now();
        const auto next = standing() ? now : around_.clock.read()->when(troupe_.next_at());
        auto errands = around_.errands.take(stop, std::min(next, now + kBreath));
        if (errands.empty()) { return; }
        const nem::TimeStamp chain_now{static_cast<std::uint32_t>(around_.now_ms() / 1'000)};
        std::vector<Announced> answers;
        for (const Errand& errand : errands) {
            answers.push_back(troupe_.announce(errand.node, errand.transaction, chain_now));
        }
        publish();  // who hears the answer can see what it did
        for (std::size_t i = 0; i < errands.size(); ++i) { errands[i].done(answers[i]); }
    }

    void publish() {
        for (std::size_t node = 0; node < desks_.size(); ++node) {
            Desk& desk = *desks_[node];
            View next = view_of(node);
            const auto before = desk.view.read();
            const bool same = before->picture == next.picture && before->faults == next.faults &&
                              before->restarts == next.restarts;
            const News news = troupe_.take_news(node);
            if (same) { continue; }
            if (before->restarts != next.restarts) { desk.hub.clear(); }
            const Registered registered =
                desk.hub.with_registered([](const Registered& all) { return all; });
            auto pushes = pushes_of(news, next, registered);
            desk.view.replace(std::move(next));
            desk.hub.broadcast(std::make_shared<const std::vector<Push>>(std::move(pushes)));
        }
        if (settings_.progress) {
            const Chain& chain = troupe_.chain();
            settings_.progress(chain.next_height().value - 1,
                               {chain.next_block_at().value - kBlockSeconds}, troupe_.take_notes());
        }
    }

    ServerSettings settings_;
    Troupe troupe_;  // the writing thread's, once it runs
    Surroundings around_;
    Published<std::optional<base::Phrase>> failure_{std::nullopt};
    std::vector<Endpoint> bound_;
    std::vector<std::unique_ptr<Desk>> desks_;
    // What connections still hold is freed before what they refer to.
    asio::io_context io_{static_cast<int>(kThreads)};
    std::vector<tcp::acceptor> acceptors_;
    std::vector<std::jthread> threads_;
    std::jthread writer_;
};

Server::Server(std::unique_ptr<Stage> stage) : stage_{std::move(stage)} {}
Server::~Server() = default;

std::expected<std::unique_ptr<Server>, base::Complaint> Server::make(Troupe troupe,
                                                                     ServerSettings settings) {
    base::invariant(troupe.nodes() == settings.endpoints.size(), "one endpoint a node");
    auto stage = std::make_unique<Stage>(std::move(troupe), std::move(settings));
    if (auto wrong = stage->open()) { return std::unexpected(*std::move(wrong)); }
    stage->start();
    return std::unique_ptr<Server>{new Server{std::move(stage)}};
}

std::vector<Endpoint> Server::endpoints() const { return stage_->endpoints(); }
std::optional<base::Phrase> Server::failure() const { return stage_->failure(); }
void Server::stop() { stage_->stop(); }

}  // namespace replay
