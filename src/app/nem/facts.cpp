#include "facts.hpp"

#include <fmt/format.h>

#include <address/address.hpp>
#include <algorithm>

#include "../terminal/text_width.hpp"
#include "entity_json.hpp"

namespace app {

namespace {

constexpr std::size_t kIndent = 2;

}  // namespace

void NemFacts::add(const base::Phrase& name, std::string value, Tone tone) {
    lines_.push_back({base::pick(name, language_), std::move(value), tone, depth_, false});
}

void NemFacts::add(const base::Phrase& name, const base::Phrase& value, Tone tone) {
    add(name, base::pick(value, language_), tone);
}

void NemFacts::add_more(std::string value) {
    lines_.push_back({{}, std::move(value), Tone::Plain, depth_, false});
}

void NemFacts::begin(const base::Phrase& heading) {
    lines_.push_back({base::pick(heading, language_), {}, Tone::Strong, depth_, true});
    ++depth_;
}

std::string NemFacts::to_text(const Terminal& terminal) const {
    std::size_t width = 0;
    for (const Line& line : lines_) {
        if (line.heading) { continue; }
        width = std::max(width, columns_of(line.name) + (kIndent * line.depth));
    }
    std::string text;
    for (const Line& line : lines_) {
        const std::string indent(kIndent * line.depth, ' ');
        if (line.heading) {
            text += indent + painted(line.name, Tone::Strong, terminal) + "\n";
            continue;
        }
        text += pad_right(indent + line.name, width) + "  " +
                painted(line.value, line.tone, terminal) + "\n";
    }
    return text;
}

std::string to_xem(money::Amount micro) {
    constexpr int kPlaces = 6;
    return money::to_grouped(micro.atoms(), kPlaces) + " XEM";
}

std::string to_time(nem::TimeStamp stamp, base::Language language) {
    const base::Moment moment{nem::to_instant(stamp), base::Precision::Second};
    const auto utc = base::to_clock_text(moment, 0) + " UTC";
    if (language == base::Language::En) { return utc; }
    return fmt::format("{} JST（{}）", base::to_clock_text(moment, base::kJstOffsetMinutes), utc);
}

std::string to_pretty(const nem::Address& address) {
    return address::to_pretty(address::Chain::Nem, address.text());
}

base::Phrase network_phrase(nem::Network network) {
    if (network == nem::kMainnet) { return {"main network", "メインネットワーク"}; }
    if (network == nem::kTestnet) { return {"test network", "テストネットワーク"}; }
    if (network == nem::kMijin) { return {"mijin (private)", "mijin（プライベート）"}; }
    return base::phrase("private network {}", "プライベートネットワーク {}", network_name(network));
}

}  // namespace app
