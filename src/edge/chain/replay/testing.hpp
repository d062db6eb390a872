#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <replay/replay.hpp>

/// A small night for this room's tests: a wallet is emptied in three transfers, and the coins move
/// on.
namespace replay::testing {

inline constexpr nem::TimeStamp kFirst{89'000'000};
inline constexpr std::uint64_t kXem = 1'000'000;
inline constexpr auto atoms = money::Amount::from_atoms;

inline RecordedTransfer moved(std::string tx, std::string from, std::string to, std::uint64_t xem,
                              std::uint32_t minute) {
    return {std::move(tx),
            std::move(from),
            std::move(to),
            atoms(xem * kXem),
            {},
            {kFirst.value + (minute * 60)},
            {}};
}
inline Recording small_night() {
    return {{moved("T1", "wallet", "thief", 10, 0), moved("T2", "wallet", "thief", 100'000, 2),
             moved("T3", "wallet", "thief", 50'000, 3), moved("O1", "thief", "mule", 150'000, 6)},
            {}};
}
/// Keys of somebody who tries something against the chain.
inline nem_keys::KeyPair keys_of(std::string_view name) {
    auto keys = stand_in_keys("tests", name);
    if (!keys) { throw std::runtime_error{"no keys"}; }
    return *std::move(keys);
}
inline nem::Address address_of(std::string_view name) {
    return nem::to_address(keys_of(name).public_key(), nem::kMainnet);
}
inline Chain make_chain(Recording recording = small_night()) {
    ChainSettings settings;
    settings.funded = {address_of("alice"), address_of("bob")};
    auto chain = Chain::make(std::move(recording), settings);
    if (!chain) { throw std::runtime_error{to_phrase(chain.error()).en}; }
    return *std::move(chain);
}
/// Lets the chain grow until it has so many blocks.
inline void grow(Chain& chain, std::uint64_t height) {
    while (chain.next_height().value <= height) { ASSERT_TRUE(chain.step().has_value()); }
}
inline nem::Transaction payment(std::string_view from, const nem::Address& to, std::uint64_t amount,
                                nem::TimeStamp at) {
    return {{nem::kMainnet, at, keys_of(from).public_key(), atoms(kXem), {at.value + 3'600}},
            nem::Transfer{to, atoms(amount), std::nullopt, std::nullopt}};
}
inline nem::SignedTransaction signed_by(std::string_view who, const nem::Transaction& transaction) {
    auto signed_one = nem_keys::sign(transaction, keys_of(who));
    if (!signed_one) { throw std::runtime_error{"not signed"}; }
    return *std::move(signed_one);
}

inline View view_of(const Chain& chain) {
    View view;
    view.picture = chain.picture();
    return view;
}
inline Response answer(const View& view, const Request& request) {
    const auto said = respond(view, request);
    const auto* response = std::get_if<Response>(&said);
    return response == nullptr ? Response{-1, {}} : *response;
}
inline nlohmann::json get(const View& view, std::string target) {
    return nlohmann::json::parse(answer(view, {false, std::move(target), {}, 89'000'000'000}).body);
}
inline nlohmann::json post(const View& view, std::string target, const nlohmann::json& body) {
    return nlohmann::json::parse(
        answer(view, {true, std::move(target), body.dump(), 89'000'000'000}).body);
}

}  // namespace replay::testing
