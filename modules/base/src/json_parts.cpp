#include "base/json_parts.h"

namespace canbo::base {

std::string text_at(const Json& object, std::string_view key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json day_or_null(const std::optional<Day>& day) { return day ? Json(to_iso(*day)) : Json(nullptr); }

Result<void> first_problem(const Issues& issues) {
    if (issues.has_errors())
        return fail(first_error(issues));
    return {};
}

} // namespace canbo::base
