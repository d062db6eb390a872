#include "entity_table.hpp"

#include <fmt/format.h>

#include "../terminal/grid.hpp"
#include "body_facts.hpp"
#include "facts.hpp"

namespace app {

namespace {

using base::Language;
using base::pick;

void add_header(NemFacts& facts, const nem::Header& header) {
    facts.add({"network", "ネットワーク"}, network_phrase(header.network));
    facts.add({"signer", "署名者"}, to_pretty(nem::to_address(header.signer, header.network)));
    facts.add({"public key", "公開鍵"}, nem::to_hex(header.signer));
    facts.add({"time stamp", "作成時刻"}, to_time(header.time_stamp, facts.language()));
    facts.add({"deadline", "期限"}, to_time(header.deadline, facts.language()));
    facts.add({"fee", "手数料"}, to_xem(header.fee));
}

void add_multisig(NemFacts& facts, const nem::Multisig& multisig, const nem::Hash& inner_hash,
                  const std::optional<MessageReading>& reading) {
    for (const auto& cosignature : multisig.cosignatures) {
        facts.add(
            {"cosigned by", "連署者"},
            to_pretty(nem::to_address(cosignature.header.signer, cosignature.header.network)));
    }
    const nem::Transaction inner =
        std::visit([&](const auto& body) { return nem::Transaction{multisig.inner.header, body}; },
                   multisig.inner.body);
    facts.begin({"inner transaction", "内側のトランザクション"});
    facts.add({"type", "種類"}, type_phrase(inner), Tone::Strong);
    facts.add({"hash", "ハッシュ"}, nem::to_hex(inner_hash));
    add_header(facts, inner.header);
    add_body(facts, inner, reading);
}

std::string transaction_table(const nem::Transaction& transaction, bool is_signed,
                              const std::optional<MessageReading>& reading, Language language,
                              const Terminal& terminal) {
    NemFacts facts{language};
    facts.add({"type", "種類"}, type_phrase(transaction), Tone::Strong);
    facts.add({"hash", "ハッシュ"}, nem::to_hex(nem::hash_of(transaction)));
    add_header(facts, transaction.header);
    facts.add({"signature", "署名"}, is_signed
                                         ? base::Phrase{"given (`dyepack nem verify` checks it)",
                                                        "あり（`dyepack nem verify` で検証）"}
                                         : base::Phrase{"none", "なし"});
    if (!nem::is_canonical(transaction)) {
        facts.add({"form", "形式"},
                  base::Phrase{"not NIS's own: it would sort, merge or cut something",
                               "NIS の正規の形ではありません（並べ替え・統合・切り詰めが必要）"},
                  Tone::Bad);
    }
    const auto inner = nem::inner_hash(transaction);
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (multisig != nullptr && inner) {
        add_multisig(facts, *multisig, *inner, reading);
    } else {
        add_body(facts, transaction, reading);
    }
    return facts.to_text(terminal);
}

/// The line of a block's list: the transfer in it where there is one.
Grid::Line line_of(std::size_t number, const nem::Transaction& transaction, Language language) {
    const nem::Header& header = transaction.header;
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    const auto& signer = multisig == nullptr ? header.signer : multisig->inner.header.signer;
    const nem::Transfer* const transfer = transfer_of(transaction);
    return {{fmt::format("{}", number), Tone::Quiet},
            {pick(type_phrase(transaction), language)},
            {std::string{nem::to_address(signer, header.network).text()}},
            {transfer == nullptr ? std::string{} : std::string{transfer->recipient.text()}},
            {transfer == nullptr ? std::string{} : amount_of(*transfer, language)},
            {to_xem(header.fee)},
            {nem::to_hex(nem::hash_of(transaction)), Tone::Quiet}};
}

std::string block_table(const nem::Block& block, Language language, const Terminal& terminal) {
    NemFacts facts{language};
    facts.add({"type", "種類"},
              block.type == nem::BlockType::Nemesis
                  ? base::Phrase{"nemesis block", "最初のブロック"}
                  : base::Phrase{"block", "ブロック"},
              Tone::Strong);
    facts.add({"height", "高さ"}, fmt::format("{}", block.height.value));
    facts.add({"hash", "ハッシュ"}, nem::to_hex(nem::hash_of(block)));
    facts.add({"previous", "前のブロック"}, nem::to_hex(block.previous));
    facts.add({"network", "ネットワーク"}, network_phrase(block.network));
    facts.add({"time stamp", "作成時刻"}, to_time(block.time_stamp, language));
    facts.add({"signer", "署名者"}, to_pretty(nem::to_address(block.signer, block.network)));
    facts.add({"public key", "公開鍵"}, nem::to_hex(block.signer));
    facts.add({"transactions", "件数"}, fmt::format("{}", block.transactions.size()));
    std::string text = facts.to_text(terminal);
    if (block.transactions.empty()) { return text; }
    const bool ja = language == Language::Ja;
    Grid grid{{{"#", Grid::Align::Right},
               {ja ? "種類" : "type"},
               {ja ? "送り手" : "from", Grid::Align::Left, Grid::Shrink::Middle},
               {ja ? "受け手" : "to", Grid::Align::Left, Grid::Shrink::Middle},
               {ja ? "数量" : "amount", Grid::Align::Right},
               {ja ? "手数料" : "fee", Grid::Align::Right},
               {ja ? "ハッシュ" : "hash", Grid::Align::Left, Grid::Shrink::Middle}}};
    std::size_t number = 0;
    for (const auto& each : block.transactions) {
        grid.add(line_of(++number, each.transaction, language));
    }
    return text + "\n" + grid.to_text(terminal);
}

}  // namespace

std::string to_table(const NemEntity& entity, const std::optional<MessageReading>& reading,
                     Language language, const Terminal& terminal) {
    if (const auto* const block = std::get_if<nem::Block>(&entity)) {
        return block_table(*block, language, terminal);
    }
    const bool is_signed = std::holds_alternative<nem::SignedTransaction>(entity);
    const nem::Transaction* const transaction = transaction_of(entity);
    base::invariant(transaction != nullptr, "what is no block is a transaction");
    return transaction_table(*transaction, is_signed, reading, language, terminal);
}

}  // namespace app
