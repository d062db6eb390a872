#pragma once

#include <map>
#include <optional>
#include <utility>

namespace nem_chain {

/// What is known, by key.
template <class Key, class Value>
class Table {
public:
    /// New values; nothing where the key is no longer there.
    using Changes = std::map<Key, std::optional<Value>>;

    [[nodiscard]] const Value* find(const Key& key) const {
        const auto found = rows_.find(key);
        return found == rows_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const std::map<Key, Value>& rows() const { return rows_; }
    /// Makes the changes and returns what takes them back.
    [[nodiscard]] Changes exchange(Changes changes) {
        for (auto& [key, value] : changes) {
            const auto found = rows_.find(key);
            std::optional<Value> before;
            if (found != rows_.end()) { before = std::move(found->second); }
            if (value) {
                rows_.insert_or_assign(key, *std::move(value));
            } else if (found != rows_.end()) {
                rows_.erase(found);
            }
            value = std::move(before);
        }
        return changes;
    }

private:
    std::map<Key, Value> rows_;
};

/// A table as it would be after some changes. The table stays as it is, and must not change
/// meanwhile.
template <class Key, class Value>
class Draft {
public:
    explicit Draft(const Table<Key, Value>& table) : table_{&table} {}

    [[nodiscard]] const Value* find(const Key& key) const {
        const auto changed = changes_.find(key);
        if (changed == changes_.end()) { return table_->find(key); }
        const std::optional<Value>& now = changed->second;
        return now.has_value() ? &*now : nullptr;
    }
    /// The value, made if there is none. Valid until the next change.
    [[nodiscard]] Value& edit(const Key& key) {
        const Value* const before = find(key);
        std::optional<Value>& changed = changes_[key];
        if (changed.has_value()) { return *changed; }
        return changed.emplace(before == nullptr ? Value{} : *before);
    }
    void set(const Key& key, Value value) { changes_.insert_or_assign(key, std::move(value)); }
    void erase(const Key& key) { changes_.insert_or_assign(key, std::nullopt); }
    /// Calls `use(key, value)` in the order of the keys, from `first` on, while it says true.
    template <class Use>
    void visit_from(const Key& first, Use use) const {
        auto row = table_->rows().lower_bound(first);
        auto change = changes_.lower_bound(first);
        while (row != table_->rows().end() || change != changes_.end()) {
            const bool changed = change != changes_.end() &&
                                 (row == table_->rows().end() || !(row->first < change->first));
            if (!changed) {
                if (!use(row->first, row->second)) { return; }
                ++row;
                continue;
            }
            if (row != table_->rows().end() && row->first == change->first) { ++row; }
            const std::optional<Value>& now = change->second;
            if (now.has_value() && !use(change->first, *now)) { return; }
            ++change;
        }
    }
    [[nodiscard]] typename Table<Key, Value>::Changes take() { return std::move(changes_); }

private:
    const Table<Key, Value>* table_;
    typename Table<Key, Value>::Changes changes_;
};

}  // namespace nem_chain
