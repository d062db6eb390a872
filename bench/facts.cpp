#include "facts.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "raw20.hpp"

namespace bench {

void write_facts(const Facts& facts, const std::filesystem::path& file) {
    nlohmann::ordered_json json;
    json["rows"] = facts.rows;
    json["accounts"] = facts.accounts;
    json["blocks"] = facts.blocks;
    json["hubs"] = facts.hubs;
    json["theft_first_row"] = facts.theft_first_row;
    json["theft_rows"] = facts.theft_rows;
    json["theft_tx"] = nlohmann::json::array();
    for (std::uint32_t i = 1; i <= facts.theft_rows; ++i) {
        json["theft_tx"].push_back(fmt::format("#{}", facts.theft_first_row + i));
    }
    json["victim"] = facts.victim;
    json["thief"] = facts.thief;
    json["stolen"] = std::to_string(facts.stolen);
    std::ofstream stream{file};
    stream << json.dump(2) << '\n';
    stream.close();
    if (!stream) { give_up("writing failed", file); }
}

Facts read_facts(const std::filesystem::path& file) {
    std::ifstream stream{file};
    const auto json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object()) { give_up("is no description of a generated ledger", file); }
    return {.rows = json.at("rows"),
            .accounts = json.at("accounts"),
            .blocks = json.at("blocks"),
            .hubs = json.at("hubs"),
            .theft_first_row = json.at("theft_first_row"),
            .theft_rows = json.at("theft_rows"),
            .victim = json.at("victim"),
            .thief = json.at("thief"),
            .stolen = std::stoull(json.at("stolen").get<std::string>())};
}

}  // namespace bench
