#include "sent.hpp"

namespace app {

namespace {

struct Payment {
    const nem::PublicKey& signer;
    const nem::Transfer& transfer;
};

/// The transfer itself, or the one in a multisig transaction.
std::optional<Payment> payment_of(const nem::Transaction& transaction) {
    if (const auto* transfer = std::get_if<nem::Transfer>(&transaction.body)) {
        return Payment{transaction.header.signer, *transfer};
    }
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (multisig == nullptr) { return std::nullopt; }
    const auto* inner = std::get_if<nem::Transfer>(&multisig->inner.body);
    if (inner == nullptr) { return std::nullopt; }
    return Payment{multisig->inner.header.signer, *inner};
}

std::string plain_text_of(const nem::Transfer& transfer) {
    if (!transfer.message || transfer.message->type != nem::MessageType::Plain) { return {}; }
    return {transfer.message->payload.begin(), transfer.message->payload.end()};
}

}  // namespace

std::vector<marks::Sent> marks_in(const nem::Block& block, const nem_chain::BlockMoves& moves) {
    std::vector<marks::Sent> sents;
    for (std::uint32_t i = 0; i < block.transactions.size(); ++i) {
        const auto& transaction = block.transactions[i].transaction;
        const auto payment = payment_of(transaction);
        if (!payment) { continue; }
        marks::Sent sent;
        const auto sender = nem::to_address(payment->signer, block.network);
        const auto& recipient = payment->transfer.recipient;
        sent.message = plain_text_of(payment->transfer);
        for (const auto& move : moves.mosaics) {
            const bool is_here =
                move.transaction == i && move.from == sender && move.to == recipient;
            if (!is_here) { continue; }
            sent.mosaics.push_back({move.id.namespace_id + ":" + move.id.name, move.quantity});
        }
        if (sent.mosaics.empty() && sent.message.empty()) { continue; }
        sent.from = sender.text();
        sent.to = recipient.text();
        sent.height = block.height;
        sent.tx = nem::to_hex(nem::hash_of(transaction));
        sents.push_back(std::move(sent));
    }
    return sents;
}

}  // namespace app
