// Law: any text is a parcel or is refused; a parcel's document reads back to the same parcel.
#include <nem_wallet/nem_wallet.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto parcel = nem_wallet::parse_parcel(text);
    if (!parcel) { return 0; }
    const auto again = nem_wallet::parse_parcel(nem_wallet::to_document(*parcel));
    base::invariant(again == parcel, "a document reads back");
    return 0;
}
