#include "desk_log.hpp"

#include "../output/json.hpp"

namespace app {

namespace {

namespace event = marks::event;

constexpr std::string_view kVersion = "dyepack.desk-event/1";

Json to_json(const marks::Candidate& candidate) {
    return {{"account", candidate.account},
            {"received", candidate.received.atoms()},
            {"tainted", candidate.tainted.atoms()},
            {"balance", candidate.balance.atoms()},
            {"hops", candidate.hops},
            {"theft", candidate.received_theft},
            {"tx", candidate.tx}};
}

/// One event's members.
struct Writing {
    Json& out;

    void operator()(const event::NextBlock& block) const {
        out["kind"] = "block";
        out["height"] = block.height.value;
        out["candidates"] = Json::array();
        for (const auto& candidate : block.candidates) {
            out["candidates"].push_back(to_json(candidate));
        }
    }
    void operator()(const event::BlockUndone& undone) const {
        out["kind"] = "undone";
        out["height"] = undone.height.value;
    }
    void operator()(const event::Tick& tick) const {
        out["kind"] = "tick";
        out["now"] = tick.now.seconds;
        out["fee"] = tick.fee.atoms();
    }
    void operator()(const event::Approve& one) const { about("approve", one.account); }
    void operator()(const event::Decline& one) const { about("decline", one.account); }
    void operator()(const event::Uphold& one) const { about("uphold", one.account); }
    void operator()(const event::Included& included) const {
        ordered("included", included.order);
        out["height"] = included.height.value;
        out["tx"] = included.tx;
    }
    void operator()(const event::FellOut& one) const { ordered("fell_out", one.order); }
    void operator()(const event::Failed& one) const { ordered("failed", one.order); }
    void operator()(const event::Dispute& dispute) const {
        about("dispute", dispute.account);
        out["note"] = dispute.note;
    }
    void operator()(const event::Revoke& revoke) const {
        about("revoke", revoke.account);
        out["note"] = revoke.note;
    }
    void operator()(const event::Close& close) const {
        out["kind"] = "close";
        out["now"] = close.now.seconds;
        out["note"] = close.note;
    }

private:
    void about(std::string_view kind, const std::string& account) const {
        out["kind"] = kind;
        out["account"] = account;
    }
    void ordered(std::string_view kind, const std::string& order) const {
        out["kind"] = kind;
        out["order"] = order;
    }
};

/// Unlike the library's own conversion, nothing of a fraction or of what is below zero.
std::uint64_t whole(const Json& from, const char* key) {
    return from.at(key).get_ref<const std::uint64_t&>();
}

/// Throws what the JSON library throws; the caller takes it.
class Reading {
public:
    explicit Reading(const Json& document) : in_{document} {}

    [[nodiscard]] std::optional<marks::DeskEvent> read() const {
        const auto kind = text("kind");
        if (kind == "block") { return block(); }
        if (kind == "undone") { return event::BlockUndone{height()}; }
        if (kind == "tick") { return event::Tick{now(), amount(in_, "fee")}; }
        if (kind == "approve") { return event::Approve{text("account")}; }
        if (kind == "decline") { return event::Decline{text("account")}; }
        if (kind == "uphold") { return event::Uphold{text("account")}; }
        if (kind == "included") { return event::Included{text("order"), height(), text("tx")}; }
        if (kind == "fell_out") { return event::FellOut{text("order")}; }
        if (kind == "failed") { return event::Failed{text("order")}; }
        if (kind == "dispute") { return event::Dispute{text("account"), text("note")}; }
        if (kind == "revoke") { return event::Revoke{text("account"), text("note")}; }
        if (kind == "close") { return event::Close{now(), text("note")}; }
        return std::nullopt;
    }

private:
    [[nodiscard]] std::string text(const char* key) const {
        return in_.at(key).get_ref<const std::string&>();
    }
    [[nodiscard]] ledger::Height height() const { return {whole(in_, "height")}; }
    [[nodiscard]] base::Instant now() const {
        return {in_.at("now").get_ref<const std::int64_t&>()};
    }
    static money::Amount amount(const Json& from, const char* key) {
        return money::Amount::from_atoms(whole(from, key));
    }
    [[nodiscard]] event::NextBlock block() const {
        event::NextBlock block{height(), {}};
        for (const Json& one : in_.at("candidates")) {
            block.candidates.push_back({.account = one.at("account").get<std::string>(),
                                        .received = amount(one, "received"),
                                        .tainted = amount(one, "tainted"),
                                        .balance = amount(one, "balance"),
                                        .hops = static_cast<std::uint32_t>(whole(one, "hops")),
                                        .received_theft = one.at("theft").get<bool>(),
                                        .tx = one.at("tx").get<std::string>()});
        }
        return block;
    }

    const Json& in_;
};

}  // namespace

std::string to_document(const LoggedEvent& logged) {
    Json document;
    document["version"] = kVersion;
    document["tip"] = logged.tip ? Json(logged.tip->value) : Json(nullptr);
    std::visit(Writing{document}, logged.event);
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<LoggedEvent> parse_logged(std::string_view document) {
    const Json parsed = Json::parse(document, nullptr, false);
    if (!parsed.is_object()) { return std::nullopt; }
    try {
        if (parsed.at("version") != kVersion) { return std::nullopt; }
        std::optional<ledger::Height> tip;
        if (!parsed.at("tip").is_null()) { tip = {whole(parsed, "tip")}; }
        auto event = Reading{parsed}.read();
        if (!event) { return std::nullopt; }
        LoggedEvent logged{tip, *std::move(event)};
        // A number too large for what it counts has come out as another one.
        if (to_document(logged) != document) { return std::nullopt; }
        return logged;
    } catch (const Json::exception&) { return std::nullopt; }
}

}  // namespace app
