#pragma once

#include <nem_wallet/dispatcher.hpp>

/// What the dispatcher's sources share.
namespace nem_wallet {

inline nem::TimeStamp later(nem::TimeStamp now, std::uint32_t seconds) {
    std::uint32_t sum = 0;
    const bool wraps = __builtin_add_overflow(now.value, seconds, &sum);
    return nem::TimeStamp{wraps ? ~std::uint32_t{0} : sum};
}

[[nodiscard]] inline Report report(ReportKind kind, const Parcel& parcel,
                                   std::optional<ledger::Height> height = {}) {
    return {kind, parcel.order, id_of(parcel), height, {}, 0};
}

}  // namespace nem_wallet
