#include <algorithm>
#include <replay/troupe.hpp>

namespace replay {

using base::phrase;

namespace {

constexpr std::size_t kForksMax = 4;

void append(News& into, const News& more) {
    into.blocks.insert(into.blocks.end(), more.blocks.begin(), more.blocks.end());
    into.pooled.insert(into.pooled.end(), more.pooled.begin(), more.pooled.end());
    into.lost.insert(into.lost.end(), more.lost.begin(), more.lost.end());
}

/// What somebody who had `before` must hear to have `after`.
News difference(const Picture& before, const Picture& after) {
    News news;
    std::size_t common = 0;
    const std::size_t both = std::min(before.blocks.size(), after.blocks.size());
    while (common < both && before.blocks[common]->hash == after.blocks[common]->hash) { ++common; }
    news.blocks.assign(after.blocks.begin() + static_cast<std::ptrdiff_t>(common),
                       after.blocks.end());
    return news;
}

bool is_instant(Deed deed) { return deed == Deed::Reorganise; }

}  // namespace

Troupe::Troupe(Chain chain, Script script, std::size_t nodes)
    : chain_{std::move(chain)}, script_{std::move(script)}, begun_(script_.scenes.size(), false) {
    base::invariant(nodes >= 1 && nodes <= kNodesMax, "a troupe has 1 to kNodesMax nodes");
    seats_.resize(nodes);
    std::ignore = chain_.take_news();
}

nem::TimeStamp Troupe::next_at() const {
    nem::TimeStamp next = chain_.next_at();
    for (const Branch& fork : forks_) { next = std::min(next, fork.chain.next_at()); }
    return next;
}

std::expected<void, ReplayFault> Troupe::advance(nem::TimeStamp now) {
    while (next_at() <= now) {
        const nem::TimeStamp at = next_at();
        for (Branch& fork : forks_) {
            while (fork.chain.next_at() <= at) {
                if (auto done = fork.chain.step(); !done) { return done; }
            }
        }
        if (chain_.next_at() <= at) {
            if (auto done = chain_.step(); !done) { return done; }
        }
        gather_news();
        end_over();
        if (auto done = begin_due(); !done) { return done; }
        gather_news();
        cast();
    }
    return {};
}

const Chain& Troupe::chain_of(const Seat& seat) const {
    if (!seat.fork) { return chain_; }
    const auto found = std::ranges::find(forks_, *seat.fork, &Branch::scene);
    base::invariant(found != forks_.end(), "a seat's fork exists");
    return found->chain;
}

std::shared_ptr<const Picture> Troupe::picture(std::size_t node) const {
    const Seat& seat = seats_.at(node);
    return seat.frozen ? seat.frozen : chain_of(seat).picture();
}

News Troupe::take_news(std::size_t node) {
    Seat& seat = seats_.at(node);
    return seat.frozen ? News{} : std::exchange(seat.news, {});
}

std::vector<base::Phrase> Troupe::take_notes() { return std::exchange(notes_, {}); }

void Troupe::gather_news() {
    const auto tell = [&](const News& news, std::optional<std::size_t> fork) {
        for (Seat& seat : seats_) {
            if (seat.fork == fork) { append(seat.news, news); }
        }
    };
    const News news = chain_.take_news();
    for (const auto& tx : news.lost) {
        notes_.push_back(phrase("transfer {} is lost in this chain",
                                "送金 {} はこのチェーンから失われました", base::visible(tx)));
    }
    tell(news, std::nullopt);
    for (Branch& fork : forks_) { tell(fork.chain.take_news(), fork.scene); }
    // Nobody may ask for long: what is older than a page of NIS's is not told any more.
    constexpr std::size_t kNewsMax = 1'000;
    for (Seat& seat : seats_) {
        auto& blocks = seat.news.blocks;
        if (blocks.size() > kNewsMax) {
            blocks.erase(blocks.begin(), blocks.end() - static_cast<std::ptrdiff_t>(kNewsMax));
        }
        auto& pooled = seat.news.pooled;
        if (pooled.size() > kNewsMax) {
            pooled.erase(pooled.begin(), pooled.end() - static_cast<std::ptrdiff_t>(kNewsMax));
        }
        seat.news.lost.clear();
    }
}

bool Troupe::is_due(const Scene& scene) const {
    if (const auto* height = std::get_if<ledger::Height>(&scene.at)) {
        return chain_.next_height() > *height;
    }
    const std::uint32_t tip = chain_.next_block_at().value - kBlockSeconds;
    return nem::to_instant({tip}) >= std::get<base::Instant>(scene.at);
}

bool Troupe::plays(const Scene& scene, std::size_t node) const {
    return scene.nodes.empty() || std::ranges::find(scene.nodes, node + 1) != scene.nodes.end();
}

std::expected<void, ReplayFault> Troupe::begin_due() {
    for (std::size_t scene = 0; scene < script_.scenes.size(); ++scene) {
        if (begun_[scene] || !is_due(script_.scenes[scene])) { continue; }
        begun_[scene] = true;
        if (auto done = begin(scene); !done) { return done; }
    }
    return {};
}

std::expected<void, ReplayFault> Troupe::begin(std::size_t number) {
    const Scene& scene = script_.scenes[number];
    const std::uint64_t height = chain_.next_height().value - 1;
    notes_.push_back(phrase("height {}: {}", "高さ {}: {}", height, to_string(scene.deed)));
    if (is_instant(scene.deed)) { return chain_.reorganise(scene.depth, scene.returned); }
    if (scene.deed == Deed::Fork) {
        if (forks_.size() == kForksMax) {
            notes_.push_back(phrase("more than {} forks at once: left out",
                                    "同時の分岐は {} 本までです。省きました", kForksMax));
            return {};
        }
        Chain branch = chain_;
        std::ignore = branch.take_news();
        if (auto done = branch.reorganise(scene.depth, scene.returned); !done) { return done; }
        forks_.push_back({number, std::move(branch)});
    }
    running_.push_back({number, height, height + scene.blocks});
    bool all = true;
    for (std::size_t node = 0; node < seats_.size(); ++node) {
        Seat& seat = seats_[node];
        if (!plays(scene, node)) {
            all = false;
            continue;
        }
        if (scene.deed == Deed::Fork) { seat.fork = number; }
        if (scene.deed == Deed::Lag && !seat.frozen) { seat.frozen = chain_of(seat).picture(); }
        if (scene.deed == Deed::Restart) { ++seat.restarts; }
    }
    // Where others go on, they announce what they have again.
    if (scene.deed == Deed::Restart && all) { chain_.restart(); }
    return {};
}

void Troupe::end_over() {
    const std::uint64_t height = chain_.next_height().value - 1;
    const auto over = [&](const Running& one) { return height >= one.until; };
    for (const Running& one : running_) {
        if (!over(one)) { continue; }
        const Scene& scene = script_.scenes[one.scene];
        for (std::size_t node = 0; node < seats_.size(); ++node) {
            Seat& seat = seats_[node];
            if (scene.deed == Deed::Lag && plays(scene, node)) { seat.frozen.reset(); }
            if (scene.deed != Deed::Fork || seat.fork != one.scene) { continue; }
            append(seat.news, difference(*chain_of(seat).picture(), *chain_.picture()));
            seat.fork.reset();
        }
        if (scene.deed == Deed::Fork) {
            std::erase_if(forks_, [&](const Branch& fork) { return fork.scene == one.scene; });
        }
    }
    std::erase_if(running_, over);
}

/// Gives every node the faults of the scenes it plays in now.
void Troupe::cast() {
    for (std::size_t node = 0; node < seats_.size(); ++node) {
        Faults faults;
        for (const Running& one : running_) {
            const Scene& scene = script_.scenes[one.scene];
            if (!plays(scene, node)) { continue; }
            switch (scene.deed) {  // no default: a new deed must fail to compile here
                case Deed::Lie:
                    faults.lie = scene.lie;
                    faults.lie_from = one.from;
                    break;
                case Deed::Delay: faults.delay = scene.delay; break;
                case Deed::Cut: faults.cut = true; break;
                case Deed::Half: faults.half = true; break;
                case Deed::Refuse: faults.refuse = true; break;
                case Deed::Restart: faults.loading = true; break;
                case Deed::Reorganise:
                case Deed::Fork:
                case Deed::Lag: break;
            }
            faults.every = std::max(faults.every, scene.every);
        }
        seats_[node].faults = faults;
    }
}

Announced Troupe::announce(std::size_t node, const nem::SignedTransaction& transaction,
                           nem::TimeStamp now) {
    const auto fork = seats_.at(node).fork;
    Announced answer = chain_.announce(transaction, now);
    for (Branch& branch : forks_) {
        Announced said = branch.chain.announce(transaction, now);
        if (fork == branch.scene) { answer = said; }
    }
    gather_news();
    return answer;
}

}  // namespace replay
