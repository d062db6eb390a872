#pragma once

#include <algorithm>
#include <base/base.hpp>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace store {

/// Items in their order through four steps. `prepare` and `dress` of different items run at the
/// same time on other threads; `settle` and `take` run on the caller's, item after item. The first
/// complaint, in the items' order, ends it. Memory holds at most `threads * 2 + 4` items, which are
/// used again and again.
template <class Item>
class OrderedWork {
public:
    using Complaining = std::optional<base::Complaint>;
    struct Steps {
        std::function<Complaining(std::size_t, Item&)> prepare;
        std::function<Complaining(std::size_t, Item&)> settle;
        std::function<void(std::size_t, Item&)> dress;
        std::function<Complaining(std::size_t, Item&)> take;
    };

    /// `threads`: beside the caller's; at least one.
    OrderedWork(std::size_t items, std::size_t threads, Steps steps)
        : items_{items}, steps_{std::move(steps)}, slots_((threads * 2) + 4) {
        for (std::size_t i = 0; i < threads; ++i) {
            threads_.emplace_back([this] { serve(); });
        }
    }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;
    OrderedWork(OrderedWork&&) = delete;
    OrderedWork& operator=(OrderedWork&&) = delete;
    ~OrderedWork() { stop(); }

    /// Until all is done, or the first complaint. Once.
    [[nodiscard]] Complaining run() {
        std::size_t settled = 0;
        std::size_t taken = 0;
        while (taken < items_) {
            const bool takes = wait_for_caller(settled, taken);
            Slot& slot = slot_of(takes ? taken : settled);
            if (slot.thrown) { std::rethrow_exception(slot.thrown); }
            if (slot.complaint) { return std::move(slot.complaint); }
            auto& step = takes ? steps_.take : steps_.settle;
            if (auto complaint = step(takes ? taken : settled, slot.item)) { return complaint; }
            move_on(slot, takes ? State::Free : State::Settled);
            ++(takes ? taken : settled);
        }
        return std::nullopt;
    }

private:
    enum class State : std::uint8_t { Free, Preparing, Prepared, Settled, Dressing, Dressed };
    struct Slot {
        State state{State::Free};
        std::size_t item_number{0};
        Complaining complaint;
        std::exception_ptr thrown;
        Item item;
    };

    [[nodiscard]] Slot& slot_of(std::size_t item) { return slots_[item % slots_.size()]; }

    /// True: an item can be taken; false: the next one can be settled.
    [[nodiscard]] bool wait_for_caller(std::size_t settled, std::size_t taken) {
        std::unique_lock lock{mutex_};
        bool takes = false;
        caller_.wait(lock, [&] {
            takes = taken < settled && slot_of(taken).state == State::Dressed;
            return takes || (settled < items_ && settled - taken < slots_.size() &&
                             slot_of(settled).state == State::Prepared);
        });
        return takes;
    }
    void move_on(Slot& slot, State state) {
        {
            const std::scoped_lock lock{mutex_};
            slot.state = state;
        }
        if (state == State::Prepared || state == State::Dressed) {
            caller_.notify_one();
        } else {
            servants_.notify_one();
        }
    }
    /// What a thread should do next; nothing when all is over. Dressing comes first: it frees
    /// memory.
    [[nodiscard]] Slot* find_task(std::unique_lock<std::mutex>& lock) {
        while (!stopped_) {
            const auto settled = std::ranges::find(slots_, State::Settled, &Slot::state);
            if (settled != slots_.end()) {
                settled->state = State::Dressing;
                return &*settled;
            }
            if (next_ < items_ && slot_of(next_).state == State::Free) {
                Slot& slot = slot_of(next_);
                slot.state = State::Preparing;
                slot.item_number = next_++;
                return &slot;
            }
            servants_.wait(lock);
        }
        return nullptr;
    }
    void serve() {
        while (true) {
            std::unique_lock lock{mutex_};
            Slot* const slot = find_task(lock);
            if (slot == nullptr) { return; }
            const bool prepares = slot->state == State::Preparing;
            lock.unlock();
            try {
                if (prepares) {
                    slot->complaint = steps_.prepare(slot->item_number, slot->item);
                } else {
                    steps_.dress(slot->item_number, slot->item);
                }
            } catch (...) {  // of memory or a library: the caller's thread passes it on
                slot->thrown = std::current_exception();
            }
            move_on(*slot, prepares ? State::Prepared : State::Dressed);
        }
    }
    void stop() {
        {
            const std::scoped_lock lock{mutex_};
            stopped_ = true;
        }
        servants_.notify_all();
    }

    std::size_t items_;
    Steps steps_;
    std::mutex mutex_;  // guards the slots' states, next_ and stopped_
    std::condition_variable caller_;
    std::condition_variable servants_;
    std::vector<Slot> slots_;
    std::size_t next_{0};
    bool stopped_{false};
    std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace store
