#include <address/address.hpp>
#include <algorithm>
#include <nem/codec.hpp>

#include "text.hpp"

namespace nem {
namespace {

Address from_letters(std::string_view letters) {
    base::invariant(letters.size() == kAddressLetters, "an address has 40 letters");
    Address address;
    std::ranges::copy(letters, address.letters.begin());
    return address;
}

constexpr char to_upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

Decoded<Address> parse_address(std::string_view text) {
    const auto bad = [](CodecProblem problem) {
        return std::unexpected(CodecError{problem, "", std::nullopt});
    };
    if (text.size() != kAddressLetters) { return bad(CodecProblem::BadLength); }
    Address address;
    std::ranges::transform(text, address.letters.begin(), to_upper);
    if (!std::ranges::all_of(address.letters, is_base32)) { return bad(CodecProblem::BadAddress); }
    return address;
}

Address to_address(const PublicKey& key, Network network) {
    return from_letters(address::make_nem(network.value, key.bytes));
}

bool is_valid(const Address& address, Network network) {
    return address::nem_network(address.text()) == network.value;
}

std::string to_hex(const Hash& hash) { return base::to_hex(hash.bytes); }
std::string to_hex(const PublicKey& key) { return base::to_hex(key.bytes); }
std::string to_hex(const Signature& signature) { return base::to_hex(signature.bytes); }

}  // namespace nem
