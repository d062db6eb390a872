#include <algorithm>
#include <replay/topics.hpp>
#include <stomp/stomp.hpp>

namespace replay {

namespace {

std::string error_frame(std::string_view message) {
    return stomp::write({"ERROR", {{"message", std::string{message}}}, {}});
}

}  // namespace

StompSession::Reaction StompSession::read(std::string_view message, const View& view,
                                          std::uint64_t now_ms, Registered& registered) {
    Reaction reaction;
    // A line end alone is a heartbeat.
    if (std::ranges::all_of(message, [](char c) { return c == '\n' || c == '\r'; })) {
        return reaction;
    }
    const auto refuse = [&](std::string_view why) {
        reaction.frames.push_back(error_frame(why));
        reaction.close = true;  // as STOMP has it after an ERROR
        return reaction;
    };
    const auto frame = stomp::parse(message);
    if (!frame) { return refuse(stomp::to_string(frame.error())); }
    if (frame->command == "CONNECT" || frame->command == "STOMP") {
        connected_ = true;
        reaction.frames.push_back(
            stomp::write({"CONNECTED", {{"version", "1.2"}, {"heart-beat", "0,0"}}, {}}));
        return reaction;
    }
    if (!connected_) { return refuse("CONNECT comes first"); }
    if (frame->command == "DISCONNECT") {
        reaction.close = true;
    } else if (frame->command == "SUBSCRIBE") {
        const auto id = frame->header("id");
        const auto destination = frame->header("destination");
        if (!id || !destination) { return refuse("SUBSCRIBE needs id and destination"); }
        if (subscriptions_.size() == kSubscriptionsMax) { return refuse("too many subscriptions"); }
        subscriptions_.emplace_back(*id, *destination);
    } else if (frame->command == "UNSUBSCRIBE") {
        const auto id = frame->header("id");
        if (!id) { return refuse("UNSUBSCRIBE needs an id"); }
        std::erase_if(subscriptions_, [&](const auto& one) { return one.first == *id; });
    } else if (frame->command == "SEND") {
        const auto destination = frame->header("destination");
        if (!destination) { return refuse("SEND needs a destination"); }
        reaction.pushes = pushes_for(*destination, frame->body, view, now_ms, registered);
    } else {
        return refuse("unknown command");
    }
    return reaction;
}

std::vector<std::string> StompSession::frames_of(const Push& push) {
    std::vector<std::string> frames;
    for (const auto& [id, topic] : subscriptions_) {
        if (topic != push.topic) { continue; }
        frames.push_back(stomp::write({"MESSAGE",
                                       {{"destination", push.topic},
                                        {"subscription", id},
                                        {"message-id", std::to_string(++messages_)},
                                        {"content-type", "application/json;charset=UTF-8"}},
                                       push.body}));
    }
    return frames;
}

}  // namespace replay
