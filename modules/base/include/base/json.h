#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace canbo::base {

using Json = nlohmann::json;

/// Limits that hold for every JSON text from outside.
struct JsonLimits {
    std::size_t bytes{1'000'000};
    int depth{32};
};

/// Reads one JSON text. Strings are normalised to NFC; duplicate keys are refused (two readers could disagree).
/// @error InvalidInput  not JSON, not UTF-8, a duplicate key; `where` is the byte offset
/// @error TooLarge      over a limit
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

/// The one byte sequence of a JSON value (RFC 8785, JSON Canonicalization Scheme): keys sorted by UTF-16 code
/// units, numbers as ECMAScript prints them. Digests and signatures are made over these bytes.
/// @error InvalidInput a number that is not finite, or an integer beyond 2^53 that no double has as its
/// text (JCS cannot carry it exactly)
Result<std::string> canonical_json(const Json& value);
/// A text as canonical JSON, with its quotes.
std::string canonical_text(std::string_view text);

/// Reads the fields of one JSON object, collecting a problem per field instead of stopping at the first.
///
///     ObjectReader in(json, "models[3]", issues);
///     auto percent = in.optional_number("percent");
///     in.finish();                              // unknown keys are problems too
///
/// Keys are names written in the source: they are kept by reference until finish().
class ObjectReader {
public:
    ObjectReader(const Json& value, std::string where, class Issues& issues);

    std::string text(const char* key, std::size_t max_length = 20'000);
    std::string text_or(const char* key, std::string fallback, std::size_t max_length = 20'000);
    std::optional<std::string> optional_text(const char* key, std::size_t max_length = 20'000);
    std::optional<double> optional_number(const char* key);
    long long integer(const char* key, long long least, long long most);
    std::optional<long long> optional_integer(const char* key, long long least, long long most);
    bool boolean_or(const char* key, bool fallback);
    const Json& array(const char* key);          ///< An empty array (and a problem) when missing or no array.
    const Json& array_or_empty(const char* key); ///< Missing is not a problem.
    const Json& object_or_empty(const char* key);
    bool has(const char* key) const;
    void finish();
    std::string path(std::string_view key) const;

private:
    const Json* take(const char* key, bool required);
    void problem(std::string_view key, const char* sentence);

    const Json& m_value;
    std::string m_where;
    class Issues& m_issues;
    std::vector<std::string_view> m_seen;
};

/// The first error of `issues` as an Error, for callers that can carry only one.
Error first_error(const class Issues& issues);

} // namespace canbo::base

namespace canbo {
using base::Json;
} // namespace canbo
