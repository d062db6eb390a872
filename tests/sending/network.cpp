#include "network.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace sending {

namespace {

constexpr auto kPatience = std::chrono::seconds{60};

/// A ledger of one transfer: the chain goes on after it for as long as the test does.
constexpr const char* kLedger = "tx,time,from,to,amount,fee\na,2018-01-26T00:00Z,X,Y,5,0\n";

/// The body of an answer to a GET, over a connection of its own.
std::string fetched(std::uint16_t port, const std::string& path) {
    const int to = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (to < 0) { return {}; }
    sockaddr_in node{};
    node.sin_family = AF_INET;
    node.sin_port = htons(port);
    node.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as the sockets interface has it
    if (::connect(to, reinterpret_cast<const sockaddr*>(&node), sizeof node) != 0) {
        ::close(to);
        return {};
    }
    const std::string request =
        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    std::ignore = ::write(to, request.data(), request.size());
    std::string text;
    std::array<char, 4096> piece{};
    for (;;) {
        const ssize_t got = ::read(to, piece.data(), piece.size());
        if (got <= 0) { break; }
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
    ::close(to);
    const auto body = text.find("\r\n\r\n");
    return body == std::string::npos ? std::string{} : text.substr(body + 4);
}

}  // namespace

Network::Network(std::size_t people, std::size_t funded, const std::vector<std::string>& more) {
    std::ignore = folder_.write("passphrase", "correct horse\n");
    std::filesystem::permissions(passphrase(), std::filesystem::perms::owner_all);
    std::string rich;
    for (std::size_t i = 0; i < people; ++i) {
        const auto file = folder_.at("key-" + std::to_string(i));
        const auto made = cli::run({"nem", "key", file, "--new", "--cost", "interactive",
                                    "--passphrase-file", passphrase(), "--json"});
        EXPECT_EQ(made.code, 0) << made.err;
        const auto json = Json::parse(made.out);
        people_.push_back({file, json["publicKey"], json["addresses"]["main"]});
        if (i < funded) { rich += (rich.empty() ? "" : ",") + people_.back().address; }
    }
    std::vector<std::string> words{
        "replay",         "--ledger", folder_.write("ledger.csv", kLedger),
        "--divisibility", "6",        "--listen",
        "127.0.0.1:0",    "--speed",  "60",
        "--fund",         rich};
    words.insert(words.end(), more.begin(), more.end());
    node_ = std::make_unique<night::Background>(words, folder_.at("replay.out"));
    url_ = "http://" + node_->wait_for("serving http://", kPatience);
    url_ = url_.substr(0, url_.find(' '));
    port_ = static_cast<std::uint16_t>(std::stoul(url_.substr(url_.rfind(':') + 1)));
}

std::vector<std::string> Network::asking(std::vector<std::string> words) const {
    words.insert(words.end(), {"--node", url_, "--private"});
    return words;
}

std::vector<std::string> Network::signing(std::vector<std::string> words,
                                          std::size_t signer) const {
    words = asking(std::move(words));
    words.insert(words.end(), {"--key", people_[signer].key_file, "--passphrase-file", passphrase(),
                               "--outbox", outbox(), "--yes"});
    return words;
}

Json Network::send(std::vector<std::string> words, std::size_t signer) const {
    words = signing(std::move(words), signer);
    words.insert(words.end(), {"--wait", "--json"});
    const auto sent = cli::run(words);
    EXPECT_EQ(sent.code, 0) << words[1] << " " << words[2] << "\n" << sent.out << sent.err;
    return Json::parse(sent.out, nullptr, false);
}

Json Network::ask(const std::string& path) const {
    return Json::parse(fetched(port_, path), nullptr, false);
}

std::uint64_t Network::balance(const std::string& address) const {
    return ask("/account/get?address=" + address)["account"]["balance"].get<std::uint64_t>();
}

std::size_t Network::arrived(const std::string& address) const {
    return ask("/account/transfers/incoming?address=" + address)["data"].size();
}

}  // namespace sending
