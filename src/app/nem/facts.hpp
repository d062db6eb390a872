#pragma once

#include <base/base.hpp>
#include <nem/nem.hpp>
#include <string>
#include <vector>

#include "../terminal/terminal.hpp"

namespace app {

/// What a person reads of a transaction: a name and a value a line, some lines under others.
class NemFacts {
public:
    explicit NemFacts(base::Language language) : language_{language} {}

    void add(const base::Phrase& name, std::string value, Tone tone = Tone::Plain);
    void add(const base::Phrase& name, const base::Phrase& value, Tone tone = Tone::Plain);
    /// Further values of the line before.
    void add_more(std::string value);
    /// A heading; what follows stands under it.
    void begin(const base::Phrase& heading);
    [[nodiscard]] std::string to_text(const Terminal& terminal) const;
    [[nodiscard]] base::Language language() const { return language_; }

private:
    struct Line {
        std::string name;
        std::string value;
        Tone tone{Tone::Plain};
        std::size_t depth{0};
        bool heading{false};
    };
    base::Language language_;
    std::size_t depth_{0};
    std::vector<Line> lines_;
};

/// `0.050000 XEM`.
[[nodiscard]] std::string to_xem(money::Amount micro);
/// In Japanese JST, then UTC.
[[nodiscard]] std::string to_time(nem::TimeStamp stamp, base::Language language);
/// In groups of six, as people compare addresses.
[[nodiscard]] std::string to_pretty(const nem::Address& address);
[[nodiscard]] base::Phrase network_phrase(nem::Network network);

}  // namespace app
