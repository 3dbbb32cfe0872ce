#include "assessment/response.h"

#include <charconv>

namespace canbo::assessment {

const std::string* Response::find(std::string_view name) const {
    for (const auto& [key, value] : m_entries)
        if (key == name)
            return &value;
    return nullptr;
}

std::string_view Response::text(std::string_view name) const {
    const auto* value = find(name);
    return value == nullptr ? std::string_view() : std::string_view(*value);
}

bool Response::given(std::string_view name) const {
    const auto value = text(name);
    return !value.empty() && value != "0";
}

long long Response::integer(std::string_view name) const { return leading_integer(text(name)); }

void Response::set(std::string_view name, std::string value) {
    for (auto& [key, old] : m_entries)
        if (key == name) {
            old = std::move(value);
            return;
        }
    m_entries.emplace_back(name, std::move(value));
}

Response Response::part(std::string_view prefix) const {
    Response out;
    for (const auto& [key, value] : m_entries) {
        const bool stored = key.starts_with('_');
        const auto name = std::string_view(key).substr(stored ? 1 : 0);
        if (name.starts_with(prefix))
            out.m_entries.emplace_back((stored ? "_" : "") + std::string(name.substr(prefix.size())), value);
    }
    return out;
}

void Response::set_part(std::string_view prefix, std::string_view name, std::string value) {
    const bool stored = name.starts_with('_');
    set((stored ? "_" : "") + std::string(prefix) + std::string(name.substr(stored ? 1 : 0)), std::move(value));
}

bool same_text(const Response& before, const Response& now, std::string_view name) {
    return before.text(name) == now.text(name);
}

bool same_entry(const Response& before, const Response& now, std::string_view name) {
    return before.has(name) == now.has(name) && before.text(name) == now.text(name);
}

bool same_integer(const Response& before, const Response& now, std::string_view name) {
    return before.integer(name) == now.integer(name);
}

long long leading_integer(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
        text.remove_prefix(1);
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    long long value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<long long> parse_order(std::string_view text) {
    std::vector<long long> out;
    if (text.empty())
        return out;
    for (const auto& piece : split(text, ','))
        out.push_back(leading_integer(piece));
    return out;
}

std::string format_order(const std::vector<long long>& order) {
    std::string out;
    for (const auto id : order)
        out += (out.empty() ? "" : ",") + std::to_string(id);
    return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> out;
    for (;;) {
        const auto at = text.find(separator);
        out.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        text.remove_prefix(at + 1);
    }
}

} // namespace canbo::assessment
