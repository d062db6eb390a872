#pragma once

#include <bitcoin/block.hpp>

#include "cursor.hpp"
#include "double_hash.hpp"

namespace bitcoin {

/// One block being decoded.
class Decoder {
public:
    Decoder(Network network, std::span<const std::uint8_t> bytes, Block used);

    [[nodiscard]] std::expected<Block, BlockError> run();

private:
    /// Where the parts of a transaction lie that its two hashes are of.
    struct Parts {
        std::size_t begin{0};
        std::uint32_t version{0};
        std::uint8_t flags{0};  // of the extended form
        std::size_t flags_at{0};
        std::size_t body{0};  // inputs and outputs
        std::size_t body_end{0};
        std::size_t witness_end{0};
        std::size_t lock_time{0};
        std::size_t payload{0};  // Dash's special transactions
        std::size_t payload_end{0};
        std::size_t end{0};
    };

    void read_header();
    void read_transactions();
    void read_transaction(bool first);
    void read_form(Parts& parts);
    void read_inputs(const Parts& parts, bool first);
    void read_outputs();
    void read_witnesses(Parts& parts, bool first, std::size_t inputs);
    void read_payload(Parts& parts);
    void read_extension();
    [[nodiscard]] Hash txid_of(const Parts& parts);
    [[nodiscard]] Hash witness_hash_of(const Parts& parts);
    [[nodiscard]] bool may_lack_inputs(const Parts& parts) const;

    void check_size();
    void check_tree();
    void check_witnesses();
    [[nodiscard]] std::optional<std::size_t> find_commitment() const;
    [[nodiscard]] std::span<const std::uint8_t> part(std::size_t begin, std::size_t end) const {
        return bytes_.subspan(begin, end - begin);
    }

    Network network_;
    std::span<const std::uint8_t> bytes_;
    Cursor cursor_;
    DoubleHash hasher_;
    Block block_;
    std::vector<Hash> witness_hashes_;
    std::size_t transactions_end_{0};
    std::size_t witness_bytes_{0};         // of what the hash of a transaction leaves out
    std::optional<std::size_t> reserved_;  // where the coinbase's one witness of 32 bytes lies
    std::optional<std::size_t> extended_;  // the flag that says that Litecoin's extension follows
    bool witnesses_{false};                // some transaction has one
    std::size_t last_inputs_{0};           // of the transaction being read, as the bytes count them
};

}  // namespace bitcoin
