#include <nem/nem.hpp>
#include <vector>

#include "fuzzing.hpp"
#include "nem_block_file.hpp"

namespace {

/// The blocks before the end or the first complaint.
std::vector<nem::Block> blocks_in(std::string_view bytes) {
    auto input = store::Input::from_memory("input", bytes, bytes.size() + (1U << 20U));
    std::vector<nem::Block> blocks;
    if (!input) { return blocks; }
    store::NemBlockFile file{*input};
    while (true) {
        const auto next = file.next();
        if (!next) {
            base::invariant(!next.error().text.en.empty() && !next.error().text.ja.empty(),
                            "a complaint speaks both languages");
            return blocks;
        }
        if (!*next) { return blocks; }
        base::invariant((*next)->number == blocks.size() + 1, "blocks are counted from 1");
        blocks.push_back((*next)->block);
    }
}

}  // namespace

/// Whatever blocks are found, written with their lengths they are found again. Where they are a
/// chain, its ledger has one canonical form, which reads as the same ledger.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = store::fuzzing::as_text(data, size);
    const auto blocks = blocks_in(input);
    std::string again;
    for (const auto& block : blocks) {
        const auto bytes = nem::encode(block);
        for (unsigned i = 0; i < 4; ++i) { again += static_cast<char>(bytes.size() >> (8 * i)); }
        again.append(bytes.begin(), bytes.end());
    }
    base::invariant(blocks_in(again) == blocks, "blocks survive the form of peers");
    store::OpenOptions options;
    options.format = store::InputFormat::NemBlocks;
    const auto opened = store::open_bytes(input, "input", options);
    if (!opened) {
        base::invariant(!opened.error().text.en.empty() && !opened.error().text.ja.empty(),
                        "a complaint speaks both languages");
        return 0;
    }
    const std::string canonical = store::fuzzing::canonical_of(*opened);
    store::OpenOptions as_csv;
    as_csv.format = store::InputFormat::AccountCsv;
    as_csv.divisibility = opened->divisibility;
    const auto ledger = store::open_bytes(canonical, "canonical", as_csv);
    base::invariant(ledger.has_value(), "the canonical form is a ledger");
    base::invariant(store::fuzzing::canonical_of(*ledger) == canonical, "and has one form");
    return 0;
}
