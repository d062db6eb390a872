#include <nem_wallet/building.hpp>

namespace nem_wallet {
namespace {

base::Phrase sentence(WalletProblem problem) {
    switch (problem) {
        case WalletProblem::UnknownNetwork:
            return {"the network is none of mainnet, testnet and mijin, or not the same throughout",
                    "ネットワークが mainnet、testnet、mijin のどれでもないか、一致していません"};
        case WalletProblem::BadAddress:
            return {"not an address of this network", "このネットワークのアドレスではありません"};
        case WalletProblem::BadDeadline:
            return {"the deadline must be later than the time stamp, by 24 hours at most",
                    "期限は作成時刻より後、24 時間以内にしてください"};
        case WalletProblem::BadAmount:
            return {"the amount is nothing, or more than can exist",
                    "数量が零か、存在しうる量を超えています"};
        case WalletProblem::FractionOfMosaics:
            return {"mosaics move by whole multiples only", "モザイクは整数倍でしか送れません"};
        case WalletProblem::MessageTooLong:
            return {"the message has more than 1,024 bytes",
                    "メッセージが 1,024 バイトを超えています"};
        case WalletProblem::TooManyMosaics:
            return {"more than 10 mosaics", "モザイクが 10 種類を超えています"};
        case WalletProblem::UnknownMosaic:
            return {"the mosaic is not known; its supply decides the fee",
                    "モザイクが知られていません。供給量が手数料を決めます"};
        case WalletProblem::BadName:
            return {"not a name that NEM allows", "NEM で使える名前ではありません"};
        case WalletProblem::ReservedName:
            return {"a name that NEM does not give away", "NEM が割り当てない名前です"};
        case WalletProblem::BadDescription:
            return {"a description has 1 to 512 characters and is not blank",
                    "説明は空白以外を含む 1 から 512 文字です"};
        case WalletProblem::BadSupply:
            return {
                "a mosaic has at most 9,000,000,000,000,000 smallest parts and 6 decimal places",
                "モザイクは最小単位で 9,000,000,000,000,000 以下、小数点以下 6 桁以下です"};
        case WalletProblem::BadDelta:
            return {"a supply changes by 1 to 9,000,000,000,000,000 units",
                    "供給量の増減は 1 から 9,000,000,000,000,000 単位です"};
        case WalletProblem::NothingToChange:
            return {"there is nothing to change", "変更がありません"};
        case WalletProblem::BadCosignatories:
            return {
                "each cosignatory is named once, is not the account itself, and is there "
                "already only if it is removed",
                "署名者は一度だけ指定し、口座自身は指定できません。"
                "すでにいる署名者は、外すときだけ指定します"};
        case WalletProblem::TooManyCosignatories:
            return {"more than 32 cosignatories", "署名者が 32 人を超えています"};
        case WalletProblem::TooManyDeletions:
            return {"one cosignatory can be removed at a time", "一度に外せる署名者は一人です"};
        case WalletProblem::BadMinimum:
            return {"no more signatures can be asked for than there are cosignatories",
                    "必要な署名の数は署名者の数を超えられません"};
        case WalletProblem::NotWrappable:
            return {"a multisig transaction and a cosignature cannot be wrapped",
                    "マルチシグ取引と連署は、マルチシグ取引に包めません"};
        case WalletProblem::FeeTooHigh:
            return {"a cosignature's fee is at most 1,000 XEM",
                    "連署の手数料は 1,000 XEM までです"};
        case WalletProblem::TooLong:
            return {"more than 2,048 bytes to announce; nodes would cut them",
                    "送信するバイト列が 2,048 バイトを超えています。ノードが切り捨てます"};
        case WalletProblem::NotCanonical:
            return {"nodes would store it in another order, and its signature would not hold",
                    "ノードが並べ替えて保存するため、署名が無効になります"};
        case WalletProblem::Key: return {"the key does not sign", "鍵で署名できません"};
    }
    base::broken("unnamed problem of a wallet");
}

}  // namespace

base::Phrase to_phrase(const WalletError& error) {
    auto why = sentence(error.problem);
    if (error.key) {
        const auto key = nem_keys::to_phrase(*error.key);
        return {why.en + ": " + key.en, why.ja + ": " + key.ja};
    }
    if (error.what.empty()) { return why; }
    const auto what = base::visible(error.what);
    return {"`" + what + "`: " + why.en, "`" + what + "`: " + why.ja};
}

}  // namespace nem_wallet
