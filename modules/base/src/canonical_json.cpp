#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace canbo::base {
namespace {

constexpr double exact_limit = 9'007'199'254'740'991; // 2^53 - 1: beyond it a double skips integers

std::string escaped(char c) {
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    }
}

bool must_be_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void write_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) { // mostly one round: texts with nothing to escape
        const auto end = std::find_if(text.begin(), text.end(), must_be_escaped);
        const auto plain = static_cast<std::size_t>(end - text.begin());
        out += text.substr(0, plain);
        if (end != text.end())
            out += escaped(*end);
        text.remove_prefix(std::min(plain + 1, text.size()));
    }
    out += '"';
}

/// ECMAScript's Number::toString over the shortest digits that read back as the same double.
std::string write_double(double value) {
    if (value == 0)
        return "0"; // also -0
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific).ptr;
    const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t e = text.find('e');
    std::string digits(1, text[0]);
    if (e > 2)
        digits += text.substr(2, e - 2);
    const int exponent = std::stoi(std::string(text.substr(e + 1)));
    const int point = exponent + 1; // digits before the decimal point
    const int count = static_cast<int>(digits.size());
    std::string out;
    if (point > 21 || point < -5) {
        out = digits.substr(0, 1) + (count > 1 ? "." + digits.substr(1) : "") + "e" + (exponent < 0 ? "-" : "+") +
              std::to_string(std::abs(exponent));
    } else if (point >= count) {
        out = digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else if (point > 0) {
        out = digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    } else {
        out = "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    }
    return value < 0 ? "-" + out : out;
}

/// A whole number beyond 2^53 may stand only where it is a double's own text: so a double written as a whole number
/// ("150000000000000000" of 1.5e17) can be read and written again.
bool is_text_of_double(const Json& value) { return write_double(value.get<double>()) == value.dump(); }

/// Order by UTF-16 code units. It differs from byte order only where a surrogate pair (4 UTF-8 bytes) meets
/// U+E000..U+FFFF (first byte EE or EF), which sort after it.
bool utf16_less(std::string_view a, std::string_view b) {
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (x == a.end() || y == b.end())
        return y != b.end();
    const auto rank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xf0 ? 0xed * 256 + byte : byte * 256;
    };
    return rank(*x) < rank(*y);
}

Result<void> write(std::string& out, const Json& value);

const Json& referred(const Json& value) { return value; }
const Json& referred(const Json* value) { return *value; }

template <class Members>
Result<void> write_members(std::string& out, const Members& members) {
    char before = '{';
    for (const auto& [key, value] : members) {
        out += before;
        write_string(out, key);
        out += ':';
        CANBO_TRY_VOID(write(out, referred(value)));
        before = ',';
    }
    out += members.empty() ? "{}" : "}";
    return {};
}

Result<void> write_object(std::string& out, const Json::object_t& object) {
    const auto unlike_bytes = [](const auto& member) {
        return std::any_of(member.first.begin(), member.first.end(),
                           [](char c) { return static_cast<unsigned char>(c) >= 0xee; });
    };
    if (std::none_of(object.begin(), object.end(), unlike_bytes))
        return write_members(out, object); // the map's order is that of bytes
    std::vector<std::pair<std::string_view, const Json*>> members;
    for (const auto& [key, value] : object)
        members.emplace_back(key, &value);
    std::sort(members.begin(), members.end(), [](auto& a, auto& b) { return utf16_less(a.first, b.first); });
    return write_members(out, members);
}

Result<void> write(std::string& out, const Json& value) {
    switch (value.type()) {
    case Json::value_t::object:
        return write_object(out, value.get_ref<const Json::object_t&>());
    case Json::value_t::array:
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0)
                out += ',';
            CANBO_TRY_VOID(write(out, value[i]));
        }
        out += ']';
        return {};
    case Json::value_t::string:
        write_string(out, value.get_ref<const std::string&>());
        return {};
    case Json::value_t::boolean:
        out += value.get<bool>() ? "true" : "false";
        return {};
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: {
        if (std::abs(value.get<double>()) > exact_limit && !is_text_of_double(value))
            return fail(ErrorCode::InvalidInput, "A whole number is too large to be written exactly");
        out += value.is_number_unsigned() ? fmt::format_int(value.get<std::uint64_t>()).str()
                                          : fmt::format_int(value.get<std::int64_t>()).str();
        return {};
    }
    case Json::value_t::number_float:
        if (!std::isfinite(value.get<double>()))
            return fail(ErrorCode::InvalidInput, "A number is not finite");
        out += write_double(value.get<double>());
        return {};
    default:
        out += "null";
        return {};
    }
}

} // namespace

Result<std::string> canonical_json(const Json& value) {
    std::string out;
    CANBO_TRY_VOID(write(out, value));
    return out;
}

std::string canonical_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    write_string(out, text);
    return out;
}

} // namespace canbo::base
