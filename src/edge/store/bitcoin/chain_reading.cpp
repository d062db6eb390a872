#include "chain_reading.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "block_rows.hpp"
#include "ordered_work.hpp"

namespace store {
namespace {

using Complaining = std::optional<base::Complaint>;

Complaining prepare(const BlockFiles& files, std::size_t at, ReadBlock& read) {
    read.place = files.place(at);
    read.height = files.chain().first_height + at;
    read.bytes.resize(read.place.bytes);
    if (auto complaint = files.file(read.place).read(read.place.at, read.bytes)) {
        return complaint;
    }
    auto block = bitcoin::decode_block(files.network(), read.bytes, std::move(read.block));
    if (!block) {
        read.block = {};
        return files.complain_of(read.place, block.error().at, to_phrase(block.error().problem));
    }
    read.block = *std::move(block);
    return std::nullopt;
}

Complaining settle(const BlockFiles& files, bitcoin::Unspent& unspent, ReadBlock& read) {
    auto values = unspent.apply(read.block, read.bytes);
    if (!values) { return files.complain_of(read.place, 0, to_phrase(values.error())); }
    read.values = *std::move(values);
    return std::nullopt;
}

std::vector<base::Phrase> warnings_of(const bitcoin::Unspent& unspent) {
    std::vector<base::Phrase> warnings;
    const bitcoin::UnknownSpends& unknown = unspent.unknown();
    if (unknown.first) {
        warnings.push_back(base::phrase(
            "the blocks are a part of the chain: {} inputs are of outputs made before it (the "
            "first: "
            "{}:{}); they are clean, and what they hold is taken as the least that covers the "
            "outputs",
            "チェーンの途中から始まるため、{} 件の入力はそれ以前の出力です（最初は "
            "{}:{}）。汚れのない"
            "ものとし、金額は出力を賄う最小の値とみなしました",
            unknown.inputs, to_text(unknown.first->txid), unknown.first->vout));
    }
    for (const bitcoin::Hash& txid : unspent.replaced()) {
        warnings.push_back(base::phrase(
            "the coinbase {} was made twice; nobody can spend the first one any more (BIP-30)",
            "コインベース {} は 2 回作られました。最初のものは使えません（BIP-30）",
            to_text(txid)));
    }
    return warnings;
}

}  // namespace

Expected<std::vector<base::Phrase>> read_chain(const BlockFiles& files,
                                               const ChainReaders& readers) {
    bitcoin::Unspent unspent{files.network(), files.chain().complete};
    const std::uint64_t total = files.bytes();
    std::uint64_t done = 0;
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    using Work = OrderedWork<ReadBlock>;
    Work work{
        files.chain().blocks.size(), threads,
        Work::Steps{[&](std::size_t at, ReadBlock& read) { return prepare(files, at, read); },
                    [&](std::size_t, ReadBlock& read) { return settle(files, unspent, read); },
                    [&](std::size_t, ReadBlock& read) {
                        if (readers.with_rows) { write_rows(files.network(), read); }
                    },
                    [&](std::size_t, ReadBlock& read) {
                        done += read.bytes.size();
                        if (readers.progress) { readers.progress(done, total); }
                        return readers.take(read);
                    }}};
    if (auto complaint = work.run()) { return std::unexpected(*std::move(complaint)); }
    return warnings_of(unspent);
}

}  // namespace store
