#pragma once

#include <base/base.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>
#include <yaml/tree.hpp>

/// Reading a YAML map as a form with named fields.
namespace yaml {

/// Keeps the first complaint, so that reading a form is a plain list of its fields. What a field
/// returns after a complaint is of no use, and nobody looks at it.
class Complaints {
public:
    explicit Complaints(std::string_view file) : file_{file} {}
    void add(Spot spot, base::Phrase text);
    [[nodiscard]] base::Place place(Spot spot) const { return {file_, spot.line, spot.column}; }
    [[nodiscard]] const std::optional<base::Complaint>& first() const { return first_; }

private:
    std::string file_;
    std::optional<base::Complaint> first_;
};

inline constexpr std::size_t kNameBytesMax = 256;    // a title, an account, a transaction
inline constexpr std::size_t kProseBytesMax = 8192;  // a summary, a basis

class Form {
public:
    /// Complains unless `node` is a map and each of its keys is one of `known`.
    Form(const Value& node, std::span<const std::string_view> known, Complaints& complaints);

    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    /// Where the field's value stands, the form itself where it has none.
    [[nodiscard]] Spot spot(std::string_view key) const;
    [[nodiscard]] base::Place place(std::string_view key) const {
        return complaints_.place(spot(key));
    }
    /// The value, of any kind; a complaint and an empty node when the field is missing.
    [[nodiscard]] const Value& node(std::string_view key) const;
    /// A text of one byte or more; a complaint when it is missing.
    [[nodiscard]] std::string text(std::string_view key,
                                   std::size_t bytes_max = kNameBytesMax) const;
    /// As `text`, but empty when the field is missing.
    [[nodiscard]] std::string optional_text(std::string_view key) const;
    /// A map of `en` and `ja`; one may be missing and is taken from the other.
    [[nodiscard]] base::Phrase phrase(std::string_view key, std::size_t bytes_max) const;
    /// The items of a list; empty when the field is missing.
    [[nodiscard]] std::span<const Value> list(std::string_view key, std::size_t items_max) const;
    void complain(std::string_view key, base::Phrase text) const;

private:
    [[nodiscard]] const Value* find(std::string_view key) const;
    /// Whether the key stands there without a value or with an empty one, which is complained of.
    [[nodiscard]] bool says_nothing(std::string_view key) const;

    const Value& node_;  // a form is a view: it lives inside one reading of the tree
    Complaints& complaints_;
};

/// One text of a list, or the value of a field.
[[nodiscard]] std::string read_text(const Value& node, std::size_t bytes_max,
                                    Complaints& complaints);
[[nodiscard]] base::Phrase read_phrase(const Value& node, std::size_t bytes_max,
                                       Complaints& complaints);

}  // namespace yaml
