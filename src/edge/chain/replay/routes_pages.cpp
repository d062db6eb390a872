#include <algorithm>
#include <functional>
#include <set>

#include "routes.hpp"

/// NIS's lists of namespaces and mosaics (Reference 5.4, 5.5), newest first. What a node's database
/// would number, the transaction that made it numbers here.
namespace replay {

using nlohmann::json;

namespace {

constexpr std::uint64_t kPage = 25;

/// Which entries a page holds.
struct Page {
    std::uint64_t below{0};
    std::uint64_t most{kPage};
};
Asked<Page> page_of(const Question& question) {
    const auto id = number_of(question.target, "id");
    if (!id) { return std::unexpected(id.error()); }
    const auto size = number_of(question.target, "pageSize");
    if (!size) { return std::unexpected(size.error()); }
    return Page{id->value_or(std::numeric_limits<std::uint64_t>::max()),
                std::clamp<std::uint64_t>(size->value_or(kPage), 5, 100)};
}

/// The body that the chain acts on: a 4100's is that of the transaction in it.
template <class Body>
const Body* body_of(const nem::Transaction& transaction) {
    if (const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        return std::get_if<Body>(&multisig->inner.body);
    }
    return std::get_if<Body>(&transaction.body);
}

/// Calls `use(body, id)` from the newest transaction with such a body on, until it says false.
template <class Body>
void newest_first(const Picture& picture,
                  const std::function<bool(const Body&, std::uint64_t)>& use) {
    for (auto kept = picture.blocks.rbegin(); kept != picture.blocks.rend(); ++kept) {
        const auto& transactions = (*kept)->block.transactions;
        for (std::size_t index = transactions.size(); index > 0; --index) {
            const auto* const body = body_of<Body>(transactions[index - 1].transaction);
            if (body == nullptr) { continue; }
            if (!use(*body, (*kept)->transactions[index - 1].id)) { return; }
        }
    }
}

std::string full_name(const nem::ProvisionNamespace& provision) {
    return provision.parent ? *provision.parent + "." + provision.new_part : provision.new_part;
}

/// Of a name that was rented, or a mosaic that was defined, more than once the newest counts.
using TakeNamespace = std::function<bool(const std::string&, const nem_chain::Namespace&)>;
void list_namespaces(const Picture& picture, const Page& page, const TakeNamespace& take,
                     const std::function<void(json, std::uint64_t)>& add) {
    std::set<std::string> seen;
    std::uint64_t left = page.most;
    newest_first<nem::ProvisionNamespace>(
        picture, [&](const nem::ProvisionNamespace& provision, std::uint64_t id) {
            const auto name = full_name(provision);
            const auto found = picture.state->find_namespace(name);
            const bool first = seen.insert(name).second;
            if (!first || !found || id >= page.below || !is_active(picture, name) ||
                !take(name, *found)) {
                return true;
            }
            add(namespace_json(name, *found), id);
            return --left > 0;
        });
}

using TakeMosaic = std::function<bool(const nem::MosaicDefinition&)>;
void list_mosaics(const Picture& picture, const Page& page, const TakeMosaic& take,
                  const std::function<void(json, std::uint64_t)>& add) {
    std::set<nem::MosaicId> seen;
    std::uint64_t left = page.most;
    newest_first<nem::MosaicDefinitionCreation>(
        picture, [&](const nem::MosaicDefinitionCreation& creation, std::uint64_t id) {
            const auto entry = active_mosaic(picture, creation.definition.id);
            const bool first = seen.insert(creation.definition.id).second;
            if (!first || !entry || id >= page.below || !take(entry->definition)) { return true; }
            add(definition_json(entry->definition), id);
            return --left > 0;
        });
}

json with_id(const char* key, json entry, std::uint64_t id) {
    return {{"meta", {{"id", id}}}, {key, std::move(entry)}};
}

/// Below `parent`, or anything where none is named.
bool is_below(const Question& question, std::string_view name) {
    const auto* const parent = question.target.find("parent");
    if (parent == nullptr || parent->empty()) { return true; }
    return name.starts_with(*parent + ".");
}

}  // namespace

json owned_namespaces_json(const Picture& picture, const nem::Address& account,
                           const std::function<bool(std::string_view)>& take, std::uint64_t most) {
    json list = json::array();
    const Page page{std::numeric_limits<std::uint64_t>::max(), most};
    list_namespaces(
        picture, page,
        [&](const std::string& name, const nem_chain::Namespace& found) {
            return found.owner == account && take(name);
        },
        [&](json entry, std::uint64_t /*id*/) { list.push_back(std::move(entry)); });
    return list;
}

Answer say_account_namespaces(const Question& question) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    const auto page = page_of(question);
    if (!page) { return std::unexpected(page.error()); }
    // The id that NIS takes here has no effect.
    return ok({{"data",
                owned_namespaces_json(
                    question.picture(), *account,
                    [&](std::string_view name) { return is_below(question, name); }, page->most)}});
}

Answer say_account_mosaics(const Question& question) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    const auto page = page_of(question);
    if (!page) { return std::unexpected(page.error()); }
    const auto* const parent = question.target.find("parent");
    json list = json::array();
    list_mosaics(
        question.picture(), *page,
        [&](const nem::MosaicDefinition& definition) {
            const bool below =
                parent == nullptr || parent->empty() || definition.id.namespace_id == *parent;
            return below && nem::to_address(definition.creator, question.view.network) == *account;
        },
        [&](json entry, std::uint64_t /*id*/) { list.push_back(std::move(entry)); });
    return ok({{"data", std::move(list)}});
}

Answer say_root_namespaces(const Question& question) {
    const auto page = page_of(question);
    if (!page) { return std::unexpected(page.error()); }
    json list = json::array();
    list_namespaces(
        question.picture(), *page,
        [](const std::string& name, const nem_chain::Namespace& /*found*/) {
            return !name.contains('.');
        },
        [&](json entry, std::uint64_t id) {
            list.push_back(with_id("namespace", std::move(entry), id));
        });
    return ok({{"data", std::move(list)}});
}

Answer say_definitions(const Question& question) {
    const auto page = page_of(question);
    if (!page) { return std::unexpected(page.error()); }
    json list = json::array();
    list_mosaics(
        question.picture(), *page, [](const nem::MosaicDefinition& /*any*/) { return true; },
        [&](json entry, std::uint64_t id) {
            list.push_back(with_id("mosaic", std::move(entry), id));
        });
    return ok({{"data", std::move(list)}});
}

Answer say_definitions_of_namespace(const Question& question) {
    const auto* const name = question.target.find("namespace");
    if (name == nullptr) { return std::unexpected(Refusal{400, "namespace is required"}); }
    const auto page = page_of(question);
    if (!page) { return std::unexpected(page.error()); }
    json list = json::array();
    list_mosaics(
        question.picture(), *page,
        [&](const nem::MosaicDefinition& definition) {
            return definition.id.namespace_id == *name;
        },
        [&](json entry, std::uint64_t id) {
            list.push_back(with_id("mosaic", std::move(entry), id));
        });
    return ok({{"data", std::move(list)}});
}

}  // namespace replay
