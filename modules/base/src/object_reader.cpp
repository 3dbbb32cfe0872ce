#include "base/issues.h"
#include "base/json.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace canbo::base {
namespace {
const Json empty_array = Json::array();
const Json empty_object = Json::object();
} // namespace

ObjectReader::ObjectReader(const Json& value, std::string where, Issues& issues)
    : m_value(value.is_object() ? value : empty_object), m_where(std::move(where)), m_issues(issues) {
    if (!value.is_object())
        m_issues.error(ErrorCode::InvalidInput, m_where, "A JSON object is expected here");
}

std::string ObjectReader::path(std::string_view key) const {
    return m_where.empty() ? std::string(key) : m_where + "." + std::string(key);
}

void ObjectReader::problem(std::string_view key, const char* sentence) {
    m_issues.error(ErrorCode::InvalidInput, path(key), sentence);
}

const Json* ObjectReader::take(const char* key, bool required) {
    m_seen.emplace_back(key);
    const auto it = m_value.find(key);
    if (it == m_value.end() || it->is_null()) {
        if (required)
            problem(key, "This field is missing");
        return nullptr;
    }
    return &*it;
}

std::optional<std::string> ObjectReader::optional_text(const char* key, std::size_t max_length) {
    const Json* value = take(key, false);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_string()) {
        problem(key, "A text is expected here");
        return std::nullopt;
    }
    std::string text = value->get<std::string>();
    if (!is_clean_text(text)) {
        problem(key, "The text holds control characters or is not in Unicode NFC");
        return std::nullopt;
    }
    if (text.size() > max_length && length(text) > max_length) { // no more characters than bytes
        m_issues.error(ErrorCode::TooLarge, path(key), "The text is too long");
        return std::nullopt;
    }
    return text;
}

std::string ObjectReader::text(const char* key, std::size_t max_length) {
    if (!has(key))
        problem(key, "This field is missing");
    return optional_text(key, max_length).value_or("");
}

std::string ObjectReader::text_or(const char* key, std::string fallback, std::size_t max_length) {
    return optional_text(key, max_length).value_or(std::move(fallback));
}

std::optional<double> ObjectReader::optional_number(const char* key) {
    const Json* value = take(key, false);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        problem(key, "A number is expected here");
        return std::nullopt;
    }
    return value->get<double>();
}

std::optional<long long> ObjectReader::optional_integer(const char* key, long long least, long long most) {
    const Json* value = take(key, false);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_number_integer()) {
        problem(key, "A whole number is expected here");
        return std::nullopt;
    }
    if (*value < least || *value > most) {
        problem(key, "The number is outside what is allowed here");
        return std::nullopt;
    }
    return value->get<long long>();
}

long long ObjectReader::integer(const char* key, long long least, long long most) {
    if (!has(key))
        problem(key, "This field is missing");
    return optional_integer(key, least, most).value_or(least);
}

bool ObjectReader::boolean_or(const char* key, bool fallback) {
    const Json* value = take(key, false);
    if (value == nullptr)
        return fallback;
    if (!value->is_boolean()) {
        problem(key, "True or false is expected here");
        return fallback;
    }
    return value->get<bool>();
}

const Json& ObjectReader::array(const char* key) {
    const Json* value = take(key, true);
    if (value == nullptr)
        return empty_array;
    if (!value->is_array()) {
        problem(key, "A list is expected here");
        return empty_array;
    }
    return *value;
}

const Json& ObjectReader::array_or_empty(const char* key) {
    return has(key) ? array(key) : (take(key, false), empty_array);
}

const Json& ObjectReader::object_or_empty(const char* key) {
    const Json* value = take(key, false);
    if (value == nullptr)
        return empty_object;
    if (!value->is_object()) {
        problem(key, "A JSON object is expected here");
        return empty_object;
    }
    return *value;
}

bool ObjectReader::has(const char* key) const {
    const auto it = m_value.find(key);
    return it != m_value.end() && !it->is_null();
}

void ObjectReader::finish() {
    for (auto it = m_value.begin(); it != m_value.end(); ++it)
        if (std::find(m_seen.begin(), m_seen.end(), it.key()) == m_seen.end())
            problem(it.key(), "This field is not known here");
}

} // namespace canbo::base
