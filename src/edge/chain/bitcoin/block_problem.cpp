#include <bitcoin/block.hpp>

namespace bitcoin {

base::Phrase to_phrase(BlockProblem problem) {
    switch (problem) {
        case BlockProblem::CutOff: return {"the block is cut off", "ブロックが途中で切れています"};
        case BlockProblem::TooLarge:
            return {"the block is larger than its network allows",
                    "ブロックがネットワークの上限を超えています"};
        case BlockProblem::CountTooLarge:
            return {"a count is larger than what the bytes that are left could hold",
                    "個数が、残りのバイト数に収まらない値です"};
        case BlockProblem::LongCount:
            return {"a count is written in more bytes than it needs",
                    "個数が必要以上のバイト数で書かれています"};
        case BlockProblem::NoTransactions:
            return {"the block has no transactions; one at least was expected",
                    "トランザクションがありません。1 件以上必要です"};
        case BlockProblem::NotACoinbase:
            return {"the first transaction is no coinbase",
                    "最初のトランザクションがコインベースではありません"};
        case BlockProblem::SecondCoinbase:
            return {"a coinbase that is not the first transaction",
                    "2 番目以降にコインベースがあります"};
        case BlockProblem::NoInputs:
            return {"a transaction without inputs", "入力のないトランザクションがあります"};
        case BlockProblem::UnknownFlag:
            return {"a transaction's form is not known", "トランザクションの形式が不明です"};
        case BlockProblem::EmptyWitness:
            return {"a transaction in the form with witnesses has none",
                    "署名領域付きの形式なのに、署名領域が空です"};
        case BlockProblem::ValueTooLarge:
            return {"an output holds more than there will ever be",
                    "出力の値が発行上限を超えています"};
        case BlockProblem::BytesLeft:
            return {"bytes are left after the last transaction",
                    "最後のトランザクションの後に余分なバイトがあります"};
        case BlockProblem::RepeatedHashes:
            return {"transactions are repeated such that the merkle root does not tell",
                    "マークルルートでは見分けられない形でトランザクションが重複しています"};
        case BlockProblem::WrongMerkleRoot:
            return {"the transactions do not give the header's merkle root",
                    "トランザクションから計算したマークルルートがヘッダーと一致しません"};
        case BlockProblem::WrongWitnessRoot:
            return {"the witnesses do not give the hash that the coinbase states",
                    "署名領域のハッシュがコインベースの記載と一致しません"};
        case BlockProblem::NoWitnessRoot:
            return {"there are witnesses, but the coinbase does not state their hash",
                    "署名領域があるのに、コインベースにそのハッシュがありません"};
        case BlockProblem::NotEnoughWork:
            return {"the header's hash is not as small as the header says",
                    "ヘッダーのハッシュが、ヘッダーの示す目標値より大きい値です"};
    }
    base::broken("unnamed problem of a block");
}

}  // namespace bitcoin
