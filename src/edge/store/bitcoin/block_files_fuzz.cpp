// Laws: bytes are complained of in both languages, or the blocks of the chain lie apart from each
// other within them; and the same bytes told twice are the same chain. The first byte says whose
// blocks they are, where they do not say so themselves.
#include <algorithm>

#include "block_files.hpp"

namespace {

struct Read {
    bool fine{false};
    std::vector<store::FiledPlace> places;
};

Read read(std::optional<bitcoin::Network> network, const std::string& bytes, int times) {
    store::BlockFiles files{network};
    std::optional<base::Complaint> complaint;
    for (int i = 0; i < times && !complaint; ++i) {
        complaint = files.add(store::RandomFile::from_memory("blk", bytes));
    }
    if (!complaint) { complaint = files.find_chain(); }
    if (complaint) {
        base::invariant(!complaint->text.en.empty() && !complaint->text.ja.empty(),
                        "a complaint speaks both languages");
        return {};
    }
    Read read{true, {}};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < files.chain().blocks.size(); ++i) {
        const auto& place = files.place(i);
        base::invariant(place.at + place.bytes <= files.file(place).size(), "within the file");
        base::invariant(place.bytes > bitcoin::kHeaderBytes, "more than a header");
        sum += place.bytes;
        read.places.push_back(place);
    }
    base::invariant(files.bytes() == sum, "the bytes of the chain");
    return read;
}

void check_apart(std::vector<store::FiledPlace> places) {
    std::ranges::sort(places, {}, &store::FiledPlace::at);
    for (std::size_t i = 1; i < places.size(); ++i) {
        base::invariant(places[i - 1].at + places[i - 1].bytes <= places[i].at, "blocks lie apart");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    const std::string bytes(data + 1, data + size);
    std::optional<bitcoin::Network> network;
    if (data[0] < bitcoin::kNetworks.size()) { network = bitcoin::kNetworks.at(data[0]); }
    const Read once = read(network, bytes, 1);
    check_apart(once.places);
    const Read twice = read(network, bytes, 2);
    base::invariant(twice.fine == once.fine, "what was told already changes nothing");
    const auto where = [](const store::FiledPlace& place) { return place.at; };
    base::invariant(std::ranges::equal(once.places, twice.places, {}, where, where),
                    "the same blocks");
    return 0;
}
