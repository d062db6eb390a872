#include <algorithm>
#include <functional>

#include "keeping.hpp"
#include "routes.hpp"

namespace replay {

using nlohmann::json;

namespace {

constexpr std::uint64_t kPage = 25;
constexpr std::uint32_t kHashMemorySeconds = 36 * 3'600;  // nis.transactionHashRetentionTime

bool has(const std::vector<nem::Address>& sorted, const nem::Address& account) {
    return std::ranges::binary_search(sorted, account);
}

bool is_on(Side side, const Kept& kept, const nem::Address& account) {
    return (side != Side::Outgoing && has(kept.incoming, account)) ||
           (side != Side::Incoming && has(kept.outgoing, account));
}

/// Calls `use(block, index)` from the newest transaction on, until it says false.
void newest_first(const Picture& picture,
                  const std::function<bool(const KeptBlock&, std::size_t)>& use) {
    for (auto kept = picture.blocks.rbegin(); kept != picture.blocks.rend(); ++kept) {
        for (std::size_t index = (*kept)->transactions.size(); index > 0; --index) {
            if (!use(**kept, index - 1)) { return; }
        }
    }
}

struct Found {
    const KeptBlock* block{nullptr};
    std::size_t index{0};
    bool inner{false};
};
/// As long as the node has the hash in memory.
Asked<Found> find_hash(const Picture& picture, const nem::Hash& hash) {
    Found found;
    const std::uint64_t now = picture.blocks.back()->block.time_stamp.value;
    newest_first(picture, [&](const KeptBlock& kept, std::size_t index) {
        const Kept& one = kept.transactions[index];
        if (one.hash == hash || one.inner_hash == hash) {
            found = {&kept, index, one.hash != hash};
            return false;
        }
        return kept.block.time_stamp.value + std::uint64_t{kHashMemorySeconds} >= now;
    });
    if (found.block == nullptr) {
        return std::unexpected(Refusal{400, "Hash was not found in cache"});
    }
    return found;
}

/// Below which id the page begins.
Asked<std::uint64_t> page_end(const Question& question) {
    const auto id = number_of(question.target, "id");
    if (!id) { return std::unexpected(id.error()); }
    if (*id) { return **id; }
    const auto* const text = question.target.find("hash");
    if (text == nullptr || text->empty()) { return std::numeric_limits<std::uint64_t>::max(); }
    const auto hash = parse_hash(*text);
    if (!hash) { return std::unexpected(hash.error()); }
    const auto found = find_hash(question.picture(), *hash);
    if (!found) { return std::unexpected(found.error()); }
    return found->block->transactions[found->index].id;
}

json history(const Picture& picture, const nem::Address& account, Side side, std::uint64_t below,
             std::uint64_t most) {
    json list = json::array();
    newest_first(picture, [&](const KeptBlock& kept, std::size_t index) {
        const Kept& one = kept.transactions[index];
        if (one.id < below && is_on(side, one, account)) {
            list.push_back(pair_json(kept, index, one.id));
        }
        return list.size() < most;
    });
    return list;
}

Answer say_history(const Question& question, Side side) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    const auto size = number_of(question.target, "pageSize");
    if (!size) { return std::unexpected(size.error()); }
    const auto below = page_end(question);
    if (!below) { return std::unexpected(below.error()); }
    const std::uint64_t most = std::clamp<std::uint64_t>(size->value_or(kPage), 5, 100);
    return ok({{"data", history(question.picture(), *account, side, *below, most)}});
}

}  // namespace

json pair_json(const KeptBlock& kept, std::size_t index, std::uint64_t id) {
    const Kept& one = kept.transactions[index];
    return {{"meta",
             {{"id", id},
              {"height", kept.block.height.value},
              {"hash", to_hash_json(one.hash)},
              {"innerHash", to_hash_json(one.inner_hash)}}},
            {"transaction", nem::to_json(kept.block.transactions[index])}};
}

json recent_json(const Picture& picture, const nem::Address& account) {
    return history(picture, account, Side::All, std::numeric_limits<std::uint64_t>::max(), kPage);
}

json unconfirmed_json(const Picture& picture, const nem::Address& account, std::size_t most) {
    std::vector<const nem::SignedTransaction*> mine;
    for (const auto& one : picture.pool) {
        const auto participants = participants_of(one.transaction, *picture.state);
        if (has(participants.incoming, account) || has(participants.outgoing, account)) {
            mine.push_back(&one);
        }
    }
    std::ranges::stable_sort(mine, std::greater{}, [](const nem::SignedTransaction* one) {
        return one->transaction.header.time_stamp;
    });
    mine.resize(std::min(mine.size(), most));
    json list = json::array();
    for (const auto* one : mine) {
        list.push_back(
            nem::to_json(nem::UnconfirmedTransaction{nem::inner_hash(one->transaction), *one}));
    }
    return list;
}

Answer say_all(const Question& question) { return say_history(question, Side::All); }
Answer say_incoming(const Question& question) { return say_history(question, Side::Incoming); }
Answer say_outgoing(const Question& question) { return say_history(question, Side::Outgoing); }

Answer say_unconfirmed(const Question& question) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    return ok({{"data", unconfirmed_json(question.picture(), *account, kPage)}});
}

Answer say_harvests(const Question& question) {
    constexpr std::uint64_t kDifficulty = 50'000'000'000'000;
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    const auto id = number_of(question.target, "id");
    if (!id) { return std::unexpected(id.error()); }
    const std::uint64_t below = id->value_or(std::numeric_limits<std::uint64_t>::max());
    json list = json::array();
    const auto& blocks = question.picture().blocks;
    for (auto kept = blocks.rbegin(); kept != blocks.rend() && list.size() < kPage; ++kept) {
        const KeptBlock& one = **kept;
        const bool concerns = one.beneficiary == *account ||
                              nem::to_address(one.block.signer, one.block.network) == *account;
        if (one.id >= below || !concerns) { continue; }
        list.push_back({{"id", one.id},
                        {"height", one.block.height.value},
                        {"timeStamp", one.block.time_stamp.value},
                        {"totalFee", one.total_fee.atoms()},
                        {"difficulty", kDifficulty}});
    }
    return ok({{"data", list}});
}

Answer say_transaction(const Question& question) {
    const auto* const text = question.target.find("hash");
    if (text == nullptr) { return std::unexpected(Refusal{400, "hash is required"}); }
    const auto hash = parse_hash(*text);
    if (!hash) { return std::unexpected(hash.error()); }
    const auto found = find_hash(question.picture(), *hash);
    if (!found) { return std::unexpected(found.error()); }
    // NIS finds the inner transaction, which has no signature to write.
    if (found->inner) {
        return std::unexpected(Refusal{500, "cannot serialize a entity without a signature"});
    }
    return ok(pair_json(*found->block, found->index, found->block->transactions[found->index].id));
}

}  // namespace replay
