// Law: whatever a client sends, each frame that comes back is STOMP, each push is JSON, and
// subscriptions and registrations stay within their bounds. Messages are parted by 0xff.
#include <nlohmann/json.hpp>
#include <replay/replay.hpp>
#include <stomp/stomp.hpp>

namespace {

replay::View make_view() {
    replay::Recording recording{
        {{"T1", "wallet", "thief", money::Amount::from_atoms(10'000'000), {}, {89'000'000}, {}}},
        {}};
    auto chain = replay::Chain::make(recording, {});
    base::invariant(chain.has_value(), "a small night can be replayed");
    while (chain->next_height().value < 4) {
        base::invariant(chain->step().has_value(), "a chain grows");
    }
    replay::View view;
    view.picture = chain->picture();
    return view;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const replay::View view = make_view();
    replay::StompSession session;
    replay::Registered registered;
    const std::string text{data, data + size};
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\xff', begin), text.size());
        auto reaction =
            session.read(std::string_view{text}.substr(begin, end - begin), view, 0, registered);
        for (const auto& push : reaction.pushes) {
            base::invariant(nlohmann::json::accept(push.body), "a push is JSON");
            for (auto& frame : session.frames_of(push)) {
                reaction.frames.push_back(std::move(frame));
            }
        }
        for (const auto& frame : reaction.frames) {
            base::invariant(stomp::parse(frame).has_value(), "an answer is a frame");
        }
        begin = end + 1;
    }
    base::invariant(session.subscriptions() <= replay::kSubscriptionsMax, "bounded");
    base::invariant(registered.size() <= replay::kRegisteredMax, "bounded");
    return 0;
}
