#include <algorithm>
#include <nem_wallet/dispatcher.hpp>
#include <ranges>
#include <utility>

#include "dispatching.hpp"

namespace nem_wallet {
namespace {

bool is_order(std::string_view text) {
    return !text.empty() && text.size() <= kOrderBytesMax &&
           std::ranges::all_of(text, [](char letter) { return letter >= ' ' && letter <= '~'; });
}

}  // namespace

Dispatcher::Dispatcher(Outbox& outbox, const DispatcherConfig& config)
    : outbox_{&outbox}, config_{config} {}

std::expected<Dispatcher, base::Complaint> Dispatcher::open(Outbox& outbox,
                                                            const DispatcherConfig& config) {
    auto parcels = outbox.all();
    if (!parcels) { return std::unexpected(parcels.error()); }
    std::ranges::stable_sort(*parcels, {}, &Parcel::stored_at);
    Dispatcher dispatcher{outbox, config};
    for (auto& parcel : *parcels) { dispatcher.add(std::move(parcel)); }
    return dispatcher;
}

void Dispatcher::add(Parcel parcel) {
    Item item;
    item.hash = nem::hash_of(parcel.transaction.transaction);
    for (const auto& refusal : parcel.refusals) {  // what the node remembers, we remember
        item.nodes[refusal.node].not_before = later(refusal.at, config_.refusal_memory_s + 1);
    }
    item.parcel = std::move(parcel);
    items_.push_back(std::move(item));
}

std::optional<ledger::Height> Dispatcher::needs_from() const {
    std::optional<ledger::Height> from;
    for (const Item& item : items_) {
        if (item.parcel.outcome != Outcome::Open) { continue; }
        // The tip of that time may itself have been rewritten since.
        const auto stored = item.parcel.stored_at.value;
        const auto depth = config_.final_depth;
        const ledger::Height first{stored > depth ? stored - depth + 1 : 1};
        from = std::min(from.value_or(first), first);
    }
    return from;
}

const Dispatcher::Item* Dispatcher::newest_for(std::string_view order) const {
    const Item* newest = nullptr;
    for (const Item& item : items_) {
        const bool newer = newest == nullptr || item.parcel.attempt > newest->parcel.attempt;
        if (item.parcel.order == order && newer) { newest = &item; }
    }
    return newest;
}

std::expected<std::string, SubmitError> Dispatcher::submit(
    std::string_view order, const nem::SignedTransaction& transaction,
    std::optional<std::string> after) {
    const auto refuse = [](SubmitProblem problem) {
        return std::unexpected(SubmitError{problem, std::nullopt});
    };
    if (!is_order(order) || (after && !is_order(*after))) {
        return refuse(SubmitProblem::BadOrder);
    }
    if (!tip_ || !tip_time_) { return refuse(SubmitProblem::NoTip); }
    const Item* const earlier = newest_for(order);
    if (earlier != nullptr && earlier->parcel.outcome == Outcome::Open) {
        return refuse(SubmitProblem::InFlight);
    }
    if (earlier != nullptr && earlier->parcel.outcome == Outcome::Final) {
        return refuse(SubmitProblem::Done);
    }
    if (transaction.transaction.header.deadline < *tip_time_) {
        return refuse(SubmitProblem::PastDeadline);
    }
    const auto hash = nem::hash_of(transaction.transaction);
    if (std::ranges::find(items_, hash, &Item::hash) != items_.end()) {
        return refuse(SubmitProblem::SameBytes);
    }
    Parcel parcel{std::string{order}, earlier == nullptr ? 1 : earlier->parcel.attempt + 1,
                  transaction,        *tip_,
                  std::move(after),   Outcome::Open,
                  std::nullopt,       {}};
    if (const auto stored = outbox_->put(parcel); !stored) {
        return std::unexpected(SubmitError{SubmitProblem::NotStored, stored.error()});
    }
    auto id = id_of(parcel);
    add(std::move(parcel));
    return id;
}

Standing Dispatcher::stand(const Item& item) {
    Standing standing{item.parcel, item.included, {}};
    for (const auto& [name, memory] : item.nodes) {
        if (memory.knows) { standing.known_to.push_back(name); }
    }
    return standing;
}

std::vector<Standing> Dispatcher::standings() const {
    std::vector<Standing> standings;
    standings.reserve(items_.size());
    for (const Item& item : items_) { standings.push_back(stand(item)); }
    return standings;
}

std::optional<Standing> Dispatcher::find(std::string_view order) const {
    const Item* const item = newest_for(order);
    if (item == nullptr) { return std::nullopt; }
    return stand(*item);
}

}  // namespace nem_wallet
