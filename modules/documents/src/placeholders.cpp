#include "placeholders.h"

#include "clean_text.h"
#include "failure.h"
#include "utf8.h"

#include <kainjow/mustache.hpp>

#include <algorithm>

namespace canbo::documents {
namespace {

namespace stache = kainjow::mustache;
constexpr std::size_t longest_text = 8'000'000;
constexpr int deepest = 16;

std::string placeholder(std::size_t slot) {
    std::string mark;
    append_utf8(mark, Placeholders::open);
    mark += std::to_string(slot);
    append_utf8(mark, Placeholders::close);
    return mark;
}

/// Mustache data twice over: placeholders for the template, plain values for one-line texts.
struct Pair {
    stache::data marked{false};
    stache::data plain{false};
};

class Reader {
public:
    explicit Reader(std::vector<Slot>& slots) : m_slots(slots) {}

    Pair record(const base::FormRecord& values, const std::string& where, int depth) {
        if (depth > deepest)
            give_up(ErrorCode::TooLarge, "The values of a form are nested too deeply", where);
        Pair pair{stache::data(stache::data::type::object), stache::data(stache::data::type::object)};
        for (const auto& [name, value] : values) {
            Pair field = any(value, where.empty() ? name : where + "." + name, depth);
            pair.marked.set(name, std::move(field.marked));
            pair.plain.set(name, std::move(field.plain));
        }
        return pair;
    }

private:
    Pair any(const base::FormValue& value, const std::string& where, int depth) {
        if (const auto* text = std::get_if<std::string>(&value.value))
            return words(*text, where, false);
        if (const auto* markdown = std::get_if<base::FormValue::Markdown>(&value.value))
            return words(markdown->source, where, true);
        if (const auto* flag = std::get_if<bool>(&value.value))
            return {stache::data(*flag), stache::data(*flag)};
        if (const auto* list = std::get_if<base::FormList>(&value.value))
            return items(*list, where, depth);
        if (const auto* fields = std::get_if<base::FormRecord>(&value.value))
            return record(*fields, where, depth + 1);
        return {};
    }

    Pair items(const base::FormList& list, const std::string& where, int depth) {
        Pair pair{stache::data(stache::data::type::list), stache::data(stache::data::type::list)};
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (depth > deepest)
                give_up(ErrorCode::TooLarge, "The values of a form are nested too deeply", where);
            Pair item = any(list[i], where + "[" + std::to_string(i) + "]", depth + 1);
            pair.marked.push_back(std::move(item.marked));
            pair.plain.push_back(std::move(item.plain));
        }
        return pair;
    }

    Pair words(const std::string& text, const std::string& where, bool markdown) {
        if (text.size() > longest_text)
            give_up(ErrorCode::TooLarge, "A text of a form is too long", where);
        auto clean = clean_text(text, where);
        if (!clean)
            throw Failure{std::move(clean).error()};
        if (std::all_of(clean->begin(), clean->end(), [](char c) { return c == ' ' || c == '\n'; }))
            return {}; // nothing to print: closes its section
        Pair pair{stache::data(placeholder(m_slots.size())), stache::data(*clean)};
        m_slots.push_back({where, *std::move(clean), markdown});
        return pair;
    }

    std::vector<Slot>& m_slots;
};

Result<std::string> render(const std::string& source, stache::data& data) {
    stache::mustache form(source);
    form.set_custom_escape([](const std::string& text) { return text; });
    std::string text = form.is_valid() ? form.render(data) : std::string();
    if (!form.is_valid())
        return fail(ErrorCode::InvalidInput, "The template of a form is wrong", form.error_message());
    return text;
}

} // namespace

struct Placeholders::Context {
    Pair values;
};

Placeholders::Placeholders() = default;
Placeholders::~Placeholders() = default;
Placeholders::Placeholders(Placeholders&&) noexcept = default;
Placeholders& Placeholders::operator=(Placeholders&&) noexcept = default;

Result<Placeholders> Placeholders::make(const base::FormRecord& values) {
    Placeholders result;
    result.m_context = std::make_unique<Context>();
    try {
        result.m_context->values = Reader(result.m_slots).record(values, "", 0);
    } catch (Failure& failure) {
        return fail(std::move(failure.error));
    }
    return result;
}

Result<std::string> Placeholders::expand(const std::string& source) const {
    return render(source, m_context->values.marked);
}

Result<std::string> Placeholders::expand_plain(const std::string& source) const {
    return render(source, m_context->values.plain);
}

std::vector<std::string> Placeholders::names_not_given(const std::string& source) const {
    std::vector<std::string> names;
    int depth = 0;
    for (std::size_t at = source.find("{{"); at != std::string::npos; at = source.find("{{", at + 2)) {
        const std::size_t end = source.find("}}", at);
        if (end == std::string::npos)
            break;
        std::string name = source.substr(at + 2, end - at - 2);
        const char kind = name.empty() ? '!' : name.front();
        const bool opens = kind == '#' || kind == '^';
        if (opens || kind == '/' || kind == '!' || kind == '{' || kind == '&')
            name.erase(0, 1);
        if (kind == '/')
            --depth;
        const std::string top = name.substr(0, name.find('.'));
        if (depth == 0 && kind != '/' && kind != '!' && m_context->values.plain.get(top) == nullptr &&
            std::find(names.begin(), names.end(), top) == names.end())
            names.push_back(top);
        if (opens)
            ++depth;
    }
    return names;
}

} // namespace canbo::documents
