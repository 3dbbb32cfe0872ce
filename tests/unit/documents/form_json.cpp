#include "form_json.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/json.h"

namespace canbo::documents::test {
namespace {

base::FormValue value_of(const Json& json) {
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_array()) {
        base::FormList list;
        for (const auto& item : json)
            list.push_back(value_of(item));
        return list;
    }
    CANBO_CHECK(json.is_object());
    if (json.size() == 1 && json.contains("markdown"))
        return base::FormValue::Markdown{json["markdown"].get<std::string>()};
    base::FormRecord record;
    for (const auto& [name, item] : json.items())
        record[name] = value_of(item);
    return record;
}

} // namespace

base::FormData read_form_json(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    CANBO_CHECK(text.has_value());
    const auto json = base::parse_json(*text);
    CANBO_CHECK(json.has_value());
    base::FormData data;
    data.form = (*json)["form"].get<std::string>();
    data.values = std::get<base::FormRecord>(value_of((*json)["values"]).value);
    for (const auto& [name, rows] : (*json)["tables"].items())
        data.tables[name] = std::make_shared<base::VectorRows>(rows.get<std::vector<std::vector<std::string>>>());
    if (json->contains("pictures"))
        for (const auto& [name, png] : (*json)["pictures"].items())
            data.pictures[name] = base::from_base64(png.get<std::string>()).value();
    return data;
}

} // namespace canbo::documents::test
