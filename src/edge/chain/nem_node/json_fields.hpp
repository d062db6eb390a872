#pragma once

#include <nem_node/answers.hpp>
#include <nlohmann/json.hpp>
#include <string>

namespace nem_node {

[[nodiscard]] inline NodeError bad_answer(std::string detail) {
    return {NodeProblem::BadAnswer, 0, std::move(detail)};
}

/// The fields of one JSON object, by name. The first failure is kept, and what follows it reads as
/// nothing; `done` gives the value or that failure.
class JsonFields {
public:
    explicit JsonFields(const nlohmann::json& json) : json_{&json} {
        if (!json.is_object()) { fail("no object"); }
    }

    std::uint64_t number(const char* key, std::uint64_t most = UINT64_MAX);
    money::Amount amount(const char* key) { return money::Amount::from_atoms(number(key)); }
    ledger::Height height(const char* key) { return ledger::Height{number(key)}; }
    std::string text(const char* key, std::size_t bytes_max);
    /// Absent and null are empty.
    std::string optional_text(const char* key, std::size_t bytes_max);
    nem::Address address(const char* key);
    std::optional<nem::PublicKey> optional_key(const char* key);
    /// `{"data":"<hex>"}`; `{}`, null and an absent key are nothing.
    std::optional<nem::Hash> optional_hash(const char* key);
    nem::Hash hash(const char* key);
    /// An empty object stands for what is missing or of another kind.
    const nlohmann::json& object(const char* key);
    const nlohmann::json& optional_object(const char* key);
    /// An empty array, and a failure, for what is missing, of another kind or longer than kListMax.
    const nlohmann::json& array(const char* key);

    void fail(std::string what) {
        if (!failure_) { failure_ = std::move(what); }
    }
    [[nodiscard]] bool failed() const { return failure_.has_value(); }
    template <class T>
    [[nodiscard]] Answer<T> done(T value) const {
        if (failure_) { return std::unexpected(bad_answer(*failure_)); }
        return value;
    }

private:
    [[nodiscard]] const nlohmann::json* find(const char* key) const;

    const nlohmann::json* json_;
    std::optional<std::string> failure_;
};

/// BadAnswer for what is no JSON.
[[nodiscard]] Answer<nlohmann::json> parse_json(std::string_view text);

/// Reads each element of an array; the failure names its place.
template <class T, class Read>
[[nodiscard]] Answer<std::vector<T>> read_list(const nlohmann::json& array, Read read) {
    std::vector<T> values;
    for (std::size_t i = 0; i < array.size(); ++i) {
        Answer<T> value = read(array[i]);
        if (!value) {
            return std::unexpected(bad_answer(fmt::format("[{}]: {}", i, value.error().detail)));
        }
        values.push_back(std::move(*value));
    }
    return values;
}

}  // namespace nem_node
