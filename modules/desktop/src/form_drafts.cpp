#include "desktop/form_drafts.h"

#include "desktop/text.h"

#include <utility>

namespace canbo::desktop {
namespace {

constexpr int after_last_letter_ms = 800;
constexpr const char* text_key = "text";

class KeepsNothing final : public FormDrafts {
public:
    Values load(const std::string&) override { return {}; }
    void keep(const std::string&, Values) override {}
};

FormDrafts* the_drafts = nullptr;

} // namespace

void set_form_drafts(FormDrafts* drafts) { the_drafts = drafts; }

FormDrafts& form_drafts() {
    static KeepsNothing nothing;
    return the_drafts != nullptr ? *the_drafts : nothing;
}

std::function<void()> forget_when_done(const std::string& form) {
    return [form] { form_drafts().keep(form, {}); };
}

KeptText::KeptText(wxTextCtrl& field) : m_field(field) {
    m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { keep(); });
    field.Bind(wxEVT_TEXT, &KeptText::on_text, this);
    field.Bind(wxEVT_KILL_FOCUS, &KeptText::on_left, this);
}

KeptText::~KeptText() {
    keep();
    m_field.Unbind(wxEVT_TEXT, &KeptText::on_text, this);
    m_field.Unbind(wxEVT_KILL_FOCUS, &KeptText::on_left, this);
}

void KeptText::on_text(wxCommandEvent& event) {
    m_timer.StartOnce(after_last_letter_ms);
    event.Skip();
}

void KeptText::on_left(wxFocusEvent& event) {
    keep();
    event.Skip();
}

void KeptText::show(const std::string& form) {
    if (form == m_form)
        return;
    keep();
    m_form = form;
    const auto values = form_drafts().load(form);
    const auto found = values.find(text_key);
    m_kept = found == values.end() ? std::string() : found->second;
    m_field.ChangeValue(wx(m_kept));
}

void KeptText::done(const std::string& form) {
    if (form != m_form)
        return form_drafts().keep(form, {});
    m_timer.Stop();
    m_field.ChangeValue({});
    if (!std::exchange(m_kept, {}).empty())
        form_drafts().keep(m_form, {});
}

void KeptText::keep() {
    m_timer.Stop();
    const std::string now = utf8(m_field.GetValue());
    if (m_form.empty() || now == m_kept)
        return;
    m_kept = now;
    form_drafts().keep(m_form, now.empty() ? FormDrafts::Values() : FormDrafts::Values{{text_key, now}});
}

} // namespace canbo::desktop
