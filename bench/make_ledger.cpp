// make_ledger ROWS BASE: writes BASE.raw20 and BASE.json, a made-up ledger of that many rows with a
// theft at 60 % of its length. The same ROWS give the same bytes.
#include <charconv>
#include <filesystem>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "economy.hpp"
#include "facts.hpp"
#include "raw20.hpp"
#include "thief.hpp"

namespace {

constexpr std::uint64_t kSeed = 20'180'126;
constexpr std::uint32_t kRowsMin = 1'000;

std::optional<std::uint32_t> parse_rows(std::string_view text) {
    std::uint32_t rows = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (error != std::errc{} || end != text.data() + text.size() || rows < kRowsMin) { return {}; }
    return rows;
}

bench::Facts write_ledger(std::uint32_t rows, const std::filesystem::path& file) {
    bench::RecordWriter writer{file};
    bench::Economy economy{rows, kSeed, writer};
    bench::Thief thief{economy};
    bench::Facts facts{.rows = rows, .hubs = bench::Economy::kHubs};
    economy.grant();
    while (economy.rows() < rows / 5 * 3) { economy.live(); }
    thief.steal(facts);
    while (!economy.full()) {
        thief.act_when_due();
        if (!economy.full()) { economy.live(); }
    }
    writer.finish();
    facts.accounts = economy.accounts();
    facts.blocks = economy.block();
    return facts;
}

}  // namespace

int main(int argc, char** argv) {
    const std::span<char*> arguments{argv, static_cast<std::size_t>(argc)};
    const auto rows = arguments.size() == 3 ? parse_rows(arguments[1]) : std::nullopt;
    if (!rows) {
        std::cerr << "usage: make_ledger ROWS BASE (ROWS at least " << kRowsMin << ")\n";
        return 2;
    }
    const std::string path{arguments[2]};
    const bench::Facts facts = write_ledger(*rows, path + ".raw20");
    bench::write_facts(facts, path + ".json");
    std::cout << facts.rows << " rows, " << facts.accounts << " accounts, " << facts.blocks
              << " blocks, " << facts.stolen << " atoms stolen\n";
    return 0;
}
