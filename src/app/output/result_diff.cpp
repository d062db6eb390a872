#include "result_diff.hpp"

#include <algorithm>
#include <map>

#include "../complain.hpp"

namespace app {

namespace {

std::string text_of(const Json& object, const char* name) {
    const bool there = object.contains(name) && object.at(name).is_string();
    return there ? object.at(name).get<std::string>() : std::string{};
}

std::uint64_t atoms_of(const Json& object, const char* name) {
    const auto amount = money::parse_atoms(text_of(object, name));
    return amount ? amount->atoms() : 0;  // read_result has checked that it is one
}

std::string key_of(const Json& entry) {
    const auto output = text_of(entry, "output");
    return output.empty() ? text_of(entry, "account") : output;
}

/// Pairs the entries of two lists by their key; those that did not change are left out.
std::vector<Moved> pair_up(const Json& before, const Json& after) {
    std::map<std::string, Moved> by_key;
    const auto note = [&](const Json& entries, std::uint64_t Moved::* side) {
        for (const Json& entry : entries) {
            Moved& moved = by_key[key_of(entry)];
            moved.key = key_of(entry);
            moved.label = text_of(entry, "label");
            moved.*side = atoms_of(entry, "taint");
        }
    };
    note(before, &Moved::before);
    note(after, &Moved::after);
    std::vector<Moved> changed;
    for (auto& [key, moved] : by_key) {
        if (moved.before != moved.after) { changed.push_back(std::move(moved)); }
    }
    const auto size_of = [](const Moved& moved) {
        return moved.before > moved.after ? moved.before - moved.after : moved.after - moved.before;
    };
    std::ranges::stable_sort(changed, std::ranges::greater{}, size_of);
    return changed;
}

PolicyDiff compare_traces(const Json& before, const Json& after) {
    PolicyDiff diff;
    diff.policy = text_of(before, "policy");
    for (const char* const name : {"stolen", "fees"}) {
        diff.sums.push_back({name, {}, atoms_of(before, name), atoms_of(after, name)});
    }
    diff.holders = pair_up(before.at("holders"), after.at("holders"));
    diff.boundaries = pair_up(before.at("boundaries"), after.at("boundaries"));
    diff.books_before = before.value("books", Json{});
    diff.books_after = after.value("books", Json{});
    return diff;
}

const Json* find_policy(const ResultDocument& document, std::string_view policy) {
    const auto found = std::ranges::find_if(
        document.traces, [&](const Json& trace) { return text_of(trace, "policy") == policy; });
    return found == document.traces.end() ? nullptr : &*found;
}

}  // namespace

bool PolicyDiff::same() const {
    const bool sums_same =
        std::ranges::all_of(sums, [](const Moved& moved) { return moved.before == moved.after; });
    return sums_same && holders.empty() && boundaries.empty() && books_before == books_after;
}

Expected<ResultDiff> compare_results(const ResultDocument& before, const ResultDocument& after) {
    const Json& first = before.traces.front();
    const Json& second = after.traces.front();
    const bool comparable = first.at("divisibility") == second.at("divisibility") &&
                            text_of(first, "asset") == text_of(second, "asset");
    if (!comparable) {
        return std::unexpected(base::Complaint{
            .blame = base::Blame::Input,
            .place = {.file = after.file.string()},
            .text =
                base::phrase("a result of another asset, expected the asset and divisibility of {}",
                             "別の資産の結果です。{} と同じ資産・桁数の結果を指定してください",
                             base::visible(before.file.string(), 4096))});
    }
    ResultDiff diff;
    diff.divisibility = static_cast<int>(std::min<std::uint64_t>(
        first.at("divisibility").get<std::uint64_t>(), money::kDivisibilityMax));
    diff.asset = text_of(first, "asset");
    for (const Json& trace : before.traces) {
        const auto policy = text_of(trace, "policy");
        const Json* const other = find_policy(after, policy);
        if (other == nullptr) {
            diff.only_before.push_back(policy);
        } else {
            diff.policies.push_back(compare_traces(trace, *other));
        }
    }
    for (const Json& trace : after.traces) {
        const auto policy = text_of(trace, "policy");
        if (find_policy(before, policy) == nullptr) { diff.only_after.push_back(policy); }
    }
    return diff;
}

}  // namespace app
