#include <nem/nem.hpp>
#include <nem_keys/keys.hpp>

namespace nem_keys {

std::expected<nem::SignedTransaction, KeyError> sign(const nem::Transaction& transaction,
                                                     const KeyPair& keys) {
    if (transaction.header.signer != keys.public_key()) {
        return std::unexpected(KeyError::OtherSigner);
    }
    if (!is_known(transaction.header.network)) { return std::unexpected(KeyError::UnknownNetwork); }
    if (!is_canonical(transaction)) { return std::unexpected(KeyError::NotCanonical); }
    const auto signature = keys.sign(encode_unsigned(transaction));
    if (!signature) { return std::unexpected(signature.error()); }
    return nem::SignedTransaction{transaction, *signature};
}

}  // namespace nem_keys
