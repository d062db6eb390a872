// Which node is told of what, and what it answers.
#include <algorithm>
#include <nem_wallet/dispatcher.hpp>
#include <utility>

#include "dispatching.hpp"

namespace nem_wallet {
namespace {

void remember(std::vector<Refusal>& refusals, Refusal refusal) {
    std::erase_if(refusals, [&](const Refusal& old) { return old.node == refusal.node; });
    if (refusals.size() >= kRefusalsMax) { refusals.erase(refusals.begin()); }
    refusals.push_back(std::move(refusal));
}

/// NIS has it in its chain already (7): nothing that another announcement could better.
constexpr std::uint16_t kHashExists = 7;

}  // namespace

bool Dispatcher::may_announce(const Item& item, nem::TimeStamp now, const std::string& node) const {
    if (item.parcel.outcome != Outcome::Open || item.included || item.overtaken) { return false; }
    if (now > item.parcel.transaction.transaction.header.deadline) { return false; }
    const auto memory = item.nodes.find(node);
    if (memory != item.nodes.end() && now < memory->second.not_before) { return false; }
    if (!item.parcel.after) { return true; }
    const Item* const first = newest_for(*item.parcel.after);
    if (first == nullptr) { return true; }  // somebody else's: the node says whether it knows it
    const auto known = first->nodes.find(node);
    return known != first->nodes.end() && known->second.knows;
}

std::expected<void, base::Complaint> Dispatcher::announce(Item& item, nem::TimeStamp now,
                                                          nem_node::Node& node,
                                                          std::vector<Report>& reports) {
    const auto name = node.name();
    const auto answer = node.announce(item.parcel.transaction);
    NodeMemory& memory = item.nodes[name];
    if (!answer) {
        memory.not_before = later(now, config_.retry_after_s);
        return {};
    }
    Report told = report(ReportKind::Accepted, item.parcel);
    told.node = name;
    if (answer->accepted() || answer->code == kHashExists) {
        memory = {later(now, config_.again_after_s), true};
        reports.push_back(std::move(told));
        return {};
    }
    memory = {later(now, config_.refusal_memory_s + 1), false};
    told.kind = ReportKind::Refused;
    told.code = answer->code;
    reports.push_back(std::move(told));
    Parcel refused = item.parcel;
    remember(refused.refusals, {name, answer->code, now});
    if (auto stored = outbox_->update(refused); !stored) { return stored; }
    item.parcel = std::move(refused);
    return {};
}

std::expected<std::vector<Report>, base::Complaint> Dispatcher::step(
    nem::TimeStamp now, std::span<nem_node::Node* const> nodes) {
    std::vector<Report> reports;
    if (const auto settled = settle(reports); !settled) { return std::unexpected(settled.error()); }
    std::size_t left = config_.announcements_per_step;
    for (Item& item : items_) {
        for (nem_node::Node* const node : nodes) {
            if (left == 0) { return reports; }
            if (!may_announce(item, now, node->name())) { continue; }
            --left;
            const auto announced = announce(item, now, *node, reports);
            if (!announced) { return std::unexpected(announced.error()); }
        }
    }
    return reports;
}

}  // namespace nem_wallet
