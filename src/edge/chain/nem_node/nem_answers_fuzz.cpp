// Laws: an answer that was read is written as NIS writes it and reads back the same; a failure says
// what is wrong. The first byte says which question was asked.
#include <base/base.hpp>

#include "answers_written.hpp"

namespace {

using namespace nem_node;
using testing::Json;
using testing::list;
using testing::written;

template <class T>
void check_failure(const Answer<T>& answer) {
    if (answer) { return; }
    base::invariant(answer.error().problem == NodeProblem::BadAnswer, "only the answer is wrong");
    base::invariant(!answer.error().detail.empty(), "a failure says what is wrong");
    base::invariant(!to_phrase(answer.error()).ja.empty(), "in both languages");
}

template <class T, class Parse, class Write>
void check(std::string_view text, Parse parse, Write write) {
    const Answer<T> answer = parse(text);
    check_failure(answer);
    if (!answer) { return; }
    const Json json = write(*answer);
    base::invariant(parse(json.dump(-1, ' ', false, Json::error_handler_t::replace)) == *answer,
                    "answers survive JSON");
}

const auto kWrite = [](const auto& value) { return written(value); };
const auto kWriteList = [](const auto& values) { return list(values, kWrite); };

void check_chain(std::uint8_t question, std::string_view text) {
    const auto blocks = [](const auto& values) {
        return Json{{"entity", list(values, [](const auto& one) { return nem::to_json(one); })}};
    };
    switch (question) {
        case 0:
            check<NodeStatus>(text, parse_status, [](NodeStatus status) {
                return Json{{"type", 4}, {"code", std::to_underlying(status)}};
            });
            break;
        case 1:
            check<ledger::Height>(text, parse_height, [](ledger::Height height) {
                return Json{{"height", height.value}};
            });
            break;
        case 2:
            check<nem::Block>(text, parse_block_answer,
                              [](const nem::Block& block) { return nem::to_json(block); });
            break;
        case 3: check<std::vector<nem::Block>>(text, parse_blocks, blocks); break;
        case 4:
            check<std::vector<nem::Hash>>(text, parse_hashes, [](const auto& hashes) {
                return Json{{"entity", kWriteList(hashes)}};
            });
            break;
        case 5:
            check<std::vector<nem::UnconfirmedTransaction>>(
                text, parse_unconfirmed_answer, [](const auto& pool) {
                    return list(pool, [](const auto& one) { return nem::to_json(one); });
                });
            break;
        case 6:
            check<nem::TimeStamp>(text, parse_network_time, [](nem::TimeStamp time) {
                return Json{{"sendTimeStamp", std::uint64_t{time.value} * 1'000}};
            });
            break;
        default: check<Announced>(text, parse_announced, kWrite);
    }
}

void check_accounts(std::uint8_t question, std::string_view text) {
    switch (question) {
        case 0: check<AccountState>(text, parse_account, kWrite); break;
        case 1: check<std::vector<HistoryEntry>>(text, parse_history, kWriteList); break;
        case 2: check<std::vector<Harvest>>(text, parse_harvests, kWriteList); break;
        case 3:
            check<nem::MosaicDefinition>(text, parse_definition_answer, [](const auto& definition) {
                return nem::to_json(definition);
            });
            break;
        case 4:
            check<std::uint64_t>(text, parse_supply,
                                 [](std::uint64_t supply) { return Json{{"supply", supply}}; });
            break;
        case 5: check<std::vector<nem::Mosaic>>(text, parse_owned_mosaics, kWriteList); break;
        case 6: check_failure(parse_heartbeat(text)); break;
        default: {
            const NodeError error = parse_error(500, text);
            base::invariant(base::is_utf8(error.detail), "a node's words are made visible");
            base::invariant(error.detail.size() < 1'024, "and cut");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto question = static_cast<std::uint8_t>(data[0] % 8);
    if (data[0] % 16 < 8) {
        check_chain(question, text);
    } else {
        check_accounts(question, text);
    }
    return 0;
}
