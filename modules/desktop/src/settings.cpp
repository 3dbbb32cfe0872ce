#include "desktop/settings.h"

#include "base/file.h"
#include "base/log.h"

namespace canbo::desktop {
namespace {
constexpr std::size_t most_bytes = 1'000'000;
}

Settings::Settings(std::filesystem::path file) : m_file(std::move(file)), m_values(Json::object()) {
    const auto text = base::read_file(m_file, most_bytes);
    if (!text)
        return;
    auto parsed = base::parse_json(*text);
    if (parsed && parsed->is_object())
        m_values = std::move(*parsed);
    else
        base::log(base::LogLevel::Warning, "settings are damaged and begin anew");
}

std::string Settings::text(std::string_view name, std::string_view otherwise) const {
    const auto found = m_values.find(name);
    return found != m_values.end() && found->is_string() ? found->get<std::string>() : std::string(otherwise);
}

int Settings::number(std::string_view name, int otherwise) const {
    const auto found = m_values.find(name);
    return found != m_values.end() && found->is_number_integer() ? found->get<int>() : otherwise;
}

bool Settings::flag(std::string_view name, bool otherwise) const {
    const auto found = m_values.find(name);
    return found != m_values.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

void Settings::set(std::string_view name, Json value) {
    Json& slot = m_values[std::string(name)];
    m_changed = m_changed || slot != value;
    slot = std::move(value);
}

Result<void> Settings::save() {
    if (!m_changed)
        return {};
    CANBO_TRY_VOID(base::write_file(m_file, m_values.dump(2), true));
    m_changed = false;
    return {};
}

} // namespace canbo::desktop
