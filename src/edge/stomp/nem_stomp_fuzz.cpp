// Laws: a frame that was read is written and read back the same; a stream cut in two anywhere gives
// what the whole gives.
#include <base/base.hpp>
#include <stomp/stomp.hpp>

namespace {

using stomp::Frame;
using stomp::FrameReader;

std::vector<Frame> drain(FrameReader& reader, bool& broken) {
    std::vector<Frame> frames;
    while (true) {
        auto next = reader.next();
        if (!next) {
            broken = true;
            return frames;
        }
        std::optional<Frame>& frame = *next;
        if (!frame) { return frames; }
        frames.push_back(*std::move(frame));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    if (const auto frame = stomp::parse(text)) {
        base::invariant(stomp::parse(write(*frame)) == *frame, "frames survive text");
    }
    FrameReader whole;
    bool whole_broken = false;
    whole.feed(text);
    const auto frames = drain(whole, whole_broken);

    FrameReader cut;
    bool cut_broken = false;
    const std::size_t at = text.empty() ? 0 : data[0] * (text.size() - 1) / 255;
    cut.feed(text.substr(0, at));
    auto pieces = drain(cut, cut_broken);
    cut.feed(text.substr(at));
    for (auto& frame : drain(cut, cut_broken)) { pieces.push_back(std::move(frame)); }
    base::invariant(pieces == frames && cut_broken == whole_broken, "a cut changes nothing");
    return 0;
}
