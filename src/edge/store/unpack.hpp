#pragma once

#include <memory>
#include <string>

#include "input.hpp"

namespace store {

/// What `raw` holds: as it is, or unpacked when it begins like gzip (one member or several) or
/// zstd (one frame or several). Ending in the middle of the compression is a complaint.
[[nodiscard]] Expected<std::unique_ptr<Source>> unpacked(const std::string& file,
                                                         std::unique_ptr<Source> raw);

}  // namespace store
