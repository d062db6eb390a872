#include "at_once.hpp"

#include <exception>
#include <thread>
#include <vector>

namespace app {

namespace {

void run(const std::function<void()>& task, std::exception_ptr& thrown) noexcept {
    try {
        task();
    } catch (...) { thrown = std::current_exception(); }
}

}  // namespace

void run_at_once(std::span<const std::function<void()>> tasks) {
    if (tasks.empty()) { return; }
    std::vector<std::exception_ptr> thrown(tasks.size());
    {
        std::vector<std::jthread> threads;
        threads.reserve(tasks.size() - 1);
        for (std::size_t i = 1; i < tasks.size(); ++i) {
            threads.emplace_back([&task = tasks[i], &into = thrown[i]] { run(task, into); });
        }
        run(tasks.front(), thrown.front());
    }
    for (const auto& each : thrown) {
        if (each) { std::rethrow_exception(each); }
    }
}

}  // namespace app
