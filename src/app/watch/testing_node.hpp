#pragma once

#include <functional>
#include <map>
#include <nem_node/nem_node.hpp>
#include <string>
#include <utility>
#include <vector>

namespace app::testing {

/// A node that says what it was told to say, and counts the questions.
class ToldNode final : public nem_node::Node {
public:
    explicit ToldNode(std::string name = "told") : name_{std::move(name)} {}

    std::vector<nem::Block> chain;  // from height 1 on
    std::map<std::string, nem_node::MosaicFacts> mosaics;
    std::map<nem::Address, nem::Address> owners;  // whoever is not here harvests for himself
    std::optional<nem_node::NodeProblem> fault;   // what comes of every question
    std::function<void()> asked;                  // told of every question
    std::optional<std::uint64_t> said_height;     // where it lies about it
    std::optional<nem::TimeStamp> time;           // what its clock says
    std::function<void()> asked_owner;            // told of this question, before it is answered
    std::optional<nem_node::NodeProblem> owner_fault;
    std::optional<nem_node::NodeProblem> height_fault;
    int questions{0};

    [[nodiscard]] std::string name() const override { return name_; }
    nem_node::Answer<void> ready() override { return ask(); }
    nem_node::Answer<ledger::Height> height() override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        if (height_fault) {
            return std::unexpected(nem_node::NodeError{*height_fault, 0, "told to"});
        }
        return ledger::Height{said_height.value_or(chain.size())};
    }
    nem_node::Answer<nem::Block> last_block() override {
        return block_at(ledger::Height{chain.size()});
    }
    nem_node::Answer<nem::Block> block_at(ledger::Height height) override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        if (height.value < 1 || height.value > chain.size()) { return missing(); }
        return chain[height.value - 1];
    }
    nem_node::Answer<std::vector<nem::Block>> blocks_after(ledger::Height height) override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        std::vector<nem::Block> blocks;
        for (auto i = height.value; i < chain.size() && blocks.size() < 100; ++i) {
            blocks.push_back(chain[i]);
        }
        return blocks;
    }
    nem_node::Answer<std::vector<nem::Hash>> hashes_from(ledger::Height height) override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        std::vector<nem::Hash> hashes;
        for (auto i = height.value; i <= chain.size() && hashes.size() < 400; ++i) {
            hashes.push_back(nem::hash_of(chain[i - 1]));
        }
        return hashes;
    }
    nem_node::Answer<std::vector<nem::UnconfirmedTransaction>> unconfirmed(
        const nem::Address& /*account*/) override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        return std::vector<nem::UnconfirmedTransaction>{};
    }
    nem_node::Answer<nem_node::MosaicFacts> mosaic(const nem::MosaicId& id) override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        const auto found = mosaics.find(id.namespace_id + ":" + id.name);
        if (found == mosaics.end()) { return missing(); }
        return found->second;
    }
    nem_node::Answer<std::optional<nem::Address>> owner_of_remote(
        const nem::Address& remote) override {
        if (asked_owner) { asked_owner(); }
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        if (owner_fault) {
            return std::unexpected(nem_node::NodeError{*owner_fault, 0, "told to"});
        }
        const auto found = owners.find(remote);
        if (found == owners.end()) { return std::nullopt; }
        return found->second;
    }
    nem_node::Answer<nem::TimeStamp> network_time() override {
        if (const auto good = ask(); !good) { return std::unexpected(good.error()); }
        if (!time) { return missing(); }
        return *time;
    }
    // Nobody asks these here.
    nem_node::Answer<nem_node::AccountState> account(const nem::Address& /*a*/) override {
        return missing();
    }
    nem_node::Answer<std::vector<nem_node::HistoryEntry>> transfers(
        const nem::Address& /*a*/, nem_node::Direction /*d*/,
        std::optional<std::uint64_t> /*id*/) override {
        return missing();
    }
    nem_node::Answer<std::vector<nem_node::Harvest>> harvests(
        const nem::Address& /*a*/, std::optional<std::uint64_t> /*id*/) override {
        return missing();
    }
    nem_node::Answer<std::vector<nem::Mosaic>> owned_mosaics(const nem::Address& /*a*/) override {
        return missing();
    }
    nem_node::Answer<nem_node::Announced> announce(
        const nem::SignedTransaction& /*transaction*/) override {
        return missing();
    }

private:
    static std::unexpected<nem_node::NodeError> missing() {
        return std::unexpected(
            nem_node::NodeError{nem_node::NodeProblem::NotFound, 404, "not there"});
    }
    nem_node::Answer<void> ask() {
        ++questions;
        if (asked) { asked(); }
        if (!fault) { return {}; }
        return std::unexpected(nem_node::NodeError{*fault, 0, "told to fail"});
    }

    std::string name_;
};

}  // namespace app::testing
