#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "oracle/utxo_tracer.hpp"
#include "worked_cases.hpp"

/// The reference tracer on the worked cases: whoever measures must be measured too.
namespace {

constexpr ledger::AccountId kSomebody{0};

struct Chain {
    std::vector<std::vector<ledger::Spend>> inputs;
    std::vector<std::vector<ledger::Output>> outputs;
    std::map<std::string, std::uint32_t> ids;   // by `txid:vout`
    std::uint32_t made{0};                      // outputs, two of which the data lists twice
    std::map<std::string, std::uint32_t> rows;  // by txid
};

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

money::Amount to_amount(std::string_view digits) {
    std::uint64_t atoms = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), atoms);
    return money::Amount::from_atoms(atoms);
}

void add(Chain& chain, const worked::Transaction& transaction) {
    auto& inputs = chain.inputs.emplace_back();
    auto& outputs = chain.outputs.emplace_back();
    for (const auto input : split(transaction.inputs, '|')) {
        const auto value = input.substr(input.rfind(':') + 1);
        const std::string spent{input.substr(0, input.rfind(':'))};
        inputs.push_back({{chain.ids.at(spent)}, to_amount(value)});
    }
    for (const auto output : split(transaction.outputs, '|')) {
        const auto fields = split(output, ':');
        chain.ids[transaction.txid + ':' + std::string{fields[0]}] = chain.made++;
        outputs.push_back({kSomebody, to_amount(fields[1])});
    }
    chain.rows[transaction.txid] = static_cast<std::uint32_t>(chain.rows.size());
}

/// What each output carried when it was made; none where it carried nothing.
std::map<std::uint32_t, std::uint64_t> taints(const Chain& chain, const std::string& theft,
                                              taint::Policy policy) {
    oracle::UtxoTracer tracer{policy, {}};
    ledger::OutputId next{0};
    for (std::uint32_t row = 0; row < chain.inputs.size(); ++row) {
        const auto& outputs = chain.outputs[row];
        const bool coinbase = chain.inputs[row].empty();
        const std::vector<bool> stolen(outputs.size(), chain.rows.at(theft) == row);
        tracer.apply({row}, {chain.inputs[row], outputs, next, coinbase}, stolen);
        next.value += static_cast<std::uint32_t>(outputs.size());
    }
    std::map<std::uint32_t, std::uint64_t> taints;
    for (const auto& move : tracer.moves()) { taints[move.output.value] = move.taint; }
    return taints;
}

TEST(WorkedReference, CarriesTheTaintOfEveryOutput) {
    const auto folder = worked::find_folder();
    if (!folder) { GTEST_SKIP() << "the folder data/taintedtx-2009 is not there"; }
    Chain chain;
    for (const auto& transaction : worked::read_transactions(*folder)) { add(chain, transaction); }
    std::size_t checked = 0;
    for (const auto& start : worked::read_starts(*folder)) {
        const auto rows = worked::read_rows(*folder, start);
        for (const auto policy : taint::kPolicies) {
            const auto found = taints(chain, start, policy);
            for (const auto& row : rows) {
                if (row.policy != taint::to_string(policy)) { continue; }
                const auto carried = found.find(chain.ids.at(row.output));
                const std::uint64_t taint = carried == found.end() ? 0 : carried->second;
                EXPECT_TRUE(worked::agrees(row, taint))
                    << start << ' ' << row.policy << ' ' << row.output << ": " << taint;
                ++checked;
            }
        }
    }
    EXPECT_EQ(checked, 850U);  // all rows with fee rule `none` or `last`
}

}  // namespace
