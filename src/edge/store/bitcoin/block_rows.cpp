#include "block_rows.hpp"

#include <botan/sha2_32.h>

#include <array>
#include <charconv>
#include <cstring>
#include <limits>

namespace store {
namespace {

/// Appends to a text; two thirds of what it appends are hashes and numbers.
class RowWriter {
public:
    explicit RowWriter(std::string& text) : text_{text} {}

    void hash(const bitcoin::Hash& hash) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        const std::size_t begin = text_.size();
        text_.resize(begin + (2 * hash.bytes.size()));
        char* digit = text_.data() + begin;
        for (auto byte = hash.bytes.rbegin(); byte != hash.bytes.rend(); ++byte) {
            *digit++ = kDigits[*byte >> 4U];
            *digit++ = kDigits[*byte & 15U];
        }
    }
    void number(std::uint64_t number) {
        std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
        text_.append(digits.data(), end.ptr);
    }
    void letter(char letter) { text_ += letter; }
    void text(std::string_view text) { text_ += text; }

private:
    std::string& text_;
};

Fingerprint fingerprint_of(const bitcoin::Account& account, Botan::SHA_256& sha) {
    const std::array<std::uint8_t, 3> form{static_cast<std::uint8_t>(account.kind), account.version,
                                           account.size};
    std::array<std::uint8_t, 32> digest{};
    sha.update(form.data(), form.size());
    sha.update(account.id.data(), account.size);
    sha.final(digest.data());
    Fingerprint fingerprint;
    std::memcpy(&fingerprint, digest.data(), sizeof fingerprint);
    return fingerprint;
}

}  // namespace

std::string_view rows_header() { return "txid,height,inputs,outputs,time_unix,coinbase\n"; }

void write_rows(bitcoin::Network network, ReadBlock& read) {
    read.rows.clear();
    read.accounts.clear();
    RowWriter row{read.rows};
    bitcoin::Accounts accounts{network};
    Botan::SHA_256 sha;
    std::size_t value = 0;
    for (std::size_t at = 0; at < read.block.transactions.size(); ++at) {
        const bitcoin::Transaction& transaction = read.block.transactions[at];
        row.hash(transaction.txid);
        row.letter(',');
        row.number(read.height);
        char before = ',';
        for (const bitcoin::OutPoint& input : read.block.inputs_of(at)) {
            row.letter(std::exchange(before, '|'));
            row.hash(input.txid);
            row.letter(':');
            row.number(input.vout);
            row.letter(':');
            row.number(read.values[value++].atoms());
        }
        if (before == ',') { row.letter(','); }
        before = ',';
        std::uint64_t vout = 0;
        for (const bitcoin::Output& output : read.block.outputs_of(at)) {
            row.letter(std::exchange(before, '|'));
            row.number(vout++);
            row.letter(':');
            row.number(output.value.atoms());
            row.letter(':');
            const bitcoin::Script script =
                std::span{read.bytes}.subspan(output.script_at, output.script_bytes);
            const auto account = accounts.find(script);
            if (!account) { continue; }
            row.text(accounts.to_text(*account));
            read.accounts.push_back(fingerprint_of(*account, sha));
        }
        if (before == ',') { row.letter(','); }
        row.letter(',');
        row.number(read.block.header.time);
        row.text(transaction.mints ? ",yes\n" : ",no\n");
    }
}

}  // namespace store
