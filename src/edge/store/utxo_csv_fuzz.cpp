#include "fuzzing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const auto chain : {address::Chain::Other, address::Chain::Bitcoin}) {
        store::OpenOptions options;
        options.format = store::InputFormat::UtxoCsv;
        options.chain = chain;
        store::fuzzing::check_canonical(store::fuzzing::as_text(data, size), options);
    }
    return 0;
}
