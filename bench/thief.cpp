#include "thief.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace bench {
namespace {

constexpr std::uint32_t kActsMax = 20'000;
constexpr std::uint64_t kWorthwhile = 2'000'000;  // atoms; below this the thief leaves it
constexpr std::uint64_t kLootMax = 526'300'010'000'000;
constexpr AccountNumber kVictim = 3;
/// How the loot is spread over the eleven transfers, in thousandths.
constexpr std::array<std::uint64_t, 11> kPieces{190, 190, 190, 190, 57, 57, 38, 38, 19, 19, 12};

}  // namespace

bool Thief::Later::operator()(const Planned& left, const Planned& right) const {
    return std::tie(left.block, left.order) > std::tie(right.block, right.order);
}

void Thief::plan(std::uint64_t blocks_from_now, AccountNumber account, Act act,
                 AccountNumber partner) {
    plans_.push({.block = economy_.block() + blocks_from_now,
                 .order = ++planned_,
                 .account = account,
                 .partner = partner,
                 .act = act});
}

void Thief::steal(Facts& facts) {
    const AccountNumber loot = economy_.open_planned_account();
    facts.theft_first_row = economy_.rows();
    facts.theft_rows = kPieces.size();
    facts.victim = kVictim;
    facts.thief = loot;
    const std::uint64_t wanted = std::min(kLootMax, economy_.balance(kVictim) / 10 * 6);
    for (const std::uint64_t thousandths : kPieces) {
        const std::uint64_t atoms = wanted / 1'000 * thousandths;
        economy_.send(kVictim, loot, atoms);
        facts.stolen += atoms;
    }
    plan_campaign(loot);
}

void Thief::plan_campaign(AccountNumber loot) {
    Random& random = economy_.random();
    for (std::uint64_t i = 0; i < 8; ++i) { plan(20 + (15 * i), loot, Act::Split); }
    for (int i = 0; i < 300; ++i) { plan(60 + random.below(3'000), loot, Act::Dust); }
    for (int i = 0; i < 40; ++i) { plan(200 + random.below(20'000), loot, Act::Deposit); }
    for (int i = 0; i < 20; ++i) { plan(100 + random.below(5'000), loot, Act::RoundTrip); }
}

void Thief::act_when_due() {
    // An act is two transfers at most.
    while (!plans_.empty() && plans_.top().block <= economy_.block() && !economy_.full()) {
        const Planned planned = plans_.top();
        plans_.pop();
        if (economy_.balance(planned.account) < kWorthwhile || acts_done_ == kActsMax) { continue; }
        ++acts_done_;
        carry_out(planned);
    }
}

void Thief::carry_out(const Planned& planned) {
    switch (planned.act) {
        case Act::Split: split(planned.account); return;
        case Act::Peel: peel(planned.account); return;
        case Act::Dust: dust(planned.account); return;
        case Act::Deposit: deposit(planned.account); return;
        case Act::RoundTrip: start_round_trip(planned.account); return;
        case Act::Return:
            economy_.send(planned.account, planned.partner, economy_.balance(planned.account));
            return;
        case Act::CashOut: cash_out(planned.account); return;
    }
}

void Thief::split(AccountNumber account) {
    const AccountNumber chain = economy_.open_planned_account();
    economy_.send(account, chain, economy_.balance(account) / 10);
    plan(10 + economy_.random().below(200), chain, Act::Peel);
}

void Thief::peel(AccountNumber account) {
    Random& random = economy_.random();
    const std::uint64_t peeled = economy_.balance(account) / (33 + random.below(66));
    if (random.happens(50)) {
        economy_.send(account, economy_.pick_hub(), peeled);
    } else {
        const AccountNumber aside = economy_.open_planned_account();
        economy_.send(account, aside, peeled);
        plan(500 + random.below(8'000), aside, Act::CashOut);
    }
    if (economy_.full()) { return; }
    const AccountNumber next = economy_.open_planned_account();
    economy_.send(account, next, economy_.balance(account));
    plan(30 + random.below(600), next, Act::Peel);
    if (random.happens(2)) { plan(5, next, Act::Split); }
}

void Thief::dust(AccountNumber account) {
    const AccountNumber bystander = economy_.pick_anybody();
    if (bystander <= Economy::kHubs || bystander == account) { return; }
    economy_.send(account, bystander, 1'000 + economy_.random().below(1'000'000));
}

void Thief::deposit(AccountNumber account) {
    const std::uint64_t atoms =
        std::min(economy_.balance(account), draw_amount(economy_.random()) * 50);
    economy_.send(account, economy_.pick_hub(), atoms);
}

void Thief::start_round_trip(AccountNumber account) {
    const AccountNumber out = economy_.open_planned_account();
    economy_.send(account, out, economy_.balance(account) / 50);
    plan(5 + economy_.random().below(100), out, Act::Return, account);
}

void Thief::cash_out(AccountNumber account) {
    Random& random = economy_.random();
    const std::uint64_t balance = economy_.balance(account);
    const std::uint64_t atoms = random.happens(50) ? balance : balance / 2;
    economy_.send(account, random.happens(60) ? economy_.pick_hub() : economy_.open_account(),
                  atoms);
}

}  // namespace bench
