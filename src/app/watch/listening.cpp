#include "listening.hpp"

#include "open_nodes.hpp"

namespace app {

namespace {

/// Of a URL that parse_node_url took.
std::string host_of(std::string_view url) {
    url.remove_prefix(std::min(url.size(), url.find("://") + 3));
    const auto port = url.rfind(':');
    const bool in_brackets = url.starts_with('[');
    if (in_brackets) { return std::string{url.substr(1, url.find(']') - 1)}; }
    return std::string{url.substr(0, port)};
}

}  // namespace

Expected<Listening> Listening::open(const WatchSettings& settings) {
    Listening listening;
    if (settings.once || settings.websocket_port == 0) { return listening; }
    for (const auto& url : settings.node_urls) {
        nem_node::HintsSettings hints;
        hints.host = host_of(url);
        if (hints.host.contains(':')) { continue; }  // by its IPv6 address it is only polled
        hints.port = settings.websocket_port;
        hints.arrived = [bell = listening.bell_] {
            {
                const std::scoped_lock lock{bell->mutex};
                bell->rung = true;
            }
            bell->rings.notify_one();
        };
        auto made = nem_node::Hints::make(std::move(hints));
        if (!made) { return std::unexpected(node_complaint(url, made.error())); }
        listening.hints_.push_back(std::move(*made));
    }
    return listening;
}

std::vector<nem_node::FeedEvent> Listening::take(nem_node::Feed& feed,
                                                 SignatureVerifier& verifier) {
    std::vector<nem_node::FeedEvent> events;
    for (const auto& each : hints_) {
        for (const auto& hint : each->take(std::chrono::milliseconds{0})) {
            if (std::holds_alternative<nem_node::NewBlocks>(hint)) { feed.hurry(); }
            const auto* seen = std::get_if<nem_node::HintedTransaction>(&hint);
            if (seen == nullptr) { continue; }
            // Whatever it is, its block will come: verified now, it need not be then.
            const auto& transaction = seen->transaction.transaction;
            std::ignore = verifier.verify(nem_node::signatures_of(transaction));
            if (auto alert = feed.offer(seen->transaction, seen->node)) {
                events.emplace_back(std::move(*alert));
            }
        }
    }
    return events;
}

void Listening::wait(nem_node::Monotonic at_most, const std::stop_token& stop) const {
    std::unique_lock lock{bell_->mutex};
    bell_->rings.wait_for(lock, stop, at_most, [this] { return bell_->rung; });
    bell_->rung = false;
}

void Listening::watch(const std::set<nem::Address>& accounts) {
    for (const auto& each : hints_) { each->watch(accounts); }
}

}  // namespace app
