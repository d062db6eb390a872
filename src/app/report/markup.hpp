#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace report {

/// Markup written in this program: only a literal can become one, so nothing from outside can.
class Literal {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal stands for itself in `out << "<p>"`
    consteval Literal(const char* literal) : markup_{literal} {}
    [[nodiscard]] constexpr std::string_view markup() const { return markup_; }

private:
    std::string_view markup_;  // of a literal, which lives as long as the program
};

/// A piece of the page. It grows by literals, by other pieces and by integers; a string gets in
/// through the functions below alone, which escape it.
class Markup {
public:
    Markup() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is a piece of the page
    Markup(Literal literal) : html_{literal.markup()} {}

    Markup& operator<<(Literal literal) {
        html_ += literal.markup();
        return *this;
    }
    Markup& operator<<(const Markup& piece) {
        html_ += piece.html_;
        return *this;
    }
    [[nodiscard]] const std::string& html() const { return html_; }
    [[nodiscard]] bool empty() const { return html_.empty(); }

    friend Markup text(std::string_view ours);
    friend Markup number(std::int64_t value);

private:
    std::string html_;
};

/// Our own sentences and figures, fit for an element's content and for a quoted attribute, in HTML
/// and in SVG. What lies in them from outside has gone through `base::visible`.
[[nodiscard]] Markup text(std::string_view ours);
[[nodiscard]] Markup number(std::int64_t value);

/// Longest text from outside that is shown whole: a name in a table, a paragraph of a case.
inline constexpr std::size_t kNameBytesMax = 240;
inline constexpr std::size_t kProseBytesMax = 16'000;

/// A name or a message from outside: what nobody can see is spelt out, what is too long is cut.
[[nodiscard]] Markup outside(std::string_view name, std::size_t bytes_max = kNameBytesMax);
/// The same, isolated from the writing direction of its neighbours (HTML only).
[[nodiscard]] Markup isolated(std::string_view name, std::size_t bytes_max = kNameBytesMax);
/// Prose from outside: a paragraph a line.
[[nodiscard]] Markup paragraphs(std::string_view prose);

/// At most `columns` wide, a Japanese character counting two, with an ellipsis where it was cut.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t columns);
/// How many columns a text takes.
[[nodiscard]] std::size_t width_of(std::string_view utf8);

}  // namespace report
