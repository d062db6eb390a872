#include <nem_chain/movements.hpp>
#include <nem_chain/register.hpp>

namespace nem_chain {

std::string_view to_string(MovementKind kind) {
    switch (kind) {
        case MovementKind::Transfer: return "transfer";
        case MovementKind::Levy: return "levy";
        case MovementKind::Rental: return "rental";
        case MovementKind::MosaicCreation: return "mosaic-creation";
        case MovementKind::Fee: return "fee";
        case MovementKind::Harvest: return "harvest";
    }
    base::broken("unnamed kind of movement");
}

namespace {

base::Phrase more_than_exists(const ChainError& error, const std::string& mosaic) {
    if (error.mosaic == nem::MosaicId{}) {
        return base::phrase("transaction {} moves more XEM than there is",
                            "取引 {} の移動量が XEM の総量を超えています", error.transaction);
    }
    return base::phrase("transaction {0} moves more of mosaic {1} than may exist",
                        "取引 {0} の移動量がモザイク {1} の上限を超えています", error.transaction,
                        mosaic);
}

}  // namespace

base::Phrase to_phrase(const ChainError& error) {
    const std::string mosaic =
        base::visible(fmt::format("{}:{}", error.mosaic.namespace_id, error.mosaic.name));
    switch (error.problem) {
        case ChainProblem::NotNext:
            return {"the block is not the one after the last",
                    "直前のブロックの次のブロックではありません"};
        case ChainProblem::WrongNetwork:
            return base::phrase("transaction {}, or its block, is of another network",
                                "取引 {} またはそのブロックは別のネットワークのものです",
                                error.transaction);
        case ChainProblem::UnknownMosaic:
            return base::phrase("transaction {0} names mosaic {1}, which nobody has defined",
                                "取引 {0} のモザイク {1} は定義されていません", error.transaction,
                                mosaic);
        case ChainProblem::BadDefinition:
            return base::phrase("transaction {0} defines mosaic {1} as NIS would not read it",
                                "取引 {0} のモザイク {1} の定義は NIS が受け付けない形です",
                                error.transaction, mosaic);
        case ChainProblem::BadSupply:
            return base::phrase(
                "transaction {0} makes more of mosaic {1} than may exist, or "
                "takes away more than there is",
                "取引 {0} によるモザイク {1} の供給量の変更は許容範囲外です", error.transaction,
                mosaic);
        case ChainProblem::Overflow:
            return base::phrase("transaction {} moves more than 63 bits can count",
                                "取引 {} の移動量が 63 ビットを超えています", error.transaction);
        case ChainProblem::NotInABlock:
            return base::phrase(
                "transaction {} is a cosignature; one stands only inside the "
                "transaction that it signs",
                "取引 {} は連署です。連署は対象の取引の中にのみ置けます", error.transaction);
        case ChainProblem::MoreThanExists: return more_than_exists(error, mosaic);
    }
    base::broken("unnamed problem");
}

}  // namespace nem_chain
