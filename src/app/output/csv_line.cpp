#include "csv_line.hpp"

#include <base/base.hpp>
#include <csv/csv.hpp>
#include <limits>
#include <vector>

namespace app {

std::string to_csv_line(std::span<const std::string> fields) {
    std::vector<std::string> shown;
    shown.reserve(fields.size());
    for (const std::string& field : fields) {
        shown.push_back(base::visible(field, std::numeric_limits<std::size_t>::max()));
    }
    return csv::to_line(shown);
}

}  // namespace app
