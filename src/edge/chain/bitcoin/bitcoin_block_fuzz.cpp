// Laws: what decodes, decodes the same again in used memory; its parts lie within the bytes; the
// values of its inputs are one each; with one bit of a transaction changed it is refused. The first
// byte is the network.
#include <bitcoin/bitcoin.hpp>
#include <vector>

namespace {

void check(bitcoin::Network network, std::span<const std::uint8_t> bytes) {
    const auto block = bitcoin::decode_block(network, bytes);
    if (!block) {
        base::invariant(block.error().at <= bytes.size(), "an error has its byte");
        base::invariant(!to_phrase(block.error().problem).ja.empty(), "errors speak");
        return;
    }
    base::invariant(bitcoin::decode_block(network, bytes, *block) == *block, "one meaning");
    bitcoin::Accounts accounts{network};
    for (const auto& output : block->outputs) {
        base::invariant(std::size_t{output.script_at} + output.script_bytes <= bytes.size(),
                        "scripts lie in the block");
        const auto account = accounts.find(bytes.subspan(output.script_at, output.script_bytes));
        if (!account) { continue; }
        const std::string text = accounts.to_text(*account);
        base::invariant(address::normalise(chain_of(network), text) == text, "one form");
    }
    bitcoin::Unspent unspent{network, false};
    const auto values = unspent.apply(*block, bytes);
    base::invariant(!values || values->size() == block->inputs.size(), "every input has a value");
    std::vector<std::uint8_t> changed{bytes.begin(), bytes.end()};
    changed[bitcoin::kHeaderBytes + 2] ^= 1U;  // in the first transaction's version
    base::invariant(!bitcoin::decode_block(network, changed), "hashes hold");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    const std::span<const std::uint8_t> bytes{data + 1, size - 1};
    const auto network = bitcoin::kNetworks[data[0] % bitcoin::kNetworks.size()];
    std::ignore = bitcoin::find_stated_height(bytes);
    check(network, bytes);
    return 0;
}
