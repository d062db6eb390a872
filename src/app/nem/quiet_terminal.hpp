#pragma once

#include <termios.h>

#include <csignal>

namespace app {

/// A terminal that does not show what is typed, for as long as this lives. Signals that would end
/// or stop the program wait until the terminal is as it was: nobody is left with a mute one.
class QuietTerminal {
public:
    explicit QuietTerminal(int descriptor);
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;
    QuietTerminal(QuietTerminal&&) = delete;
    QuietTerminal& operator=(QuietTerminal&&) = delete;
    ~QuietTerminal();

    [[nodiscard]] bool is_quiet() const { return is_quiet_; }
    /// Waits for a line; false when a signal came first, which is delivered once this is gone.
    [[nodiscard]] bool wait_for_line() const;

private:
    int descriptor_;
    int signals_;  // a descriptor that becomes readable when one of them waits
    sigset_t before_{};
    termios settings_{};
    bool is_quiet_{false};
};

}  // namespace app
