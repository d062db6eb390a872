#include "stage.hpp"

#include <algorithm>

namespace replay {

std::uint64_t Clock::now_ms(std::chrono::steady_clock::time_point now) const {
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - since).count();
    return chain_ms + (static_cast<std::uint64_t>(std::max<std::int64_t>(passed, 0)) * speed);
}

std::chrono::steady_clock::time_point Clock::when(nem::TimeStamp at) const {
    const std::uint64_t at_ms = std::uint64_t{at.value} * 1'000;
    if (speed == 0 || at_ms <= chain_ms) { return since; }
    const std::uint64_t wait = (at_ms - chain_ms + speed - 1) / speed;
    return since + std::chrono::milliseconds{static_cast<std::int64_t>(wait)};
}

bool Errands::add(Errand errand) {
    {
        const std::scoped_lock lock{mutex_};
        if (waiting_.size() >= kMost) { return false; }
        waiting_.push_back(std::move(errand));
    }
    filled_.notify_one();
    return true;
}

std::deque<Errand> Errands::take(std::stop_token stop,
                                 std::chrono::steady_clock::time_point until) {
    std::unique_lock lock{mutex_};
    std::ignore =
        filled_.wait_until(lock, std::move(stop), until, [this] { return !waiting_.empty(); });
    return std::exchange(waiting_, {});
}

void Hub::join(const std::shared_ptr<Listener>& listener) {
    const std::scoped_lock lock{mutex_};
    std::erase_if(listeners_, [](const auto& one) { return one.expired(); });
    listeners_.push_back(listener);
}

std::vector<std::shared_ptr<Listener>> Hub::present() {
    const std::scoped_lock lock{mutex_};
    std::vector<std::shared_ptr<Listener>> all;
    for (const auto& one : listeners_) {
        if (auto listener = one.lock()) { all.push_back(std::move(listener)); }
    }
    return all;
}

void Hub::broadcast(const Pushes& pushes) {
    if (pushes->empty()) { return; }
    for (const auto& listener : present()) { listener->hear(pushes); }
}

void Hub::clear() {
    for (const auto& listener : present()) { listener->hang_up(); }
    const std::scoped_lock lock{mutex_};
    listeners_.clear();
    registered_.clear();
}

}  // namespace replay
