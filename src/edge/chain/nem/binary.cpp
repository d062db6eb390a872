#include <nem/codec.hpp>

#include "binary_reader.hpp"
#include "binary_writer.hpp"
#include "transaction_fields.hpp"

namespace nem {
namespace {

template <class T>
Bytes write(const T& value) {
    BinaryWriter writer;
    describe(writer, value);
    return std::move(writer).finish();
}

template <class T>
Decoded<T> read(std::span<const std::uint8_t> bytes) {
    BinaryReader reader{bytes};
    T value;
    describe(reader, value);
    if (const auto error = reader.finish()) { return std::unexpected(*error); }
    return value;
}

}  // namespace

Bytes encode(const SignedTransaction& transaction) { return write(transaction); }
Bytes encode_unsigned(const Transaction& transaction) { return write(transaction); }
Bytes encode_unsigned(const InnerTransaction& transaction) { return write(transaction); }
Bytes encode(const Block& block) { return write(block); }

Bytes encode_unsigned(const Block& block) {
    BinaryWriter writer;
    describe_block(writer, block, false);
    return std::move(writer).finish();
}

Decoded<SignedTransaction> decode_transaction(std::span<const std::uint8_t> bytes) {
    return read<SignedTransaction>(bytes);
}
Decoded<Transaction> decode_unsigned(std::span<const std::uint8_t> bytes) {
    return read<Transaction>(bytes);
}
Decoded<Block> decode_block(std::span<const std::uint8_t> bytes) { return read<Block>(bytes); }

}  // namespace nem
