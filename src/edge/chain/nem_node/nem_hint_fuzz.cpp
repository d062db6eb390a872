// Law: whatever a frame says, a hint names the node it came from, and the transaction it brings
// survives JSON. The topic stands in the first line, the body after it.
#include <base/base.hpp>
#include <nlohmann/json.hpp>

#include "hint_message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) { return 0; }
    const stomp::Frame frame{"MESSAGE",
                             {{"destination", std::string{text.substr(0, end)}}},
                             std::string{text.substr(end + 1)}};
    const auto hint = nem_node::to_hint(frame, "node");
    if (!hint) { return 0; }
    base::invariant(std::visit([](const auto& one) { return one.node == "node"; }, *hint),
                    "a hint names its node");
    const auto* const brought = std::get_if<nem_node::HintedTransaction>(&*hint);
    if (brought == nullptr) { return 0; }
    const auto& transaction = brought->transaction.transaction;
    base::invariant(nem::parse_transaction(nem::to_json(transaction)) == transaction,
                    "a hinted transaction survives JSON");
    return 0;
}
