#include "../watch/watch.hpp"
#include "commands.hpp"

namespace app {

Expected<int> run_watch(const Arguments& arguments, base::Language language) {
    auto settings = to_watch_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const StopSignals signals;
    return Watch{std::move(*settings), language, signals}.run();
}

}  // namespace app
