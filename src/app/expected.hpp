#pragma once

#include <base/base.hpp>
#include <expected>

namespace app {

/// A value, or what to tell the person who ran the program.
template <class T>
using Expected = std::expected<T, base::Complaint>;

}  // namespace app
