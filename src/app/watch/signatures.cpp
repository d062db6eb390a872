#include "signatures.hpp"

#include <algorithm>
#include <atomic>
#include <nem_keys/nem_keys.hpp>
#include <store/store.hpp>
#include <thread>
#include <vector>

#include "at_once.hpp"

namespace app {

namespace {

constexpr std::size_t kWorthAThread = 32;  // some 3 ms of work

using Pointers = std::span<const nem_node::Signed* const>;

bool hold(Pointers signatures, const std::atomic<bool>& forged) {
    return std::ranges::all_of(signatures, [&](const nem_node::Signed* each) {
        return !forged && nem_keys::verify(each->signer, each->bytes, each->signature);
    });
}

bool all_hold(Pointers signatures) {
    std::atomic<bool> forged{false};
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads =
        std::clamp<std::size_t>(signatures.size() / kWorthAThread, 1, cores);
    const std::size_t share = (signatures.size() + threads - 1) / threads;
    std::vector<std::function<void()>> shares;
    for (std::size_t begin = 0; begin < signatures.size(); begin += share) {
        const auto part = signatures.subspan(begin, std::min(share, signatures.size() - begin));
        shares.emplace_back([part, &forged] {
            if (!hold(part, forged)) { forged = true; }
        });
    }
    run_at_once(shares);
    return !forged;
}

/// Of signer, signature and what is signed: who remembers less can be lied to.
std::string fingerprint_of(const nem_node::Signed& each) {
    std::string all{each.signer.bytes.begin(), each.signer.bytes.end()};
    all.append(each.signature.bytes.begin(), each.signature.bytes.end());
    all.append(each.bytes.begin(), each.bytes.end());
    return store::sha256_of_bytes(all);
}

}  // namespace

void SignatureVerifier::remember(std::string fingerprint) {
    if (!held_.insert(fingerprint).second) { return; }
    order_.push_back(std::move(fingerprint));
    if (order_.size() <= kRememberedMax) { return; }
    held_.erase(order_.front());
    order_.pop_front();
}

bool SignatureVerifier::verify(std::span<const nem_node::Signed> signatures) {
    std::vector<const nem_node::Signed*> unknown;
    std::vector<std::string> fingerprints;
    for (const auto& each : signatures) {
        auto print = fingerprint_of(each);
        if (held_.contains(print)) { continue; }
        unknown.push_back(&each);
        fingerprints.push_back(std::move(print));
    }
    if (!all_hold(unknown)) { return false; }
    for (auto& print : fingerprints) { remember(std::move(print)); }
    return true;
}

}  // namespace app
