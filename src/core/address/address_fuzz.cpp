// Laws: normalising is idempotent, and the form for people normalises back. The first byte is the
// chain.
#include <address/address.hpp>
#include <array>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using address::Chain;
    constexpr std::array kChains{Chain::Other,    Chain::Nem,  Chain::Bitcoin,
                                 Chain::Litecoin, Chain::Dash, Chain::Ethereum};
    if (size == 0) { return 0; }
    const Chain chain = kChains[data[0] % kChains.size()];
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto account = address::normalise(chain, text);
    if (!account) {
        base::invariant(!address::to_phrase(account.error(), chain).ja.empty(), "errors speak");
        return 0;
    }
    base::invariant(!account->empty() && account->size() <= address::kTextBytesMax, "bounded");
    base::invariant(address::normalise(chain, *account) == account, "idempotent");
    const std::string pretty = address::to_pretty(chain, *account);
    base::invariant(address::normalise(chain, pretty) == account, "the pretty form reads back");
    return 0;
}
