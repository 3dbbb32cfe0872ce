#include "form_draft_store.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"

namespace canbo::apps {
namespace {

/// Which form stands in the name; what it is about, which may be a candidate's number, only as the key knows it.
std::string setting_name(const std::string& key, const std::string& person, const std::string& form) {
    const auto second = form.find('.', form.find('.') + 1);
    std::string name = "form." + person + "." + form.substr(0, second);
    if (form.find('.') != std::string::npos && second != std::string::npos)
        name += "." + base::to_hex(base::hmac_sha256(key, form));
    return name;
}

Result<desktop::FormDrafts::Values> read(base::Database& database, ledger::SettingStore& settings,
                                         const std::string& name, const std::string& key) {
    CANBO_TRY(auto tx, database.begin(base::Database::Mode::Read));
    CANBO_TRY(const auto stored, settings.get(*tx, name));
    desktop::FormDrafts::Values values;
    if (!stored || stored->empty())
        return values;
    CANBO_TRY(const auto sealed, base::from_base64(*stored));
    CANBO_TRY(const auto text, base::open_sealed(key, sealed));
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_object())
        for (const auto& [id, value] : json.items())
            if (value.is_string())
                values[id] = value.get<std::string>();
    return values;
}

Result<void> write(base::Database& database, ledger::SettingStore& settings, const std::string& name,
                   const std::string& text) {
    CANBO_TRY(auto tx, database.begin(base::Database::Mode::Write));
    CANBO_TRY_VOID(settings.set(*tx, name, text));
    return tx->commit();
}

} // namespace

SealedFormDrafts::SealedFormDrafts(base::Database& database, ledger::SettingStore& settings,
                                   desktop::Background& background, std::string key, std::string person)
    : m_database(database), m_settings(settings), m_background(background), m_key(std::move(key)),
      m_person(std::move(person)) {}

desktop::FormDrafts::Values SealedFormDrafts::load(const std::string& form) {
    if (const auto now = m_now.find(form); now != m_now.end())
        return now->second;
    auto values = read(m_database, m_settings, setting_name(m_key, m_person, form), m_key);
    if (!values) {
        base::log(base::LogLevel::Warning, "a form's fields cannot be read: {}", values.error().message);
        return {};
    }
    return *std::move(values);
}

void SealedFormDrafts::keep(const std::string& form, Values values) {
    if (values.empty() && load(form).empty())
        return;
    std::string text;
    if (!values.empty())
        text = base::to_base64(base::seal(m_key, Json(values).dump()));
    m_now[form] = std::move(values);
    m_background.post(
        [&database = m_database, &settings = m_settings, name = setting_name(m_key, m_person, form),
         text = std::move(text)] {
            if (const auto done = write(database, settings, name, text); !done)
                base::log(base::LogLevel::Warning, "a form's fields are not kept: {}", done.error().message);
        },
        [] {});
}

} // namespace canbo::apps
