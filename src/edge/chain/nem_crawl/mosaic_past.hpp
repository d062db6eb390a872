#pragma once

#include <map>
#include <nem_crawl/nem_crawl.hpp>

namespace nem_crawl {

/// How mosaics were defined at a height. A node says only how they are defined now, and so who
/// defined them; that account's history has every definition before.
class MosaicPast {
public:
    MosaicPast(nem_node::Node& node, nem::Network network) : node_{&node}, network_{network} {}

    /// Asks once for each mosaic. What no node knows any more is no error.
    [[nodiscard]] Answer<void> learn(const nem::MosaicId& id);
    /// In force in the block at `height`.
    [[nodiscard]] std::optional<nem::MosaicDefinition> find(const nem::MosaicId& id,
                                                            ledger::Height height) const;

private:
    using Definitions = std::map<std::uint64_t, nem::MosaicDefinition>;  // by height

    nem_node::Node* node_;
    nem::Network network_;
    std::map<nem::MosaicId, Definitions> known_;
};

/// The mosaics that a transaction attaches, `nem:xem` left out.
[[nodiscard]] std::vector<nem::MosaicId> attached_mosaics(const nem::Transaction& transaction);

/// Every page of a history, newest first; BadAnswer when the pages do not go down.
template <class Entry, class Ask, class Use>
[[nodiscard]] Answer<void> read_pages(Ask ask, Use use) {
    std::optional<std::uint64_t> before;
    while (true) {
        const Answer<std::vector<Entry>> page = ask(before);
        if (!page) { return std::unexpected(page.error()); }
        if (page->empty()) { return {}; }
        for (const Entry& entry : *page) {
            if (before && entry.id >= *before) {
                return std::unexpected(nem_node::NodeError{nem_node::NodeProblem::BadAnswer, 0,
                                                           "a history's pages do not go down"});
            }
            before = entry.id;
            if (const Answer<void> used = use(entry); !used) { return used; }
        }
    }
}

}  // namespace nem_crawl
