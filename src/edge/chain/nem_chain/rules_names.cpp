// Names and namespaces (Reference 3.4, 3.5; ProvisionNamespaceTransactionValidator).
#include <algorithm>
#include <array>
#include <nem_chain/fees.hpp>

#include "rules.hpp"

namespace nem_chain {
namespace {

constexpr auto kReserved = std::to_array<std::string_view>(
    {"nem", "user", "account", "org", "com", "biz", "net", "edu", "mil", "gov", "info"});
constexpr std::size_t kRootLettersMax = 16;
constexpr std::size_t kPartLettersMax = 64;
constexpr std::size_t kMosaicLettersMax = 32;

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

/// `[a-z0-9][a-z0-9_-]*`, and short enough for where it stands.
bool is_part(std::string_view part, std::size_t letters_max) {
    return !part.empty() && part.size() <= letters_max && is_letter(part.front()) &&
           std::ranges::all_of(part,
                               [](char one) { return is_letter(one) || one == '_' || one == '-'; });
}

std::vector<std::string_view> parts_of(std::string_view full_name) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto dot = full_name.find('.');
        parts.push_back(full_name.substr(0, dot));
        if (dot == std::string_view::npos) { return parts; }
        full_name.remove_prefix(dot + 1);
    }
}

NisResult judge_name(const std::string& full_name) {
    constexpr std::size_t kPartsMax = 3;
    const auto parts = parts_of(full_name);
    if (parts.size() > kPartsMax || !is_part(parts.front(), kRootLettersMax) ||
        !std::ranges::all_of(parts, [](auto part) { return is_part(part, kPartLettersMax); })) {
        return NisResult::NamespaceInvalidName;
    }
    const bool reserved = std::ranges::any_of(
        parts, [](auto part) { return std::ranges::find(kReserved, part) != kReserved.end(); });
    return reserved ? NisResult::NamespaceNotClaimable : NisResult::Success;
}

const Root* root_for(const RegisterDraft& facts, const std::string& full_name) {
    return facts.roots.find(root_of(full_name));
}

bool exists(const RegisterDraft& facts, const std::string& full_name) {
    return full_name.find('.') == std::string::npos ? facts.roots.find(full_name) != nullptr
                                                    : facts.children.find(full_name) != nullptr;
}

NisResult judge_parent(const nem::Address& signer, const std::string& parent,
                       const RegisterDraft& facts, ledger::Height at) {
    const Root* const root = root_for(facts, parent);
    if (root == nullptr || !exists(facts, parent)) { return NisResult::NamespaceUnknown; }
    if (!is_active(facts, root_of(parent), at)) { return NisResult::NamespaceExpired; }
    return root->owner == signer ? NisResult::Success : NisResult::NamespaceOwnerConflict;
}

NisResult judge_lease(const nem::Address& signer, const Root* root, ledger::Height at) {
    if (root == nullptr) { return NisResult::Success; }
    const std::uint64_t expiry = root->since.value + kLeaseBlocks;
    const bool early = expiry > at.value + kGraceBlocks;
    const bool others_too_early = root->owner != signer && expiry + kGraceBlocks > at.value;
    return early || others_too_early ? NisResult::NamespaceProvisionTooEarly : NisResult::Success;
}

}  // namespace

/// `[a-z0-9][a-z0-9'_-]*( [a-z0-9'_-]+)*`
bool is_mosaic_name(std::string_view name) {
    if (name.empty() || name.size() > kMosaicLettersMax || !is_letter(name.front()) ||
        name.back() == ' ' || name.find("  ") != std::string_view::npos) {
        return false;
    }
    return std::ranges::all_of(name, [](char one) {
        return is_letter(one) || one == '_' || one == '-' || one == '\'' || one == ' ';
    });
}

bool is_active(const RegisterDraft& facts, const std::string& full_name, ledger::Height at) {
    if (full_name == xem_id().namespace_id) { return true; }
    const Root* const root = root_for(facts, full_name);
    if (root == nullptr) { return false; }
    // The first lease that still runs counts: what was made in a lease renewed early waits for it.
    const auto runs = [at](ledger::Height since) {
        return at >= since && at.value < since.value + kLeaseBlocks;
    };
    std::optional<ledger::Height> lease;
    if (root->before && runs(*root->before)) {
        lease = root->before;
    } else if (runs(root->since)) {
        lease = root->since;
    }
    if (!lease || full_name == root_of(full_name)) { return lease.has_value(); }
    const Child* const child = facts.children.find(full_name);
    return child != nullptr && child->lease <= *lease;
}

NisResult judge_body(const nem::Header& header, const nem::ProvisionNamespace& provision,
                     const StateDraft& draft, const Circumstances& where) {
    const nem::Address signer = nem::to_address(header.signer, header.network);
    const bool is_root = !provision.parent.has_value();
    const std::string name =
        provision.parent ? *provision.parent + "." + provision.new_part : provision.new_part;
    const auto named = provision.new_part.find('.') == std::string::npos
                           ? judge_name(name)
                           : NisResult::NamespaceInvalidName;
    if (is_failure(named)) { return named; }
    if (provision.rental_fee_sink != rental_sink(where.network)) {
        return NisResult::NamespaceInvalidRentalFeeSink;
    }
    if (provision.parent) {
        const auto result = judge_parent(signer, *provision.parent, draft.facts, where.height);
        if (is_failure(result)) { return result; }
        if (exists(draft.facts, name)) { return NisResult::NamespaceAlreadyExists; }
    } else {
        const auto result = judge_lease(signer, draft.facts.roots.find(name), where.height);
        if (is_failure(result)) { return result; }
    }
    return provision.rental_fee < (is_root ? kRootRentalFee : kSubRentalFee)
               ? NisResult::NamespaceInvalidRentalFee
               : NisResult::Success;
}

}  // namespace nem_chain
