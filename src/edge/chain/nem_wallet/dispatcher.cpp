#include <algorithm>
#include <nem_wallet/dispatcher.hpp>
#include <ranges>
#include <utility>

namespace nem_wallet {
namespace {

bool is_order(std::string_view text) {
    return !text.empty() && text.size() <= kOrderBytesMax &&
           std::ranges::all_of(text, [](char letter) { return letter >= ' ' && letter <= '~'; });
}

nem::TimeStamp later(nem::TimeStamp now, std::uint32_t seconds) {
    std::uint32_t sum = 0;
    const bool wraps = __builtin_add_overflow(now.value, seconds, &sum);
    return nem::TimeStamp{wraps ? ~std::uint32_t{0} : sum};
}

bool is_there(const nem::Transaction& in_block, const nem::Transaction& wanted,
              const nem::Hash& hash) {
    // Cheap first: blocks hold thousands of others, and a hash costs a serialisation.
    return in_block.header.signer == wanted.header.signer &&
           in_block.header.time_stamp == wanted.header.time_stamp && nem::hash_of(in_block) == hash;
}

void remember(std::vector<Refusal>& refusals, Refusal refusal) {
    std::erase_if(refusals, [&](const Refusal& old) { return old.node == refusal.node; });
    if (refusals.size() >= kRefusalsMax) { refusals.erase(refusals.begin()); }
    refusals.push_back(std::move(refusal));
}

Report report(ReportKind kind, const Parcel& parcel, std::optional<ledger::Height> height = {}) {
    return {kind, parcel.order, id_of(parcel), height, {}, 0};
}

/// NIS has it in its chain already (7): nothing that another announcement could better.
constexpr std::uint16_t kHashExists = 7;

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

void Dispatcher::note(Item& item, const nem::Block& block, std::vector<Report>& reports) const {
    const nem::Transaction& ours = item.parcel.transaction.transaction;
    const auto* cosignature = std::get_if<nem::MultisigSignature>(&ours.body);
    const auto include = [&] {
        item.included = block.height;
        reports.push_back(report(ReportKind::Included, item.parcel, block.height));
    };
    for (const auto& [transaction, signature] : block.transactions) {
        if (cosignature == nullptr) {
            if (is_there(transaction, ours, item.hash)) { include(); }
            continue;
        }
        const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
        if (multisig == nullptr || nem::inner_hash(transaction) != cosignature->other_hash) {
            continue;
        }
        item.overtaken = block.height;
        for (const auto& one : multisig->cosignatures) {
            if (is_there({one.header, one.body}, ours, item.hash)) { include(); }
        }
    }
    if (!item.lapsed && block.time_stamp > ours.header.deadline) { item.lapsed = block.height; }
}

std::expected<std::vector<Report>, base::Complaint> Dispatcher::on_block(const nem::Block& block) {
    base::invariant(!tip_ || block.height.value == tip_->value + 1, "blocks come in order");
    std::vector<Report> reports;
    tip_ = block.height;
    tip_time_ = block.time_stamp;
    for (Item& item : items_) {
        if (item.parcel.outcome == Outcome::Open) { note(item, block, reports); }
    }
    if (const auto settled = settle(reports); !settled) { return std::unexpected(settled.error()); }
    return reports;
}

/// An outcome is for good, so it is on the disk before anybody hears of it.
std::expected<void, base::Complaint> Dispatcher::settle(std::vector<Report>& reports) {
    if (!tip_) { return {}; }
    const auto is_deep = [&](std::optional<ledger::Height> height) {
        return height && tip_->value - height->value >= config_.final_depth;
    };
    for (Item& item : items_) {
        if (item.parcel.outcome != Outcome::Open) { continue; }
        Parcel settled = item.parcel;
        if (is_deep(item.included)) {
            settled.outcome = Outcome::Final;
            settled.height = item.included;
        } else if (!item.included && is_deep(item.lapsed)) {
            settled.outcome = Outcome::Expired;
        } else {
            continue;
        }
        if (auto stored = outbox_->update(settled); !stored) { return stored; }
        item.parcel = std::move(settled);
        reports.push_back(
            report(item.parcel.outcome == Outcome::Final ? ReportKind::Final : ReportKind::Expired,
                   item.parcel, item.parcel.height));
    }
    return {};
}

std::vector<Report> Dispatcher::on_undo(ledger::Height height) {
    base::invariant(tip_ == height, "the newest block is undone");
    std::vector<Report> reports;
    tip_ = ledger::Height{height.value - 1};
    for (Item& item : items_) {
        if (item.parcel.outcome != Outcome::Open) { continue; }
        if (item.lapsed == height) { item.lapsed.reset(); }
        if (item.overtaken == height) { item.overtaken.reset(); }
        if (item.included != height) { continue; }
        item.included.reset();
        // It should return to the nodes' pools by itself; nobody relies on that.
        for (auto& [name, memory] : item.nodes) {
            if (memory.knows) { memory = {}; }
        }
        reports.push_back(report(ReportKind::FellOut, item.parcel, height));
    }
    return reports;
}

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
