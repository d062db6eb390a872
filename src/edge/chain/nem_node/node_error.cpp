#include <nem_node/node.hpp>

namespace nem_node {
namespace {

base::Phrase problem_phrase(NodeProblem problem) {
    switch (problem) {
        case NodeProblem::Unreachable:
            return {"the node cannot be reached", "ノードに接続できません"};
        case NodeProblem::TimedOut:
            return {"the node did not answer in time", "ノードが時間内に応答しません"};
        case NodeProblem::Cut:
            return {"the connection was cut within an answer", "応答の途中で接続が切れました"};
        case NodeProblem::TooManyRequests:
            return {"the node asks for fewer requests",
                    "ノードが要求の回数を減らすよう求めています"};
        case NodeProblem::NotReady:
            return {"the node is not synchronised", "ノードが同期していません"};
        case NodeProblem::Refused:
            return {"the node refuses the question", "ノードが要求を拒否しました"};
        case NodeProblem::NotFound:
            return {"the node does not have it", "ノードに該当するものがありません"};
        case NodeProblem::BadAnswer:
            return {"the answer is not one of a NIS node", "NIS ノードの応答ではありません"};
        case NodeProblem::BadQuestion:
            return {"this cannot be asked of a node", "ノードに尋ねることができません"};
    }
    base::broken("unnamed problem of a node");
}

}  // namespace

base::Phrase to_phrase(const NodeError& error) {
    base::Phrase phrase = problem_phrase(error.problem);
    if (error.http_status != 0) {
        phrase.en += fmt::format(" (HTTP {})", error.http_status);
        phrase.ja += fmt::format("（HTTP {}）", error.http_status);
    }
    if (!error.detail.empty()) {
        phrase.en += ": " + error.detail;
        phrase.ja += ": " + error.detail;
    }
    return phrase;
}

std::string_view to_string(NodeStatus status) {
    switch (status) {
        case NodeStatus::Unknown: return "unknown";
        case NodeStatus::Stopped: return "stopped";
        case NodeStatus::Starting: return "starting";
        case NodeStatus::Running: return "running";
        case NodeStatus::Booting: return "booting";
        case NodeStatus::Booted: return "booted";
        case NodeStatus::Synchronized: return "synchronized";
        case NodeStatus::NoRemoteNis: return "no remote NIS available";
        case NodeStatus::Loading: return "loading";
    }
    base::broken("unnamed status of a node");
}

}  // namespace nem_node
