#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <replay/server.hpp>
#include <replay/topics.hpp>
#include <vector>

/// What threads share: frozen views, a clock, and a queue to the one that writes.
namespace replay {

/// Chain time out of time that never goes back.
struct Clock {
    std::chrono::steady_clock::time_point since;
    std::uint64_t chain_ms{0};
    std::uint32_t speed{1};  // 0: it stands

    [[nodiscard]] std::uint64_t now_ms(std::chrono::steady_clock::time_point now) const;
    /// When chain time will be there.
    [[nodiscard]] std::chrono::steady_clock::time_point when(nem::TimeStamp at) const;
};

/// Readers keep what they took; the one writer replaces it whole. A mutex, held for a pointer's
/// copy: libstdc++ 12's atomic shared_ptr gives its lock back relaxed, which is a data race.
template <class Value>
class Published {
public:
    explicit Published(Value first) : value_{std::make_shared<const Value>(std::move(first))} {}
    [[nodiscard]] std::shared_ptr<const Value> read() const {
        const std::scoped_lock lock{mutex_};
        return value_;
    }
    void replace(Value next) {
        auto value = std::make_shared<const Value>(std::move(next));
        const std::scoped_lock lock{mutex_};
        value_.swap(value);  // what nobody reads any more is freed once the lock is given back
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Value> value_;
};

/// An announcement on its way to the writer; `done` is called on its thread.
struct Errand {
    std::size_t node{0};
    nem::SignedTransaction transaction;
    std::function<void(const Announced&)> done;
};
class Errands {
public:
    static constexpr std::size_t kMost = 256;
    /// False when too many wait.
    [[nodiscard]] bool add(Errand errand);
    /// Waits for the first until `until`.
    [[nodiscard]] std::deque<Errand> take(std::stop_token stop,
                                          std::chrono::steady_clock::time_point until);

private:
    std::mutex mutex_;
    std::condition_variable_any filled_;
    std::deque<Errand> waiting_;  // guarded by mutex_
};

using Pushes = std::shared_ptr<const std::vector<Push>>;
/// The websocket of one client, whatever carries it.
class Listener {
public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    Listener(Listener&&) = delete;
    Listener& operator=(Listener&&) = delete;
    virtual ~Listener() = default;
    /// From any thread.
    virtual void hear(Pushes pushes) = 0;
    virtual void hang_up() = 0;
};
/// The clients that listen to one node, and the accounts they asked it to watch.
class Hub {
public:
    void join(const std::shared_ptr<Listener>& listener);
    void broadcast(const Pushes& pushes);
    /// The node is started again: nobody is connected, nothing is registered.
    void clear();
    template <class Use>
    auto with_registered(Use use) {
        const std::scoped_lock lock{mutex_};
        return use(registered_);
    }

private:
    [[nodiscard]] std::vector<std::shared_ptr<Listener>> present();
    std::mutex mutex_;
    std::vector<std::weak_ptr<Listener>> listeners_;  // guarded by mutex_
    Registered registered_;                           // guarded by mutex_
};

/// One node as its connections know it.
struct Desk {
    Desk(std::size_t its_number, View first) : number{its_number}, view{std::move(first)} {}
    std::size_t number;
    Published<View> view;
    Hub hub;
    std::atomic<std::uint32_t> asked{0};
};
/// What connections are given.
struct Surroundings {
    Published<Clock> clock;
    Errands errands;
    std::atomic<std::size_t> connections{0};
    std::size_t connections_max{256};
    std::chrono::milliseconds idle_timeout{30'000};
    [[nodiscard]] std::uint64_t now_ms() const {
        return clock.read()->now_ms(std::chrono::steady_clock::now());
    }
};

}  // namespace replay
