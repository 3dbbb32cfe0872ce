#include "base/json.h"

#include "base/issues.h"
#include "valid_text.h"

#include <set>
#include <vector>

namespace canbo::base {
namespace {

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
