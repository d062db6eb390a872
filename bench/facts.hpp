#pragma once

#include <cstdint>
#include <filesystem>

namespace bench {

/// What is known of a generated ledger; stands beside it as FILE.json.
struct Facts {
    std::uint32_t rows{0};
    std::uint32_t accounts{0};  // numbered from 0, each in at least one row
    std::uint32_t blocks{0};
    std::uint32_t hubs{0};             // accounts 1 to `hubs`
    std::uint32_t theft_first_row{0};  // from 0; `#N` in dyepack's output is one more
    std::uint32_t theft_rows{0};
    std::uint32_t victim{0};
    std::uint32_t thief{0};
    std::uint64_t stolen{0};  // atoms
};

void write_facts(const Facts& facts, const std::filesystem::path& file);
Facts read_facts(const std::filesystem::path& file);

}  // namespace bench
