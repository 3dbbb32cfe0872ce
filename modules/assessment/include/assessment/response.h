#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::assessment {

/// What a learner sent, or what an attempt stored: names to texts, in the order given. Names are Moodle's own:
/// "answer", "choice0", "sub0", "p1", "c1"; a leading '_' marks what the engine stored (shuffles), a leading '-'
/// what steers a behaviour ("-submit", "-certainty"). A handful of entries, so a flat list; look-ups are linear.
class Response {
public:
    using Entry = std::pair<std::string, std::string>;

    Response() = default;
    Response(std::initializer_list<Entry> entries) : m_entries(entries) {}

    /// The text under `name`, or nullptr when it is not there (which differs from being empty).
    const std::string* find(std::string_view name) const;
    /// The text under `name`, empty when it is not there.
    std::string_view text(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// True when `name` is there and is neither empty nor "0".
    bool given(std::string_view name) const;
    /// Leading whole number of the text under `name`; 0 when there is none.
    long long integer(std::string_view name) const;

    void set(std::string_view name, std::string value);
    bool empty() const { return m_entries.empty(); }
    const std::vector<Entry>& entries() const { return m_entries; }
    /// The entries of one part of a compound question: "sub2_answer" becomes "answer", "_sub2_order" "_order".
    Response part(std::string_view prefix) const;
    /// Sets an entry of one part: the inverse of part().
    void set_part(std::string_view prefix, std::string_view name, std::string value);

    bool operator==(const Response&) const = default;

private:
    std::vector<Entry> m_entries;
};

/// Same text under `name` in both, a missing one counting as empty.
bool same_text(const Response& before, const Response& now, std::string_view name);
/// Same text under `name` in both, or missing in both.
bool same_entry(const Response& before, const Response& now, std::string_view name);
/// Same whole number under `name` in both, a missing one counting as 0.
bool same_integer(const Response& before, const Response& now, std::string_view name);

/// Leading whole number of a text; 0 when there is none.
long long leading_integer(std::string_view text);
/// "3,1,2" as numbers.
std::vector<long long> parse_order(std::string_view text);
std::string format_order(const std::vector<long long>& order);
/// The pieces of `text` between `separator`s; at least one.
std::vector<std::string> split(std::string_view text, char separator);

} // namespace canbo::assessment
