#include "maker.hpp"

#include <algorithm>
#include <unordered_map>

namespace replay {
namespace {

constexpr std::uint32_t kDeadlineSeconds = 86'400;
constexpr std::size_t kMessageBytesMax = 1'024;

std::unexpected<ReplayFault> fault(ReplayProblem problem, std::string tx = {}) {
    return std::unexpected(ReplayFault{problem, std::move(tx)});
}

/// The accounts of a recording, numbered as they appear.
class Company {
public:
    explicit Company(const ChainSettings& settings) : settings_{settings} {}

    std::expected<std::uint32_t, ReplayFault> number(const std::string& account) {
        const auto found = numbers_.find(account);
        if (found != numbers_.end()) { return found->second; }
        if (stand_ins_.size() == kAccountsMax) { return fault(ReplayProblem::TooMany); }
        const auto keys = stand_in_keys(settings_.seed, account);
        if (!keys) { return fault(ReplayProblem::NoKeys); }
        const auto number = static_cast<std::uint32_t>(stand_ins_.size());
        stand_ins_.push_back({account,
                              nem::to_address(keys->public_key(), settings_.network),
                              keys->public_key(),
                              {}});
        numbers_.emplace(account, number);
        return number;
    }
    [[nodiscard]] const StandIn& at(std::uint32_t number) const { return stand_ins_[number]; }
    std::vector<StandIn> take() { return std::move(stand_ins_); }

private:
    const ChainSettings& settings_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<StandIn> stand_ins_;
};

/// The least that accounts must hold at the beginning for every transfer to be paid.
class Needs {
public:
    bool receive(std::uint32_t who, money::Amount amount) {
        return add(held_[who], amount.atoms());
    }
    bool pay(std::uint32_t who, money::Amount amount) {
        if (amount.atoms() > nem_chain::kXemSupply) { return false; }
        std::uint64_t& held = held_[who];
        if (held >= amount.atoms()) {
            held -= amount.atoms();
            return true;
        }
        const std::uint64_t missing = amount.atoms() - held;
        held = 0;
        return add(opening_[who], missing);
    }
    /// What an account held by the ledger's own word.
    bool declare(std::uint32_t who, money::Amount amount) {
        return receive(who, amount) && add(opening_[who], amount.atoms());
    }
    [[nodiscard]] money::Amount opening(std::uint32_t who) const {
        const auto found = opening_.find(who);
        return money::Amount::from_atoms(found == opening_.end() ? 0 : found->second);
    }

private:
    static bool add(std::uint64_t& sum, std::uint64_t more) {
        if (more > nem_chain::kXemMax || sum > nem_chain::kXemMax - more) { return false; }
        sum += more;
        return true;
    }
    std::unordered_map<std::uint32_t, std::uint64_t> held_;
    std::unordered_map<std::uint32_t, std::uint64_t> opening_;
};

money::Amount fee_for(const nem::Transaction& transaction, money::Amount recorded) {
    const auto least = nem_chain::minimum_fee(transaction, {});
    base::invariant(least.has_value(), "a transfer without mosaics has a fee");
    return std::max(*least, recorded);
}

/// Signs the next whole minute after the first.
nem::TimeStamp block_time(nem::TimeStamp first, nem::TimeStamp at) {
    const std::uint32_t since = at.value - first.value;
    const std::uint32_t blocks = (since + kBlockSeconds - 1) / kBlockSeconds;
    return {first.value + (blocks * kBlockSeconds)};
}

class Preparation {
public:
    Preparation(const Recording& recording, const ChainSettings& settings)
        : recording_{recording}, settings_{settings}, company_{settings} {}

    std::expected<Cast, ReplayFault> run() {
        if (recording_.transfers.empty()) { return fault(ReplayProblem::NoTransfers); }
        if (recording_.transfers.size() > kTransfersMax) { return fault(ReplayProblem::TooMany); }
        for (const Opening& opening : recording_.openings) {
            const auto who = company_.number(opening.account);
            if (!who) { return std::unexpected(who.error()); }
            if (!needs_.declare(*who, opening.amount)) { return fault(ReplayProblem::TooMuch); }
        }
        for (const RecordedTransfer& transfer : recording_.transfers) {
            if (const auto wrong = add(transfer)) { return std::unexpected(*wrong); }
        }
        cast_.first_block_at = recording_.transfers.front().at;
        cast_.stand_ins = company_.take();
        std::uint64_t supply = 0;
        for (std::uint32_t who = 0; who < cast_.stand_ins.size(); ++who) {
            cast_.stand_ins[who].opening = needs_.opening(who);
            supply += needs_.opening(who).atoms();  // no sum of two wraps
            if (supply > nem_chain::kXemMax) { return fault(ReplayProblem::TooMuch); }
        }
        return std::move(cast_);
    }

private:
    std::optional<ReplayFault> add(const RecordedTransfer& recorded) {
        if (recorded.message.size() > kMessageBytesMax) {
            return ReplayFault{ReplayProblem::MessageTooLong, recorded.tx};
        }
        if (const auto wrong = find_wrong_time(recorded)) { return wrong; }
        const auto from = company_.number(recorded.from);
        const auto to = company_.number(recorded.to);
        if (!from) { return from.error(); }
        if (!to) { return to.error(); }
        auto transaction = write(recorded, *from, *to);
        if (!transaction) { return transaction.error(); }
        const bool paid = needs_.pay(*from, recorded.amount) &&
                          needs_.receive(*to, recorded.amount) &&
                          needs_.pay(*from, transaction->header.fee);
        if (!paid) { return ReplayFault{ReplayProblem::TooMuch, recorded.tx}; }
        const nem::TimeStamp first = recording_.transfers.front().at;
        const nem::TimeStamp block = block_time(first, recorded.at);
        const nem::Hash hash = nem::hash_of(*transaction);
        cast_.numbers.emplace(hash, cast_.transfers.size());
        cast_.transfers.push_back({*std::move(transaction), *from,
                                   nem::TimeStamp{block.value - kUnconfirmedSeconds}, block, hash,
                                   recorded.tx});
        return std::nullopt;
    }

    std::optional<ReplayFault> find_wrong_time(const RecordedTransfer& recorded) {
        const nem::TimeStamp first = recording_.transfers.front().at;
        constexpr std::uint32_t kDay = kDeadlineSeconds;
        const bool outside = recorded.at.value < kDay ||
                             recorded.at.value > std::numeric_limits<std::uint32_t>::max() - kDay;
        if (outside || recorded.at < last_) {
            return ReplayFault{ReplayProblem::BadTime, recorded.tx};
        }
        if ((recorded.at.value - first.value) / kBlockSeconds >= kBlocksMax) {
            return ReplayFault{ReplayProblem::TooLong, recorded.tx};
        }
        last_ = recorded.at;
        return std::nullopt;
    }

    /// Equal transfers of one time would be one transaction: the later ones get an earlier stamp.
    std::expected<nem::Transaction, ReplayFault> write(const RecordedTransfer& recorded,
                                                       std::uint32_t from, std::uint32_t to) {
        constexpr std::uint32_t kEqualMax = 500;
        nem::Transfer transfer{company_.at(to).address, recorded.amount, std::nullopt,
                               std::nullopt};
        if (!recorded.message.empty()) {
            transfer.message = nem::Message{nem::MessageType::Plain,
                                            {recorded.message.begin(), recorded.message.end()}};
        }
        const nem::TimeStamp block = block_time(recording_.transfers.front().at, recorded.at);
        const std::uint32_t stamp = block.value - kUnconfirmedSeconds;
        nem::Transaction transaction{{settings_.network, {}, company_.at(from).key, {}, {}},
                                     std::move(transfer)};
        transaction.header.fee = fee_for(transaction, recorded.fee);
        for (std::uint32_t earlier = 0; earlier < kEqualMax; ++earlier) {
            transaction.header.time_stamp = nem::TimeStamp{stamp - earlier};
            transaction.header.deadline = nem::TimeStamp{stamp - earlier + kDeadlineSeconds};
            if (!cast_.numbers.contains(nem::hash_of(transaction))) { return transaction; }
        }
        return fault(ReplayProblem::Repeated, recorded.tx);
    }

    const Recording& recording_;
    const ChainSettings& settings_;
    Company company_;
    Needs needs_;
    nem::TimeStamp last_;
    Cast cast_;
};

}  // namespace

std::expected<Cast, ReplayFault> prepare(const Recording& recording,
                                         const ChainSettings& settings) {
    return Preparation{recording, settings}.run();
}

}  // namespace replay
