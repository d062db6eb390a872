#include "account_count.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "../input.hpp"
#include "../output.hpp"

namespace store {
namespace {

constexpr std::size_t kSlotsFirst = 1024;  // a power of two
constexpr std::size_t kPieceAccounts = 1U << 14U;

/// Sorted accounts, one after the other, from a file or from memory.
class Run {
public:
    explicit Run(std::unique_ptr<Source> source) : source_{std::move(source)} {}
    explicit Run(std::vector<Fingerprint> held) : held_{std::move(held)} {}

    /// Nothing at the end.
    [[nodiscard]] Expected<std::optional<Fingerprint>> next() {
        if (at_ == held_.size() && source_ != nullptr) {
            const auto chunk = source_->next();
            if (!chunk) { return std::unexpected(chunk.error()); }
            held_.resize(chunk->size() / sizeof(Fingerprint));
            if (!held_.empty()) {
                std::memcpy(held_.data(), chunk->data(), held_.size() * sizeof(Fingerprint));
            }
            at_ = 0;
        }
        if (at_ == held_.size()) { return std::nullopt; }
        return held_[at_++];
    }

private:
    std::unique_ptr<Source> source_;
    std::vector<Fingerprint> held_;
    std::size_t at_{0};
};

struct Front {
    Run run;
    std::optional<Fingerprint> first;
};

/// How many different accounts the runs have together.
Expected<std::uint64_t> count_merged(std::vector<Run> runs) {
    std::vector<Front> fronts;
    for (Run& run : runs) {
        auto first = run.next();
        if (!first) { return std::unexpected(first.error()); }
        if (*first) { fronts.push_back({std::move(run), *first}); }
    }
    std::uint64_t count = 0;
    while (!fronts.empty()) {
        const auto least = std::ranges::min_element(fronts, {}, &Front::first)->first;
        ++count;
        for (Front& front : fronts) {
            if (front.first != least) { continue; }
            auto next = front.run.next();
            if (!next) { return std::unexpected(next.error()); }
            front.first = *next;
        }
        std::erase_if(fronts, [](const Front& front) { return !front.first; });
    }
    return count;
}

}  // namespace

AccountCount::AccountCount(ScratchFolder& scratch, std::size_t held_max)
    : scratch_{scratch}, held_max_{held_max}, slots_(kSlotsFirst) {}

std::size_t AccountCount::slot_of(const Fingerprint& account) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = account.low & mask;
    while (slots_[slot] != Fingerprint{} && slots_[slot] != account) { slot = (slot + 1) & mask; }
    return slot;
}

void AccountCount::grow() {
    const std::vector<Fingerprint> before = std::exchange(slots_, {});
    slots_.resize(before.size() * 2);
    for (const Fingerprint& account : before) {
        if (account != Fingerprint{}) { slots_[slot_of(account)] = account; }
    }
}

std::optional<base::Complaint> AccountCount::add(std::span<const Fingerprint> accounts) {
    constexpr std::size_t kAhead = 8;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        if (i + kAhead < accounts.size()) {
            __builtin_prefetch(&slots_[accounts[i + kAhead].low & (slots_.size() - 1)]);
        }
        Fingerprint& slot = slots_[slot_of(accounts[i])];
        if (slot != Fingerprint{}) { continue; }
        slot = accounts[i];
        ++held_;
        if (held_ >= held_max_) {
            if (auto complaint = spill()) { return complaint; }
        } else if (held_ * 4 > slots_.size() * 3) {
            grow();
        }
    }
    return std::nullopt;
}

std::vector<Fingerprint> AccountCount::take_sorted() {
    std::erase(slots_, Fingerprint{});
    std::ranges::sort(slots_);
    held_ = 0;
    return std::exchange(slots_, {});
}

std::optional<base::Complaint> AccountCount::spill() {
    const std::size_t slots = slots_.size();
    const std::vector<Fingerprint> sorted = take_sorted();
    const auto name = scratch_.new_name();
    if (!name) { return name.error(); }
    auto file = OutputFile::create(*name);
    if (!file) { return file.error(); }
    for (std::size_t at = 0; at < sorted.size(); at += kPieceAccounts) {
        const auto piece =
            std::span{sorted}.subspan(at, std::min(kPieceAccounts, sorted.size() - at));
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): plain numbers, read back
        // here
        const auto* const bytes = reinterpret_cast<const char*>(piece.data());
        if (auto complaint = file->write({bytes, piece.size_bytes()})) { return complaint; }
    }
    if (auto complaint = file->finish()) { return complaint; }
    runs_.push_back(*name);
    slots_.assign(slots, {});
    return std::nullopt;
}

Expected<std::uint64_t> AccountCount::finish() {
    if (runs_.empty()) { return held_; }
    std::vector<Run> runs;
    for (const auto& file : runs_) {
        auto source = open_file(file, {});
        if (!source) { return std::unexpected(source.error()); }
        runs.emplace_back(*std::move(source));
    }
    runs.emplace_back(take_sorted());
    return count_merged(std::move(runs));
}

}  // namespace store
