#include "nem_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nem_keys/nem_keys.hpp>
#include <utility>

#include "complain.hpp"
#include "values.hpp"

namespace store {
namespace {

constexpr std::size_t kTransactionsNamed = 5;

/// Bytes that are shown as text: UTF-8 without control characters.
bool is_text(std::string_view bytes) {
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr unsigned char kDelete = 0x7f;
    return base::is_utf8(bytes) && std::ranges::none_of(bytes, [](char letter) {
               const auto octet = static_cast<unsigned char>(letter);
               return octet < kFirstPrintable || octet == kDelete;
           });
}

const nem::Transfer* transfer_in(const nem::Transaction& transaction) {
    if (const auto* multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        return std::get_if<nem::Transfer>(&multisig->inner.body);
    }
    return std::get_if<nem::Transfer>(&transaction.body);
}

/// The mosaics that a transfer or a change of supply names.
std::vector<nem::MosaicId> mosaics_in(const nem::Transaction& transaction) {
    std::vector<nem::MosaicId> ids;
    const nem::Transfer* const transfer = transfer_in(transaction);
    if (transfer == nullptr || !transfer->mosaics) { return ids; }
    ids.reserve(transfer->mosaics->size());
    for (const auto& mosaic : *transfer->mosaics) { ids.push_back(mosaic.id); }
    return ids;
}

base::Phrase not_signed(const nem::Block& block) {
    std::size_t index = 0;
    for (const auto& one : block.transactions) {
        if (!nem_keys::verify(one)) {
            return base::phrase(
                "transaction {} (hash {}) has a signature that does not verify; the block of a "
                "chain was expected",
                "取引 {}（ハッシュ {}）の署名を検証できません。チェーンのブロックが必要です", index,
                nem::to_hex(nem::hash_of(one.transaction)));
        }
        ++index;
    }
    return {"its signature does not verify; the block of a chain was expected",
            "ブロックの署名を検証できません。チェーンのブロックが必要です"};
}

address::Chain chain_on(nem::Network network) {
    return nem::is_known(network) ? address::Chain::Nem : address::Chain::Other;
}

Expected<std::uint32_t> party(AccountNames& names, const FiledBlock& filed,
                              const std::optional<nem::Address>& account) {
    if (!account) { return ledger::kNobody.value; }
    const auto id = names.id_of(account->text());
    if (!id) { return std::unexpected(complain_of(filed, id.error())); }
    return id->value;
}

}  // namespace

std::string message_text(const nem::Message& message) {
    const std::string_view bytes{reinterpret_cast<const char*>(message.payload.data()),
                                 message.payload.size()};
    if (message.type == nem::MessageType::Encrypted) {
        return "encrypted:" + base::to_hex(message.payload);
    }
    return is_text(bytes) ? std::string{bytes} : "hex:" + base::to_hex(message.payload);
}

NemLedger::Reading::Reading(const nem::Block& block)
    : network{block.network},
      first{block.height},
      known{block.network},
      names{chain_on(block.network)},
      height{},
      hash{} {}

address::Chain NemLedger::chain() const {
    return reading_ ? chain_on(reading_->network) : address::Chain::Other;
}

std::optional<base::Phrase> NemLedger::check_place(const Reading& reading,
                                                   const nem::Block& block) {
    if (block.network != reading.network) {
        return base::phrase("is of network {:#04x}; the blocks before it are of {:#04x}",
                            "ネットワーク {:#04x} のブロックです。直前までは {:#04x} です",
                            block.network.value, reading.network.value);
    }
    const std::uint64_t next = reading.height.value + 1;
    if (block.height.value != next) {
        return base::phrase("height {0} comes after height {1}; height {2} was expected",
                            "ブロック高 {1} の後にブロック高 {0} があります。{2} が必要です",
                            block.height.value, reading.height.value, next);
    }
    if (block.previous == reading.hash) { return std::nullopt; }
    return base::phrase(
        "height {0} does not follow the block before it: it names {1} as the hash of that block, "
        "whose hash is {2}",
        "ブロック高 {0} は直前のブロックに続いていません。前ブロックのハッシュとして {1} を"
        "示していますが、実際は {2} です",
        block.height.value, nem::to_hex(block.previous), nem::to_hex(reading.hash));
}

std::optional<base::Complaint> NemLedger::use(const FiledBlock& filed) {
    const nem::Block& block = filed.block;
    if (reading_) {
        if (auto wrong = check_place(*reading_, block)) { return complain_of(filed, *wrong); }
    }
    if (!nem_keys::verify(block)) { return complain_of(filed, not_signed(block)); }
    if (!reading_) { reading_.emplace(block); }
    Reading& reading = *reading_;
    assume_unknown(reading, block);
    const auto moves = reading.known.apply(block);
    if (!moves) { return complain_of(filed, nem_chain::to_phrase(moves.error())); }
    reading.known.forget(0);
    if (auto complaint = add_rows(reading, filed, *moves)) { return complaint; }
    reading.height = block.height;
    reading.hash = nem::hash_of(block);
    return std::nullopt;
}

void NemLedger::assume_unknown(Reading& reading, const nem::Block& block) {
    const auto unknown = reading.known.unknown_in(block);
    for (const auto& id : unknown.mosaics) {
        reading.known.assume(id);
        assumed_.push_back(id);
    }
    if (unknown.signer) {
        reading.known.learn_owner(*unknown.signer, *unknown.signer);
        ++harvesters_assumed_;
    }
    if (assumed_.empty()) { return; }
    for (const auto& one : block.transactions) {
        const auto ids = mosaics_in(one.transaction);
        const bool unresolved = std::ranges::any_of(ids, [&](const nem::MosaicId& id) {
            const auto entry = reading.known.mosaic(id);
            return entry && entry->assumed;
        });
        if (!unresolved) { continue; }
        ++unresolved_count_;
        if (unresolved_.size() < kTransactionsNamed) {
            unresolved_.push_back(nem::to_hex(nem::hash_of(one.transaction)));
        }
    }
}

std::optional<base::Complaint> NemLedger::add_rows(Reading& reading, const FiledBlock& filed,
                                                   const nem_chain::BlockMoves& moves) {
    const base::Moment time{nem::to_instant(filed.block.time_stamp), base::Precision::Second};
    tx_of_.reset();
    for (const auto& movement : moves.xem) {
        if (rows_ == ledger::kRowsMax) { return complain_of(filed, too_many_rows()); }
        const auto from = party(reading.names, filed, movement.from);
        if (!from) { return from.error(); }
        const auto to = party(reading.names, filed, movement.to);
        if (!to) { return to.error(); }
        columns_.positions.add(filed.block.height, time);
        columns_.from.push_back(*from);
        columns_.to.push_back(*to);
        columns_.amounts.push_back(movement.amount.atoms());
        if (movement.fee != money::Amount{}) {
            columns_.fees.resize(rows_);
            columns_.fees.push_back(movement.fee.atoms());
        }
        add_texts(filed.block, movement);
        columns_.lines.add(filed.place.line);
        ++rows_;
    }
    return std::nullopt;
}

void NemLedger::add_texts(const nem::Block& block, const nem_chain::Movement& movement) {
    columns_.kinds_of.resize(rows_);
    columns_.kinds_of.push_back(columns_.kinds.add(nem_chain::to_string(movement.kind)) + 1);
    if (movement.kind == nem_chain::MovementKind::Harvest) { return; }  // of no transaction
    const nem::Transaction& transaction = block.transactions[movement.transaction].transaction;
    if (std::exchange(tx_of_, movement.transaction) != movement.transaction) {
        tx_ = nem::to_hex(nem::hash_of(transaction));
    }
    columns_.txs.set(rows_, tx_);
    const nem::Transfer* const transfer = transfer_in(transaction);
    if (movement.kind != nem_chain::MovementKind::Transfer || transfer == nullptr ||
        !transfer->message || transfer->message->payload.empty()) {
        return;
    }
    columns_.messages.set(rows_, message_text(*transfer->message));
}

std::vector<base::Phrase> NemLedger::warnings() const {
    std::vector<base::Phrase> warnings;
    if (!reading_) { return warnings; }
    const std::uint64_t first = reading_->first.value;
    if (unresolved_count_ > 0) {
        warnings.push_back(base::phrase(
            "the blocks begin at height {0}: of mosaics that were defined before it ({1}) the "
            "levies are not known, and what they moved is left out; transactions that moved such "
            "mosaics: {2} ({3}{4})",
            "ブロック高 {0} から始まるため、それ以前に定義されたモザイク（{1} 種）の徴収金が"
            "分からず、その移動は含まれていません。該当する取引：{2} 件（{3}{4}）",
            first, assumed_.size(), unresolved_count_, fmt::join(unresolved_, ", "),
            unresolved_count_ > unresolved_.size() ? ", ..." : ""));
    }
    if (harvesters_assumed_ > 0) {
        warnings.push_back(base::phrase(
            "the blocks begin at height {0}: for whom the accounts that signed them ({1}) "
            "harvested is not known; the fees are credited to these accounts themselves",
            "ブロック高 {0} から始まるため、署名アカウント（{1} 件）が誰のために収穫したか"
            "分かりません。手数料は署名者自身の収入とします",
            first, harvesters_assumed_));
    }
    return warnings;
}

Expected<std::unique_ptr<AccountTable>> NemLedger::finish(const std::string& file) {
    if (!reading_ || rows_ == 0) {
        return std::unexpected(
            bad_input(file, {"holds blocks in which no XEM moves; at least one row was expected",
                             "XEM の移動が 1 件もないブロックです"}));
    }
    columns_.accounts = reading_->names.take();
    return std::make_unique<AccountTable>(std::move(columns_));
}

}  // namespace store
