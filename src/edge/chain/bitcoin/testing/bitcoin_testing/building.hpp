#pragma once

#include <botan/hash.h>

#include <algorithm>
#include <bitcoin/bitcoin.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Writes blocks, slowly and plainly, from the formats' descriptions; shares no code with the
/// reader.
namespace bitcoin_testing {

using Bytes = std::vector<std::uint8_t>;

struct Input {
    bitcoin::OutPoint spent;
    Bytes script{0x51};
    std::uint32_t sequence{0xffff'ffff};
    std::vector<Bytes> witness;
};
struct Output {
    std::uint64_t atoms{0};
    Bytes script{0x51};
};
struct Transaction {
    std::uint32_t version{1};
    std::vector<Input> inputs;
    std::vector<Output> outputs;
    std::uint32_t lock_time{0};
    Bytes payload;                  // of Dash's special transactions
    bool sums_up_extension{false};  // the last transaction of a block of Litecoin
};
struct Block {
    std::uint32_t version{4};
    bitcoin::Hash previous;
    std::uint32_t time{1'300'000'000};
    std::uint32_t bits{0x207f'ffff};  // every second hash will do
    std::uint32_t nonce{0};
    std::vector<Transaction> transactions;
    Bytes extension;  // what follows the last transaction
    bitcoin::Hash merkle_root{};
};

inline void put(Bytes& bytes, std::uint64_t number, unsigned size) {
    for (unsigned i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    }
}
inline void put_count(Bytes& bytes, std::uint64_t count) {
    if (count < 0xfd) { return put(bytes, count, 1); }
    if (count <= 0xffff) {
        put(bytes, 0xfd, 1);
        return put(bytes, count, 2);
    }
    put(bytes, 0xfe, 1);
    put(bytes, count, 4);
}
inline void put(Bytes& bytes, const Bytes& more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}
inline void put(Bytes& bytes, const bitcoin::Hash& hash) {
    bytes.insert(bytes.end(), hash.bytes.begin(), hash.bytes.end());
}
inline void put_counted(Bytes& bytes, const Bytes& more) {
    put_count(bytes, more.size());
    put(bytes, more);
}

inline bitcoin::Hash double_hash(const Bytes& bytes) {
    const auto sha = Botan::HashFunction::create("SHA-256");
    const auto inner = sha->process(bytes);
    const auto outer = sha->process(inner);
    bitcoin::Hash hash;
    std::ranges::copy(outer, hash.bytes.begin());
    return hash;
}

inline bool has_witness(const Transaction& transaction) {
    for (const Input& input : transaction.inputs) {
        if (!input.witness.empty()) { return true; }
    }
    return false;
}

enum class Form : std::uint8_t { Plain, Witnessed, Whole };

inline Bytes bytes_of(const Transaction& transaction, Form form) {
    const bool witnessed = form != Form::Plain && has_witness(transaction);
    const bool sums_up = form == Form::Whole && transaction.sums_up_extension;
    Bytes bytes;
    put(bytes, transaction.version, 4);
    if (witnessed || sums_up) {
        put(bytes, 0, 1);
        put(bytes, (witnessed ? 1U : 0U) | (sums_up ? 8U : 0U), 1);
    }
    put_count(bytes, transaction.inputs.size());
    for (const Input& input : transaction.inputs) {
        put(bytes, input.spent.txid);
        put(bytes, input.spent.vout, 4);
        put_counted(bytes, input.script);
        put(bytes, input.sequence, 4);
    }
    put_count(bytes, transaction.outputs.size());
    for (const Output& output : transaction.outputs) {
        put(bytes, output.atoms, 8);
        put_counted(bytes, output.script);
    }
    for (const Input& input : transaction.inputs) {
        if (!witnessed) { break; }
        put_count(bytes, input.witness.size());
        for (const Bytes& item : input.witness) { put_counted(bytes, item); }
    }
    if (sums_up) { put(bytes, 0, 1); }
    put(bytes, transaction.lock_time, 4);
    if ((transaction.version & 0xffffU) >= 3 && (transaction.version >> 16U) != 0) {
        put_counted(bytes, transaction.payload);
    }
    return bytes;
}

inline bitcoin::Hash txid_of(const Transaction& transaction) {
    Bytes bytes = bytes_of(transaction, Form::Plain);
    if (transaction.version == (9U << 16U | 3U) && transaction.payload.size() == 145 &&
        transaction.payload[0] >= 2) {
        std::fill(bytes.end() - 132, bytes.end(), std::uint8_t{0});
    }
    return double_hash(bytes);
}

inline bitcoin::Hash root_of(std::vector<bitcoin::Hash> level) {
    while (level.size() > 1) {
        if (level.size() % 2 == 1) { level.push_back(level.back()); }
        std::vector<bitcoin::Hash> above;
        for (std::size_t i = 0; i < level.size(); i += 2) {
            Bytes both;
            put(both, level[i]);
            put(both, level[i + 1]);
            above.push_back(double_hash(both));
        }
        level = above;
    }
    return level.front();
}

/// The script that pushes a number, as BIP-34 has a coinbase begin.
inline Bytes height_script(std::uint64_t height) {
    if (height == 0) { return {0x00, 0x00}; }
    if (height <= 16) { return {static_cast<std::uint8_t>(0x50 + height), 0x00}; }
    Bytes digits;
    for (std::uint64_t rest = height; rest > 0; rest >>= 8U) {
        digits.push_back(static_cast<std::uint8_t>(rest));
    }
    if (digits.back() >= 0x80) { digits.push_back(0); }
    Bytes script{static_cast<std::uint8_t>(digits.size())};
    put(script, digits);
    return script;
}

inline Transaction coinbase(std::uint64_t height, std::vector<Output> outputs) {
    Transaction transaction;
    transaction.inputs.push_back({{{}, 0xffff'ffff}, height_script(height), 0xffff'ffff, {}});
    transaction.outputs = std::move(outputs);
    return transaction;
}

/// Adds to the coinbase what witnesses need: its own, and the output with their hash.
inline void state_witnesses(Block& block) {
    std::vector<bitcoin::Hash> hashes{bitcoin::Hash{}};
    for (std::size_t i = 1; i < block.transactions.size(); ++i) {
        hashes.push_back(double_hash(bytes_of(block.transactions[i], Form::Witnessed)));
    }
    const Bytes reserved(32, 0x07);
    Bytes both;
    put(both, root_of(hashes));
    put(both, reserved);
    Bytes script{0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed};
    put(script, double_hash(both));
    block.transactions[0].inputs[0].witness = {reserved};
    block.transactions[0].outputs.push_back({0, script});
}

inline Bytes header_of(const Block& block) {
    Bytes bytes;
    put(bytes, block.version, 4);
    put(bytes, block.previous);
    put(bytes, block.merkle_root);
    put(bytes, block.time, 4);
    put(bytes, block.bits, 4);
    put(bytes, block.nonce, 4);
    return bytes;
}
inline bitcoin::Hash hash_of(const Block& block) { return double_hash(header_of(block)); }

/// Its merkle root, and a nonce with which the header's hash is small enough.
inline void mine(Block& block, bitcoin::Network network) {
    std::vector<bitcoin::Hash> txids;
    txids.reserve(block.transactions.size());
    for (const Transaction& transaction : block.transactions) {
        txids.push_back(txid_of(transaction));
    }
    block.merkle_root = root_of(txids);
    while (true) {
        const Bytes header = header_of(block);
        const std::span<const std::uint8_t, bitcoin::kHeaderBytes> bytes{header.data(),
                                                                         bitcoin::kHeaderBytes};
        if (bitcoin::has_work(network, bytes) != false) { return; }
        ++block.nonce;
    }
}

inline Bytes bytes_of(const Block& block) {
    Bytes bytes = header_of(block);
    put_count(bytes, block.transactions.size());
    for (const Transaction& transaction : block.transactions) {
        put(bytes, bytes_of(transaction, Form::Whole));
    }
    put(bytes, block.extension);
    return bytes;
}

/// As it lies in a network's files: magic, length, block.
inline Bytes framed(bitcoin::Network network, const Bytes& block) {
    Bytes bytes;
    for (const std::uint8_t byte : bitcoin::magic_of(network)) { bytes.push_back(byte); }
    put(bytes, block.size(), 4);
    put(bytes, block);
    return bytes;
}

inline Bytes filled(std::size_t size, std::uint8_t byte) { return Bytes(size, byte); }
inline Bytes key_hash_script(const Bytes& hash) {
    Bytes script{0x76, 0xa9, 0x14};
    put(script, hash);
    put(script, Bytes{0x88, 0xac});
    return script;
}
inline Bytes script_hash_script(const Bytes& hash) {
    Bytes script{0xa9, 0x14};
    put(script, hash);
    script.push_back(0x87);
    return script;
}
inline Bytes key_script(const Bytes& key) {
    Bytes script{static_cast<std::uint8_t>(key.size())};
    put(script, key);
    script.push_back(0xac);
    return script;
}
inline Bytes witness_script(std::uint8_t version, const Bytes& program) {
    Bytes script{static_cast<std::uint8_t>(version == 0 ? 0 : 0x50 + version),
                 static_cast<std::uint8_t>(program.size())};
    put(script, program);
    return script;
}

/// A chain that grows: every block pays its miner, and spends some of what there is.
class ChainMaker {
public:
    ChainMaker(bitcoin::Network network, std::uint64_t seed) : network_{network}, random_{seed} {}

    /// The next block: `transactions` of them spend one to three outputs each.
    Block next(std::size_t transactions);
    [[nodiscard]] std::uint64_t height() const { return height_; }
    /// The next block follows this one (its hash), at the height after it.
    void continue_after(const bitcoin::Hash& previous, std::uint64_t height) {
        previous_ = previous;
        height_ = height + 1;
    }

private:
    struct Coin {
        bitcoin::OutPoint at;
        std::uint64_t atoms;
    };
    Bytes script();
    Transaction payment();
    void keep(const Transaction& transaction);

    bitcoin::Network network_;
    std::mt19937_64 random_;
    bitcoin::Hash previous_{};
    std::uint64_t height_{0};
    std::vector<Coin> coins_;
};

inline Bytes ChainMaker::script() {
    Bytes id(32);
    for (auto& byte : id) { byte = static_cast<std::uint8_t>(random_()); }
    id[1] = id[2] = id[3] = 0;  // accounts that come again
    const Bytes hash{id.begin(), id.begin() + 20};
    Bytes key{2};
    put(key, id);
    switch (random_() % 8) {
        case 0: return key_script(key);
        case 1: return script_hash_script(hash);
        case 2: return witness_script(0, hash);
        case 3: return witness_script(0, id);
        case 4: return witness_script(1, id);
        case 5: {
            Bytes script{0x51, 33};
            put(script, key);
            put(script, Bytes{0x51, 0xae});
            return script;
        }
        case 6: return random_() % 2 == 0 ? Bytes{0x6a, 0x01, 0x07} : Bytes{0x51};
        default: return key_hash_script(hash);
    }
}

inline Transaction ChainMaker::payment() {
    Transaction made;
    std::uint64_t rest = 0;
    for (std::size_t inputs = 1 + (random_() % 3); inputs > 0 && !coins_.empty(); --inputs) {
        const std::size_t at = random_() % coins_.size();
        Input input{coins_[at].at, Bytes(random_() % 120, 0x00), 0xffff'fffe, {}};
        rest += coins_[at].atoms;
        if (network_ != bitcoin::Network::Dash && random_() % 2 == 0) {
            input.witness = {Bytes(72, 0x30), Bytes(33, 0x02)};
        }
        made.inputs.push_back(input);
        coins_[at] = coins_.back();
        coins_.pop_back();
    }
    for (std::size_t outputs = 1 + (random_() % 4); outputs > 0; --outputs) {
        const std::uint64_t atoms = random_() % (rest + 1);
        made.outputs.push_back({atoms, script()});
        rest -= atoms;
    }
    return made;
}

inline void ChainMaker::keep(const Transaction& transaction) {
    bitcoin::OutPoint at{txid_of(transaction), 0};
    for (const Output& output : transaction.outputs) {
        if (output.script[0] != 0x6a) { coins_.push_back({at, output.atoms}); }
        ++at.vout;
    }
}

inline Block ChainMaker::next(std::size_t transactions) {
    Block block;
    block.previous = previous_;
    block.time += static_cast<std::uint32_t>(height_ * 600);
    block.transactions.push_back(coinbase(height_, {{5'000'000'000, script()}}));
    bool witnesses = false;
    for (std::size_t i = 0; i < transactions && !coins_.empty(); ++i) {
        block.transactions.push_back(payment());
        witnesses = witnesses || has_witness(block.transactions.back());
        keep(block.transactions.back());
    }
    if (witnesses) { state_witnesses(block); }
    keep(block.transactions.front());
    mine(block, network_);
    previous_ = hash_of(block);
    ++height_;
    return block;
}

}  // namespace bitcoin_testing
