#include <algorithm>

#include "routes.hpp"

namespace replay {

using nlohmann::json;

namespace {

constexpr std::uint64_t kBlocksAnswered = 400;
constexpr std::uint64_t kHashesAnswered = 400;
constexpr std::uint64_t kScoreABlock = 50'000'000'000'000;  // about a block's in January 2018

bool lies_about(const View& view, std::uint64_t height) {
    return view.faults.lie && height >= view.faults.lie_from;
}

nem::Hash wrong(nem::Hash hash) {
    hash.bytes[0] ^= 1U;
    return hash;
}

/// The block with something in it changed; its signature no longer holds.
nem::Block altered(nem::Block block, Lie lie) {
    switch (lie) {
        case Lie::Hash: block.previous = wrong(block.previous); break;
        case Lie::Signature: block.signature.bytes[0] ^= 1U; break;
        case Lie::Amount:
            for (auto& one : block.transactions) {
                auto* transfer = std::get_if<nem::Transfer>(&one.transaction.body);
                if (transfer == nullptr) { continue; }
                constexpr std::uint64_t kXem = 1'000'000;
                transfer->amount = money::Amount::from_atoms(transfer->amount.atoms() + kXem);
                break;
            }
            break;
    }
    return block;
}

const KeptBlock* find_block(const Picture& picture, std::uint64_t height) {
    return height == 0 || height > picture.height() ? nullptr : picture.blocks[height - 1].get();
}

std::uint64_t clamped(const json& body, const char* key, std::uint64_t least, std::uint64_t most,
                      std::uint64_t otherwise) {
    const auto entity = body.find("entity");
    const json& holder = entity != body.end() && entity->is_object() ? *entity : body;
    const auto found = holder.find(key);
    if (found == holder.end() || !found->is_number_integer()) { return otherwise; }
    const bool negative = !found->is_number_unsigned();
    return std::clamp(negative ? 0 : found->get<std::uint64_t>(), least, most);
}

std::uint64_t count_of(const KeptBlock& kept) {
    std::uint64_t count = 0;
    for (const auto& one : kept.block.transactions) {
        const auto* multisig = std::get_if<nem::Multisig>(&one.transaction.body);
        count += multisig == nullptr ? 1 : 2 + multisig->cosignatures.size();
    }
    return count;
}

/// The peer protocol's frame. The signature is over a challenge that this node has no identity to
/// answer: followers check blocks by their hashes.
Response entity(std::string list) {
    return {200,
            fmt::format(R"({{"entity":{{"data":[{}]}},"signature":"{:0128}"}})", list, 0) + "\r\n"};
}

}  // namespace

std::string block_json(const View& view, const KeptBlock& kept) {
    const auto& lie = view.faults.lie;
    if (!lie || !lies_about(view, kept.block.height.value)) { return kept.json; }
    return nem::to_json(altered(kept.block, *lie)).dump();
}

Answer say_height(const Question& question) {
    return ok({{"height", question.picture().height()}});
}

Answer say_score(const Question& question) {
    const std::uint64_t score = question.picture().height() * kScoreABlock;
    return ok({{"score", fmt::format("{:x}", score)}});
}

Answer say_last_block(const Question& question) {
    return Response{200, block_json(question.view, *question.picture().blocks.back()) + "\r\n"};
}

Answer say_block_at(const Question& question) {
    const auto body = parse_body(question.request.body);
    if (!body) { return std::unexpected(body.error()); }
    const auto height = height_in(*body);
    if (!height) { return std::unexpected(height.error()); }
    const KeptBlock* const kept = find_block(question.picture(), *height);
    if (kept == nullptr) {
        return std::unexpected(
            Refusal{404, fmt::format("block not found in the db '{}'", *height)});
    }
    return Response{200, block_json(question.view, *kept) + "\r\n"};
}

Answer say_blocks_after(const Question& question) {
    const auto body = parse_body(question.request.body);
    if (!body) { return std::unexpected(body.error()); }
    const auto height = height_in(*body);
    if (!height) { return std::unexpected(height.error()); }
    const std::uint64_t least = clamped(*body, "minBlocks", 10, kBlocksAnswered, 100);
    const std::uint64_t most = clamped(*body, "maxTransactions", 120, 10'000, 5'000);
    std::string list;
    std::uint64_t transactions = 0;
    const std::uint64_t above = std::min(*height, question.picture().height());
    for (std::uint64_t at = above + 1; at <= above + kBlocksAnswered; ++at) {
        const KeptBlock* const kept = find_block(question.picture(), at);
        if (kept == nullptr) { break; }
        transactions += count_of(*kept);
        if (transactions > most && at > above + std::min<std::uint64_t>(least, 1)) { break; }
        if (!list.empty()) { list += ','; }
        list += block_json(question.view, *kept);
    }
    return entity(std::move(list));
}

Answer say_hashes_from(const Question& question) {
    const auto body = parse_body(question.request.body);
    if (!body) { return std::unexpected(body.error()); }
    const auto height = height_in(*body);
    if (!height) { return std::unexpected(height.error()); }
    std::string list;
    const std::uint64_t from = std::min(*height, question.picture().height() + 1);
    for (std::uint64_t at = from; at < from + kHashesAnswered; ++at) {
        const KeptBlock* const kept = find_block(question.picture(), at);
        if (kept == nullptr) { break; }
        const bool lie = question.view.faults.lie == Lie::Hash && lies_about(question.view, at);
        if (!list.empty()) { list += ','; }
        list +=
            fmt::format(R"({{"data":"{}"}})", nem::to_hex(lie ? wrong(kept->hash) : kept->hash));
    }
    return entity(std::move(list));
}

}  // namespace replay
