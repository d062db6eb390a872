#include "journal_outbox.hpp"

#include "../watch/kept.hpp"

namespace app {

namespace {

constexpr std::string_view kParcel = "parcel";

journal::Entry entry_of(const nem_wallet::Parcel& parcel) {
    return {std::string{kParcel}, nem_wallet::id_of(parcel), nem_wallet::to_document(parcel)};
}

}  // namespace

std::expected<void, base::Complaint> JournalOutbox::put(const nem_wallet::Parcel& parcel) {
    journal::Batch batch;
    batch.put(entry_of(parcel));
    return journal_.commit(batch);
}

std::expected<void, base::Complaint> JournalOutbox::update(const nem_wallet::Parcel& parcel) {
    journal::Batch batch;
    batch.replace(entry_of(parcel));
    return journal_.commit(batch);
}

std::expected<std::vector<nem_wallet::Parcel>, base::Complaint> JournalOutbox::all() const {
    const auto entries = journal_.entries(kParcel);
    if (!entries) { return std::unexpected(entries.error()); }
    std::vector<nem_wallet::Parcel> parcels;
    parcels.reserve(entries->size());
    for (const auto& entry : *entries) {
        auto parcel = nem_wallet::parse_parcel(entry.document);
        if (!parcel || nem_wallet::id_of(*parcel) != entry.name) {
            return std::unexpected(damaged_record(
                journal_,
                base::phrase("the transaction {} cannot be read",
                             "トランザクション {} を読めません", base::visible(entry.name))));
        }
        parcels.push_back(*std::move(parcel));
    }
    return parcels;
}

}  // namespace app
