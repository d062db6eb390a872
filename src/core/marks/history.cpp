#include <algorithm>
#include <marks/history.hpp>
#include <ranges>

#include "canonical_text.hpp"

namespace marks {
namespace {

std::string_view name_part(std::string_view mosaic) {
    const auto colon = mosaic.rfind(':');
    return colon == std::string_view::npos ? mosaic : mosaic.substr(colon + 1);
}

void count(std::optional<SeenImitation>& first, Imitation imitation, const Sent& sent,
           const std::string& mosaic) {
    if (first) {
        first->times += 1;
        return;
    }
    first = SeenImitation{imitation, mosaic, sent.from, sent.height, sent.tx};
}

void put(CanonicalText& out, const std::optional<SeenImitation>& seen) {
    out.flag(seen.has_value());
    if (!seen) { return; }
    out.text(seen->mosaic).text(seen->from).number(seen->height.value);
    out.text(seen->tx).number(seen->times);
}
void put(CanonicalText& out, const std::optional<SeenMark>& seen) {
    out.flag(seen.has_value());
    if (!seen) { return; }
    out.text(seen->mosaic).text(seen->issuer).number(seen->height.value).text(seen->tx);
    out.number(seen->times).flag(seen->sent_back).number(std::to_underlying(seen->newest));
}

}  // namespace

std::string_view to_string(Imitation imitation) {
    switch (imitation) {
        case Imitation::UnconfirmedIssuer: return "unconfirmed issuer";
        case Imitation::LookAlike: return "look-alike";
    }
    base::broken("unnamed imitation");
}

History::History(std::vector<MarkMosaic> mosaics) : mosaics_{std::move(mosaics)} {}

AccountHistory& History::change(const Key& key) {
    const auto [found, is_new] = seen_.try_emplace(key);
    if (!blocks_.empty()) {
        blocks_.back().emplace_back(key, is_new ? std::nullopt : std::optional{found->second});
    }
    return found->second;
}

void History::note(const Sent& sent) {
    for (const auto& [mosaic, quantity] : sent.mosaics) {
        if (quantity.atoms() > 0) { note_mosaic(sent, mosaic); }
    }
    note_message(sent);
}

void History::note_mosaic(const Sent& sent, const std::string& mosaic) {
    for (const MarkMosaic& known : mosaics_) {
        if (mosaic != known.id) {
            if (name_part(mosaic) == name_part(known.id)) {
                count(change({sent.to, known.case_id}).look_alike, Imitation::LookAlike, sent,
                      mosaic);
            }
            continue;
        }
        if (known.issuers.contains(sent.to)) {  // what returns to an issuer marks nobody
            const auto back = seen_.find(Key{sent.from, known.case_id});
            if (back != seen_.end() && back->second.mark) {
                auto& mark = change(back->first).mark;
                if (mark) { mark->sent_back = true; }
            }
            continue;
        }
        AccountHistory& account = change({sent.to, known.case_id});
        if (!known.issuers.contains(sent.from)) {
            count(account.unconfirmed, Imitation::UnconfirmedIssuer, sent, mosaic);
        } else if (account.mark && account.mark->newest != NoticeKind::Revoke) {
            account.mark->times += 1;
            account.mark->newest = NoticeKind::Mark;
            account.mark->sent_back = false;
        } else {
            account.mark = SeenMark{mosaic, sent.from, sent.height, sent.tx};
        }
    }
}

void History::note_message(const Sent& sent) {
    const auto notice = parse_notice(sent.message);
    if (!notice || notice->kind == NoticeKind::Mark) { return; }  // a mark is the mosaic
    const auto found = seen_.find(Key{sent.to, notice->case_id});
    if (found == seen_.end()) { return; }
    const auto mark = found->second.mark;
    if (!mark) { return; }
    const bool may = std::ranges::any_of(mosaics_, [&](const MarkMosaic& known) {
        return known.case_id == notice->case_id && known.id == mark->mosaic &&
               known.issuers.contains(sent.from);
    });
    if (!may || mark->newest == NoticeKind::Revoke) { return; }
    auto& changed = change(found->first).mark;
    if (changed) { changed->newest = notice->kind; }
}

const AccountHistory* History::find(std::string_view account, std::string_view case_id) const {
    const auto found = seen_.find(Key{account, case_id});
    return found == seen_.end() ? nullptr : &found->second;
}

std::vector<std::pair<std::string, std::string>> History::marked() const {
    std::vector<Key> keys;
    for (const auto& [key, account] : seen_) {
        if (account.is_marked()) { keys.push_back(key); }
    }
    return keys;
}

void History::open_block() { blocks_.emplace_back(); }

void History::undo_block() {
    base::invariant(!blocks_.empty(), "only an open block is undone");
    for (auto& [key, before] : blocks_.back() | std::views::reverse) {
        if (before) {
            seen_[key] = std::move(*before);
        } else {
            seen_.erase(key);
        }
    }
    blocks_.pop_back();
}

void History::forget_blocks(std::size_t keep) {
    while (blocks_.size() > keep) { blocks_.pop_front(); }
}

std::vector<std::uint8_t> History::bytes() const {
    CanonicalText out;
    out.number(seen_.size());
    for (const auto& [key, account] : seen_) {
        out.text(key.first).text(key.second);
        put(out, account.mark);
        put(out, account.unconfirmed);
        put(out, account.look_alike);
    }
    return out.take();
}

}  // namespace marks
