#include "base/json.h"

#include "base/issues.h"
#include "valid_text.h"

#include <optional>
#include <simdjson.h>
#include <vector>

namespace canbo::base {
namespace {

constexpr std::size_t most_quick_bytes = 16'384; // each thread keeps room for some fifteen times as much

/// The value of a text that is right, as LimitedSax would build it, at a quarter of its cost: the office reads one with
/// every report. Nothing where the text is not right, or reaches for a limit: LimitedSax says what and where.
class QuickReader {
public:
    explicit QuickReader(int depth) : m_most_depth(depth) {}

    std::optional<Json> read(std::string_view text) {
        static thread_local simdjson::dom::parser parser;
        simdjson::dom::element root;
        if (text.size() > most_quick_bytes || parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS)
            return std::nullopt;
        Json value;
        return put(value, root, 0) ? std::optional(std::move(value)) : std::nullopt;
    }

private:
    bool put(Json& place, simdjson::dom::element from, int depth) {
        switch (from.type()) {
        case simdjson::dom::element_type::OBJECT:
            return put_object(place, from.get_object().value_unsafe(), depth);
        case simdjson::dom::element_type::ARRAY:
            return put_array(place, from.get_array().value_unsafe(), depth);
        case simdjson::dom::element_type::STRING: {
            auto text = nfc_of_valid(from.get_string().value_unsafe());
            if (!text)
                return false;
            place = *std::move(text);
            return true;
        }
        case simdjson::dom::element_type::INT64: {
            const std::int64_t number = from.get_int64().value_unsafe();
            place = number < 0 ? Json(number) : Json(static_cast<std::uint64_t>(number));
            return true;
        }
        case simdjson::dom::element_type::UINT64:
            place = from.get_uint64().value_unsafe();
            return true;
        case simdjson::dom::element_type::DOUBLE:
            place = from.get_double().value_unsafe();
            return true;
        case simdjson::dom::element_type::BOOL:
            place = from.get_bool().value_unsafe();
            return true;
        case simdjson::dom::element_type::NULL_VALUE:
            return true;
        }
        return false;
    }

    bool put_object(Json& place, simdjson::dom::object from, int depth) {
        if (depth >= m_most_depth)
            return false;
        place = Json::object();
        auto& members = place.get_ref<Json::object_t&>();
        for (const auto field : from) {
            auto key = nfc_of_valid(field.key);
            if (!key)
                return false;
            // Mostly canonical, its keys in the map's own order.
            const std::size_t before = members.size();
            const auto member = members.try_emplace(members.end(), *std::move(key));
            if (members.size() == before || !put(member->second, field.value, depth + 1))
                return false;
        }
        return true;
    }

    bool put_array(Json& place, simdjson::dom::array from, int depth) {
        if (depth >= m_most_depth)
            return false;
        place = Json::array();
        auto& items = place.get_ref<Json::array_t&>();
        items.reserve(from.size());
        for (const auto item : from)
            if (!put(items.emplace_back(), item, depth + 1))
                return false;
        return true;
    }

    int m_most_depth;
};

/// Builds the value as it parses, so that depth and duplicate keys are seen before anything is built twice.
class LimitedSax {
public:
    explicit LimitedSax(int depth) : m_most_depth(depth) {}

    bool null() { return put(nullptr); }
    bool boolean(bool v) { return put(v); }
    bool number_integer(Json::number_integer_t v) { return put(v); }
    bool number_unsigned(Json::number_unsigned_t v) { return put(v); }
    bool number_float(Json::number_float_t v, const std::string&) { return put(v); }
    bool binary(Json::binary_t&) { return false; }
    bool string(std::string& v) { // of UTF-8: the parser has seen to it
        auto text = nfc_of_valid(v);
        return text ? put(*std::move(text)) : stop(std::move(text.error()));
    }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& v) {
        auto text = nfc_of_valid(v);
        if (!text)
            return stop(std::move(text.error()));
        const auto [member, fresh] = m_open.back()->get_ref<Json::object_t&>().try_emplace(*std::move(text));
        if (!fresh)
            return stop({ErrorCode::InvalidInput, "A JSON object names the same key twice", v.substr(0, 80), {}});
        m_member = &member->second;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) {
        return stop(
            {ErrorCode::InvalidInput, "The text is not valid JSON", "byte " + std::to_string(position), e.what()});
    }

    Json root;
    Error error;

private:
    bool stop(Error e) {
        error = std::move(e);
        return false;
    }
    Json& place(Json value) {
        if (m_open.empty())
            return root = std::move(value);
        Json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return parent.back();
        }
        return *m_member = std::move(value);
    }
    bool put(Json value) {
        place(std::move(value));
        return true;
    }
    bool open(Json value) {
        if (static_cast<int>(m_open.size()) >= m_most_depth)
            return stop({ErrorCode::TooLarge, "The JSON text is nested too deeply", {}, {}});
        m_open.push_back(&place(std::move(value)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    std::vector<Json*> m_open;
    Json* m_member{nullptr}; ///< Named, its value not yet read.
    int m_most_depth;
};

} // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes)
        return fail(ErrorCode::TooLarge, "The JSON text is too large");
    if (auto quick = QuickReader(limits.depth).read(text))
        return *std::move(quick);
    LimitedSax sax(limits.depth);
    if (!Json::sax_parse(text, &sax))
        return fail(std::move(sax.error));
    return std::move(sax.root);
}

Error first_error(const Issues& issues) {
    for (const auto& issue : issues.items())
        if (issue.severity == Issue::Severity::Error)
            return {issue.code, issue.sentence, issue.where, {}};
    return {ErrorCode::Internal, "A check failed without a reason", {}, {}};
}

} // namespace canbo::base
