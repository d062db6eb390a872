#include "page_reader.hpp"

#include <algorithm>
#include <array>

namespace report {
namespace {

constexpr std::array<std::string_view, 2> kVoid{"meta", "br"};

class Reader {
public:
    explicit Reader(std::string_view html) : rest_{html} {}

    PageReading read() {
        constexpr std::string_view kDoctype = "<!DOCTYPE html>\n";
        if (!rest_.starts_with(kDoctype)) { fault("no doctype"); }
        rest_.remove_prefix(std::min(kDoctype.size(), rest_.size()));
        while (!rest_.empty()) {
            const std::size_t open = std::min(rest_.find('<'), rest_.size());
            if (rest_.substr(0, open).find('>') != std::string_view::npos && !in_style()) {
                fault("a bare > in a text");
            }
            rest_.remove_prefix(open);
            if (!rest_.empty()) { read_tag(); }
        }
        for (const std::string& name : open_) { fault("never closed: " + name); }
        return std::move(reading_);
    }

private:
    [[nodiscard]] bool in_style() const { return !open_.empty() && open_.back() == "style"; }

    void fault(std::string what) { reading_.faults.push_back(std::move(what)); }

    void read_tag() {
        const std::size_t end = rest_.find('>');
        if (end == std::string_view::npos) {
            fault("a tag without end");
            rest_ = {};
            return;
        }
        std::string_view inside = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        if (inside.starts_with('/')) {
            close(inside.substr(1));
            return;
        }
        const bool closed = inside.ends_with('/');
        if (closed) { inside.remove_suffix(1); }
        open(inside, closed);
    }

    void close(std::string_view name) {
        if (open_.empty() || open_.back() != name) {
            fault("closes " + std::string{name} + " out of order");
        } else {
            open_.pop_back();
        }
    }

    void open(std::string_view inside, bool closed) {
        const std::size_t end = std::min(inside.find_first_of(" \n"), inside.size());
        Tag tag{std::string{inside.substr(0, end)}, {}};
        inside.remove_prefix(end);
        read_attributes(inside, tag);
        const bool is_void = std::ranges::find(kVoid, tag.name) != kVoid.end();
        if (!closed && !is_void) { open_.push_back(tag.name); }
        reading_.tags.push_back(std::move(tag));
    }

    void read_attributes(std::string_view inside, Tag& tag) {
        while (true) {
            const std::size_t begin = inside.find_first_not_of(" \n");
            if (begin == std::string_view::npos) { return; }
            inside.remove_prefix(begin);
            const std::size_t quote = inside.find("=\"");
            const std::size_t end =
                quote == std::string_view::npos ? quote : inside.find('"', quote + 2);
            if (end == std::string_view::npos) {
                fault("an attribute without quotes in <" + tag.name);
                return;
            }
            tag.attributes.emplace_back(inside.substr(0, quote));
            inside.remove_prefix(end + 1);
        }
    }

    std::string_view rest_;
    std::vector<std::string> open_;
    PageReading reading_;
};

}  // namespace

PageReading read_page(std::string_view html) { return Reader{html}.read(); }

}  // namespace report
