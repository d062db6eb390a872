#include "routes.hpp"

namespace replay {

using nlohmann::json;

namespace {

constexpr std::string_view kVersion = "0.6.102";

json node_json(const View& view) {
    // A version field's network byte is signed (-104 on testnet).
    const auto network = static_cast<std::int8_t>(view.network.value);
    return {{"metaData",
             {{"features", 1},
              {"application", nullptr},
              {"networkId", network},
              {"version", kVersion},
              {"platform", "dyepack replay"}}},
            {"endpoint", {{"protocol", "http"}, {"port", view.port}, {"host", view.host}}},
            {"identity",
             {{"name", view.name},
              {"public-key", nem::to_hex(view.picture->blocks.front()->block.signer)}}}};
}

}  // namespace

Answer say_heartbeat(const Question& /*question*/) {
    return ok({{"code", 1}, {"type", 2}, {"message", "ok"}});
}
Answer say_status(const Question& question) {
    return ok({{"code", question.view.faults.loading ? 8 : 6}, {"type", 4}, {"message", "status"}});
}
Answer say_node_info(const Question& question) { return ok(node_json(question.view)); }

Answer say_extended_info(const Question& question) {
    return ok({{"node", node_json(question.view)},
               {"nisInfo",
                {{"currentTime", question.request.now_ms / 1'000},
                 {"startTime", question.picture().blocks.front()->block.time_stamp.value},
                 {"application", "NIS"},
                 {"version", kVersion},
                 {"signer", nullptr}}}});
}

Answer say_peers(const Question& /*question*/) { return ok({{"data", json::array()}}); }

Answer say_all_peers(const Question& /*question*/) {
    const json none = json::array();
    return ok({{"active", none}, {"busy", none}, {"inactive", none}, {"failure", none}});
}

Answer say_network_time(const Question& question) {
    const std::uint64_t now = question.request.now_ms;
    return ok({{"sendTimeStamp", now}, {"receiveTimeStamp", now}});
}

Answer say_stand_ins(const Question& question) {
    return Response{200, question.view.stand_ins + "\r\n"};
}

}  // namespace replay
