#include "sending.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <store/store.hpp>

#include "../complain.hpp"
#include "../help.hpp"
#include "../nem/key_access.hpp"
#include "../written.hpp"
#include "consent.hpp"

namespace app {

namespace {

using nem_wallet::Outcome;

constexpr std::size_t kDigestLetters = 16;

/// The same for the same wish of the same signer: whoever runs a command again means the same
/// order.
std::string order_of(const Wish& wish, const SendingSettings& settings,
                     const nem::PublicKey& signer) {
    const auto account =
        settings.account ? std::string{settings.account->text()} : std::string{"-"};
    const auto meaning = fmt::format("{}\n{}\n{}\n{}\n{}", wish.kind, settings.nodes.network.value,
                                     nem::to_hex(signer), account, wish.meaning);
    return wish.kind + "-" + store::sha256_of_bytes(meaning).substr(0, kDigestLetters);
}

/// Of what was stored.
nem_wallet::Standing standing_of(Courier& courier, const std::string& order) {
    auto standing = courier.dispatcher().find(order);
    if (!standing) { base::broken("what was stored is not there"); }
    return *std::move(standing);
}

SentState state_now(const Courier& courier, const nem_wallet::Standing& standing) {
    return state_of(standing, courier.tip_time(),
                    courier.is_overtaken(standing.parcel.transaction.transaction));
}

/// A complaint that comes after the bytes were stored says where they are.
base::Complaint with_file(base::Complaint complaint, const std::string& file) {
    complaint.text = {fmt::format("{}; what was signed lies in {}: run the command again",
                                  complaint.text.en, base::visible(file, 4096)),
                      fmt::format("{}。署名済みのものは {} にあります。もう一度実行してください",
                                  complaint.text.ja, base::visible(file, 4096))};
    return complaint;
}

}  // namespace

Expected<nem::PublicKey> signer_of(const SendingSettings& settings) {
    if (settings.signer) { return *settings.signer; }
    if (!settings.key_file) {
        return std::unexpected(usage_complaint(
            {"who signs? expected --key KEYFILE or --signer PUBLIC-KEY",
             "署名者が分かりません。--key KEYFILE か --signer PUBLIC-KEY を指定してください"}));
    }
    const auto document = nem_keys::read_key_file(*settings.key_file);
    if (!document) {
        return std::unexpected(complaint_about_key(*settings.key_file, document.error()));
    }
    const auto key = nem_keys::stated_public_key(*document);
    if (!key) { return std::unexpected(complaint_about_key(*settings.key_file, key.error())); }
    return *key;
}

Expected<void> Sending::unlock() {
    if (keys_) { return {}; }
    if (!settings_.key_file) {
        return std::unexpected(usage_complaint(
            {"--key is missing, expected: --key KEYFILE", "--key KEYFILE を指定してください"}));
    }
    auto keys = unlock_key(*settings_.key_file, settings_.passphrase_file, language_);
    if (!keys) { return std::unexpected(keys.error()); }
    keys_.emplace(*std::move(keys));
    return {};
}

Expected<int> Sending::carry_out(const Wish& wish) {
    const auto signer = signer_of(settings_);
    if (!signer) { return std::unexpected(signer.error()); }
    auto ground = Ground::open(settings_.nodes, std::stop_token{});
    if (!ground) { return std::unexpected(ground.error()); }
    const auto propose = [&]() -> Expected<Proposal> {
        if (wish.needs_key) {
            if (auto open = unlock(); !open) { return std::unexpected(std::move(open.error())); }
        }
        return make_proposal(wish, settings_, *ground, *signer, keys_ ? &*keys_ : nullptr);
    };
    if (!settings_.sends()) {
        const auto proposal = propose();
        if (!proposal) { return std::unexpected(proposal.error()); }
        return show_only(*proposal, *ground);
    }
    auto outbox = FolderOutbox::open(settings_.outbox);
    if (!outbox) { return std::unexpected(outbox.error()); }
    Courier courier{*ground, **outbox, std::stop_token{}};
    if (auto caught_up = courier.catch_up(); !caught_up) {
        return std::unexpected(std::move(caught_up.error()));
    }
    const auto order = choose_order(courier.dispatcher(), order_of(wish, settings_, *signer));
    const auto earlier = courier.dispatcher().find(order);
    if (earlier && earlier->parcel.outcome != Outcome::Expired) {
        return tell(finish(courier, **outbox, order, true));
    }
    const auto proposal = propose();
    if (!proposal) { return std::unexpected(proposal.error()); }
    return send(courier, **outbox, *proposal, *ground, order,
                [&]() -> Expected<nem::SignedTransaction> {
                    if (auto open = unlock(); !open) {
                        return std::unexpected(std::move(open.error()));
                    }
                    if (!keys_) { base::broken("unlocked without a key"); }
                    auto done = nem_wallet::sign(proposal->transaction, *keys_);
                    if (!done) { return std::unexpected(complaint_about_wallet(done.error())); }
                    return *std::move(done);
                });
}

Expected<int> Sending::announce(const nem::SignedTransaction& transaction) {
    auto ground = Ground::open(settings_.nodes, std::stop_token{});
    if (!ground) { return std::unexpected(ground.error()); }
    auto outbox = FolderOutbox::open(settings_.outbox);
    if (!outbox) { return std::unexpected(outbox.error()); }
    Courier courier{*ground, **outbox, std::stop_token{}};
    if (auto caught_up = courier.catch_up(); !caught_up) {
        return std::unexpected(std::move(caught_up.error()));
    }
    const auto hash = nem::to_hex(nem::hash_of(transaction.transaction));
    const auto order = settings_.order.value_or("signed-" + hash);
    const auto earlier = courier.dispatcher().find(order);
    if (earlier && earlier->parcel.outcome != Outcome::Expired) {
        return tell(finish(courier, **outbox, order, true));
    }
    const auto proposal = to_proposal({transaction.transaction, {}, std::nullopt}, *ground);
    if (!proposal) { return std::unexpected(proposal.error()); }
    return send(courier, **outbox, *proposal, *ground, order,
                [&]() -> Expected<nem::SignedTransaction> { return transaction; });
}

Expected<int> Sending::announce_stored() {
    auto ground = Ground::open(settings_.nodes, std::stop_token{});
    if (!ground) { return std::unexpected(ground.error()); }
    auto outbox = FolderOutbox::open(settings_.outbox);
    if (!outbox) { return std::unexpected(outbox.error()); }
    Courier courier{*ground, **outbox, std::stop_token{}};
    if (auto caught_up = courier.catch_up(); !caught_up) {
        return std::unexpected(std::move(caught_up.error()));
    }
    std::vector<Sent> all;
    for (const auto& standing : courier.dispatcher().standings()) {
        const bool open = standing.parcel.outcome == Outcome::Open;
        if (settings_.order ? settings_.order != standing.parcel.order : !open) { continue; }
        auto sent = finish(courier, **outbox, standing.parcel.order, false);
        if (!sent) { return std::unexpected(sent.error()); }
        all.push_back(*std::move(sent));
    }
    return tell_all(all);
}

Expected<int> Sending::show_only(const Proposal& proposal, Ground& ground) {
    if (settings_.is_unsigned) {
        std::cerr << to_table(proposal, ground, {}, language_, Terminal{});
        const auto text = to_text(Json(nem::to_json(proposal.transaction)));
        if (const auto failure = write_result(arguments_, text)) {
            return std::unexpected(*failure);
        }
        return kDone;
    }
    const Sent sent{SentState::Shown, settings_.order.value_or(""), proposal.transaction, {}, false,
                    std::nullopt};
    if (!settings_.json) {
        const auto table = to_table(proposal, ground, {}, language_, terminal_of_stdout());
        if (const auto failure = write_stdout(table)) { return std::unexpected(*failure); }
        return kDone;
    }
    return tell(sent);
}

/// An order with a name is carried out once. One without is a new one when the last is in the chain
/// for good: nobody who pays the same again a day later means the old payment.
std::string Sending::choose_order(const nem_wallet::Dispatcher& desk,
                                  const std::string& otherwise) const {
    if (settings_.order) { return *settings_.order; }
    std::string order = otherwise;
    for (std::size_t number = 2;; ++number) {
        const auto earlier = desk.find(order);
        if (!earlier || earlier->parcel.outcome != Outcome::Final) { return order; }
        order = fmt::format("{}/{}", otherwise, number);
    }
}

Expected<int> Sending::send(Courier& courier, const FolderOutbox& outbox, const Proposal& proposal,
                            Ground& ground, const std::string& order, const Sign& sign) {
    if (!settings_.is_agreed) {
        std::cerr << to_table(proposal, ground, order, language_, Terminal{});
        const auto agreed = ask_consent(language_);
        if (!agreed) { return std::unexpected(agreed.error()); }
        if (!*agreed) {
            std::cerr << to_warning_line({"nothing was sent", "送信していません"}, language_);
            return kFinding;
        }
    } else if (stderr_is_terminal()) {
        std::cerr << to_table(proposal, ground, order, language_, Terminal{});
    }
    const auto transaction = sign();
    if (!transaction) { return std::unexpected(transaction.error()); }
    const auto stored = courier.dispatcher().submit(order, *transaction);
    if (!stored) {
        const auto& error = stored.error();
        if (const auto& why = error.complaint) { return std::unexpected(*why); }
        return std::unexpected(complaint(base::Blame::Input, to_phrase(error)));
    }
    return tell(finish(courier, outbox, order, false));
}

Expected<Sent> Sending::finish(Courier& courier, const FolderOutbox& outbox,
                               const std::string& order, bool is_repeated) {
    const std::string file = outbox.file_of(standing_of(courier, order).parcel);
    const auto announced = courier.announce();
    if (!announced) { return std::unexpected(with_file(announced.error(), file)); }
    tell_reports(*announced);
    if (settings_.waits) {
        if (auto awaited = await(courier, order); !awaited) {
            return std::unexpected(with_file(std::move(awaited.error()), file));
        }
    }
    auto standing = standing_of(courier, order);
    return Sent{state_now(courier, standing),
                order,
                standing.parcel.transaction.transaction,
                file,
                is_repeated,
                standing};
}

/// Until it is in a block, or can no longer come there, or no node wants it.
Expected<void> Sending::await(Courier& courier, const std::string& order) const {
    for (;;) {
        const auto state = state_now(courier, standing_of(courier, order));
        if (state != SentState::Accepted && state != SentState::Stored) { return {}; }
        courier.rest();
        const auto reports = courier.go_on();
        if (!reports) { return std::unexpected(reports.error()); }
        tell_reports(*reports);
    }
}

Expected<int> Sending::tell(const Expected<Sent>& sent) const {
    if (!sent) { return std::unexpected(sent.error()); }
    const auto text =
        settings_.json ? to_text(to_json(*sent)) : to_table(*sent, language_, terminal_of_stdout());
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return exit_code_of(sent->state);
}

Expected<int> Sending::tell_all(const std::vector<Sent>& all) const {
    int worst = kDone;
    std::string text;
    Json list = Json::array();
    for (const auto& sent : all) {
        worst = std::max(worst, exit_code_of(sent.state));
        text += (text.empty() ? "" : "\n") + to_table(sent, language_, terminal_of_stdout());
        list.push_back(to_json(sent));
    }
    if (all.empty()) {
        text = base::pick({"nothing in the outbox can still come into the chain\n",
                           "送信箱に、まだチェーンに入る可能性のあるものはありません\n"},
                          language_);
    }
    if (settings_.json) {
        text = to_text(Json{{"format", "dyepack.nem-outbox/1"},
                            {"program", program_version()},
                            {"transactions", std::move(list)}});
    }
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return worst;
}

void Sending::tell_reports(const std::vector<nem_wallet::Report>& reports) const {
    if (!stderr_is_terminal()) { return; }
    for (const auto& report : reports) {
        std::cerr << base::pick(to_phrase(report), language_) << '\n';
    }
}

}  // namespace app
