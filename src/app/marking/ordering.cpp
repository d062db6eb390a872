#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "../complain.hpp"
#include "../watch/at_once.hpp"
#include "marking.hpp"
#include "marking_news.hpp"

/// From what the desks order to what the nodes hear.
namespace app {

namespace {

base::Complaint wallet_complaint(const nem_wallet::WalletError& error) {
    const auto why = to_phrase(error);
    return complaint(base::Blame::World, {fmt::format("a mark cannot be announced: {}", why.en),
                                          fmt::format("マークを告知できません: {}", why.ja)});
}

/// Nothing while fewer than must agree answer. Of what they say the middle one, the lower of two: a
/// clock that is far ahead would make deadlines that no node takes.
std::optional<nem::TimeStamp> network_time(const Nodes& nodes) {
    std::vector<std::optional<nem::TimeStamp>> answers(nodes.all.size());
    std::vector<std::function<void()>> questions;
    questions.reserve(nodes.all.size());
    for (std::size_t i = 0; i < nodes.all.size(); ++i) {
        questions.emplace_back([&nodes, &answers, i] {
            if (const auto time = nodes.all[i]->network_time()) { answers[i] = *time; }
        });
    }
    run_at_once(questions);
    std::vector<nem::TimeStamp> said;
    for (const auto& answer : answers) {
        if (answer) { said.push_back(*answer); }
    }
    if (said.size() < nodes.agreeing) { return std::nullopt; }
    std::ranges::sort(said);
    return said[(said.size() - 1) / 2];
}

}  // namespace

Expected<bool> Marking::step(base::Instant now, const Nodes& nodes) {
    const auto time = network_time(nodes);
    if (!time) { return false; }
    learn_mosaics(nodes);
    journal::Batch batch;
    for (std::size_t i = 0; i < desks_.size(); ++i) {
        if (!knows_mosaic_of(cases_[i])) {
            tell_waiting(cases_[i], "mosaic",
                         {"the nodes do not know the mosaic of the rules",
                          "規則のモザイクをノードが知りません"},
                         now, batch);
            continue;
        }
        reconcile(desks_[i], now, batch);
        tick(desks_[i], cases_[i], now, batch);
    }
    // What is ordered is durable before it is signed, and signed bytes before a node hears of them.
    const auto committed = journal_.commit(batch);
    if (!committed) { return std::unexpected(committed.error()); }
    const nem_keys::KeyPair* const keys = keys_ ? &*keys_ : nullptr;
    if (keys == nullptr) { return !batch.empty(); }
    for (std::size_t i = 0; i < desks_.size(); ++i) {
        if (!knows_mosaic_of(cases_[i])) { continue; }
        const auto submitted = submit_missing(desks_[i], cases_[i], *keys, *time);
        if (!submitted) { return std::unexpected(submitted.error()); }
    }
    const auto reports = dispatcher_.step(*time, nodes.all);
    if (!reports) { return std::unexpected(reports.error()); }
    journal::Batch refusals;
    tell_refusals(*reports, now, refusals);
    const auto kept = journal_.commit(refusals);
    if (!kept) { return std::unexpected(kept.error()); }
    return !batch.empty() || !refusals.empty();
}

void Marking::tell_waiting(const MarkedCase& marked, std::string_view cause,
                           const base::Phrase& why, base::Instant now,
                           journal::Batch& batch) const {
    // Once a record: its name says no more than what it waits for.
    const auto id = fmt::format("{}/mark_waits/{}", marked.rules.case_id, cause);
    app::tell(news_of_waiting(why, marked.rules.case_id, id, now), batch);
}

void Marking::tell_refusals(std::span<const nem_wallet::Report> reports, base::Instant now,
                            journal::Batch& batch) const {
    for (const auto& report : reports) {
        if (report.kind != nem_wallet::ReportKind::Refused) { continue; }
        for (const CaseDesk& desk : desks_) {
            const auto flights = desk.desk().flights();
            const auto flight = std::ranges::find(flights, report.order, &marks::Flight::order);
            if (flight == flights.end()) { continue; }
            // Once for each cause: an announcement is repeated until it is in the chain.
            const auto id = fmt::format("{}/mark_refused/{}/{}/{}", desk.case_id(), report.order,
                                        report.node, report.code);
            app::tell(news_of_refused(*flight, to_phrase(report), id, now), batch);
        }
    }
}

void Marking::reconcile(CaseDesk& desk, base::Instant now, journal::Batch& batch) {
    for (const auto& flight : desk.desk().flights()) {
        const auto standing = dispatcher_.find(flight.order);
        if (!standing) { continue; }
        if (!flight.included && standing->parcel.outcome == nem_wallet::Outcome::Expired) {
            // It can never come into the chain. Whether another one is to be made is judged anew:
            // its reason may have left the chain meanwhile.
            std::ignore = apply(desk, marks::event::Failed{flight.order}, now, batch);
            continue;
        }
        const auto height = standing->included ? standing->included : standing->parcel.height;
        if (height.has_value() == flight.included) { continue; }
        const auto tx = nem::to_hex(nem::hash_of(standing->parcel.transaction.transaction));
        marks::DeskEvent event = marks::event::FellOut{flight.order};
        if (height) { event = marks::event::Included{flight.order, *height, tx}; }
        const auto name = apply(desk, event, now, batch);
        app::tell(news_of_flight(height ? "notice_included" : "notice_fell_out", flight, height, tx,
                                 name + "/flight", now),
                  batch);
    }
}

void Marking::tick(CaseDesk& desk, const MarkedCase& marked, base::Instant now,
                   journal::Batch& batch) {
    // The longest notice that there can be: the budget is never overdrawn.
    constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
    const marks::Notice longest{marks::NoticeKind::Dispute,
                                marked.rules.case_id,
                                marked.policy,
                                money::Amount::from_atoms(kMost),
                                ledger::Height{kMost},
                                std::string{marked.rules.issuer.text()}};
    const auto dearest =
        announcement(marked, marked.rules.issuer, longest, nem::TimeStamp{0}, Dearest::Yes);
    if (!dearest) {
        const auto why = to_phrase(dearest.error());
        return tell_waiting(marked, "rules", why, now, batch);
    }
    std::ignore = apply(desk, marks::event::Tick{now, dearest->header.fee}, now, batch);
    if (desk.desk().lacks_budget(dearest->header.fee)) {
        tell_waiting(marked, "budget",
                     {"the budget of fees is spent; accounts that are due stay without a mark",
                      "手数料の予算を使い切りました。対象のアカウントにマークを付けられません"},
                     now, batch);
    }
}

std::string Marking::apply(CaseDesk& desk, const marks::DeskEvent& event, base::Instant now,
                           journal::Batch& batch) {
    auto done = desk.apply(event, batch);
    base::invariant(done.has_value(), "a desk takes what follows from its own orders");
    tell(*done, desk, now, batch);
    return done->name;
}

void Marking::tell(const CaseDesk::Done& done, const CaseDesk& desk, base::Instant now,
                   journal::Batch& batch) {
    std::size_t number = 0;
    for (const auto& intent : done.intents) {
        tell(intent, desk, fmt::format("{}/{}", done.name, ++number), now, batch);
    }
}

void Marking::tell(const marks::Intent& intent, const CaseDesk& desk, const std::string& name,
                   base::Instant now, journal::Batch& batch) {
    if (const auto* order = std::get_if<marks::Order>(&intent)) {
        app::tell(news_of(*order, desk.case_id(), name, now), batch);
    } else if (const auto* review = std::get_if<marks::Review>(&intent)) {
        app::tell(news_of(*review, desk.case_id(), name, now), batch);
    } else if (const auto* record = std::get_if<marks::FinalRecord>(&intent)) {
        close(desk, record->text, name, now, batch);
    }
}

void Marking::close(const CaseDesk& desk, const std::string& record, const std::string& name,
                    base::Instant now, journal::Batch& batch) {
    std::string key;
    std::string signature;
    if (keys_) {
        const std::vector<std::uint8_t> octets{record.begin(), record.end()};
        const auto signed_record = keys_->sign(octets);
        base::invariant(signed_record.has_value(), "there is locked memory for one signature");
        key = nem::to_hex(keys_->public_key());
        signature = nem::to_hex(*signed_record);
    }
    const auto news = news_of_closed(desk.case_id(), record, key, signature, name, now);
    batch.put({std::string{kFinalRecord}, desk.case_id(), news.document.dump()});
    app::tell(news, batch);
}

Expected<void> Marking::submit_missing(const CaseDesk& desk, const MarkedCase& marked,
                                       const nem_keys::KeyPair& keys, nem::TimeStamp now) {
    for (const auto& flight : desk.desk().flights()) {
        if (flight.included) { continue; }
        const auto standing = dispatcher_.find(flight.order);
        // The second only when the first can never come into the chain.
        if (standing && standing->parcel.outcome != nem_wallet::Outcome::Expired) { continue; }
        const auto to = nem::parse_address(flight.account);
        if (!to) { continue; }  // a party that is no account of this chain
        const auto transaction = announcement(marked, *to, flight.notice, now, Dearest::No);
        if (!transaction) { return std::unexpected(wallet_complaint(transaction.error())); }
        const auto bytes = nem_wallet::sign(*transaction, keys);
        if (!bytes) { return std::unexpected(wallet_complaint(bytes.error())); }
        const auto submitted = dispatcher_.submit(flight.order, *bytes);
        if (!submitted && submitted.error().complaint) {
            return std::unexpected(base::present(submitted.error().complaint, "asked above"));
        }
    }
    return {};
}

nem_wallet::Built<nem::Transaction> Marking::announcement(const MarkedCase& marked,
                                                          const nem::Address& to,
                                                          const marks::Notice& notice,
                                                          nem::TimeStamp now,
                                                          Dearest dearest) const {
    nem_wallet::Terms terms;
    terms.network = network_;
    terms.signer = keys_ ? keys_->public_key() : nem::PublicKey{};
    terms.now = now;
    const auto text = marks::to_text(notice);
    nem_wallet::Payment payment{
        .recipient = to,
        .xem = {},
        .message = nem::Message{nem::MessageType::Plain, {text.begin(), text.end()}},
        .mosaics = {}};
    const bool with_mosaic = notice.kind == marks::NoticeKind::Mark || dearest == Dearest::Yes;
    if (marked.rules.mosaic && with_mosaic) {
        payment.mosaics.push_back({*marked.rules.mosaic, money::Amount::from_atoms(1)});
    }
    return nem_wallet::transfer(
        terms, payment, [this](const nem::MosaicId& id) -> std::optional<nem_chain::MosaicSize> {
            const auto found = mosaics_.find(id);
            if (found == mosaics_.end()) { return std::nullopt; }
            return found->second;
        });
}

void Marking::learn_mosaics(const Nodes& nodes) {
    for (const auto& marked : cases_) {
        if (knows_mosaic_of(marked)) { continue; }
        const auto& id = *marked.rules.mosaic;
        const auto facts =
            ask_agreeing(nodes, [&](nem_node::Node& node) { return node.mosaic(id); });
        if (!facts) { continue; }
        const auto size = nem_chain::size_of(facts->definition, facts->supply_units);
        if (size) { mosaics_[id] = *size; }
    }
}

bool Marking::knows_mosaic_of(const MarkedCase& marked) const {
    const auto& id = marked.rules.mosaic;
    return !id || mosaics_.contains(*id);
}

}  // namespace app
