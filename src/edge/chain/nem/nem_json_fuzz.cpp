// Laws: what JSON parses to survives JSON and bytes. The first byte says what the rest is.
#include <base/base.hpp>
#include <nem/nem.hpp>
#include <nlohmann/json.hpp>
#include <string_view>

namespace {

using Json = nlohmann::json;

void check_error(const nem::CodecError& error) {
    base::invariant(!nem::to_phrase(error).ja.empty(), "errors speak");
}

void check_transaction(std::string_view text) {
    const auto transaction = nem::parse_transaction_text(text);
    if (!transaction) { return check_error(transaction.error()); }
    base::invariant(nem::parse_transaction_text(nem::to_json(*transaction).dump()) == *transaction,
                    "values survive JSON");
    base::invariant(nem::decode_transaction(nem::encode(*transaction)) == *transaction,
                    "values survive bytes");
}

void check_block(std::string_view text) {
    const auto block = nem::parse_block_text(text);
    if (!block) { return check_error(block.error()); }
    base::invariant(nem::parse_block_text(nem::to_json(*block).dump()) == *block,
                    "values survive JSON");
    base::invariant(nem::decode_block(nem::encode(*block)) == *block, "values survive bytes");
}

void check_unconfirmed(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    const auto pool = nem::parse_unconfirmed(json);
    if (!pool) { return check_error(pool.error()); }
    Json list = Json::array();
    for (const auto& one : *pool) { list.push_back(nem::to_json(one)); }
    base::invariant(nem::parse_unconfirmed({{"data", list}}) == *pool, "values survive JSON");
}

void check_announcement(std::string_view text) {
    const auto announced = nem::parse_announcement(Json::parse(text, nullptr, false));
    if (!announced) { return check_error(announced.error()); }
    base::invariant(nem::parse_announcement(nem::to_announcement(*announced)) == *announced,
                    "values survive JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    switch (data[0] % 4) {
        case 0: check_transaction(text); break;
        case 1: check_block(text); break;
        case 2: check_unconfirmed(text); break;
        default: check_announcement(text);
    }
    return 0;
}
