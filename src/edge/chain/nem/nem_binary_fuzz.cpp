// Laws: bytes that decode are the bytes that encoding gives; the value survives JSON; the canonical
// form is canonical. The first byte says what the rest is.
#include <algorithm>
#include <base/base.hpp>
#include <nem/nem.hpp>
#include <nlohmann/json.hpp>
#include <span>

namespace {

void check_error(const nem::CodecError& error) {
    base::invariant(!nem::to_phrase(error).ja.empty(), "errors speak");
}

void check_canonical(const nem::Transaction& transaction) {
    const auto canonical = nem::to_canonical(transaction);
    if (!canonical) { return check_error(canonical.error()); }
    base::invariant(nem::to_canonical(*canonical) == canonical, "the canonical form is one");
    base::invariant(nem::is_canonical(transaction) == (*canonical == transaction),
                    "what was read is cut nowhere");
}

void check_transaction(std::span<const std::uint8_t> bytes) {
    const auto transaction = nem::decode_transaction(bytes);
    if (!transaction) { return check_error(transaction.error()); }
    base::invariant(std::ranges::equal(nem::encode(*transaction), bytes), "bytes survive");
    base::invariant(nem::parse_transaction_text(nem::to_json(*transaction).dump()) == *transaction,
                    "values survive JSON");
    check_canonical(transaction->transaction);
}

void check_unsigned(std::span<const std::uint8_t> bytes) {
    const auto transaction = nem::decode_unsigned(bytes);
    if (!transaction) { return check_error(transaction.error()); }
    base::invariant(std::ranges::equal(nem::encode_unsigned(*transaction), bytes), "bytes survive");
    base::invariant(nem::parse_unsigned(nem::to_json(*transaction)) == *transaction,
                    "values survive JSON");
    check_canonical(*transaction);
}

void check_block(std::span<const std::uint8_t> bytes) {
    const auto block = nem::decode_block(bytes);
    if (!block) { return check_error(block.error()); }
    base::invariant(std::ranges::equal(nem::encode(*block), bytes), "bytes survive");
    base::invariant(nem::parse_block(nem::to_json(*block)) == *block, "values survive JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    const auto bytes = std::span{data, size}.subspan(1);
    switch (data[0] % 3) {
        case 0: check_transaction(bytes); break;
        case 1: check_unsigned(bytes); break;
        default: check_block(bytes);
    }
    return 0;
}
