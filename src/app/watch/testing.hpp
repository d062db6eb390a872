#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <test_folder/test_folder.hpp>
#include <vector>

#include "testing_node.hpp"
#include "watcher.hpp"

/// A chain that grows and forks under a case, for this folder's tests.
namespace app::testing {

using test_folder::TestFolder;

inline constexpr base::Instant kNow{1'516'892'580};

inline nem::PublicKey key_of(std::uint8_t number) {
    nem::PublicKey key;
    key.bytes.fill(number);
    return key;
}
inline nem::Address address_of(std::uint8_t number) {
    return nem::to_address(key_of(number), nem::kMainnet);
}
inline std::string text_of(std::uint8_t number) { return std::string{address_of(number).text()}; }

inline constexpr std::uint8_t kVictim = 1;
inline constexpr std::uint8_t kThief = 2;
inline constexpr std::uint8_t kHelper = 3;
inline constexpr std::uint8_t kExchange = 4;
inline constexpr std::uint8_t kHarvester = 9;
inline constexpr std::uint64_t kXem = 1'000'000;

inline nem::SignedTransaction transfer(std::uint8_t from, std::uint8_t to, std::uint64_t atoms) {
    nem::SignedTransaction made;
    made.transaction.header = {.network = nem::kMainnet,
                               .time_stamp = {1},
                               .signer = key_of(from),
                               .fee = money::Amount::from_atoms(50'000),
                               .deadline = {3'600}};
    made.transaction.body = nem::Transfer{address_of(to), money::Amount::from_atoms(atoms), {}, {}};
    return made;
}

/// With this many smallest parts of a mosaic attached.
inline nem::SignedTransaction transfer_with(std::uint8_t from, std::uint8_t to, std::uint64_t atoms,
                                            const nem::MosaicId& id, std::uint64_t quantity) {
    auto one = transfer(from, to, kXem);
    auto& body = std::get<nem::Transfer>(one.transaction.body);
    body.mosaics.emplace();
    if (atoms > 0) { body.mosaics->push_back({{"nem", "xem"}, money::Amount::from_atoms(atoms)}); }
    body.mosaics->push_back({id, money::Amount::from_atoms(quantity)});
    return one;
}

/// A chain that grows and forks; from 2 on it is the middle of one.
class Chain {
public:
    explicit Chain(std::uint64_t first = 1) : first_{first} {}

    nem_node::BlockAccepted grow(std::vector<nem::SignedTransaction> transactions,
                                 std::uint32_t branch = 0, std::uint8_t harvester = kHarvester) {
        nem::Block block;
        block.height = {blocks_.size() + first_};
        block.type = block.height.value == 1 ? nem::BlockType::Nemesis : nem::BlockType::Regular;
        block.time_stamp = {static_cast<std::uint32_t>(60 * blocks_.size()) + branch};
        block.signer = key_of(harvester);
        if (!blocks_.empty()) { block.previous = blocks_.back().hash; }
        block.transactions = std::move(transactions);
        blocks_.push_back({block, nem::hash_of(block), 0});
        return blocks_.back();
    }
    nem_node::BlockUndone shrink() {
        const nem_node::BlockUndone undone{{blocks_.back().block.height, blocks_.back().hash}};
        blocks_.pop_back();
        return undone;
    }
    [[nodiscard]] const std::vector<nem_node::BlockAccepted>& blocks() const { return blocks_; }

private:
    std::uint64_t first_;
    std::vector<nem_node::BlockAccepted> blocks_;
};

inline live::Case night() {
    live::Case night;
    night.id = "night";
    night.theft_account = live::AccountTheft{text_of(kVictim), ledger::Height{2}, std::nullopt};
    night.boundaries = {{text_of(kExchange), "An exchange", trace::BoundaryKind::Exchange}};
    night.marks = marks::Rule{money::Amount::from_atoms(10 * kXem)};
    return night;
}

inline journal::Journal open(const TestFolder& folder) {
    auto journal = journal::Journal::open(folder.path(), "test");
    if (!journal) { throw std::runtime_error(journal.error().text.en); }
    return std::move(*journal);
}

inline Watcher resume(journal::Journal& journal, std::vector<live::Case> cases = {night()}) {
    auto watcher = Watcher::resume(nem::kMainnet, std::move(cases), journal, kNow);
    if (!watcher) { throw std::runtime_error(watcher.error().text.en); }
    return std::move(*watcher);
}

/// Every mosaic and owner that is asked for is unknown: these chains have none.
inline const Nodes kNoNodes;

inline void take(Watcher& watcher, std::vector<nem_node::FeedEvent> events,
                 const Nodes& nodes = kNoNodes) {
    const auto taken = watcher.take(std::move(events), {0}, kNow, nodes);
    ASSERT_TRUE(taken) << taken.error().text.en;
}

inline std::vector<std::string> ids(const journal::Journal& journal) {
    std::vector<std::string> ids;
    const auto events = journal.events(0, 100'000);
    for (const auto& recorded : *events) { ids.push_back(recorded.event.id); }
    return ids;
}

inline std::vector<std::string> kinds(const journal::Journal& journal) {
    std::vector<std::string> kinds;
    const auto events = journal.events(0, 100'000);
    for (const auto& recorded : *events) {
        kinds.push_back(Json::parse(recorded.event.document)["event"]);
    }
    return kinds;
}

inline std::vector<std::string> lines(const journal::Journal& journal, base::Language language) {
    std::vector<std::string> lines;
    const auto untold = journal.untold(1'000);
    for (const auto& recorded : *untold) {
        lines.push_back(to_line(Json::parse(recorded.event.document),
                                {{text_of(kThief), {"the thief", "犯人"}}}, language, {}));
    }
    return lines;
}

}  // namespace app::testing
