#include "movement_oracle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace nem_chain::testing {
namespace {

using Json = nlohmann::json;

std::string text(const Json& json) { return json.get<std::string>(); }
std::int64_t number(const Json& json) { return json.get<std::int64_t>(); }
std::string name_of(const Json& id) { return text(id["namespaceId"]) + ":" + text(id["name"]); }

/// Long multiplication and division on decimal digits: nothing to overflow.
std::int64_t multiply_divide(std::int64_t left, std::int64_t right, std::int64_t divisor) {
    std::vector<int> digits{0};
    for (const char digit : std::to_string(left)) {
        std::int64_t carry = 0;
        std::vector<int> next;
        for (std::size_t i = digits.size(); i-- > 0;) {  // times ten: a digit further
            next.insert(next.begin(), digits[i]);
        }
        next.push_back(0);
        std::string add = std::to_string(right);
        std::vector<int> product(add.size() + 1, 0);
        for (std::size_t i = add.size(); i-- > 0;) {
            const std::int64_t value = std::int64_t{add[i] - '0'} * (digit - '0') + carry;
            product[i + 1] = static_cast<int>(value % 10);
            carry = value / 10;
        }
        product[0] = static_cast<int>(carry);
        while (next.size() < product.size()) { next.insert(next.begin(), 0); }
        while (product.size() < next.size()) { product.insert(product.begin(), 0); }
        int over = 0;
        for (std::size_t i = next.size(); i-- > 0;) {
            const int sum = next[i] + product[i] + over;
            next[i] = sum % 10;
            over = sum / 10;
        }
        if (over != 0) { next.insert(next.begin(), over); }
        digits = next;
    }
    std::int64_t rest = 0;
    std::int64_t quotient = 0;
    for (const int digit : digits) {
        rest = rest * 10 + digit;
        quotient = quotient * 10 + rest / divisor;
        rest %= divisor;
    }
    return quotient;
}

}  // namespace

std::string MovementOracle::address_of(const Json& key) const {
    const auto bytes = base::parse_hex(text(key));
    nem::PublicKey public_key;
    EXPECT_TRUE(bytes && bytes->size() == 32);
    if (bytes) { std::ranges::copy(*bytes, public_key.bytes.begin()); }
    return std::string{nem::to_address(public_key, network_).text()};
}

void MovementOracle::transfer(const Json& transaction, std::vector<Line>& lines) {
    const std::string from = address_of(transaction["signer"]);
    const std::string to = text(transaction["recipient"]);
    const std::int64_t amount = number(transaction["amount"]);
    if (!transaction.contains("mosaics") || transaction["mosaics"].empty()) {
        lines.push_back({from, to, amount, "transfer"});
        return;
    }
    std::int64_t xem = 0;
    std::vector<Line> levies;
    for (const auto& mosaic : transaction["mosaics"]) {
        const std::string name = name_of(mosaic["mosaicId"]);
        const std::int64_t moved = multiply_divide(amount, number(mosaic["quantity"]), 1'000'000);
        if (name == "nem:xem") {
            xem = moved;
            continue;
        }
        const auto levy = levies_.find(name);
        if (levy == levies_.end() || levy->second.mosaic != "nem:xem") { continue; }
        const std::int64_t due = levy->second.type == 1
                                     ? levy->second.fee
                                     : multiply_divide(moved, levy->second.fee, 10'000);
        if (due != 0) { levies.push_back({from, levy->second.recipient, due, "levy"}); }
    }
    lines.push_back({from, to, xem, "transfer"});
    lines.insert(lines.end(), levies.begin(), levies.end());
}

void MovementOracle::body(const Json& transaction, std::int64_t height, std::vector<Line>& lines) {
    const std::string signer = address_of(transaction["signer"]);
    switch (number(transaction["type"])) {
        case 257: transfer(transaction, lines); return;
        case 2049: {
            const bool active = number(transaction["mode"]) == 1;
            std::string remote = address_of(transaction["remoteAccount"]);
            if (!active && remote_of_.contains(signer)) { remote = remote_of_[signer]; }
            remotes_[remote] = {signer, height, active};
            remotes_.erase(signer);
            remote_of_[signer] = remote;
            return;
        }
        case 8193: {
            lines.push_back({signer, text(transaction["rentalFeeSink"]),
                             number(transaction["rentalFee"]), "rental"});
            if (!transaction["parent"].is_null()) { return; }
            const std::string root = text(transaction["newPart"]);
            if (owner_of_root_.contains(root) && owner_of_root_[root] != signer) {
                std::erase_if(levies_, [&](const auto& entry) {
                    return entry.first.starts_with(root + ":") ||
                           entry.first.starts_with(root + ".");
                });
            }
            owner_of_root_[root] = signer;
            return;
        }
        case 16385: {
            lines.push_back({signer, text(transaction["creationFeeSink"]),
                             number(transaction["creationFee"]), "mosaic-creation"});
            const Json& definition = transaction["mosaicDefinition"];
            const std::string name = name_of(definition["id"]);
            const Json& levy = definition["levy"];
            levies_.erase(name);
            if (levy.empty()) { return; }
            levies_[name] = {static_cast<int>(number(levy["type"])), text(levy["recipient"]),
                             name_of(levy["mosaicId"]), number(levy["fee"])};
            return;
        }
        default: return;
    }
}

void MovementOracle::emit(const std::vector<Line>& lines, std::int64_t fee,
                          const std::string& payer, std::size_t index) {
    auto rows = lines;
    if (rows.empty() && fee != 0) { rows.push_back({payer, "", 0, "fee"}); }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t paid = i + 1 == rows.size() ? fee : 0;
        out_.push_back(rows[i].from + ">" + rows[i].to + " " + std::to_string(rows[i].amount) +
                       " " + std::to_string(paid) + " " + rows[i].kind + " " +
                       std::to_string(index));
        balances_[rows[i].from] -= rows[i].amount + paid;
        if (!rows[i].to.empty()) { balances_[rows[i].to] += rows[i].amount; }
    }
    fees_ += fee;
}

void MovementOracle::one(const Json& transaction, std::int64_t height, std::size_t index) {
    if (number(transaction["type"]) != 4100) {
        std::vector<Line> lines;
        body(transaction, height, lines);
        emit(lines, number(transaction["fee"]), address_of(transaction["signer"]), index);
        return;
    }
    const Json& inner = transaction["otherTrans"];
    const std::string payer = address_of(inner["signer"]);
    std::map<std::string, std::int64_t> cosignatures;
    for (const auto& signature : transaction["signatures"]) {
        cosignatures[address_of(signature["signer"])] = number(signature["fee"]);
    }
    for (const auto& [cosigner, fee] : cosignatures) { emit({}, fee, payer, index); }
    std::vector<Line> lines;
    body(inner, height, lines);
    emit(lines, number(inner["fee"]), payer, index);
    emit({}, number(transaction["fee"]), payer, index);
}

std::vector<std::string> MovementOracle::lines_of(const Json& block) {
    out_.clear();
    fees_ = 0;
    const std::int64_t height = number(block["height"]);
    std::size_t index = 0;
    for (const auto& transaction : block["transactions"]) {
        one(transaction, height, index);
        ++index;
    }
    if (fees_ == 0) { return out_; }
    std::string earner = address_of(block["signer"]);
    const auto remote = remotes_.find(earner);
    if (remote != remotes_.end()) {
        const bool settled = height - remote->second.height >= 360;
        const bool works = remote->second.active ? settled : !settled;
        if (works) { earner = remote->second.owner; }
    }
    balances_[earner] += fees_;
    out_.push_back(">" + earner + " " + std::to_string(fees_) + " 0 harvest " +
                   std::to_string(index));
    return out_;
}

}  // namespace nem_chain::testing
