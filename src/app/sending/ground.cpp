#include "ground.hpp"

#include <algorithm>
#include <nem_keys/nem_keys.hpp>

#include "../complain.hpp"

namespace app {

namespace {

template <class T>
Expected<T> or_complaint(nem_node::Answer<T> answer, const std::string& about) {
    if (!answer) { return std::unexpected(node_complaint(about, answer.error())); }
    return *std::move(answer);
}

std::string name_of(const nem::MosaicId& id) { return id.namespace_id + ":" + id.name; }

}  // namespace

Expected<Ground> Ground::open(const WatchSettings& settings, const std::stop_token& stop) {
    auto nodes = OpenNodes::open(settings, stop);
    if (!nodes) { return std::unexpected(nodes.error()); }
    WatchSettings from_one = settings;
    from_one.from = 1;  // the nemesis block alone: is it the network that was meant?
    const auto beginning = find_beginning(from_one, nodes->nodes());
    if (!beginning) { return std::unexpected(beginning.error()); }
    return Ground{settings, *std::move(nodes)};
}

Expected<nem::TimeStamp> Ground::now() {
    std::vector<nem::TimeStamp> times;
    std::optional<nem_node::NodeError> failure;
    for (nem_node::Node* const node : nodes().all) {
        if (silent_.contains(node)) { continue; }
        const auto time = node->network_time();
        if (time) {
            times.push_back(*time);
        } else {
            failure = time.error();
            silent_.insert(node);
        }
    }
    if (times.size() < nodes().agreeing) {
        silent_.clear();
        return std::unexpected(node_complaint(
            "/time-sync/network-time",
            failure.value_or(nem_node::NodeError{nem_node::NodeProblem::NotReady, 0, {}})));
    }
    std::ranges::sort(times);
    return times[(times.size() - 1) / 2];
}

Expected<nem_node::AccountState> Ground::account(const nem::Address& account) const {
    return or_complaint(
        ask_agreeing(nodes(), [&](nem_node::Node& node) { return node.account(account); }),
        std::string{account.text()});
}

Expected<std::vector<nem::Mosaic>> Ground::owned(const nem::Address& account) const {
    return or_complaint(
        ask_agreeing(nodes(), [&](nem_node::Node& node) { return node.owned_mosaics(account); }),
        std::string{account.text()});
}

Expected<nem_node::MosaicFacts> Ground::mosaic(const nem::MosaicId& id) {
    const auto known = mosaics_.find(id);
    if (known != mosaics_.end()) { return known->second; }
    auto facts = ask_agreeing(nodes(), [&](nem_node::Node& node) { return node.mosaic(id); });
    if (!facts && facts.error().problem == nem_node::NodeProblem::NotFound) {
        return std::unexpected(complaint(
            base::Blame::Input, base::phrase("the mosaic {} is not known to the network, or its "
                                             "namespace has expired",
                                             "モザイク {} はネットワークにないか、名前空間の期限が"
                                             "切れています",
                                             base::visible(name_of(id)))));
    }
    if (facts && facts->definition.id != id) {
        facts = std::unexpected(
            nem_node::NodeError{nem_node::NodeProblem::BadAnswer, 0, "it gives another mosaic"});
    }
    if (!facts) { return std::unexpected(node_complaint(name_of(id), facts.error())); }
    mosaics_.emplace(id, *facts);
    return *std::move(facts);
}

nem_chain::MosaicFacts Ground::sizes() const {
    return [mosaics = mosaics_](const nem::MosaicId& id) -> std::optional<nem_chain::MosaicSize> {
        const auto known = mosaics.find(id);
        if (known == mosaics.end()) { return std::nullopt; }
        return nem_chain::MosaicSize{
            static_cast<std::uint8_t>(divisibility_of(known->second.definition)),
            known->second.supply_units};
    };
}

Expected<std::vector<nem::SignedTransaction>> Ground::unconfirmed(
    const nem::Address& account) const {
    std::vector<nem::SignedTransaction> found;
    std::vector<nem::Hash> hashes;
    std::optional<nem_node::NodeError> failure;
    std::size_t answered = 0;
    for (nem_node::Node* const node : nodes().all) {
        const auto pool = node->unconfirmed(account);
        if (!pool) {
            failure = pool.error();
            continue;
        }
        ++answered;
        for (const auto& one : *pool) {
            auto canonical = nem::to_canonical(one.transaction.transaction);
            if (!canonical) { continue; }
            nem::SignedTransaction transaction{*std::move(canonical), one.transaction.signature};
            const auto hash = nem::hash_of(transaction.transaction);
            const bool is_new = std::ranges::find(hashes, hash) == hashes.end();
            if (!is_new || !nem_keys::verify(transaction)) { continue; }
            hashes.push_back(hash);
            found.push_back(std::move(transaction));
        }
    }
    if (answered == 0 && failure) {
        return std::unexpected(node_complaint("/account/unconfirmedTransactions", *failure));
    }
    return found;
}

int divisibility_of(const nem::MosaicDefinition& definition) {
    constexpr int kDivisibilityMax = 6;
    for (const auto& property : definition.properties) {
        if (property.name != "divisibility") { continue; }
        const auto value = money::parse_atoms(property.value);
        if (value && value->atoms() <= kDivisibilityMax) {
            return static_cast<int>(value->atoms());
        }
    }
    return 0;
}

}  // namespace app
