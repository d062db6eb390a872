#pragma once

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// The program in a terminal of its own, of which the test holds the other end.
class Terminal {
public:
    explicit Terminal(const std::vector<std::string>& words) {
        child_ = ::forkpty(&end_, nullptr, nullptr, nullptr);
        if (child_ != 0) { return; }
        std::vector<std::string> all{DYEPACK_PROGRAM};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> argv;
        for (auto& word : all) { argv.push_back(word.data()); }
        argv.push_back(nullptr);
        std::string language = "LANG=C.UTF-8";
        const std::array<char*, 2> environment{language.data(), nullptr};
        ::execve(DYEPACK_PROGRAM, argv.data(), environment.data());
        ::_exit(127);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    Terminal(Terminal&&) = delete;
    Terminal& operator=(Terminal&&) = delete;
    ~Terminal() { ::close(end_); }

    /// Everything shown until `text` is, or until the program ends.
    bool wait_for(std::string_view text) {
        while (text.empty() || !shown.contains(text)) {
            std::array<char, 256> piece{};
            const ssize_t got = ::read(end_, piece.data(), piece.size());
            if (got <= 0) { return false; }
            shown.append(piece.data(), static_cast<std::size_t>(got));
        }
        return true;
    }
    void type(std::string_view keys) const {
        EXPECT_EQ(::write(end_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
    }
    [[nodiscard]] bool echoes() const {
        termios settings{};
        return ::tcgetattr(end_, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }
    int wait() {
        std::ignore = wait_for("");
        int status = 0;
        EXPECT_EQ(::waitpid(child_, &status, 0), child_);
        return status;
    }

    std::string shown;

private:
    int end_{-1};
    pid_t child_{-1};
};

}  // namespace cli
