// NIS's lists of namespaces and mosaics, and its questions about several things at once.
#include "testing.hpp"

namespace replay::testing {
namespace {

using nlohmann::json;

constexpr std::size_t kMosaics = 8;

struct ReplayPages : ::testing::Test {
    ReplayPages() {
        grow(chain, 3);
        announce("alice", rent("ts", std::nullopt));
        announce("bob", rent("bobs", std::nullopt));
        grow(chain, 5);
        announce("alice", rent("sub", "ts"));
        grow(chain, 7);
        for (std::size_t i = 0; i < kMosaics; ++i) {
            announce("alice", define("alice", i == 0 ? "ts.sub" : "ts", "m" + std::to_string(i)));
        }
        grow(chain, 9);
        // Each transfer of it costs XEM on top.
        announce("bob",
                 define("bob", "bobs", "priced",
                        nem::Levy{
                            nem::Levy::Type::Absolute, address_of("bob"), {"ts", "m1"}, atoms(1)}));
        grow(chain, 11);
        view = view_of(chain);
    }
    void announce(std::string_view who, const nem::Body& body) {
        const auto now = nem::TimeStamp{chain.next_block_at().value - 30};
        const nem::Transaction transaction{payment(who, address_of(who), 0, now).header, body};
        const auto said = chain.announce(signed_by(who, transaction), now);
        ASSERT_EQ(said.result, nem_chain::NisResult::Success) << to_string(said.result);
    }
    static nem::ProvisionNamespace rent(std::string part, std::optional<std::string> parent) {
        const auto fee = parent ? nem_chain::kSubRentalFee : nem_chain::kRootRentalFee;
        return {nem_chain::rental_sink(nem::kMainnet), fee, std::move(part), std::move(parent)};
    }
    static nem::MosaicDefinitionCreation define(std::string_view who, std::string space,
                                                std::string name,
                                                std::optional<nem::Levy> levy = std::nullopt) {
        return {{keys_of(who).public_key(),
                 {std::move(space), std::move(name)},
                 "for a test",
                 {{"divisibility", "0"},
                  {"initialSupply", "100"},
                  {"supplyMutable", "true"},
                  {"transferable", "true"}},
                 std::move(levy)},
                nem_chain::creation_sink(nem::kMainnet),
                nem_chain::kMosaicCreationFee};
    }
    [[nodiscard]] json data(const std::string& target) const { return get(view, target)["data"]; }
    static std::string text(std::string_view who) { return std::string{address_of(who).text()}; }

    Chain chain = make_chain();
    View view;
};

std::vector<std::string> names(const json& list, const char* key = nullptr) {
    std::vector<std::string> names;
    for (const auto& one : list) {
        const json& entry = key == nullptr ? one : one.at(key);
        names.push_back(entry.contains("fqn") ? entry["fqn"].get<std::string>()
                                              : entry["id"]["name"].get<std::string>());
    }
    return names;
}
using Names = std::vector<std::string>;

TEST_F(ReplayPages, ListWhoOwnsWhichNamespaces) {
    EXPECT_EQ(names(data("/account/namespace/page?address=" + text("alice"))),
              (Names{"ts.sub", "ts"}));
    EXPECT_EQ(names(data("/account/namespace/page?parent=ts&address=" + text("alice"))),
              Names{"ts.sub"});
    EXPECT_TRUE(data("/account/namespace/page?address=" + text("carol")).empty());
    const auto roots = data("/namespace/root/page");
    EXPECT_EQ(names(roots, "namespace"), (Names{"bobs", "ts"}));
    EXPECT_EQ(roots[1]["namespace"], get(view, "/namespace?namespace=ts"));
    const auto id = std::to_string(roots[0]["meta"]["id"].get<std::uint64_t>());
    EXPECT_EQ(names(data("/namespace/root/page?id=" + id), "namespace"), Names{"ts"});
}

TEST_F(ReplayPages, ListMosaicsNewestFirstFromAnId) {
    const auto first = data("/mosaic/definition/page?pageSize=5");
    ASSERT_EQ(first.size(), 5U);
    EXPECT_EQ(first[0]["mosaic"]["id"]["name"], "priced");
    const auto id = std::to_string(first[4]["meta"]["id"].get<std::uint64_t>());
    const auto rest = data("/mosaic/definition/page?pageSize=5&id=" + id);
    EXPECT_EQ(rest.size(), kMosaics + 1 - 5);
    std::set<std::string> all;
    for (const auto* page : {&first, &rest}) {
        for (const auto& name : names(*page, "mosaic")) { all.insert(name); }
    }
    EXPECT_EQ(all.size(), kMosaics + 1);
    EXPECT_EQ(first[0]["mosaic"], get(view, "/mosaic/definition?mosaicId=bobs:priced"));
    EXPECT_EQ(names(data("/namespace/mosaic/definition/page?namespace=ts.sub"), "mosaic"),
              Names{"m0"});
    EXPECT_TRUE(data("/namespace/mosaic/definition/page?namespace=none").empty());
    EXPECT_EQ(data("/account/mosaic/definition/page?address=" + text("alice")).size(), kMosaics);
    EXPECT_EQ(names(data("/account/mosaic/definition/page?parent=ts.sub&address=" + text("alice"))),
              Names{"m0"});
}

TEST_F(ReplayPages, AMosaicThatIsDefinedAgainIsListedOnceAsItIsNow) {
    auto changed = define("bob", "bobs", "priced");
    changed.definition.description = "without a levy";
    announce("bob", changed);
    grow(chain, 13);
    view = view_of(chain);
    const auto list = data("/account/mosaic/definition/page?address=" + text("bob"));
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0]["description"], "without a levy");
    EXPECT_EQ(list[0], get(view, "/mosaic/definition?mosaicId=bobs:priced"));
}

TEST_F(ReplayPages, WhatIsOwnedComesWithItsLevysMosaic) {
    EXPECT_EQ(names(data("/account/mosaic/owned/definition?address=" + text("bob"))),
              (Names{"xem", "priced", "m1"}));
    EXPECT_EQ(names(data("/account/mosaic/owned/definition?address=" + text("carol"))),
              Names{"xem"});
    Registered registered;
    const json body{{"account", text("bob")}};
    const auto pushed = [&](const std::string& what) {
        return pushes_for("/w/api/account/" + what, body.dump(), view, 0, registered);
    };
    const auto definitions = pushed("mosaic/owned/definition");
    ASSERT_EQ(definitions.size(), 3U);
    EXPECT_EQ(json::parse(definitions[1].body)["supply"], 100);
    const auto namespaces = pushed("namespace/owned");
    ASSERT_EQ(namespaces.size(), 1U);
    EXPECT_EQ(namespaces[0].topic, "/account/namespace/owned/" + text("bob"));
    EXPECT_EQ(json::parse(namespaces[0].body), get(view, "/namespace?namespace=bobs"));
}

TEST_F(ReplayPages, SeveralAreAskedForAtOnce) {
    const json accounts{{"data", {{{"account", text("alice")}}, {{"account", text("bob")}}}}};
    const auto pairs = post(view, "/account/get/batch", accounts)["data"];
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[1], get(view, "/account/get?address=" + text("bob")));
    const json ids{{"data",
                    {{{"mosaicId", "ts:m1"}},
                     {{"mosaicId", {{"namespaceId", "bobs"}, {"name", "priced"}}}},
                     {{"namespaceId", "nem"}, {"name", "xem"}}}}};
    const auto supplies = post(view, "/mosaic/supply/batch", ids)["data"];
    ASSERT_EQ(supplies.size(), 3U);
    EXPECT_EQ(supplies[0], get(view, "/mosaic/supply?mosaicId=ts:m1"));
    EXPECT_EQ(supplies[1], get(view, "/mosaic/supply?mosaicId=bobs:priced"));
    EXPECT_EQ(supplies[2], get(view, "/mosaic/supply?mosaicId=nem:xem"));
    EXPECT_TRUE(get(view, "/node/peer-list/all").contains("busy"));
}

TEST_F(ReplayPages, RefuseAsNisDoes) {
    const struct {
        std::string target, body;
        int status;
        bool post;
    } cases[] = {
        {"/account/namespace/page", "", 400, false},
        {"/account/mosaic/definition/page?address=x", "", 400, false},
        {"/account/mosaic/owned/definition", "", 400, false},
        {"/namespace/root/page?id=x", "", 400, false},
        {"/mosaic/definition/page?pageSize=x", "", 400, false},
        {"/namespace/mosaic/definition/page", "", 400, false},
        {"/account/get/batch", "{}", 400, true},
        {"/account/get/batch", R"({"data":[1]})", 400, true},
        {"/account/get/batch", R"({"data":[{"account":"x"}]})", 400, true},
        {"/mosaic/supply/batch", R"({"data":{}})", 400, true},
        {"/mosaic/supply/batch", R"({"data":[[]]})", 400, true},
        {"/mosaic/supply/batch", R"({"data":[{"mosaicId":7}]})", 400, true},
        {"/mosaic/supply/batch", R"({"data":[{"mosaicId":"a"}]})", 400, true},
        {"/mosaic/supply/batch", R"({"data":[{"mosaicId":"no:one"}]})", 404, true},
        {"/account/historical/get?address=" + text("bob"), "", 500, false},
        {"/account/historical/get/batch", "{}", 500, true},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(answer(view, {one.post, one.target, one.body, 0}).status, one.status)
            << one.target << one.body;
    }
}

}  // namespace
}  // namespace replay::testing
