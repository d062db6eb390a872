#include "nem_rows.hpp"

namespace app {

namespace {

std::string text_of(const std::optional<nem::Address>& address) {
    return address ? std::string{address->text()} : std::string{};
}

}  // namespace

live::Block to_live_block(const nem::Block& block, const nem::Hash& hash,
                          const nem_chain::BlockMoves& moves) {
    std::vector<std::string> names;
    names.reserve(block.transactions.size() + 1);
    for (const auto& each : block.transactions) {
        names.push_back(nem::to_hex(nem::hash_of(each.transaction)));
    }
    names.push_back(nem::to_hex(hash));
    live::Block rows{.height = block.height,
                     .time = nem::to_instant(block.time_stamp),
                     .hash = names.back(),
                     .transfers = {}};
    rows.transfers.reserve(moves.xem.size());
    for (const auto& move : moves.xem) {
        rows.transfers.push_back(
            {text_of(move.from), text_of(move.to), move.amount, move.fee, names[move.transaction]});
    }
    return rows;
}

}  // namespace app
