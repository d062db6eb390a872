#include "complain.hpp"

#include <system_error>
#include <utility>

namespace store {

base::Complaint bad_input(const std::filesystem::path& file, base::Phrase text) {
    return bad_place({file.string(), 0, 0}, std::move(text));
}

base::Complaint bad_place(base::Place place, base::Phrase text) {
    return {base::Blame::Input, std::move(place), std::move(text)};
}

base::Complaint bad_usage(const std::filesystem::path& file, base::Phrase text) {
    return {base::Blame::Usage, {file.string(), 0, 0}, std::move(text)};
}

base::Complaint world_failed(const std::filesystem::path& file, const base::Phrase& what,
                             int error) {
    const std::string cause = std::generic_category().message(error);
    return {base::Blame::World,
            {file.string(), 0, 0},
            {fmt::format("{}: {}", what.en, cause), fmt::format("{}：{}", what.ja, cause)}};
}

base::Complaint unreadable(const std::filesystem::path& file, int error) {
    return bad_input(file, base::phrase("cannot be read: {}", "読み取れません：{}",
                                        std::generic_category().message(error)));
}

}  // namespace store
