#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "testing.hpp"

namespace nem_wallet::testing {
namespace {

Parcel sample() {
    return {"theft-1/NABC/mark",
            2,
            payment(3, nem::TimeStamp{9}),
            ledger::Height{7},
            "wrap",
            Outcome::Final,
            ledger::Height{8},
            {{"node0", 73, nem::TimeStamp{10}}}};
}

TEST(ParcelText, ReadsBackAsItWas) {
    EXPECT_TRUE(parse_parcel(to_document(sample())) == sample());
    auto open = sample();
    open.outcome = Outcome::Open;
    open.height.reset();
    open.after.reset();
    open.refusals.clear();
    EXPECT_TRUE(parse_parcel(to_document(open)) == open);
    EXPECT_EQ(id_of(open), "theft-1/NABC/mark#2");
}

TEST(ParcelText, RefusesWhatIsNone) {
    using enum ParcelProblem;
    const auto refused = [](const std::string& document, ParcelProblem problem) {
        const auto parcel = parse_parcel(document);
        ASSERT_FALSE(parcel.has_value()) << document;
        EXPECT_EQ(parcel.error(), problem) << document;
        EXPECT_FALSE(to_phrase(problem).ja.empty());
    };
    refused("", NotAParcel);
    refused("[]", NotAParcel);
    refused(R"({"format":"dyepack.nem-parcel/2"})", NotAParcel);
    refused(to_document(sample()) + std::string(kParcelBytesMax, ' '), NotAParcel);
    const auto with = [](const char* key, const nlohmann::json& value) {
        auto json = nlohmann::json::parse(to_document(sample()));
        json[key] = value;
        return json.dump();
    };
    for (const char* key : {"order", "attempt", "stored_at", "outcome", "refusals", "height"}) {
        auto json = nlohmann::json::parse(to_document(sample()));
        json.erase(key);
        refused(json.dump(), BadField);
    }
    refused(with("attempt", 0), BadField);
    refused(with("attempt", 4'294'967'296U), BadField);
    refused(with("after", 1), BadField);
    refused(with("outcome", "lost"), BadField);
    refused(with("outcome", "open"), BadField);  // with a height
    refused(with("refusals", {1}), BadField);
    refused(with("refusals", {{{"node", "a"}, {"code", 65'536}, {"at", 1}}}), BadField);
    refused(with("refusals", std::vector<int>(kRefusalsMax + 1)), BadField);
    refused(with("announcement", 1), BadTransaction);
    refused(with("announcement", {{"data", "00"}, {"signature", "00"}}), BadTransaction);
    auto json = nlohmann::json::parse(to_document(sample()));
    json.erase("announcement");
    refused(json.dump(), BadTransaction);
}

}  // namespace
}  // namespace nem_wallet::testing
