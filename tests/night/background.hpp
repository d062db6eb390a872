#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace night {

/// The program at work beside the test; it ends with the object at the latest.
class Background {
public:
    /// What it says goes to `out`, its complaints to `out`.err.
    Background(const std::vector<std::string>& words, std::filesystem::path out);
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    Background(Background&&) = delete;
    Background& operator=(Background&&) = delete;
    ~Background();

    /// SIGKILL: no word, no flush.
    void kill();
    /// SIGTERM, and its exit code; -1 where a signal ended it.
    int stop();
    [[nodiscard]] std::string said() const;
    /// The rest of the line that begins with `text`, once it was said; empty after `patience`.
    [[nodiscard]] std::string wait_for(const std::string& text,
                                       std::chrono::seconds patience) const;

private:
    int wait();

    std::filesystem::path out_;
    pid_t process_{-1};
    std::optional<int> code_;
};

}  // namespace night
