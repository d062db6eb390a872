#include "lots.hpp"

#include <algorithm>

namespace taint {

using Kind = LotChange::Kind;

void Queues::note(Kind kind, std::uint32_t number, Lot lot, Queue queue) {
    if (recording_) { journal_.push_back({kind, number, lot, std::move(queue)}); }
}

std::uint32_t Queues::create() {
    std::uint32_t number = 0;
    if (free_.empty()) {
        number = static_cast<std::uint32_t>(pool_.size());
        pool_.emplace_back();
    } else {
        number = free_.back();
        free_.pop_back();
    }
    note(Kind::Created, number);
    return number;
}

void Queues::drop(std::uint32_t number) {
    Queue& queue = pool_[number];
    if (recording_) {
        note(Kind::Dropped, number, {}, std::move(queue));
        queue = Queue{};
    } else {
        queue.lots.clear();  // keeps its memory for the next account
        queue.head = 0;
    }
    free_.push_back(number);
}

void Queues::push(std::uint32_t number, Lot lot) {
    if (lot.atoms == 0) { return; }
    Queue& queue = pool_[number];
    if (!queue.empty() && queue.lots.back().origin == lot.origin) {
        queue.lots.back().atoms += lot.atoms;
        note(Kind::GrownBack, number, lot);
        return;
    }
    queue.lots.push_back(lot);
    note(Kind::PushedBack, number, lot);
}

void Queues::pour_oldest(std::uint32_t number, std::uint64_t amount, std::vector<Lot>& taken) {
    Queue& queue = pool_[number];
    while (amount > 0) {
        Lot& oldest = queue.lots[queue.head];
        if (oldest.atoms > amount) {
            taken.push_back({amount, oldest.origin});
            oldest.atoms -= amount;
            note(Kind::ShrunkFront, number, taken.back());
            return;
        }
        amount -= oldest.atoms;
        taken.push_back(oldest);
        note(Kind::PoppedFront, number, oldest);
        ++queue.head;
    }
    // Lots that are gone are dropped once they are most of the queue: amortised constant work.
    constexpr std::size_t kGoneMin = 64;
    if (queue.head > kGoneMin && queue.head * 2 > queue.lots.size()) {
        queue.lots.erase(queue.lots.begin(),
                         queue.lots.begin() + static_cast<std::ptrdiff_t>(queue.head));
        queue.head = 0;
    }
}

void Queues::pour_newest(std::uint32_t number, std::uint64_t amount, std::vector<Lot>& taken) {
    Queue& queue = pool_[number];
    while (amount > 0) {
        Lot& newest = queue.lots.back();
        if (newest.atoms > amount) {
            taken.push_back({amount, newest.origin});
            newest.atoms -= amount;
            note(Kind::ShrunkBack, number, taken.back());
            return;
        }
        amount -= newest.atoms;
        taken.push_back(newest);
        note(Kind::PoppedBack, number, newest);
        queue.lots.pop_back();
    }
}

void Queues::pour_some(std::uint32_t number, bool tainted, std::uint64_t amount,
                       std::vector<Lot>& taken) {
    if (amount == 0) { return; }
    Queue before = std::exchange(pool_[number], Queue{});
    Queue& queue = pool_[number];
    for (const Lot& lot : before.live()) {
        Lot rest = lot;
        if (amount > 0 && (lot.origin != 0) == tainted) {
            const std::uint64_t piece = std::min(amount, lot.atoms);
            taken.push_back({piece, lot.origin});
            amount -= piece;
            rest.atoms -= piece;
        }
        if (rest.atoms == 0) { continue; }
        // Lots that became neighbours merge here as they do on arrival.
        if (!queue.lots.empty() && queue.lots.back().origin == rest.origin) {
            queue.lots.back().atoms += rest.atoms;
        } else {
            queue.lots.push_back(rest);
        }
    }
    note(Kind::Replaced, number, {}, std::move(before));
}

void Queues::undo_to(std::size_t mark) {
    while (journal_.size() > mark) {
        undo(journal_.back());
        journal_.pop_back();
    }
}

void Queues::undo(LotChange& change) {
    Queue& queue = pool_[change.queue_number];
    switch (change.kind) {
        case Kind::PoppedFront:
            if (queue.head > 0) {
                queue.lots[--queue.head] = change.lot;
            } else {
                queue.lots.insert(queue.lots.begin(), change.lot);
            }
            return;
        case Kind::PoppedBack: queue.lots.push_back(change.lot); return;
        case Kind::ShrunkFront: queue.lots[queue.head].atoms += change.lot.atoms; return;
        case Kind::ShrunkBack: queue.lots.back().atoms += change.lot.atoms; return;
        case Kind::PushedBack: queue.lots.pop_back(); return;
        case Kind::GrownBack: queue.lots.back().atoms -= change.lot.atoms; return;
        case Kind::Replaced: queue = std::move(change.queue); return;
        case Kind::Created:
            queue = Queue{};
            free_.push_back(change.queue_number);
            return;
        case Kind::Dropped:
            queue = std::move(change.queue);
            // Undone in reverse, the newest free number is the one that the drop freed.
            base::invariant(free_.back() == change.queue_number, "queues are freed in order");
            free_.pop_back();
            return;
    }
}

void Queues::forget_before(std::size_t mark) {
    journal_.erase(journal_.begin(), journal_.begin() + static_cast<std::ptrdiff_t>(mark));
}

std::uint32_t Lineage::step(std::uint32_t parent, ledger::Row row) {
    if (row != row_) {
        made_.clear();
        row_ = row;
    }
    const auto [found, is_new] =
        made_.try_emplace(parent, static_cast<std::uint32_t>(nodes_.size() + 1));
    if (is_new) { nodes_.push_back({row.value, parent}); }
    return found->second;
}

void Lineage::book(ledger::AccountId boundary, std::span<const Lot> lots) {
    auto& booked = booked_[boundary];
    for (const Lot& lot : lots) {
        if (lot.origin != 0) { booked.push_back({lot.atoms, lot.origin}); }
    }
}

std::vector<LineageLot> Lineage::booked(ledger::AccountId boundary) const {
    const auto found = booked_.find(boundary);
    return found == booked_.end() ? std::vector<LineageLot>{} : found->second;
}

}  // namespace taint
