#include "../complain.hpp"
#include "../nem/entity.hpp"
#include "../sending/sending.hpp"
#include "commands.hpp"

namespace app {

namespace {

Expected<nem::SignedTransaction> signed_transaction(const std::string& source,
                                                    nem::Network network) {
    auto entity = read_nem_entity(source);
    if (!entity) { return std::unexpected(entity.error()); }
    const auto refuse = [](base::Phrase text) {
        return std::unexpected(complaint(base::Blame::Input, std::move(text)));
    };
    auto* const transaction = std::get_if<nem::SignedTransaction>(&*entity);
    if (transaction == nullptr) {
        return refuse({"a signed transaction was expected (`dyepack nem sign` makes one)",
                       "署名済みのトランザクションが必要です（`dyepack nem sign` で作れます）"});
    }
    if (transaction->transaction.header.network != network) {
        return refuse({"it is signed for another network; name it with --network",
                       "別のネットワーク用に署名されています。--network で指定してください"});
    }
    if (auto fine = nem_wallet::check(transaction->transaction); !fine) {
        return std::unexpected(complaint_about_wallet(fine.error()));
    }
    if (!nem_keys::verify(*transaction)) {
        return refuse({"its signature is not valid", "署名が正しくありません"});
    }
    return std::move(*transaction);
}

}  // namespace

Expected<int> run_nem_announce(const Arguments& arguments, base::Language language) {
    auto settings = to_sending_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    if (arguments.operands.empty()) {
        return Sending{*std::move(settings), arguments, language}.announce_stored();
    }
    const auto transaction =
        signed_transaction(arguments.operands.front(), settings->nodes.network);
    if (!transaction) { return std::unexpected(transaction.error()); }
    return Sending{*std::move(settings), arguments, language}.announce(*transaction);
}

}  // namespace app
