#pragma once

#include <filesystem>
#include <nem/nem.hpp>
#include <nem_crawl/nem_crawl.hpp>
#include <span>
#include <taint/taint.hpp>
#include <trace/trace.hpp>
#include <vector>

#include "../expected.hpp"
#include "../watch/watched_case.hpp"

namespace app {

/// A case to be crawled: its rules, and who was robbed.
struct CrawledCase {
    WatchedCase watched;
    std::vector<nem::Address> robbed;
    std::vector<taint::Policy> policies;  // those that the crawl must be enough for
};
/// Who was robbed is named by `robbed`, else by the case: the account out of which every transfer
/// is theft, or the accounts whose role is `victim`. Complaints: nobody is named, or not on this
/// network.
[[nodiscard]] Expected<CrawledCase> load_crawled_case(const std::filesystem::path& file,
                                                      const std::vector<nem::Address>& robbed,
                                                      nem::Network network);

/// The case's plan over the rows that were read so far.
[[nodiscard]] trace::Plan plan_over(const ledger::AccountLedger& ledger, const live::Case& rules);

/// Who has taint by any of the policies, services where the trace stops left out.
[[nodiscard]] std::vector<nem::Address> find_tainted(const nem_crawl::MovementLedger& ledger,
                                                     const CrawledCase& crawled);

}  // namespace app
