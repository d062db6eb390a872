#pragma once

#include <functional>
#include <map>
#include <nem_chain/nem_chain.hpp>
#include <nem_crawl/movement_ledger.hpp>
#include <nem_node/nem_node.hpp>
#include <set>

/// A ledger of only the accounts that taint reaches, read from one node account by account, for
/// those who have no node that gives them the whole chain.
namespace nem_crawl {

template <class T>
using Answer = nem_node::Answer<T>;

struct CrawlConfig {
    nem::Network network{nem::kMainnet};
    /// Rows above it are left out. Below the rewrite limit nothing moves under the crawl.
    ledger::Height until;
    std::size_t accounts_max{10'000};
    std::size_t blocks_max{200'000};
    nem_node::Verify verify;  // of every block's signatures; without it the node is believed
};

enum class WarningKind : std::uint8_t {
    /// More arrived than the account's history shows: a levy (histories leave them out) whose payer
    /// was not reached. `amount` counts as held before all else, so its lots may stand elsewhere.
    ReceivedUnlisted,
    /// Less is there than the history leaves: the node withholds something.
    SpentUnlisted,
    /// The account sent a mosaic that nobody defines any more: a levy it paid would be missing.
    LevyUnknown,
    /// A block holds what NIS would have refused: all its rows are missing.
    BlockUnclear,
};
struct Warning {
    WarningKind kind{};
    nem::Address account;
    money::Amount amount;   // of Received- and SpentUnlisted, micro-XEM
    nem::MosaicId mosaic;   // of LevyUnknown
    ledger::Height height;  // of LevyUnknown and BlockUnclear
    friend bool operator==(const Warning&, const Warning&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const Warning& warning);

struct Crawled {
    std::unique_ptr<MovementLedger> ledger;
    std::vector<Warning> warnings;
};

/// Who has taint by the rows read so far; accounts that are boundaries are not named, for the trace
/// stops there.
using FindTainted = std::function<std::vector<nem::Address>(const MovementLedger&)>;

/// Every row of the accounts read is exact: which transactions there are is the histories' word
/// (Reference 5.4), what they move and in which order is computed from the blocks that hold them.
/// Fees of others are left out.
class Crawl {
public:
    /// `node` outlives the crawl.
    Crawl(nem_node::Node& node, CrawlConfig config);
    ~Crawl();
    Crawl(const Crawl&) = delete;
    Crawl& operator=(const Crawl&) = delete;
    Crawl(Crawl&&) = delete;
    Crawl& operator=(Crawl&&) = delete;

    /// Reads `seeds` (who was robbed), then whoever has taint by what was read, until that is
    /// nobody new. After an error it may be called again: what was read stays.
    /// Errors: the node's; BadAnswer where it contradicts itself; BadQuestion beyond the bounds.
    [[nodiscard]] Answer<void> run(const std::vector<nem::Address>& seeds,
                                   const FindTainted& find_tainted);
    [[nodiscard]] Crawled result() const;

    [[nodiscard]] const std::set<nem::Address>& accounts() const;
    /// Of the blocks that were read.
    [[nodiscard]] std::vector<ledger::Height> heights() const;

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace nem_crawl
