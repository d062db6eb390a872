// Writes a made-up chain as a node's blk files: make_blocks MEBIBYTES FOLDER
#include <bitcoin_testing/building.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

constexpr std::size_t kFileBytes = 128UL << 20U;
constexpr std::size_t kTransactions = 2'500;  // of a block, once there are coins enough

using bitcoin_testing::Bytes;

/// Files of the size that nodes give them.
class BlockWriter {
public:
    explicit BlockWriter(std::filesystem::path folder) : folder_{std::move(folder)} {}

    void write(const Bytes& framed) {
        if (!file_.is_open() || in_file_ + framed.size() > kFileBytes) { next_file(); }
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes to a file
        file_.write(reinterpret_cast<const char*>(framed.data()),
                    static_cast<std::streamsize>(framed.size()));
        in_file_ += framed.size();
    }
    [[nodiscard]] bool finish() {
        file_.close();
        return file_.good();
    }

private:
    void next_file() {
        file_.close();
        file_.open(folder_ / fmt::format("blk{:05}.dat", files_++), std::ios::binary);
        in_file_ = 0;
    }

    std::filesystem::path folder_;
    std::ofstream file_;
    std::size_t in_file_{0};
    int files_{0};
};

}  // namespace

int main(int count, char** words) {
    const std::span arguments{words, static_cast<std::size_t>(count)};
    if (arguments.size() != 3) {
        std::cerr << "usage: make_blocks MEBIBYTES FOLDER\n";
        return 2;
    }
    const std::uint64_t bytes_wanted = std::strtoull(arguments[1], nullptr, 10) << 20U;
    BlockWriter writer{arguments[2]};
    bitcoin_testing::ChainMaker maker{bitcoin::Network::Bitcoin, 1};
    std::uint64_t bytes = 0;
    while (bytes < bytes_wanted) {
        const std::size_t transactions = std::min<std::size_t>(kTransactions, maker.height() / 2);
        const Bytes framed =
            bitcoin_testing::framed(bitcoin::Network::Bitcoin, bytes_of(maker.next(transactions)));
        writer.write(framed);
        bytes += framed.size();
    }
    if (!writer.finish()) {
        std::cerr << "make_blocks: " << arguments[2] << " cannot be written\n";
        return 4;
    }
    return 0;
}
