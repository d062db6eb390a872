#include "testing.hpp"

namespace replay::testing {
namespace {

Script script(std::string_view scenes) {
    const auto parsed =
        parse_script("dyepack_replay: 1\nscenes:\n" + std::string{scenes}, "s.yaml");
    if (!parsed) { throw std::runtime_error{parsed.error().text.en}; }
    return *parsed;
}
Troupe troupe(std::string_view scenes, std::size_t nodes = 2) {
    return {make_chain(), script(scenes), nodes};
}
void play(Troupe& troupe, std::uint64_t height) {
    while (troupe.chain().next_height().value <= height) {
        ASSERT_TRUE(troupe.advance(troupe.next_at()).has_value());
    }
}
nem::Hash tip(const Troupe& troupe, std::size_t node) {
    return troupe.picture(node)->blocks.back()->hash;
}

TEST(ReplayTroupe, ReorganisesWhenTheHeightIsReached) {
    Troupe plain = troupe("  - {at: 90000, do: lag}\n");
    Troupe played = troupe("  - {at: 5, do: reorganise, depth: 3, transactions: same}\n");
    play(plain, 4);
    play(played, 4);
    EXPECT_EQ(tip(plain, 0), tip(played, 0));
    std::ignore = played.take_news(0);
    play(plain, 5);
    play(played, 5);
    EXPECT_NE(tip(plain, 0), tip(played, 0));
    EXPECT_EQ(plain.picture(0)->blocks[1]->hash, played.picture(0)->blocks[1]->hash);
    EXPECT_NE(plain.picture(0)->blocks[2]->hash, played.picture(0)->blocks[2]->hash);
    const News news = played.take_news(0);  // block 5, then 3, 4 and 5 again
    ASSERT_EQ(news.blocks.size(), 4U);
    EXPECT_EQ(news.blocks[1]->block.height.value, 3U);
    EXPECT_FALSE(played.take_notes().empty());
}

TEST(ReplayTroupe, ServesAForkToSomeAndBringsThemBack) {
    Troupe played =
        troupe("  - {at: 4, do: fork, depth: 2, for: 3, nodes: [2], transactions: never}\n");
    play(played, 6);
    EXPECT_NE(tip(played, 0), tip(played, 1));
    EXPECT_EQ(played.picture(0)->height(), played.picture(1)->height());
    EXPECT_TRUE(nem_keys::verify(played.picture(1)->blocks.back()->block));
    std::ignore = played.take_news(1);
    play(played, 8);
    EXPECT_EQ(tip(played, 0), tip(played, 1));
    const News news = played.take_news(1);
    ASSERT_FALSE(news.blocks.empty());
    EXPECT_EQ(news.blocks.back()->hash, tip(played, 0));
}

TEST(ReplayTroupe, LagsAndCatchesUp) {
    Troupe played = troupe("  - {at: 4, do: lag, for: 3, nodes: [1]}\n");
    play(played, 6);
    EXPECT_EQ(played.picture(0)->height(), 4U);
    EXPECT_EQ(played.picture(1)->height(), 6U);
    EXPECT_TRUE(played.take_news(0).blocks.empty());
    play(played, 7);
    EXPECT_EQ(played.picture(0)->height(), 7U);
    EXPECT_FALSE(played.take_news(0).blocks.empty());
}

TEST(ReplayTroupe, GivesFaultsToThoseWhoPlayAndTakesThemBack) {
    Troupe played = troupe(
        "  - {at: 3, do: lie, what: hash, for: 2, nodes: [1]}\n"
        "  - {at: 3, do: delay, milliseconds: 70, every: 3, for: 2}\n"
        "  - {at: 3, do: cut, nodes: [2]}\n"
        "  - {at: 3, do: half, nodes: [2]}\n"
        "  - {at: 3, do: refuse, nodes: [2]}\n");
    play(played, 3);
    EXPECT_EQ(played.faults(0).lie, Lie::Hash);
    EXPECT_EQ(played.faults(0).lie_from, 3U);
    EXPECT_EQ(played.faults(0).delay.count(), 70);
    EXPECT_EQ(played.faults(0).every, 3U);
    EXPECT_FALSE(played.faults(0).cut);
    EXPECT_TRUE(played.faults(1).cut && played.faults(1).half && played.faults(1).refuse);
    EXPECT_EQ(played.faults(1).lie, std::nullopt);
    play(played, 5);
    EXPECT_EQ(played.faults(0), Faults{});
    EXPECT_EQ(played.faults(1), Faults{});
}

TEST(ReplayTroupe, IsStartedAgainAndForgetsWhatItAnswered) {
    Troupe played = troupe("  - {at: 4, do: restart, for: 1}\n", 1);
    play(played, 3);
    const nem::TimeStamp now = played.picture(0)->blocks.back()->block.time_stamp;
    const auto poor = signed_by("pauper", payment("pauper", address_of("bob"), 5, now));
    EXPECT_EQ(played.announce(0, poor, now).result, nem_chain::NisResult::InsufficientBalance);
    play(played, 4);
    EXPECT_TRUE(played.faults(0).loading);
    EXPECT_EQ(played.restarts(0), 1U);
    play(played, 5);
    EXPECT_FALSE(played.faults(0).loading);
    const auto help = payment(
        "alice", nem::to_address(keys_of("pauper").public_key(), nem::kMainnet), 10 * kXem, now);
    EXPECT_EQ(played.announce(0, signed_by("alice", help), now).result,
              nem_chain::NisResult::Success);
    EXPECT_EQ(played.announce(0, poor, now).result, nem_chain::NisResult::Success);
}

TEST(ReplayScript, ComplainsWhereItStands) {
    const auto complaint = [](std::string_view text) {
        const auto parsed = parse_script(text, "s.yaml");
        if (parsed) { return std::string{"no complaint"}; }
        const auto& found = parsed.error();
        EXPECT_FALSE(found.text.ja.empty());
        return fmt::format("{}:{}: {}", found.place.line, found.place.column, found.text.en);
    };
    const std::string head = "dyepack_replay: 1\nscenes:\n";
    EXPECT_EQ(complaint("dyepack_replay: 2\nscenes: [{at: 1, do: lag}]\n"),
              "1:17: this program knows version 1 of replay scripts");
    EXPECT_NE(complaint(head + "  - {at: 1, do: explode}\n").find("unknown word `explode`"),
              std::string::npos);
    EXPECT_NE(complaint(head + "  - {at: never, do: lag}\n").find("is neither a height"),
              std::string::npos);
    EXPECT_NE(complaint(head + "  - {at: 1, do: lag, depth: 3}\n").find("means nothing for `lag`"),
              std::string::npos);
    EXPECT_NE(complaint(head + "  - {at: 1, do: delay}\n").find("`milliseconds` is missing"),
              std::string::npos);
    EXPECT_NE(complaint(head + "  - {at: 1, do: reorganise, depth: 401}\n").find("1 to 400"),
              std::string::npos);
    EXPECT_NE(complaint(head + "  - {at: 1, do: cut, nodes: [9]}\n").find("`9` is no node"),
              std::string::npos);
    EXPECT_NE(complaint(head + "  - {at: 1}\n").find("`do` is missing"), std::string::npos);
    EXPECT_NE(complaint("dyepack_replay: 1\n").find("`scenes` is missing"), std::string::npos);
    EXPECT_EQ(complaint(head + "  - {at: 2018-01-26T00:10+09:00, do: fork, depth: 5, for: 9}\n"),
              "no complaint");
}

}  // namespace
}  // namespace replay::testing
