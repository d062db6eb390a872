#pragma once

#include <filesystem>
#include <nem_wallet/nem_wallet.hpp>

#include "../expected.hpp"

namespace app {

/// Parcels as files of a folder, one each, named by the transaction's hash. A file is on the disk
/// before `put` returns, wholly or not at all; only its owner may read it. While this lives no
/// other process can open the folder: two would not see each other's orders.
class FolderOutbox final : public nem_wallet::Outbox {
public:
    static constexpr std::size_t kParcelsMax = 100'000;

    /// Makes the folder where it is not there. Complaints: it cannot be made or locked; another
    /// process has it.
    [[nodiscard]] static Expected<std::unique_ptr<FolderOutbox>> open(
        const std::filesystem::path& folder);
    ~FolderOutbox() override;
    FolderOutbox(const FolderOutbox&) = delete;
    FolderOutbox& operator=(const FolderOutbox&) = delete;
    FolderOutbox(FolderOutbox&&) = delete;
    FolderOutbox& operator=(FolderOutbox&&) = delete;

    std::expected<void, base::Complaint> put(const nem_wallet::Parcel& parcel) override;
    std::expected<void, base::Complaint> update(const nem_wallet::Parcel& parcel) override;
    [[nodiscard]] std::expected<std::vector<nem_wallet::Parcel>, base::Complaint> all()
        const override;

    /// Where this parcel lies.
    [[nodiscard]] std::filesystem::path file_of(const nem_wallet::Parcel& parcel) const;

private:
    FolderOutbox(std::filesystem::path folder, int lock)
        : folder_{std::move(folder)}, lock_{lock} {}

    std::filesystem::path folder_;
    int lock_;  // a descriptor: the lock ends with the process at the latest
};

}  // namespace app
