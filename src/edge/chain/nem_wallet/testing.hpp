#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <nem_wallet/nem_wallet.hpp>
#include <set>
#include <string>
#include <vector>

/// A chain, nodes with faults, and a disk under a program that can die at every write and at every
/// announcement.
namespace nem_wallet::testing {

/// The program is killed here.
struct Killed {};

/// Counts the points at which a program can die; dies at one of them.
struct Fate {
    std::size_t points{0};
    std::optional<std::size_t> dies_at;
    void point() {
        if (dies_at && points++ == *dies_at) {
            dies_at.reset();
            throw Killed{};
        }
        if (!dies_at) { ++points; }
    }
};

/// Survives the program.
struct Disk {
    std::vector<Parcel> parcels;
    bool full{false};
};

class MemoryOutbox : public Outbox {
public:
    MemoryOutbox(Disk& disk, Fate& fate) : disk_{disk}, fate_{fate} {}
    std::expected<void, base::Complaint> put(const Parcel& parcel) override {
        fate_.point();
        if (disk_.full || find(parcel) != disk_.parcels.end()) { return complain(); }
        disk_.parcels.push_back(parcel);
        fate_.point();
        return {};
    }
    std::expected<void, base::Complaint> update(const Parcel& parcel) override {
        fate_.point();
        const auto found = find(parcel);
        if (disk_.full || found == disk_.parcels.end()) { return complain(); }
        *found = parcel;
        fate_.point();
        return {};
    }
    [[nodiscard]] std::expected<std::vector<Parcel>, base::Complaint> all() const override {
        if (disk_.full) { return complain(); }
        return disk_.parcels;
    }

private:
    static std::unexpected<base::Complaint> complain() {
        return std::unexpected(base::Complaint{base::Blame::World, {}, {"disk", "ディスク"}});
    }
    std::vector<Parcel>::iterator find(const Parcel& parcel) {
        return std::ranges::find(disk_.parcels, id_of(parcel), id_of);
    }
    Disk& disk_;
    Fate& fate_;
};

enum class Mood : std::uint8_t {
    Good,
    Down,        // hears nothing
    LosesAnswer  // hears, and the answer is lost
};

inline constexpr std::uint32_t kNisMemorySeconds = 600;

/// A node as far as announcements go. It remembers refusals as NIS does, and whether it was
/// pestered.
class PoolNode : public nem_node::Node {
public:
    PoolNode(std::string name, const nem::TimeStamp& now, const Disk& disk, Fate& fate)
        : name_{std::move(name)}, now_{now}, disk_{disk}, fate_{fate} {}

    [[nodiscard]] std::string name() const override { return name_; }
    nem_node::Answer<nem_node::Announced> announce(
        const nem::SignedTransaction& transaction) override {
        fate_.point();
        if (mood == Mood::Down) { return down(); }
        auto answer = hear(transaction);
        fate_.point();
        if (mood == Mood::LosesAnswer) { return down(); }
        return answer;
    }

    Mood mood{Mood::Good};
    std::uint16_t refuses_with{0};  // 0: takes everything
    bool drops{false};              // says yes and forgets
    std::map<nem::Hash, nem::SignedTransaction> pool;
    std::map<nem::Hash, nem::SignedTransaction> ever_heard;
    bool pestered{false};  // the same bytes within its memory of a refusal

    nem_node::Answer<void> ready() override { return down(); }
    nem_node::Answer<ledger::Height> height() override { return down(); }
    nem_node::Answer<nem::Block> last_block() override { return down(); }
    nem_node::Answer<nem::Block> block_at(ledger::Height) override { return down(); }
    nem_node::Answer<std::vector<nem::Block>> blocks_after(ledger::Height) override {
        return down();
    }
    nem_node::Answer<std::vector<nem::Hash>> hashes_from(ledger::Height) override { return down(); }
    nem_node::Answer<std::vector<nem::UnconfirmedTransaction>> unconfirmed(
        const nem::Address&) override {
        return down();
    }
    nem_node::Answer<nem::TimeStamp> network_time() override { return now_; }
    nem_node::Answer<nem_node::AccountState> account(const nem::Address&) override {
        return down();
    }
    nem_node::Answer<std::optional<nem::Address>> owner_of_remote(const nem::Address&) override {
        return down();
    }
    nem_node::Answer<std::vector<nem_node::HistoryEntry>> transfers(
        const nem::Address&, nem_node::Direction, std::optional<std::uint64_t>) override {
        return down();
    }
    nem_node::Answer<std::vector<nem_node::Harvest>> harvests(
        const nem::Address&, std::optional<std::uint64_t>) override {
        return down();
    }
    nem_node::Answer<nem_node::MosaicFacts> mosaic(const nem::MosaicId&) override { return down(); }
    nem_node::Answer<std::vector<nem::Mosaic>> owned_mosaics(const nem::Address&) override {
        return down();
    }

private:
    static std::unexpected<nem_node::NodeError> down() {
        return std::unexpected(nem_node::NodeError{nem_node::NodeProblem::Unreachable, 0, {}});
    }
    nem_node::Announced hear(const nem::SignedTransaction& transaction) {
        const auto hash = nem::hash_of(transaction.transaction);
        ever_heard.emplace(hash, transaction);
        pestered = pestered || knows_better(hash);
        const auto known = refused_.find(hash);
        if (known != refused_.end() && now_.value <= known->second.until) {
            return {known->second.code, "refused before", hash, {}};
        }
        if (const auto code = judge(transaction); code > 1) {
            refused_[hash] = {code, now_.value + kNisMemorySeconds};
            return {code, "refused", hash, {}};
        }
        const bool is_new = drops || pool.emplace(hash, transaction).second;
        return {static_cast<std::uint16_t>(is_new ? 1 : 0), "fine", hash, {}};
    }
    /// The program wrote down that we refused this, less than our memory ago.
    [[nodiscard]] bool knows_better(const nem::Hash& hash) const {
        return std::ranges::any_of(disk_.parcels, [&](const Parcel& parcel) {
            return nem::hash_of(parcel.transaction.transaction) == hash &&
                   std::ranges::any_of(parcel.refusals, [&](const Refusal& refusal) {
                       return refusal.node == name_ &&
                              now_.value <= refusal.at.value + kNisMemorySeconds;
                   });
        });
    }
    std::uint16_t judge(const nem::SignedTransaction& transaction) const {
        if (refuses_with > 1) { return refuses_with; }
        if (transaction.transaction.header.deadline < now_) { return 3; }
        const auto* cosignature =
            std::get_if<nem::MultisigSignature>(&transaction.transaction.body);
        const bool alone =
            cosignature != nullptr && std::ranges::none_of(pool, [&](const auto& pooled) {
                return nem::inner_hash(pooled.second.transaction) == cosignature->other_hash;
            });
        return alone ? 73 : 1;
    }

    struct Memory {
        std::uint16_t code{0};
        std::uint32_t until{0};
    };
    std::string name_;
    const nem::TimeStamp& now_;
    const Disk& disk_;
    Fate& fate_;
    std::map<nem::Hash, Memory> refused_;
};

inline nem::PublicKey key(std::uint8_t number) {
    nem::PublicKey key;
    key.bytes.fill(number);
    return key;
}

/// A payment to an account of its own, so that what the chain holds tells whom it was for.
inline nem::SignedTransaction payment(std::uint8_t number, nem::TimeStamp now,
                                      std::uint32_t lifetime_s = 600) {
    nem::Transaction transaction{
        {nem::kMainnet, now, key(99), money::Amount::from_atoms(50'000),
         nem::TimeStamp{now.value + lifetime_s}},
        nem::Transfer{
            nem::to_address(key(number), nem::kMainnet), money::Amount::from_atoms(1), {}, {}}};
    return {std::move(transaction), {}};
}

/// Everything outside of the program.
struct World {
    explicit World(std::size_t node_count) {
        for (std::size_t i = 0; i < node_count; ++i) {
            nodes.push_back(
                std::make_unique<PoolNode>("node" + std::to_string(i), now, disk, fate));
        }
        mine({});
    }
    [[nodiscard]] std::vector<nem_node::Node*> all_nodes() const {
        std::vector<nem_node::Node*> all;
        all.reserve(nodes.size());
        for (const auto& node : nodes) { all.push_back(node.get()); }
        return all;
    }
    /// One minute later, a block of what is pooled at these nodes.
    const nem::Block& mine(const std::vector<std::size_t>& of) {
        now = nem::TimeStamp{now.value + 60};
        std::map<nem::Hash, nem::SignedTransaction> chosen;
        for (const auto index : of) {
            chosen.insert(nodes[index]->pool.begin(), nodes[index]->pool.end());
        }
        const auto& mined = extend(now, chosen);
        for (const auto& node : nodes) {
            std::erase_if(node->pool, [&](const auto& pooled) {
                return contains(pooled.first) || pooled.second.transaction.header.deadline < now;
            });
        }
        return mined;
    }
    /// A block of a fork that others made earlier: soon after its parent, of anything that any node
    /// ever heard.
    const nem::Block& mine_fork(bool full) {
        std::map<nem::Hash, nem::SignedTransaction> chosen;
        if (full) {
            for (const auto& node : nodes) {
                chosen.insert(node->ever_heard.begin(), node->ever_heard.end());
            }
        }
        const auto parent = chain.empty() ? nem::TimeStamp{} : chain.back().time_stamp;
        return extend(nem::TimeStamp{parent.value + 1}, chosen);
    }
    /// What was in it goes back to the pools of these nodes.
    void undo(const std::vector<std::size_t>& to) {
        for (const auto& transaction : chain.back().transactions) {
            for (const auto index : to) {
                nodes[index]->pool.emplace(nem::hash_of(transaction.transaction), transaction);
            }
        }
        chain.pop_back();
    }
    [[nodiscard]] bool contains(const nem::Hash& hash) const {
        return std::ranges::any_of(chain, [&](const nem::Block& block) {
            return std::ranges::any_of(block.transactions, [&](const auto& transaction) {
                return nem::hash_of(transaction.transaction) == hash;
            });
        });
    }
    /// Transactions in the chain that pay this account.
    [[nodiscard]] std::size_t payments_to(std::uint8_t number) const {
        const auto account = nem::to_address(key(number), nem::kMainnet);
        std::size_t count = 0;
        for (const auto& block : chain) {
            for (const auto& one : block.transactions) {
                const auto* transfer = std::get_if<nem::Transfer>(&one.transaction.body);
                if (transfer != nullptr && transfer->recipient == account) { ++count; }
            }
        }
        return count;
    }

    nem::TimeStamp now{1'000'000};
    Fate fate;
    Disk disk;
    std::vector<std::unique_ptr<PoolNode>> nodes;
    std::vector<nem::Block> chain;  // from height 1

private:
    const nem::Block& extend(nem::TimeStamp at,
                             const std::map<nem::Hash, nem::SignedTransaction>& chosen) {
        nem::Block block;
        block.height = ledger::Height{chain.size() + 1};
        block.time_stamp = at;
        for (const auto& [hash, transaction] : chosen) {
            const auto& header = transaction.transaction.header;
            if (header.deadline >= at && header.time_stamp < at && !contains(hash)) {
                add(transaction, chosen, block);
            }
        }
        chain.push_back(std::move(block));
        return chain.back();
    }
    /// A 4100 goes in with one cosignature; cosignatures never by themselves.
    static void add(nem::SignedTransaction transaction,
                    const std::map<nem::Hash, nem::SignedTransaction>& pool, nem::Block& block) {
        if (std::holds_alternative<nem::MultisigSignature>(transaction.transaction.body)) {
            return;
        }
        const auto inner = nem::inner_hash(transaction.transaction);
        if (auto* multisig = std::get_if<nem::Multisig>(&transaction.transaction.body)) {
            for (const auto& [hash, pooled] : pool) {
                const auto* one = std::get_if<nem::MultisigSignature>(&pooled.transaction.body);
                if (one != nullptr && one->other_hash == inner) {
                    multisig->cosignatures.push_back(
                        {pooled.transaction.header, *one, pooled.signature});
                }
            }
            if (multisig->cosignatures.empty()) { return; }
        }
        block.transactions.push_back(std::move(transaction));
    }
};

/// The program: orders, one payment each, pursued until the chain has it or attempts run out. It
/// dies and starts again; only the disk remains.
class Program {
public:
    Program(World& world, std::uint8_t orders, DispatcherConfig config)
        : world_{world}, orders_{orders}, config_{config} {
        start();
    }
    /// Does it, and starts again when that killed it.
    bool run(const std::function<void(Program&)>& work) {
        try {
            work(*this);
            return true;
        } catch (const Killed&) {
            start();
            return false;
        }
    }
    void pursue() {
        for (std::uint8_t order = 1; order <= orders_; ++order) {
            const auto name = "order" + std::to_string(order);
            const auto standing = dispatcher_->find(name);
            const bool wanted = !standing || (standing->parcel.outcome == Outcome::Expired &&
                                              standing->parcel.attempt < kAttemptsMax);
            if (wanted) {
                std::ignore = dispatcher_->submit(name, payment(order, world_.now, lifetime_s));
            }
        }
    }
    void step() {
        const auto nodes = world_.all_nodes();
        std::ignore = dispatcher_->step(world_.now, nodes);
    }
    void follow(const nem::Block& block) { std::ignore = dispatcher_->on_block(block); }
    void undo(ledger::Height height) { std::ignore = dispatcher_->on_undo(height); }
    [[nodiscard]] const Dispatcher& dispatcher() const { return *dispatcher_; }
    static constexpr std::uint32_t kAttemptsMax = 3;
    std::uint32_t lifetime_s{600};

private:
    void start() {
        for (;;) {
            try {
                outbox_ = std::make_unique<MemoryOutbox>(world_.disk, world_.fate);
                auto opened = Dispatcher::open(*outbox_, config_);
                base::invariant(opened.has_value(), "the disk can be read");
                dispatcher_ = std::make_unique<Dispatcher>(*std::move(opened));
                const auto newest = world_.chain.size();
                auto from = dispatcher_->needs_from().value_or(ledger::Height{newest}).value;
                for (from = std::min<std::uint64_t>(from, newest); from <= newest; ++from) {
                    follow(world_.chain[from - 1]);
                }
                return;
            } catch (const Killed&) { continue; }
        }
    }
    World& world_;
    std::uint8_t orders_;
    DispatcherConfig config_;
    std::unique_ptr<MemoryOutbox> outbox_;
    std::unique_ptr<Dispatcher> dispatcher_;
};

}  // namespace nem_wallet::testing
