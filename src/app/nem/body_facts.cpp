#include "body_facts.hpp"

#include <fmt/format.h>

#include "entity_table.hpp"

namespace app {

namespace {

using base::phrase;
using base::Phrase;

constexpr std::size_t kNameBytes = 512;

std::string name_of(const nem::MosaicId& id) {
    return base::visible(id.namespace_id + ":" + id.name, kNameBytes);
}

Phrase message_phrase(const nem::Message& message, const std::optional<MessageReading>& reading) {
    if (message.type == nem::MessageType::Plain) {
        const auto raw = nem_keys::raw_content(message);
        const auto shown = raw ? "0x" + base::to_hex(*raw) : to_shown(message.payload);
        return {shown, shown};
    }
    if (!reading) {
        return phrase("encrypted, {} bytes (--key reads it)",
                      "暗号化されています。{} バイト（--key で読めます）", message.payload.size());
    }
    if (!*reading) { return to_phrase(reading->error()); }
    const auto shown =
        fmt::format("{} ({})", to_shown((*reading)->bytes), to_string((*reading)->scheme));
    return {shown, shown};
}

/// Each body's lines. The facts stay with the caller: this lives for one visit.
class BodyWriter {
public:
    BodyWriter(NemFacts& facts, const nem::Header& header,
               const std::optional<MessageReading>& reading)
        : facts_{facts}, header_{header}, reading_{reading} {}

    void operator()(const nem::Transfer& transfer) const {
        facts_.add({"to", "受け手"}, to_pretty(transfer.recipient));
        facts_.add({"amount", "数量"}, amount_of(transfer, facts_.language()));
        if (transfer.mosaics) {
            for (const auto& mosaic : *transfer.mosaics) {
                facts_.add({"mosaic", "モザイク"},
                           fmt::format("{} × {}", mosaic.quantity.atoms(), name_of(mosaic.id)));
            }
        }
        if (transfer.message) {
            facts_.add({"message", "メッセージ"}, message_phrase(*transfer.message, reading_));
        }
    }

    void operator()(const nem::ImportanceTransfer& transfer) const {
        const bool activates = transfer.mode == nem::ImportanceTransfer::Mode::Activate;
        facts_.add({"mode", "操作"},
                   activates ? Phrase{"activate", "有効化"} : Phrase{"deactivate", "無効化"});
        add_account({"remote account", "リモート"}, transfer.remote_account);
    }

    void operator()(const nem::MultisigModification& modification) const {
        for (const auto& each : modification.modifications) {
            const bool adds = each.type == nem::Modification::Type::Add;
            add_account(adds ? Phrase{"add cosigner", "連署者の追加"}
                             : Phrase{"remove cosigner", "連署者の削除"},
                        each.cosignatory);
        }
        if (modification.min_cosignatories && modification.min_cosignatories->change) {
            facts_.add({"required, change", "必要数の増減"},
                       fmt::format("{:+}", modification.min_cosignatories->change->value));
        }
    }

    void operator()(const nem::ProvisionNamespace& provision) const {
        const auto part = base::visible(provision.new_part, kNameBytes);
        facts_.add(
            {"namespace", "名前空間"},
            provision.parent ? base::visible(*provision.parent, kNameBytes) + "." + part : part);
        add_payment({"rental", "賃借料"}, provision.rental_fee, provision.rental_fee_sink);
    }

    void operator()(const nem::MosaicDefinitionCreation& creation) const {
        const auto& definition = creation.definition;
        facts_.add({"mosaic", "モザイク"}, name_of(definition.id));
        facts_.add({"description", "説明"}, base::visible(definition.description, 2 * kNameBytes));
        for (const auto& property : definition.properties) {
            facts_.add({"property", "属性"},
                       fmt::format("{} = {}", base::visible(property.name, kNameBytes),
                                   base::visible(property.value, kNameBytes)));
        }
        if (definition.levy) { add_levy(*definition.levy); }
        if (definition.creator != header_.signer) {
            add_account({"creator", "作成者"}, definition.creator);
        }
        add_payment({"creation fee", "作成料"}, creation.creation_fee, creation.creation_fee_sink);
    }

    void operator()(const nem::MosaicSupplyChange& change) const {
        const bool creates = change.type == nem::MosaicSupplyChange::Type::Create;
        facts_.add({"mosaic", "モザイク"}, name_of(change.mosaic_id));
        facts_.add({"supply, change", "供給量の増減"},
                   fmt::format("{}{}", creates ? "+" : "-", change.delta_units));
    }

    void operator()(const nem::MultisigSignature& signature) const {
        facts_.add({"cosigns", "連署の対象"}, nem::to_hex(signature.other_hash));
        facts_.add({"for account", "アカウント"}, to_pretty(signature.other_account));
    }

    void operator()(const nem::Multisig& /*multisig*/) const {}  // its inner transaction says it

private:
    void add_account(const Phrase& name, const nem::PublicKey& key) const {
        facts_.add(name, to_pretty(nem::to_address(key, header_.network)));
        facts_.add_more(nem::to_hex(key));
    }

    void add_payment(const Phrase& name, money::Amount amount, const nem::Address& to) const {
        facts_.add(name, fmt::format("{} → {}", to_xem(amount), to_pretty(to)));
    }

    void add_levy(const nem::Levy& levy) const {
        const bool absolute = levy.type == nem::Levy::Type::Absolute;
        facts_.add(
            {"levy", "徴収"},
            absolute
                ? phrase("{} × {} a transfer → {}", "移転ごとに {} × {} → {}", levy.fee.atoms(),
                         name_of(levy.mosaic_id), to_pretty(levy.recipient))
                : phrase("{}/10,000 of what moves, in {} → {}", "移転量の {}/10,000 を {} で → {}",
                         levy.fee.atoms(), name_of(levy.mosaic_id), to_pretty(levy.recipient)));
    }

    NemFacts& facts_;
    const nem::Header& header_;
    const std::optional<MessageReading>& reading_;
};

Phrase type_of(const nem::Transfer& transfer) {
    return transfer.mosaics ? Phrase{"transfer (version 2)", "送金（バージョン 2）"}
                            : Phrase{"transfer", "送金"};
}
Phrase type_of(const nem::ImportanceTransfer& /*body*/) {
    return {"importance transfer", "インポータンス転送"};
}
Phrase type_of(const nem::MultisigModification& /*body*/) {
    return {"multisig modification", "マルチシグの変更"};
}
Phrase type_of(const nem::ProvisionNamespace& /*body*/) {
    return {"namespace provision", "名前空間の取得"};
}
Phrase type_of(const nem::MosaicDefinitionCreation& /*body*/) {
    return {"mosaic definition", "モザイクの定義"};
}
Phrase type_of(const nem::MosaicSupplyChange& /*body*/) {
    return {"mosaic supply change", "モザイクの供給量の変更"};
}
Phrase type_of(const nem::MultisigSignature& /*body*/) { return {"cosignature", "連署"}; }
Phrase type_of(const nem::Multisig& /*body*/) {
    return {"multisig transaction", "マルチシグトランザクション"};
}

}  // namespace

void add_body(NemFacts& facts, const nem::Transaction& transaction,
              const std::optional<MessageReading>& reading) {
    std::visit(BodyWriter{facts, transaction.header, reading}, transaction.body);
}

std::string amount_of(const nem::Transfer& transfer, base::Language language) {
    if (!transfer.mosaics || transfer.mosaics->empty()) { return to_xem(transfer.amount); }
    constexpr int kPlaces = 6;
    const auto times = money::to_decimal(transfer.amount.atoms(), kPlaces);
    return base::pick(phrase("the mosaics, {} times", "モザイクを {} 倍", times), language);
}

base::Phrase type_phrase(const nem::Transaction& transaction) {
    return std::visit([](const auto& body) { return type_of(body); }, transaction.body);
}

}  // namespace app
