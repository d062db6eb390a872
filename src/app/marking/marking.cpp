#include "marking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <store/store.hpp>

#include "../complain.hpp"
#include "kept_rules.hpp"
#include "marking_news.hpp"
#include "sent.hpp"

namespace app {

namespace {

std::vector<marks::MarkMosaic> recognised_of(const std::vector<MarkedCase>& cases) {
    std::vector<marks::MarkMosaic> mosaics;
    for (const auto& marked : cases) {
        mosaics.insert(mosaics.end(), marked.rules.recognised.begin(),
                       marked.rules.recognised.end());
    }
    return mosaics;
}

/// What a note of a mark would be called, for the same account and case, before and after.
std::optional<std::string_view> change_of(const marks::AccountHistory* before,
                                          const marks::AccountHistory& after) {
    const marks::AccountHistory none;
    const auto& was = before == nullptr ? none : *before;
    if (after.mark && (!was.mark || was.mark->tx != after.mark->tx)) { return "mark_seen"; }
    if (after.mark && was.mark && after.mark->newest != was.mark->newest) {
        switch (after.mark->newest) {
            case marks::NoticeKind::Mark: return "mark_seen";
            case marks::NoticeKind::Dispute: return "mark_disputed";
            case marks::NoticeKind::Uphold: return "mark_upheld";
            case marks::NoticeKind::Revoke: return "mark_revoked";
        }
        base::broken("unnamed notice");
    }
    if (after.mark && was.mark && after.mark->sent_back && !was.mark->sent_back) {
        return "mark_sent_back";
    }
    const bool imitated =
        (after.unconfirmed && !was.unconfirmed) || (after.look_alike && !was.look_alike);
    if (imitated) { return "mark_imitated"; }
    return std::nullopt;
}

}  // namespace

Marking::Marking(journal::Journal& journal, std::vector<MarkedCase> cases,
                 std::optional<nem_keys::KeyPair> keys, nem::Network network, Restored restored)
    : journal_{journal},
      cases_{std::move(cases)},
      keys_{std::move(keys)},
      network_{network},
      desks_{std::move(restored.desks)},
      outbox_{std::move(restored.outbox)},
      dispatcher_{std::move(restored.dispatcher)},
      history_{recognised_of(cases_)} {}

Expected<std::unique_ptr<Marking>> Marking::open(journal::Journal& journal,
                                                 std::vector<MarkedCase> cases,
                                                 std::optional<nem_keys::KeyPair> keys,
                                                 nem::Network network) {
    for (const auto& marked : cases) {
        const auto fit = check_keys(marked.rules, keys, network);
        if (!fit) { return std::unexpected(fit.error()); }
    }
    const auto kept = keep_marking_rules(cases, journal);
    if (!kept) { return std::unexpected(kept.error()); }
    auto restored = restore(cases, journal);
    if (!restored) { return std::unexpected(restored.error()); }
    return std::unique_ptr<Marking>{
        new Marking{journal, std::move(cases), std::move(keys), network, *std::move(restored)}};
}

Expected<Marking::Restored> Marking::restore(std::span<const MarkedCase> cases,
                                             journal::Journal& journal) {
    std::vector<CaseDesk> desks;
    for (const auto& marked : cases) {
        auto issuing = marked.rules.issuing;
        auto desk = CaseDesk::restore(
            {marked.rules.case_id, marked.policy, std::string{marked.rules.issuer.text()}},
            std::move(issuing), journal);
        if (!desk) { return std::unexpected(desk.error()); }
        desks.push_back(*std::move(desk));
    }
    auto outbox = std::make_unique<JournalOutbox>(journal);
    auto dispatcher = nem_wallet::Dispatcher::open(*outbox);
    if (!dispatcher) { return std::unexpected(dispatcher.error()); }
    return Restored{std::move(desks), std::move(outbox), *std::move(dispatcher)};
}

Expected<void> Marking::on_block(const AppliedBlock& applied, journal::Batch& batch) {
    const auto reached = applied.follower.reached();
    for (CaseDesk& desk : desks_) {
        const auto found = std::ranges::find(reached, desk.case_id(), &live::Reached::case_id);
        base::invariant(found != reached.end(), "a marked case is watched");
        desk.on_block(applied.block.height, found->accounts, batch);
    }
    history_.open_block();
    history_.forget_blocks(marks::kUndoBlocksDefault);
    for (const auto& sent : marks_in(applied.block, applied.moves)) { note(sent, applied, batch); }
    // What became of an announcement is asked of the dispatcher, and not lost with its reports.
    const auto reports = dispatcher_.on_block(applied.block);
    if (!reports) { return std::unexpected(reports.error()); }
    return {};
}

void Marking::note(const marks::Sent& sent, const AppliedBlock& applied, journal::Batch& batch) {
    using Before = std::pair<std::string, std::optional<marks::AccountHistory>>;
    std::vector<std::pair<std::string, Before>> before;  // by case
    for (const auto& marked : cases_) {
        for (const auto& account : {sent.from, sent.to}) {
            const auto* const known = history_.find(account, marked.rules.case_id);
            before.emplace_back(
                marked.rules.case_id,
                Before{account, known == nullptr ? std::nullopt : std::optional{*known}});
        }
    }
    history_.note(sent);
    for (const auto& [case_id, one] : before) {
        const auto& [account, was] = one;
        const auto* const now = history_.find(account, case_id);
        if (now == nullptr) { continue; }
        const auto event = change_of(was ? &*was : nullptr, *now);
        if (!event) { continue; }
        const auto id =
            fmt::format("{}/{}/{}/{}/{}", case_id, *event, applied.name, sent.tx, account);
        app::tell(news_of_seen(*event, sent, case_id, account, id, applied.now), batch);
    }
}

void Marking::on_undo(ledger::Height height, journal::Batch& batch) {
    for (CaseDesk& desk : desks_) { desk.on_undo(height, batch); }
    history_.undo_block();
    std::ignore = dispatcher_.on_undo(height);
}

}  // namespace app
