#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <ledger/ledger.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The durable record of a program that follows a chain: the blocks it accepted, what came of them,
/// and what it keeps beside. One file, one writer; a commit is on the disk wholly or not at all.
namespace journal {

template <class T>
using Expected = std::expected<T, base::Complaint>;

struct Block {
    ledger::Height height;
    std::string hash;   // as bytes
    std::string bytes;  // in the chain's own form
    friend bool operator==(const Block&, const Block&) = default;
};

/// Something that is told once. Of two events with one id the second is dropped.
struct Event {
    std::string id;
    std::string document;
    friend bool operator==(const Event&, const Event&) = default;
};
struct RecordedEvent {
    std::uint64_t number{0};  // rises in order of recording; none is used twice
    Event event;
    friend bool operator==(const RecordedEvent&, const RecordedEvent&) = default;
};

/// A text kept under a kind and a name, for whoever knows what it means.
struct Entry {
    std::string kind;
    std::string name;
    std::string document;
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// Writes that become durable together, in order.
class Batch {
public:
    struct Append {
        Block block;
    };
    struct TakeBack {
        ledger::Height height;
    };
    struct Tell {
        Event event;
    };
    struct ToldUpTo {
        std::uint64_t number;
    };
    struct Put {
        Entry entry;
    };
    struct Replace {
        Entry entry;
    };
    struct Remove {
        std::string kind;
        std::string name;
    };
    using Write = std::variant<Append, TakeBack, Tell, ToldUpTo, Put, Replace, Remove>;

    /// Follows the newest block by height; the first may have any.
    void append(Block block) { writes_.emplace_back(Append{std::move(block)}); }
    /// The newest block is this one, and goes.
    void take_back(ledger::Height height) { writes_.emplace_back(TakeBack{height}); }
    void tell(Event event) { writes_.emplace_back(Tell{std::move(event)}); }
    /// All events up to this number have reached those whom they are for.
    void told_up_to(std::uint64_t number) { writes_.emplace_back(ToldUpTo{number}); }
    /// A new entry; the commit fails where there is one of this kind and name.
    void put(Entry entry) { writes_.emplace_back(Put{std::move(entry)}); }
    /// A new entry, or in the place of the one that is there.
    void replace(Entry entry) { writes_.emplace_back(Replace{std::move(entry)}); }
    /// The entry of this kind and name goes; one that is not there may.
    void remove(std::string kind, std::string name) {
        writes_.emplace_back(Remove{std::move(kind), std::move(name)});
    }
    [[nodiscard]] const std::vector<Write>& writes() const { return writes_; }
    [[nodiscard]] bool empty() const { return writes_.empty(); }

private:
    std::vector<Write> writes_;
};

class Journal {
public:
    /// Makes folder and file where there are none. `purpose` is what the record is of (a network,
    /// for example): a file made for another is refused, so is one of another version of this
    /// program, one that another process has open, and a file that is no journal.
    [[nodiscard]] static Expected<Journal> open(const std::filesystem::path& folder,
                                                std::string_view purpose);
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();

    /// Durable when it returns; nothing has changed when there is a complaint (the world's: disk
    /// full, the file system failed; or a block out of order, an entry that exists).
    [[nodiscard]] Expected<void> commit(const Batch& batch);

    [[nodiscard]] Expected<std::optional<Block>> newest() const;
    /// In order of height, all of them; ends early, without complaint, when `use` says false.
    [[nodiscard]] Expected<void> for_each_block(const std::function<bool(const Block&)>& use) const;
    [[nodiscard]] Expected<std::uint64_t> blocks() const;
    /// The oldest of those not told, at most `most`.
    [[nodiscard]] Expected<std::vector<RecordedEvent>> untold(std::size_t most) const;
    [[nodiscard]] Expected<std::vector<RecordedEvent>> events(std::uint64_t after,
                                                              std::size_t most) const;
    /// By name.
    [[nodiscard]] Expected<std::vector<Entry>> entries(std::string_view kind) const;
    [[nodiscard]] std::filesystem::path file() const;

    class Database;  // private to this room

private:
    explicit Journal(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

}  // namespace journal
