#pragma once

#include <nem/nem.hpp>
#include <optional>
#include <vector>

#include "../expected.hpp"
#include "entity.hpp"

namespace app {

/// One signature, and whether NIS would take it.
struct SignatureVerdict {
    enum class Kind : std::uint8_t { Block, Transaction, Cosignature };
    Kind kind{};
    std::size_t transaction{0};  // in the block, from 1; 0 where there is none
    nem::Address signer;
    nem::Hash hash;  // of what is signed; of the cosignature's own transaction
    bool valid{false};
};

/// Every signature in it, in the order in which they stand. A transaction is judged in NIS's own
/// form, because NIS judges no other. Errors: it carries no signature; NIS cannot read a value.
[[nodiscard]] Expected<std::vector<SignatureVerdict>> judge(const NemEntity& entity);

}  // namespace app
