#include "signatures.hpp"

#include <algorithm>
#include <atomic>
#include <nem_keys/nem_keys.hpp>
#include <thread>
#include <vector>

namespace app {

namespace {

constexpr std::size_t kWorthAThread = 64;  // some 5 ms of work

bool verify_some(std::span<const nem_node::Signed> signatures, const std::atomic<bool>& forged) {
    return std::ranges::all_of(signatures, [&](const nem_node::Signed& each) {
        return !forged && nem_keys::verify(each.signer, each.bytes, each.signature);
    });
}

}  // namespace

bool verify_all(std::span<const nem_node::Signed> signatures) {
    std::atomic<bool> forged{false};
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads =
        std::clamp<std::size_t>(signatures.size() / kWorthAThread, 1, cores);
    const std::size_t share = (signatures.size() + threads - 1) / threads;
    {
        std::vector<std::jthread> helpers;
        for (std::size_t begin = share; begin < signatures.size(); begin += share) {
            const auto part = signatures.subspan(begin, std::min(share, signatures.size() - begin));
            helpers.emplace_back([part, &forged] {
                if (!verify_some(part, forged)) { forged = true; }
            });
        }
        if (!verify_some(signatures.first(std::min(share, signatures.size())), forged)) {
            forged = true;
        }
    }
    return !forged;
}

}  // namespace app
