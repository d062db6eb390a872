#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/program.hpp"
#include "night/background.hpp"

/// A replay node on a socket, and people with keys who try something against it.
namespace sending {

using Json = nlohmann::json;

/// A new key and its files in the folder.
struct Person {
    std::string key_file;
    std::string public_key;
    std::string address;
};

class Network {
public:
    /// `people` keys; the first `funded` of them begin with 1,000,000 XEM. `more`: words for
    /// replay.
    Network(std::size_t people, std::size_t funded, const std::vector<std::string>& more = {});

    [[nodiscard]] const Person& person(std::size_t number) const { return people_[number]; }
    [[nodiscard]] const cli::Folder& folder() const { return folder_; }
    [[nodiscard]] const std::string& url() const { return url_; }
    /// With --node and whatever finds the node.
    [[nodiscard]] std::vector<std::string> asking(std::vector<std::string> words) const;
    /// The same, signed by that person, agreed to, from the outbox of this test.
    [[nodiscard]] std::vector<std::string> signing(std::vector<std::string> words,
                                                   std::size_t signer) const;
    /// Runs it until it is in a block, and gives the document of what was sent.
    [[nodiscard]] Json send(std::vector<std::string> words, std::size_t signer) const;
    /// Micro-XEM, as the node's last block has it.
    [[nodiscard]] std::uint64_t balance(const std::string& address) const;
    /// How many transfers the account ever received.
    [[nodiscard]] std::size_t arrived(const std::string& address) const;
    /// What the node answers, as JSON.
    [[nodiscard]] Json ask(const std::string& path) const;
    [[nodiscard]] std::string passphrase() const { return folder_.at("passphrase"); }
    [[nodiscard]] std::string outbox() const { return folder_.at("outbox"); }

private:
    cli::Folder folder_;
    std::vector<Person> people_;
    std::unique_ptr<night::Background> node_;
    std::string url_;
    std::uint16_t port_{0};
};

}  // namespace sending
