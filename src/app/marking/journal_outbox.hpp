#pragma once

#include <journal/journal.hpp>
#include <nem_wallet/nem_wallet.hpp>

namespace app {

/// Signed transactions, in the journal beside the blocks. `journal` outlives it.
class JournalOutbox : public nem_wallet::Outbox {
public:
    explicit JournalOutbox(journal::Journal& journal) : journal_{journal} {}
    std::expected<void, base::Complaint> put(const nem_wallet::Parcel& parcel) override;
    std::expected<void, base::Complaint> update(const nem_wallet::Parcel& parcel) override;
    [[nodiscard]] std::expected<std::vector<nem_wallet::Parcel>, base::Complaint> all()
        const override;

private:
    journal::Journal& journal_;
};

}  // namespace app
