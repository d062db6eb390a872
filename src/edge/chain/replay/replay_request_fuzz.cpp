// Law: any request gets an answer in JSON that ends a line, with a status that NIS has, or is an
// announcement that the chain judges. First byte: the method; then the target, a line end, the
// body.
#include <nlohmann/json.hpp>
#include <replay/replay.hpp>
#include <set>
#include <string_view>

namespace {

const replay::Chain& chain() {
    static const replay::Chain made = [] {
        replay::Recording recording{{{"T1",
                                      "wallet",
                                      "thief",
                                      money::Amount::from_atoms(10'000'000),
                                      {},
                                      {89'000'000},
                                      "words"}},
                                    {}};
        auto first = replay::Chain::make(recording, {});
        base::invariant(first.has_value(), "a small night can be replayed");
        while (first->next_height().value < 4) {
            base::invariant(first->step().has_value(), "a chain grows");
        }
        return *std::move(first);
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    const std::string text{data + 1, data + size};
    const std::size_t end = std::min(text.find('\n'), text.size());
    replay::View view;
    view.picture = chain().picture();
    const replay::Request request{data[0] == 'P', text.substr(0, end),
                                  end == text.size() ? std::string{} : text.substr(end + 1),
                                  89'000'100'000};
    auto said = replay::respond(view, request);
    if (const auto* announcement = std::get_if<replay::Announcement>(&said)) {
        replay::Chain copy = chain();
        said = replay::to_response(copy.announce(announcement->transaction, {89'000'100}));
    }
    const auto& response = std::get<replay::Response>(said);
    static const std::set<int> kStatuses{200, 400, 401, 404, 405, 413, 500, 503};
    base::invariant(kStatuses.contains(response.status), "a status of NIS");
    base::invariant(response.body.ends_with("\r\n"), "an answer ends a line");
    const bool table = request.target.find("stand-ins") != std::string::npos;
    base::invariant(table || nlohmann::json::accept(response.body), "an answer is JSON");
    return 0;
}
