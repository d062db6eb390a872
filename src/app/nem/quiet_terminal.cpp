#include "quiet_terminal.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace app {

namespace {

sigset_t ending_signals() {
    sigset_t set{};
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP}) {
        sigaddset(&set, signal);
    }
    return set;
}

}  // namespace

QuietTerminal::QuietTerminal(int descriptor) : descriptor_{descriptor}, signals_{-1} {
    const sigset_t ending = ending_signals();
    if (pthread_sigmask(SIG_BLOCK, &ending, &before_) != 0) { return; }
    signals_ = signalfd(-1, &ending, SFD_CLOEXEC);
    if (signals_ < 0 || tcgetattr(descriptor_, &settings_) != 0) { return; }
    termios quiet = settings_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= static_cast<tcflag_t>(ECHONL | ICANON);
    is_quiet_ = tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
}

QuietTerminal::~QuietTerminal() {
    if (is_quiet_) { tcsetattr(descriptor_, TCSAFLUSH, &settings_); }
    if (signals_ >= 0) { ::close(signals_); }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool QuietTerminal::wait_for_line() const {
    std::array<pollfd, 2> watched{{{descriptor_, POLLIN, 0}, {signals_, POLLIN, 0}}};
    int ready = -1;
    do { ready = ::poll(watched.data(), watched.size(), -1); } while (ready < 0 && errno == EINTR);
    return watched[1].revents == 0;
}

}  // namespace app
