#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <store/store.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "complain.hpp"
#include "language.hpp"
#include "run.hpp"

/// The only place where an exception is caught: memory or disk is gone, or a library threw.
int main(int argc, char** argv) {
    // A file past the limit on sizes is an error of writing, reported and cleaned up, not a death.
    std::ignore = std::signal(SIGXFSZ, SIG_IGN);
    try {
        const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
        try {
            return app::run(words);
        } catch (const store::DamagedFile& damaged) {
            std::cerr << app::to_line(damaged.complaint(), app::find_language(words));
            return app::exit_code(damaged.complaint().blame);
        }
    } catch (const std::bad_alloc&) {
        std::cerr << "dyepack: out of memory\n";
    } catch (const std::exception& failure) { std::cerr << "dyepack: " << failure.what() << '\n'; }
    return app::kWorldFailed;
}
