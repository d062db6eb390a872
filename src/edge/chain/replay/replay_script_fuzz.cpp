// Law: a script parses or is complained of, and what parses is within its bounds.
#include <replay/replay.hpp>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{data, data + size};
    const auto script = replay::parse_script(text, "script");
    if (!script) {
        base::invariant(!script.error().text.en.empty() && !script.error().text.ja.empty(),
                        "a complaint says what is wrong, in both languages");
        return 0;
    }
    base::invariant(script->scenes.size() <= replay::kScenesMax, "bounded");
    for (const auto& scene : script->scenes) {
        base::invariant(scene.depth >= 1 && scene.depth <= replay::kDepthMax, "a depth");
        base::invariant(scene.blocks >= 1 && scene.every >= 1, "at least once");
        for (const auto node : scene.nodes) {
            base::invariant(node >= 1 && node <= replay::kNodesMax, "a node");
        }
    }
    return 0;
}
