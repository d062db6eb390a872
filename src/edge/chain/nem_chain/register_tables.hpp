#pragma once

#include <limits>
#include <nem_chain/register.hpp>
#include <string>

#include "canonical_bytes.hpp"
#include "table.hpp"

namespace nem_chain {

/// NIS counts in 63 bits.
inline constexpr std::uint64_t kJavaLongMax = std::numeric_limits<std::int64_t>::max();

/// A leased root namespace.
struct Root {
    nem::Address owner;
    ledger::Height since;
    /// The owner's lease before it, which may still run: a lease is renewed early.
    std::optional<ledger::Height> before;
    friend bool operator==(const Root&, const Root&) = default;
};
/// A sub-namespace; its root says whose it is.
struct Child {
    ledger::Height lease;  // of the root, in which it was made
    friend bool operator==(const Child&, const Child&) = default;
};

enum class LinkRole : std::uint8_t {
    None,   // said to be linked with nobody
    Owner,  // has a remote account
    Remote  // is one
};
/// The latest importance transfer that an account took part in.
struct Link {
    LinkRole role{LinkRole::None};
    bool active{false};
    nem::Address other;
    ledger::Height since;
    friend bool operator==(const Link&, const Link&) = default;
};
/// NIS gives a link its effect once it cannot be rewritten any more.
[[nodiscard]] constexpr bool is_settled(const Link& link, ledger::Height at) {
    return at.value >= link.since.value + kRewriteLimit;
}

using Mosaics = Draft<nem::MosaicId, MosaicEntry>;

struct RegisterTables {
    Table<nem::MosaicId, MosaicEntry> mosaics;
    Table<std::string, Root> roots;
    Table<std::string, Child> children;  // by full name
    Table<nem::Address, Link> links;
};
struct RegisterChanges {
    Table<nem::MosaicId, MosaicEntry>::Changes mosaics;
    Table<std::string, Root>::Changes roots;
    Table<std::string, Child>::Changes children;
    Table<nem::Address, Link>::Changes links;
};
[[nodiscard]] RegisterChanges exchange(RegisterTables& tables, RegisterChanges changes);
void put(CanonicalBytes& bytes, const RegisterTables& tables);

struct RegisterDraft {
    explicit RegisterDraft(const RegisterTables& tables)
        : mosaics{tables.mosaics},
          roots{tables.roots},
          children{tables.children},
          links{tables.links} {}
    [[nodiscard]] RegisterChanges take() {
        return {mosaics.take(), roots.take(), children.take(), links.take()};
    }

    Draft<nem::MosaicId, MosaicEntry> mosaics;
    Draft<std::string, Root> roots;
    Draft<std::string, Child> children;
    Draft<nem::Address, Link> links;
};

[[nodiscard]] std::string root_of(std::string_view full_name);
/// What NIS reads out of a definition, with its initial supply; nothing when it would refuse to.
[[nodiscard]] std::optional<MosaicEntry> make_entry(nem::MosaicDefinition definition);
[[nodiscard]] const nem::MosaicId& xem_id();
[[nodiscard]] bool is_xem(const nem::MosaicId& id);
[[nodiscard]] MosaicEntry xem_entry();
/// `nem:xem` included.
[[nodiscard]] std::optional<MosaicEntry> find_mosaic(const Mosaics& mosaics,
                                                     const nem::MosaicId& id);
/// Units in smallest parts; nothing past what NIS lets exist.
[[nodiscard]] std::optional<std::uint64_t> to_quantity(std::uint64_t units,
                                                       std::uint8_t divisibility);
[[nodiscard]] nem::Address beneficiary(const Draft<nem::Address, Link>& links,
                                       const nem::Address& signer, ledger::Height at);

/// Which block is the newest, and where the reading began.
struct Head {
    std::optional<ledger::Height> height;
    bool from_nemesis{false};
    friend bool operator==(const Head&, const Head&) = default;
};
[[nodiscard]] Head after(const Head& head, const nem::Block& block);
[[nodiscard]] bool follows(const Head& head, const nem::Block& block);

}  // namespace nem_chain
