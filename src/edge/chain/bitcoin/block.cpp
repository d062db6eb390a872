#include <bitcoin/block.hpp>
#include <utility>

#include "decoder.hpp"

namespace bitcoin {

std::span<const OutPoint> Block::inputs_of(std::size_t transaction) const {
    const std::size_t begin = transactions[transaction].inputs_begin;
    const bool last = transaction + 1 == transactions.size();
    const std::size_t end = last ? inputs.size() : transactions[transaction + 1].inputs_begin;
    return std::span{inputs}.subspan(begin, end - begin);
}

std::span<const Output> Block::outputs_of(std::size_t transaction) const {
    const std::size_t begin = transactions[transaction].outputs_begin;
    const bool last = transaction + 1 == transactions.size();
    const std::size_t end = last ? outputs.size() : transactions[transaction + 1].outputs_begin;
    return std::span{outputs}.subspan(begin, end - begin);
}

std::expected<Block, BlockError> decode_block(Network network, std::span<const std::uint8_t> bytes,
                                              Block used) {
    return Decoder{network, bytes, std::move(used)}.run();
}

}  // namespace bitcoin
