// trace_bench --ledger=BASE [Google Benchmark's options]: times dyepack beside the reference loop
// on one generated ledger. Every measurement is one pass (a repetition each); setting up a state
// is not timed, so that first touches of memory do not decide. bench/run calls it.
#include <benchmark/benchmark.h>

#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "subject.hpp"

namespace {

using bench::Subject;

class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>{std::chrono::steady_clock::now() - start_}.count();
    }

private:
    std::chrono::steady_clock::time_point start_{std::chrono::steady_clock::now()};
};

/// Times the rows before the theft and those from it on apart.
template <class Before, class After>
void time_halves(benchmark::State& state, const Subject& subject, Before before, After after) {
    const Stopwatch whole;
    before();
    const double before_seconds = whole.seconds();
    after();
    const double seconds = whole.seconds();
    state.SetIterationTime(seconds);
    state.counters["rows"] = subject.facts().rows;
    state.counters["rows_before"] = subject.theft_begin();
    state.counters["before_seconds"] = before_seconds;
    state.counters["after_seconds"] = seconds - before_seconds;
}

void time_all(benchmark::State& state, const Subject& subject, const auto& work) {
    const Stopwatch watch;
    work();
    state.SetIterationTime(watch.seconds());
    state.counters["rows"] = subject.facts().rows;
}

void bench_reference(benchmark::State& state, const Subject& subject) {
    for (auto _ : state) {
        std::vector<bench::reference::Holding> holdings = subject.holdings();
        time_halves(
            state, subject,
            [&] {
                bench::reference::move_balances(holdings,
                                                subject.records(0, subject.theft_begin()));
            },
            [&] {
                bench::reference::steal(
                    holdings, subject.records(subject.theft_begin(), subject.theft_end()));
                bench::reference::haircut(
                    holdings, subject.records(subject.theft_end(), subject.facts().rows));
            });
        benchmark::DoNotOptimize(holdings.data());
    }
}

void bench_policy(benchmark::State& state, const Subject& subject, taint::Policy policy) {
    for (auto _ : state) {
        const auto book = taint::make_account_book(policy, subject.ledger().openings(), {});
        time_halves(
            state, subject,
            [&] { bench::apply_rows(*book, subject.ledger(), 0, subject.theft_begin()); },
            [&] {
                bench::apply_thefts(*book, subject.ledger(), subject.theft_begin(),
                                    subject.theft_end());
                bench::apply_rows(*book, subject.ledger(), subject.theft_end(),
                                  subject.facts().rows);
            });
    }
}

/// The library's whole answer: state, pass, sorted holders.
void bench_trace_all(benchmark::State& state, const Subject& subject,
                     const std::vector<taint::Policy>& policies) {
    for (auto _ : state) {
        time_all(state, subject, [&] {
            benchmark::DoNotOptimize(trace::trace_all(subject.ledger(), subject.plan(), policies));
        });
    }
}

void bench_open(benchmark::State& state, const Subject& subject) {
    for (auto _ : state) {
        time_all(state, subject,
                 [&] { benchmark::DoNotOptimize(bench::open_raw20(subject.file())); });
    }
}

void bench_openings(benchmark::State& state, const Subject& subject) {
    for (auto _ : state) {
        time_all(state, subject,
                 [&] { benchmark::DoNotOptimize(ledger::find_openings(subject.ledger())); });
    }
}

void bench_reference_openings(benchmark::State& state, const Subject& subject) {
    for (auto _ : state) {
        time_all(state, subject, [&] {
            benchmark::DoNotOptimize(
                bench::reference::find_openings(subject.records(), subject.facts().accounts));
        });
    }
}

void bench_read(benchmark::State& state, const Subject& subject) {
    for (auto _ : state) {
        time_all(state, subject, [&] {
            std::uint64_t atoms = 0;
            ledger::for_each_batch(subject.ledger(), 0, subject.facts().rows,
                                   [&](ledger::Row, std::span<const ledger::Transfer> rows) {
                                       for (const auto& row : rows) { atoms += row.amount.atoms(); }
                                   });
            benchmark::DoNotOptimize(atoms);
        });
    }
}

constexpr std::uint32_t kLiveBlocks = 2'000;
constexpr std::uint32_t kUndoBlocks = 360;  // as far as NEM reorganises

struct LiveBlock {
    ledger::Row first;
    std::vector<ledger::Transfer> transfers;
    std::vector<bool> thefts;
};

std::vector<LiveBlock> blocks_after_theft(const Subject& subject) {
    std::vector<LiveBlock> blocks;
    std::uint32_t begin = subject.ledger().block_end(ledger::Row{subject.theft_end()});
    while (blocks.size() < kLiveBlocks && begin < subject.facts().rows) {
        const std::uint32_t end = subject.ledger().block_end(ledger::Row{begin});
        LiveBlock block{ledger::Row{begin}, std::vector<ledger::Transfer>(end - begin),
                        std::vector<bool>(end - begin)};
        subject.ledger().read(block.first, block.transfers);
        blocks.push_back(std::move(block));
        begin = end;
    }
    return blocks;
}

/// A trace that stands just before `row`, the theft behind it.
void catch_up(trace::LiveTrace& live, const Subject& subject, ledger::Row row) {
    std::vector<ledger::Transfer> transfers(row.value);
    subject.ledger().read(ledger::Row{0}, transfers);
    std::vector<bool> thefts(row.value);
    for (const trace::Theft& theft : subject.plan().thefts) { thefts[theft.row.value] = true; }
    live.apply_block(ledger::Row{0}, transfers, thefts);
    live.forget_blocks(0);
}

/// Block by block from the theft on; then the newest blocks undone, one by one.
void bench_live(benchmark::State& state, const Subject& subject, taint::Policy policy) {
    const std::vector<LiveBlock> blocks = blocks_after_theft(subject);
    for (auto _ : state) {
        trace::LiveTrace live{policy, subject.ledger().openings(), {}};
        catch_up(live, subject, blocks.front().first);
        const Stopwatch applying;
        std::uint64_t rows = 0;
        for (const LiveBlock& block : blocks) {
            live.apply_block(block.first, block.transfers, block.thefts);
            live.forget_blocks(kUndoBlocks);
            rows += block.transfers.size();
        }
        const double apply_seconds = applying.seconds();
        const Stopwatch undoing;
        std::uint64_t undone = 0;
        while (live.undo_block()) { ++undone; }
        const double undo_seconds = undoing.seconds();
        state.SetIterationTime(apply_seconds + undo_seconds);
        state.counters["rows"] = static_cast<double>(rows);
        state.counters["blocks_applied"] = static_cast<double>(blocks.size());
        state.counters["blocks_undone"] = static_cast<double>(undone);
        state.counters["apply_seconds"] = apply_seconds;
        state.counters["undo_seconds"] = undo_seconds;
    }
}

void measure_once(benchmark::internal::Benchmark* one) {
    one->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);
}

void register_all(const Subject& subject) {
    const auto add = [&subject](const std::string& name, auto function, const auto&... arguments) {
        measure_once(benchmark::RegisterBenchmark(
            name.c_str(), [&subject, function, arguments...](benchmark::State& state) {
                function(state, subject, arguments...);
            }));
    };
    add("reference/haircut", bench_reference);
    for (const taint::Policy policy : taint::kPolicies) {
        add("policy/" + std::string{taint::to_string(policy)}, bench_policy, policy);
    }
    add("trace_all/haircut", bench_trace_all, std::vector{taint::Policy::Haircut});
    add("trace_all/five", bench_trace_all,
        std::vector<taint::Policy>(taint::kPolicies.begin(), taint::kPolicies.end()));
    add("open", bench_open);
    add("read", bench_read);
    add("openings", bench_openings);
    add("reference/openings", bench_reference_openings);
    for (const taint::Policy policy : taint::kPolicies) {
        add("live/" + std::string{taint::to_string(policy)}, bench_live, policy);
    }
}

/// Takes `--ledger=BASE` out of the arguments; the rest is Google Benchmark's.
std::optional<std::string> take_ledger(std::vector<char*>& arguments) {
    constexpr std::string_view kOption = "--ledger=";
    std::optional<std::string> base;
    std::erase_if(arguments, [&](const char* argument) {
        const std::string_view text{argument};
        if (!text.starts_with(kOption)) { return false; }
        base = text.substr(kOption.size());
        return true;
    });
    return base;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<char*> arguments(argv, argv + argc);
    const auto base = take_ledger(arguments);
    if (!base) {
        std::cerr << "usage: trace_bench --ledger=BASE [--benchmark_...]\n";
        return 2;
    }
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) { return 2; }
    const Subject subject{*base};
    bench::check_agreement(subject);
    register_all(subject);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
