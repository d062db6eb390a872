// Laws: any payload is read or refused; any bytes, encrypted by either scheme, are read back as
// they were. The first byte says which; the keys are fixed.
#include <algorithm>
#include <base/base.hpp>
#include <nem_keys/nem_keys.hpp>
#include <span>

namespace {

void check_payload(const nem_keys::KeyPair& mine, const nem::PublicKey& other,
                   std::span<const std::uint8_t> payload) {
    const nem::Message message{nem::MessageType::Encrypted, {payload.begin(), payload.end()}};
    const auto clear = nem_keys::decrypt_message(mine, other, message);
    base::invariant(clear || clear.error() == nem_keys::MessageError::NotReadable,
                    "read or refused");
    base::invariant(!clear || clear->bytes.size() < payload.size(), "no message grows");
}

void check_clear(const nem_keys::KeyPair& mine, const nem_keys::KeyPair& other,
                 std::span<const std::uint8_t> clear, nem_keys::MessageScheme scheme) {
    const auto message = nem_keys::encrypt_message(mine, other.public_key(), clear, scheme);
    if (!message) {
        base::invariant(message.error() == nem_keys::MessageError::TooLong,
                        "only length is refused");
        return;
    }
    const auto read = nem_keys::decrypt_message(other, mine.public_key(), *message);
    base::invariant(read && read->scheme == scheme && std::ranges::equal(read->bytes, clear),
                    "the other party reads it");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto one = nem_keys::KeyPair::parse("1");
    static const auto two = nem_keys::KeyPair::parse("2");
    base::invariant(one && two, "memory can be locked");
    if (size == 0) { return 0; }
    const auto bytes = std::span{data, size}.subspan(1);
    switch (data[0] % 3) {
        case 0: check_payload(*one, two->public_key(), bytes); break;
        case 1: check_clear(*one, *two, bytes, nem_keys::MessageScheme::AesCbc); break;
        default: check_clear(*one, *two, bytes, nem_keys::MessageScheme::AesGcm);
    }
    return 0;
}
