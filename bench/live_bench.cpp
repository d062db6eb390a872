// A block of 120 transactions from its arrival to what is told of it, beside a ledger of millions
// of transfers (docs/benchmarks.md): what follows a chain is all here but the network.
//
//   live_bench BASE     BASE.raw20 and BASE.json: a ledger that make_ledger made
//
// One line of JSON: microseconds of every stage of every block.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <live/live.hpp>
#include <nem_chain/nem_chain.hpp>
#include <nem_keys/nem_keys.hpp>
#include <nlohmann/json.hpp>

#include "../src/app/watch/nem_rows.hpp"
#include "../src/app/watch/signatures.hpp"
#include "../src/app/watch/watcher.hpp"
#include "subject.hpp"

namespace {

constexpr std::size_t kBlockTransactions = 120;  // as many as a block of NEM holds
constexpr std::size_t kBlocks = 200;
constexpr std::uint32_t kRowsABlock = 100;  // of the ledger that is there before

using Clock = std::chrono::steady_clock;

nem_keys::KeyPair keys_of(std::size_t number) {
    auto keys = nem_keys::KeyPair::parse(fmt::format("{:x}", number + 1));
    base::invariant(keys.has_value(), "memory can be locked");
    return *std::move(keys);
}

/// The accounts that trade in the measured blocks stand for the ledger's busiest ones.
class Accounts {
public:
    Accounts() {
        for (std::size_t i = 0; i < kBlockTransactions; ++i) {
            keys_.push_back(keys_of(i));
            addresses_.push_back(nem::to_address(keys_.back().public_key(), nem::kMainnet));
        }
    }
    [[nodiscard]] std::string name(ledger::AccountId account) const {
        if (account == ledger::kNobody) { return {}; }
        if (account.value < addresses_.size()) {
            return std::string{addresses_[account.value].text()};
        }
        return fmt::format("N{:039}", account.value);
    }
    [[nodiscard]] const nem_keys::KeyPair& keys(std::size_t i) const { return keys_[i]; }
    [[nodiscard]] const nem::Address& address(std::size_t i) const { return addresses_[i]; }

private:
    std::vector<nem_keys::KeyPair> keys_;
    std::vector<nem::Address> addresses_;
};

std::string thief(const bench::Subject& subject, const Accounts& accounts) {
    ledger::Transfer theft;
    subject.ledger().read({subject.theft_begin()}, {&theft, 1});
    return accounts.name(theft.from);
}

/// The ledger as blocks; its theft is that of the ledger's facts.
live::Follower follow_ledger(const bench::Subject& subject, const Accounts& accounts) {
    live::Case the_case;
    the_case.id = "bench";
    the_case.policy = taint::Policy::Haircut;
    the_case.theft_account = live::AccountTheft{
        thief(subject, accounts), ledger::Height{1 + (subject.theft_begin() / kRowsABlock)}, {}};
    the_case.marks = marks::Rule{money::Amount::from_atoms(1'000'000)};
    live::Follower follower{{the_case}};
    const auto rows = subject.ledger().rows();
    std::vector<ledger::Transfer> batch(kRowsABlock);
    for (std::uint32_t row = 0; row < rows; row += kRowsABlock) {
        const std::uint32_t count = std::min(kRowsABlock, rows - row);
        subject.ledger().read({row}, std::span{batch}.first(count));
        live::Block block{
            .height = {1 + (row / kRowsABlock)}, .time = {row}, .hash = {}, .transfers = {}};
        block.hash = fmt::format("{:064x}", block.height.value);
        for (std::uint32_t i = 0; i < count; ++i) {
            block.transfers.push_back({accounts.name(batch[i].from), accounts.name(batch[i].to),
                                       batch[i].amount, batch[i].fee,
                                       fmt::format("{:064x}", row + i)});
        }
        std::ignore = follower.apply(block);
    }
    return follower;
}

/// A block as a node sends it.
std::string next_block(const Accounts& accounts, std::uint64_t height) {
    nem::Block block;
    block.height = {height};
    block.time_stamp = {static_cast<std::uint32_t>(height)};
    for (std::size_t i = 0; i < kBlockTransactions; ++i) {
        const nem::Header header{nem::kMainnet, block.time_stamp, accounts.keys(i).public_key(),
                                 money::Amount::from_atoms(100'000),
                                 nem::TimeStamp{block.time_stamp.value + 3'600}};
        const nem::Transfer transfer{accounts.address((i * 7 + 1) % kBlockTransactions),
                                     money::Amount::from_atoms(1'000 + i),
                                     nem::Message{nem::MessageType::Plain, nem::Bytes(16, 'a')},
                                     {}};
        const auto entity = nem_keys::sign({header, transfer}, accounts.keys(i));
        base::invariant(entity.has_value(), "the transfer is canonical");
        block.transactions.push_back(*entity);
    }
    block.signer = accounts.keys(0).public_key();
    const auto signature = accounts.keys(0).sign(nem::encode_unsigned(block));
    base::invariant(signature.has_value(), "memory can be locked");
    block.signature = *signature;
    return nem::to_json(block).dump();
}

/// Times the stages of one block.
class Stages {
public:
    explicit Stages(nlohmann::json& into) : into_{into}, last_{Clock::now()}, begin_{last_} {}
    void done(const char* stage) {
        const auto now = Clock::now();
        note(stage, now - last_);
        last_ = now;
    }
    void whole() { note("whole", Clock::now() - begin_); }

private:
    void note(const char* stage, Clock::duration time) {
        into_[stage].push_back(std::chrono::duration<double, std::micro>(time).count());
    }
    nlohmann::json& into_;
    Clock::time_point last_;
    Clock::time_point begin_;
};

void measure(const bench::Subject& subject) {
    const Accounts accounts;
    auto follower = follow_ledger(subject, accounts);
    nem_chain::Register chain{nem::kMainnet};
    chain.learn_owner(accounts.address(0), accounts.address(0));
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("dyepack-live-bench-{}", ::getpid());
    auto journal = journal::Journal::open(folder, "bench");
    base::invariant(journal.has_value(), "the folder for temporary files can be written");
    nlohmann::json times;
    const std::uint64_t height = 2 + (subject.ledger().rows() / kRowsABlock);
    std::size_t events_told = 0;
    for (std::size_t i = 0; i < kBlocks; ++i) {
        const auto text = next_block(accounts, height + i);
        // Every second block's transactions were in the pool before, and were verified there.
        app::SignatureVerifier verifier;
        const bool pooled = i % 2 == 1;
        if (pooled) {
            const auto known = nem::parse_block_text(text);
            for (const auto& each : known->transactions) {
                std::ignore = verifier.verify(nem_node::signatures_of(each));
            }
        }
        Stages stages{times[pooled ? "pooled" : "new"]};
        const auto block = nem::parse_block_text(text);
        base::invariant(block.has_value(), "what was written is read");
        const auto hash = nem::hash_of(*block);
        stages.done("read");
        base::invariant(verifier.verify(nem_node::signatures_of(*block)), "all were signed");
        stages.done("verify");
        const auto moves = chain.apply(*block);
        base::invariant(moves.has_value(), "it follows");
        const auto rows = app::to_live_block(*block, hash, *moves);
        stages.done("move");
        const auto events = follower.apply(rows);
        stages.done("apply");
        journal::Batch batch;
        const auto bytes = nem::encode(*block);
        batch.append({block->height, std::string(hash.bytes.begin(), hash.bytes.end()),
                      std::string(bytes.begin(), bytes.end())});
        for (const auto& event : events) {
            const auto news = app::news_of(event, base::Instant{0});
            batch.tell({news.id, news.document.dump()});
        }
        stages.done("word");
        base::invariant(journal->commit(batch).has_value(), "the disk has room");
        stages.done("record");
        stages.whole();
        events_told += events.size();
    }
    std::filesystem::remove_all(folder);
    times["events_a_block"] = static_cast<double>(events_told) / kBlocks;
    times["rows"] = subject.ledger().rows();
    std::cout << times.dump() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: live_bench BASE   (BASE.raw20 and BASE.json, see make_ledger)\n";
        return 2;
    }
    measure(bench::Subject{argv[1]});
    return 0;
}
