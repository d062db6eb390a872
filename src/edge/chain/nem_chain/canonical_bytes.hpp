#pragma once

#include <concepts>
#include <cstdint>
#include <nem/nem.hpp>
#include <string_view>
#include <vector>

namespace nem_chain {

/// Little-endian numbers and texts with their lengths, one after another.
class CanonicalBytes {
public:
    template <std::unsigned_integral Value>
    void put(Value value) {
        for (std::size_t i = 0; i < sizeof value; ++i) {
            bytes_.push_back(static_cast<std::uint8_t>(std::uint64_t{value} >> (8 * i)));
        }
    }
    void put(bool value) { put(static_cast<std::uint8_t>(value ? 1 : 0)); }
    void put(std::string_view text) {
        put(std::uint64_t{text.size()});
        bytes_.insert(bytes_.end(), text.begin(), text.end());
    }
    void put(const nem::Address& address) { put(address.text()); }
    void put(const nem::MosaicId& id) {
        put(std::string_view{id.namespace_id});
        put(std::string_view{id.name});
    }
    template <class Tag, std::size_t Size>
    void put(const nem::Octets<Tag, Size>& octets) {
        bytes_.insert(bytes_.end(), octets.bytes.begin(), octets.bytes.end());
    }
    void put(ledger::Height height) { put(height.value); }
    void put(money::Amount amount) { put(amount.atoms()); }
    template <class Value>
    void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value) { put(*value); }
    }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

private:
    std::vector<std::uint8_t> bytes_;
};

}  // namespace nem_chain
