#pragma once

#include <cstdint>
#include <map>
#include <nem/nem.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

/// A second reading of Reference 3.4, 4.4 and 6.1, written apart from the room: slow, over NIS's
/// JSON, with numbers and texts only.
namespace nem_chain::testing {

class MovementOracle {
public:
    explicit MovementOracle(nem::Network network) : network_{network} {}

    /// What a block moves, a line a row: `from>to amount fee kind index`.
    [[nodiscard]] std::vector<std::string> lines_of(const nlohmann::json& block);
    /// By the formula of 4.4: received - sent - fees + harvested - rentals and so on.
    [[nodiscard]] const std::map<std::string, std::int64_t>& balances() const { return balances_; }

private:
    struct Line {
        std::string from, to;
        std::int64_t amount;
        std::string kind;
    };
    struct Levy {
        int type;
        std::string recipient, mosaic;
        std::int64_t fee;
    };
    struct Link {
        std::string owner;
        std::int64_t height;
        bool active;
    };
    void body(const nlohmann::json& transaction, std::int64_t height, std::vector<Line>& lines);
    void transfer(const nlohmann::json& transaction, std::vector<Line>& lines);
    void one(const nlohmann::json& transaction, std::int64_t height, std::size_t index);
    void emit(const std::vector<Line>& lines, std::int64_t fee, const std::string& payer,
              std::size_t index);
    [[nodiscard]] std::string address_of(const nlohmann::json& key) const;

    nem::Network network_;
    std::vector<std::string> out_;
    std::int64_t fees_{0};
    std::map<std::string, Levy> levies_;
    std::map<std::string, Link> remotes_;           // by remote account
    std::map<std::string, std::string> remote_of_;  // by owner
    std::map<std::string, std::string> owner_of_root_;
    std::map<std::string, std::int64_t> balances_;
};

}  // namespace nem_chain::testing
