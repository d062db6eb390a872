#pragma once

#include <filesystem>
#include <optional>
#include <store/store.hpp>
#include <vector>

#include "chain_reading.hpp"
#include "random_file.hpp"

namespace store {

/// How many different accounts there are, however many that is: what does not fit the memory lies
/// sorted on the disk until the end.
class AccountCount {
public:
    /// Up to `held_max` accounts are held; by default 512 MiB.
    explicit AccountCount(ScratchFolder& scratch, std::size_t held_max = std::size_t{3} << 23U);

    [[nodiscard]] std::optional<base::Complaint> add(std::span<const Fingerprint> accounts);
    /// Once.
    [[nodiscard]] Expected<std::uint64_t> finish();

private:
    [[nodiscard]] std::size_t slot_of(const Fingerprint& account) const;
    void grow();
    [[nodiscard]] std::vector<Fingerprint> take_sorted();
    [[nodiscard]] std::optional<base::Complaint> spill();

    ScratchFolder& scratch_;
    std::size_t held_max_;
    std::vector<Fingerprint> slots_;  // open addressing, at most three quarters full; 0 is free
    std::size_t held_{0};
    std::vector<std::filesystem::path> runs_;
};

}  // namespace store
