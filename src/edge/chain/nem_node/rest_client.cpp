#include "rest_client.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <nem_node/answers.hpp>
#include <random>

namespace nem_node {
namespace {

using Clock = std::chrono::steady_clock;

Randomness or_device(Randomness random) {
    if (random) { return random; }
    return [] {
        std::random_device device;
        return (std::uint64_t{device()} << 32U) | device();
    };
}

/// Those after which the same question may well be answered. Not TimedOut: whoever waits has waited
/// long enough.
bool may_pass(NodeProblem problem) {
    return problem == NodeProblem::Unreachable || problem == NodeProblem::Cut ||
           problem == NodeProblem::TooManyRequests || problem == NodeProblem::NotReady;
}

NodeError stopped() { return {NodeProblem::Cut, 0, "stopped"}; }

}  // namespace

RestNode::Client::Client(const NodeUrl& url, RestSettings settings)
    : settings_{std::move(settings)},
      name_{to_text(url)},
      http_{name_, settings_},
      pace_{is_loopback(url.host) ? 0 : settings_.requests_per_second} {
    settings_.random = or_device(std::move(settings_.random));
}

Answer<std::string> RestNode::Client::get(const std::string& target) {
    return ask(target, nullptr, Repeat::May);
}
Answer<std::string> RestNode::Client::post(const std::string& target, const std::string& json,
                                           Repeat repeat) {
    return ask(target, &json, repeat);
}

std::string RestNode::Client::challenge() {
    std::string hex;
    while (hex.size() < 128) { hex += fmt::format("{:016x}", settings_.random()); }
    return hex;
}

bool RestNode::Client::wait(std::chrono::microseconds time) {
    if (settings_.stop.stop_requested()) { return false; }
    if (time.count() <= 0) { return true; }
    std::mutex mutex;
    std::unique_lock lock{mutex};
    std::condition_variable_any never;
    never.wait_for(lock, settings_.stop, time, [] { return false; });
    return !settings_.stop.stop_requested();
}

Answer<std::string> RestNode::Client::ask_once(const std::string& target, const std::string* json) {
    if (Clock::now() < not_before_) {
        return std::unexpected(
            NodeError{NodeProblem::TooManyRequests, 0, "the node asked us to wait"});
    }
    const auto now =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now().time_since_epoch());
    if (!wait(pace_.wait_before(now))) { return std::unexpected(stopped()); }
    asked_to_wait_ = Millis{0};
    auto reply = json == nullptr ? http_.get(target) : http_.post(target, *json);
    if (!reply) { return std::unexpected(reply.error()); }
    if (reply->status == 200) { return std::move(reply->body); }
    if (reply->status == 429 || reply->status == 503) {
        // A day at most: a number of any size must not overflow a clock.
        asked_to_wait_ = std::min(reply->retry_after.value_or(std::chrono::seconds{0}),
                                  std::chrono::seconds{86'400});
        if (asked_to_wait_ > settings_.retry_last) { not_before_ = Clock::now() + asked_to_wait_; }
    }
    return std::unexpected(parse_error(reply->status, reply->body));
}

Answer<std::string> RestNode::Client::ask(const std::string& target, const std::string* json,
                                          Repeat repeat) {
    for (unsigned failures = 0;; ++failures) {
        auto answer = ask_once(target, json);
        if (answer || repeat == Repeat::MustNot || failures >= settings_.retries_max ||
            !may_pass(answer.error().problem) || Clock::now() < not_before_) {
            return answer;
        }
        const Millis pause = jittered(
            backed_off(settings_.retry_first, settings_.retry_last, failures), settings_.random());
        if (!wait(std::max(pause, asked_to_wait_))) { return std::unexpected(stopped()); }
    }
}

}  // namespace nem_node
