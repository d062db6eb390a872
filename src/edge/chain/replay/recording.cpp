#include <botan/hash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <replay/recording.hpp>
#include <set>

namespace replay {

using base::phrase;

base::Phrase to_phrase(const ReplayFault& fault) {
    const std::string at = base::visible(fault.tx);
    switch (fault.problem) {  // no default: a new problem must fail to compile here
        case ReplayProblem::NoTransfers:
            return phrase("the ledger has no transfer: there is nothing to replay",
                          "台帳に送金がありません。再生するものがありません");
        case ReplayProblem::TooMany:
            return phrase("the ledger has more than {} transfers or {} accounts",
                          "台帳の送金が {} 件、またはアカウントが {} 件を超えています",
                          kTransfersMax, kAccountsMax);
        case ReplayProblem::TooLong:
            return phrase("from the first transfer to the last are more than {} minutes",
                          "最初の送金から最後の送金までが {} 分を超えています", kBlocksMax);
        case ReplayProblem::BadTime:
            return phrase(
                "transfer {}: its time is before that of the transfer above it, or outside NEM's "
                "(2015-03-29 to 2151)",
                "送金 {}: 時刻が前の送金より早いか、NEM の範囲（2015-03-29～2151 年）にありません",
                at);
        case ReplayProblem::MessageTooLong:
            return phrase("transfer {}: NEM's messages have at most 1024 bytes",
                          "送金 {}: NEM のメッセージは 1024 バイトまでです", at);
        case ReplayProblem::TooMuch:
            if (at.empty()) {
                return phrase("the ledger hands out more XEM than there is, 8,999,999,999",
                              "台帳の XEM の合計が総量の 8,999,999,999 を超えています");
            }
            return phrase("transfer {}: more XEM than there is",
                          "送金 {}: XEM の数量が総量を超えています", at);
        case ReplayProblem::Repeated:
            return phrase("transfer {}: too many equal transfers at one time",
                          "送金 {}: 同じ時刻に同じ内容の送金が多すぎます", at);
        case ReplayProblem::NoKeys:
            return phrase("the system locks no memory for keys (ulimit -l)",
                          "鍵のためのメモリーをロックできません（ulimit -l）");
    }
    base::broken("unnamed problem of a replay");
}

namespace {

/// A recording keeps NEM's seconds; positions without times are a minute apart.
std::optional<nem::TimeStamp> time_of(const ledger::RowFacts& facts,
                                      std::optional<ledger::Height> first) {
    std::int64_t seconds = 0;
    if (facts.time) {
        seconds = facts.time->at.seconds - nem::kNemesisUnixSeconds;
    } else if (facts.height && first && *facts.height >= *first) {
        const std::uint64_t blocks =
            std::min<std::uint64_t>(facts.height->value - first->value, kBlocksMax + 1);
        seconds = kHeightsBegin.value + (static_cast<std::int64_t>(blocks) * 60);
    }
    // A day is left at both ends for what is counted from it.
    constexpr std::int64_t kDay = 86'400;
    if (seconds < kDay || seconds > std::numeric_limits<std::uint32_t>::max() - (2 * kDay)) {
        return std::nullopt;
    }
    return nem::TimeStamp{static_cast<std::uint32_t>(seconds)};
}

std::string name_of(const ledger::AccountLedger& ledger, ledger::AccountId account,
                    std::string_view nobody) {
    return account == ledger::kNobody ? std::string{nobody} : ledger.account_text(account);
}

}  // namespace

std::expected<Recording, ReplayFault> to_recording(const ledger::AccountLedger& ledger) {
    if (ledger.rows() == 0) { return std::unexpected(ReplayFault{ReplayProblem::NoTransfers, {}}); }
    if (ledger.rows() > kTransfersMax || ledger.accounts() > kAccountsMax) {
        return std::unexpected(ReplayFault{ReplayProblem::TooMany, {}});
    }
    Recording recording;
    const auto first = ledger.facts(ledger::Row{0}).height;
    std::optional<ReplayFault> fault;
    const auto add = [&](ledger::Row row, const ledger::Transfer& transfer) {
        ledger::RowFacts facts = ledger.facts(row);
        const auto at = time_of(facts, first);
        const bool back = at && !recording.transfers.empty() && *at < recording.transfers.back().at;
        if (!at || back) {
            if (!fault) { fault = ReplayFault{ReplayProblem::BadTime, facts.tx}; }
            return;
        }
        recording.transfers.push_back({.tx = std::move(facts.tx),
                                       .from = name_of(ledger, transfer.from, kMinted),
                                       .to = name_of(ledger, transfer.to, kBurned),
                                       .amount = transfer.amount,
                                       .fee = transfer.fee,
                                       .at = *at,
                                       .message = std::move(facts.message)});
    };
    ledger::for_each_batch(ledger, 0, ledger.rows(), [&](ledger::Row begin, auto batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            add(ledger::Row{begin.value + static_cast<std::uint32_t>(i)}, batch[i]);
        }
    });
    if (fault) { return std::unexpected(*std::move(fault)); }
    for (const auto& held : ledger.openings().held()) {
        recording.openings.push_back({ledger.account_text(held.account), held.amount});
    }
    return recording;
}

std::expected<nem_keys::KeyPair, nem_keys::KeyError> stand_in_keys(std::string_view seed,
                                                                   std::string_view account) {
    const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
    constexpr std::string_view kPurpose = "dyepack replay stand-in";
    for (const std::string_view part : {kPurpose, seed, account}) {
        hash->update_be(static_cast<std::uint64_t>(part.size()));  // parts cannot be shifted
        hash->update(std::string{part});
    }
    const auto digest = hash->final_stdvec();
    return nem_keys::KeyPair::parse(base::to_hex(digest));
}

}  // namespace replay
