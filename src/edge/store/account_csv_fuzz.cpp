#include "fuzzing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const auto chain : {address::Chain::Other, address::Chain::Nem}) {
        store::OpenOptions options;
        options.format = store::InputFormat::AccountCsv;
        options.divisibility = 6;
        options.chain = chain;
        store::fuzzing::check_canonical(store::fuzzing::as_text(data, size), options);
    }
    return 0;
}
