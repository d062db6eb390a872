#include "../complain.hpp"
#include "../nem/account_text.hpp"
#include "../nem/entity.hpp"
#include "../nem/entity_json.hpp"
#include "../nem/entity_table.hpp"
#include "../nem/key_access.hpp"
#include "../output/json.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

using Reading = std::optional<MessageReading>;

/// Nothing where no key is named.
Expected<Reading> read_with_key(const NemEntity& entity, const Arguments& arguments,
                                base::Language language) {
    const auto key_file = arguments.find("key");
    const nem::Transaction* const transaction = transaction_of(entity);
    if (!key_file) { return Reading{}; }
    if (transaction == nullptr) {
        return std::unexpected(usage_complaint(
            {"--key reads the message of one transaction, and this is a block",
             "--key は 1 つのトランザクションのメッセージを読みます。これはブロックです"}));
    }
    std::optional<nem::PublicKey> other;
    if (const auto text = arguments.find("other")) {
        const auto parsed = public_key_of_option("other", *text);
        if (!parsed) { return std::unexpected(parsed.error()); }
        other = *parsed;
    }
    const auto keys = unlock_key(*key_file, arguments.find("passphrase-file"), language);
    if (!keys) { return std::unexpected(keys.error()); }
    return read_message(*transaction, *keys, other);
}

std::string json_text(const NemEntity& entity, const Reading& reading) {
    Json document = to_json(entity);
    if (reading) { document["message"] = to_json(*reading); }
    return to_text(document);
}

}  // namespace

Expected<int> run_nem_decode(const Arguments& arguments, base::Language language) {
    const auto entity = read_nem_entity(arguments.operands.front());
    if (!entity) { return std::unexpected(entity.error()); }
    const auto reading = read_with_key(*entity, arguments, language);
    if (!reading) { return std::unexpected(reading.error()); }
    const auto text = arguments.has("json")
                          ? json_text(*entity, *reading)
                          : to_table(*entity, *reading, language, terminal_of_stdout());
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app
