// Law: an amount that is read at a divisibility (the first byte) prints, and reads back the same.
#include <algorithm>
#include <money/money.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    const int divisibility = data[0] % (money::kDivisibilityMax + 1);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto amount = money::parse_decimal(text, divisibility);
    if (amount) {
        const std::string printed = money::to_decimal(amount->atoms(), divisibility);
        base::invariant(money::parse_decimal(printed, divisibility) == amount, "reads back");
        std::string grouped = money::to_grouped(amount->atoms(), divisibility);
        std::erase(grouped, ',');
        base::invariant(money::parse_decimal(grouped, divisibility) == amount, "grouped, too");
    }
    const auto atoms = money::parse_atoms(text);
    base::invariant(!atoms || money::parse_decimal(text, 0) == atoms, "atoms have no places");
    const auto price = money::parse_price(text);
    base::invariant(!price || money::value_floor(1, 0, *price) <= price->value, "floors");
    return 0;
}
