#include <vector>

#include "fuzzing.hpp"
#include "raw20.hpp"
#include "row_name.hpp"

namespace {

void put(std::string& bytes, std::uint64_t value, unsigned size) {
    for (unsigned i = 0; i < size; ++i) { bytes += static_cast<char>(value >> (8 * i)); }
}

/// The account's number, which is its name.
std::uint64_t number_of(const ledger::AccountLedger& ledger, ledger::AccountId account) {
    const std::string text = ledger.account_text(account);
    base::invariant(ledger.find_account(text) == account, "an account is found by its name");
    const auto number = store::parse_number(text);
    base::invariant(number.has_value(), "an account's name is a number");
    return *number;
}

}  // namespace

/// The ledger says what the bytes say: written as records again it is the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    store::OpenOptions options;
    options.format = store::InputFormat::Raw20;
    const std::string_view input = store::fuzzing::as_text(data, size);
    const auto opened = store::open_bytes(input, "input", options);
    if (!opened) { return 0; }
    const ledger::AccountLedger& ledger = *opened->accounts;
    std::vector<ledger::Transfer> transfers(ledger.rows());
    ledger.read(ledger::Row{0}, transfers);
    std::string again;
    for (std::uint32_t row = 0; row < ledger.rows(); ++row) {
        put(again, number_of(ledger, transfers[row].from), 4);
        put(again, number_of(ledger, transfers[row].to), 4);
        put(again, transfers[row].amount.atoms(), 8);
        put(again, ledger.facts(ledger::Row{row}).height->value, 4);
    }
    base::invariant(again == input, "records are read as they lie");
    return 0;
}
