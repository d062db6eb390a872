#include <algorithm>
#include <store/store.hpp>

#include "marking.hpp"
#include "marking_news.hpp"

namespace app {

namespace {

constexpr std::string_view kDecision = "decision";

}  // namespace

Expected<bool> Marking::take_decisions(const std::filesystem::path& record, base::Instant now) {
    const auto files = waiting_decisions(record);
    if (files.empty()) { return false; }
    const auto taken = journal_.entries(kDecision);
    if (!taken) { return std::unexpected(taken.error()); }
    journal::Batch batch;
    for (const auto& file : files) {
        const auto name = file.stem().string();
        // Killed before it was removed: it is carried out already.
        if (std::ranges::find(*taken, name, &journal::Entry::name) != taken->end()) { continue; }
        const auto text = store::read_file(file, kDecisionBytesMax);
        const auto decision = text ? parse_decision(*text) : std::nullopt;
        const auto what = decision.value_or(Decision{"?", "?", {}, {}});
        decide(what, name, now, batch);
        batch.put({std::string{kDecision}, name, to_document(what)});
    }
    const auto committed = journal_.commit(batch);
    if (!committed) { return std::unexpected(committed.error()); }
    for (const auto& file : files) {
        std::error_code left;  // it is then passed over
        std::filesystem::remove(file, left);
    }
    return true;
}

void Marking::decide(const Decision& decision, const std::string& name, base::Instant now,
                     journal::Batch& batch) {
    const auto id = "decision/" + name;
    const auto refuse = [&](const base::Phrase& why) {
        app::tell(news_of_decision(decision, why, id, now), batch);
    };
    const auto event = to_event(decision, now);
    const auto desk = std::ranges::find(desks_, decision.case_id, &CaseDesk::case_id);
    if (!event) {
        refuse({"it cannot be read", "判断のファイルを読めません"});
        return;
    }
    if (desk == desks_.end()) {
        refuse({"that case is not marked here", "この記録ではその事件にマークを付けていません"});
        return;
    }
    const auto done = desk->apply(*event, batch);
    if (!done) {
        refuse(to_phrase(done.error()));
        return;
    }
    app::tell(news_of_decision(decision, std::nullopt, id, now), batch);
    tell(*done, *desk, now, batch);
}

}  // namespace app
