// Marks on the chain: the rules order, the wallet announces, the replay node includes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nem_keys/nem_keys.hpp>
#include <nem_node/nem_node.hpp>
#include <random>
#include <thread>

#include "night.hpp"

namespace night {
namespace {

using ::testing::HasSubstr;

/// Who marks: a key of this test's own, and rules for the night.
class Issuer {
public:
    explicit Issuer(std::string rules = {}) : rules_{std::move(rules)} {
        passphrase_ = folder_.write("pass", "night pass\n");
        std::filesystem::permissions(
            passphrase_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const auto made = cli::run({"nem", "key", key(), "--new", "--passphrase-file", passphrase_,
                                    "--cost", "interactive"});
        EXPECT_EQ(made.code, 0) << made.err;
        const auto shown = json::parse(cli::run({"nem", "key", key(), "--json"}).out);
        address_ = shown["addresses"]["main"];
        public_key_ = shown["publicKey"];
    }
    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] const std::string& public_key() const { return public_key_; }
    [[nodiscard]] std::vector<std::string> words(bool dry_run = false) const {
        const auto file = folder_.write(dry_run ? "dry.yaml" : "marks.yaml",
                                        "dyepack_marks: 1\n"
                                        "case: coincheck-2018-replay\n"
                                        "issuer: " +
                                            address_ +
                                            "\n"
                                            "fee_budget: \"100\"\n"
                                            "dust_floor: \"10000\"\n"
                                            "confirmations: 2\n"
                                            "dry_run: " +
                                            (dry_run ? "true" : "false") + "\n" + rules_);
        std::vector<std::string> words{"--marks", file};
        if (!dry_run) {
            words.insert(words.end(), {"--marks-key", key(), "--passphrase-file", passphrase_});
        }
        return words;
    }

private:
    [[nodiscard]] std::string key() const { return folder_.at("issuer.key"); }
    cli::Folder folder_;
    std::string rules_;
    std::string passphrase_;
    std::string address_;
    std::string public_key_;
};

/// How often each account got a message that begins so, as the node has it in its chain.
std::map<std::string, int> announced(const Night& night, const Issuer& issuer,
                                     const std::string& beginning) {
    nem_node::RestSettings settings;
    settings.lone_node = true;
    auto node = nem_node::RestNode::make(night.url(), settings);
    const auto from = nem::parse_address(issuer.address());
    std::map<std::string, int> counts;
    if (!node || !from) { return counts; }
    std::optional<std::uint64_t> before;
    for (;;) {
        const auto page = (*node)->transfers(*from, nem_node::Direction::Outgoing, before);
        if (!page || page->empty()) { return counts; }
        for (const auto& entry : *page) {
            const auto* const transfer =
                std::get_if<nem::Transfer>(&entry.transaction.transaction.body);
            if (transfer == nullptr || !transfer->message) { continue; }
            const std::string text{transfer->message->payload.begin(),
                                   transfer->message->payload.end()};
            if (text.starts_with(beginning)) { ++counts[std::string{transfer->recipient.text()}]; }
        }
        before = page->back().id;
    }
}

TEST(LongMarking, EveryAccountIsMarkedOnceHoweverOftenItDies) {
    const Issuer issuer;
    const Night night{{"--speed", "max", "--fund", issuer.address()}};
    std::mt19937_64 random{526'300'010};
    for (int death = 0; death < 14; ++death) {
        Background watch{night.watch("killed", issuer.words()),
                         night.folder().at("watch-" + std::to_string(death) + ".out")};
        std::this_thread::sleep_for(std::chrono::milliseconds{300 + (random() % 1'500)});
        watch.kill();
    }
    Background watch{night.watch("killed", issuer.words()), night.folder().at("last.out")};
    for (int patience = 0; patience < 60; ++patience) {
        if (announced(night, issuer, "dyepack/1 mark").size() == 10) { break; }
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
    std::this_thread::sleep_for(std::chrono::seconds{3});  // for a second one, if there were one
    EXPECT_EQ(watch.stop(), 0) << cli::read(night.folder().at("last.out.err"));
    const auto counts = announced(night, issuer, "dyepack/1 mark");
    EXPECT_EQ(counts.size(), 10U);
    for (const auto& [account, count] : counts) { EXPECT_EQ(count, 1) << account; }
    std::map<std::string, int> ordered;
    for (int life = 0; life <= 14; ++life) {
        const auto name = life == 14 ? "last.out" : "watch-" + std::to_string(life) + ".out";
        for (const auto& document : documents(cli::read(night.folder().at(name)))) {
            if (document["event"] == "notice_included") { ++ordered[document["order"]]; }
        }
    }
    EXPECT_EQ(ordered.size(), 10U) << "what became of each order is told";
}

TEST(LongMarking, ADryRunSaysWhatItWouldDoAndSendsNothing) {
    const Issuer issuer;
    const Night night{{"--speed", "max", "--fund", issuer.address()}};
    std::this_thread::sleep_for(std::chrono::seconds{3});
    auto words = issuer.words(true);
    words.emplace_back("--once");
    std::vector<json> told;
    for (int attempt = 0; attempt < 20 && counted(told)["mark_ordered"] < 10; ++attempt) {
        const auto once = cli::run(night.watch("dry" + std::to_string(attempt), words));
        ASSERT_EQ(once.code, 0) << once.err;
        told = documents(once.out);
    }
    EXPECT_EQ(counted(told)["mark_ordered"], 10);
    for (const auto& document : told) {
        if (document["event"] == "mark_ordered") { EXPECT_EQ(document["dry_run"], true); }
    }
    EXPECT_TRUE(announced(night, issuer, "dyepack/1").empty());
}

TEST(LongMarking, ADisputeARevocationAndTheEndOfACaseAreOnTheChainAndSigned) {
    const Issuer issuer;
    const Night night{{"--speed", "max", "--fund", issuer.address()}};
    const auto data = night.folder().at("data");
    Background watch{night.watch("data", issuer.words()), night.folder().at("watch.out")};
    std::map<std::string, int> marked;
    for (int patience = 0; patience < 90 && marked.size() < 10; ++patience) {
        marked = announced(night, issuer, "dyepack/1 mark");
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
    ASSERT_EQ(marked.size(), 10U);
    const auto& disputed = marked.begin()->first;
    const auto& revoked = marked.rbegin()->first;
    const auto decide = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--data", data});
        const auto done = cli::run(words);
        EXPECT_EQ(done.code, 0) << done.err;
    };
    const auto told = [&](const std::string& event) {
        return counted(documents(watch.said()))[event];
    };
    for (int patience = 0; patience < 60 && told("notice_included") < 10; ++patience) {
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
    decide({"mark", "dispute", "coincheck-2018-replay", disputed, "--note", "the holder objects"});
    decide({"mark", "revoke", "coincheck-2018-replay", revoked, "--note", "paid back"});
    decide({"mark", "approve", "coincheck-2018-replay", disputed});  // is marked already
    decide({"mark", "close", "coincheck-2018-replay", "--note", "handed over"});
    for (int patience = 0; patience < 90 && told("case_closed") < 1; ++patience) {
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
    EXPECT_EQ(watch.stop(), 0);
    EXPECT_EQ(announced(night, issuer, "dyepack/1 dispute").count(disputed), 1U);
    EXPECT_EQ(announced(night, issuer, "dyepack/1 revoke").count(revoked), 1U);
    EXPECT_EQ(told("decision_taken"), 3);
    EXPECT_EQ(told("decision_refused"), 1);
    for (const auto& document : documents(watch.said())) {
        if (document["event"] != "case_closed") { continue; }
        const std::string record = document["record"];
        EXPECT_THAT(record, HasSubstr("mark " + disputed + " disputed"));
        EXPECT_THAT(record, HasSubstr("mark " + revoked + " revoked"));
        EXPECT_EQ(document["public_key"], issuer.public_key());
        const auto checked =
            cli::run({"mark", "verify", night.folder().write("final.json", document.dump())});
        EXPECT_EQ(checked.code, 0) << checked.err;
        auto forged = document;
        forged["record"] = record + "x";
        const auto refused =
            cli::run({"mark", "verify", night.folder().write("forged.json", forged.dump())});
        EXPECT_EQ(refused.code, 1) << refused.out;
    }
    EXPECT_EQ(told("case_closed"), 1);
}

}  // namespace
}  // namespace night
