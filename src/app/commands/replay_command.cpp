#include <chrono>
#include <thread>

#include "../complain.hpp"
#include "../replay/settings.hpp"
#include "../replay/stand_ins.hpp"
#include "../trace_request.hpp"
#include "../watch/stop_signals.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

using base::phrase;

namespace {

/// What is replayed, and whose case it is.
struct Source {
    std::optional<LoadedCase> loaded;
    std::optional<store::OpenLedger> ledger;
    [[nodiscard]] const store::OpenLedger& open() const {
        return loaded ? loaded->ledger : base::present(ledger, "a ledger without a case");
    }
};

Expected<Source> open_source(const Arguments& arguments, const ReplaySettings& settings,
                             base::Language language) {
    TraceRequest request;
    if (const auto wrong = read_ledger_options(arguments, request)) {
        return std::unexpected(*wrong);
    }
    Source source;
    if (settings.case_file) {
        request.case_file = settings.case_file;
        auto loaded = load_for_person(std::move(request), language);
        if (!loaded) { return std::unexpected(loaded.error()); }
        source.loaded = *std::move(loaded);
        return source;
    }
    store::OpenOptions options;
    options.format = request.input_format;
    options.asset = request.asset;
    options.divisibility = request.divisibility;
    options.chain = request.chain.value_or(address::Chain::Other);
    auto ledger = store::open_ledger(settings.ledger.value_or(""), options);
    if (!ledger) { return std::unexpected(ledger.error()); }
    print_warnings(ledger->warnings, language);
    source.ledger = *std::move(ledger);
    return source;
}

Expected<replay::Script> read_script(const std::optional<std::filesystem::path>& file) {
    if (!file) { return replay::Script{}; }
    const auto text = store::read_file(*file, store::kDocumentBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    return replay::parse_script(*text, file->string());
}

base::Complaint about(const replay::ReplayFault& fault) {
    const bool world = fault.problem == replay::ReplayProblem::NoKeys;
    return complaint(world ? base::Blame::World : base::Blame::Input, to_phrase(fault));
}

/// Tells a person how far the chain is: scenes as they begin, the height now and then.
class Progress {
public:
    explicit Progress(base::Language language) : language_{language} {}
    void operator()(std::uint64_t height, nem::TimeStamp now,
                    const std::vector<base::Phrase>& notes) {
        std::string text;
        for (const auto& note : notes) { text += base::pick(note, language_) + "\n"; }
        const auto time = std::chrono::steady_clock::now();
        if (height != said_ && time - said_at_ >= std::chrono::seconds{10}) {
            text += base::pick(phrase("height {}, {}\n", "高さ {}、{}\n", height,
                                      base::to_rfc3339(nem::to_instant(now))),
                               language_);
            said_ = height;
            said_at_ = time;
        }
        // Nobody reads any more: the nodes go on.
        if (!text.empty()) { std::ignore = write_stdout(text); }
    }

private:
    base::Language language_;
    std::uint64_t said_{0};
    std::chrono::steady_clock::time_point said_at_;
};

std::string url_of(const replay::Endpoint& endpoint) {
    const bool six = endpoint.address.contains(':');
    return fmt::format("http://{}{}{}:{}", six ? "[" : "", endpoint.address, six ? "]" : "",
                       endpoint.port);
}

std::string greeting(const replay::Recording& recording, const replay::Chain& chain,
                     const replay::Server& server, const LoadedCase* loaded,
                     base::Language language) {
    std::string text = stand_in_table(chain, loaded, language);
    const auto from = base::to_rfc3339(nem::to_instant(recording.transfers.front().at));
    const auto to = base::to_rfc3339(nem::to_instant(chain.recording_end()));
    text += base::pick(phrase("{} transfers, {} to {}; height 2 is the first block with any\n",
                              "送金 {} 件、{} から {} まで。高さ 2 が最初のブロックです\n",
                              recording.transfers.size(), from, to),
                       language);
    for (const auto& endpoint : server.endpoints()) {
        text += base::pick(
            phrase("serving {} (websocket: /w/messages/websocket)\n",
                   "{} で応答します（WebSocket: /w/messages/websocket）\n", url_of(endpoint)),
            language);
    }
    return text;
}

}  // namespace

Expected<int> run_replay(const Arguments& arguments, base::Language language) {
    auto settings = to_replay_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const StopSignals signals;
    auto script = read_script(settings->script);
    if (!script) { return std::unexpected(script.error()); }
    const auto source = open_source(arguments, *settings, language);
    if (!source) { return std::unexpected(source.error()); }
    if (!source->open().accounts) {
        return std::unexpected(
            complaint(base::Blame::Input, phrase("a UTXO ledger cannot be replayed on NEM",
                                                 "UTXO 型の台帳は NEM として再生できません")));
    }
    const auto recording = replay::to_recording(*source->open().accounts);
    if (!recording) { return std::unexpected(about(recording.error())); }
    const auto chain = replay::Chain::make(*recording, settings->chain);
    if (!chain) { return std::unexpected(about(chain.error())); }
    const auto& the_case = source->loaded;
    const LoadedCase* const loaded = the_case ? &*the_case : nullptr;
    const auto& case_out = settings->case_out;
    if (case_out && loaded != nullptr) {
        if (auto wrong = write_stand_in_case(*chain, *recording, *loaded, *case_out)) {
            return std::unexpected(*std::move(wrong));
        }
    }
    replay::ServerSettings served;
    served.endpoints = settings->endpoints;
    served.network = settings->chain.network;
    served.speed = settings->speed;
    served.stand_ins = stand_in_json(*chain, loaded, settings->chain.seed);
    served.progress = Progress{language};
    auto server = replay::Server::make(
        replay::Troupe{*chain, *std::move(script), settings->endpoints.size()}, std::move(served));
    if (!server) { return std::unexpected(server.error()); }
    if (const auto failure =
            write_stdout(greeting(*recording, *chain, **server, loaded, language))) {
        return std::unexpected(*failure);
    }
    while (!signals.stopped()) {
        if (auto failure = (*server)->failure()) {
            return std::unexpected(complaint(base::Blame::World, *std::move(failure)));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    (*server)->stop();
    return kDone;
}

}  // namespace app
