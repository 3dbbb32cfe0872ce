#include "desktop/form_dialog.h"

#include "base/translation.h"
#include "desktop/controls.h"
#include "desktop/form_drafts.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/app.h>
#include <wx/checkbox.h>
#include <wx/checklst.h>
#include <wx/dialog.h>
#include <wx/timer.h>

#include <algorithm>

namespace canbo::desktop {
namespace {

constexpr int text_width = 56 * grid;
constexpr int keep_after_ms = 800;

/// As they were left before; a choice that is no longer offered is as if it had not been made.
void fill_from_draft(std::vector<FormField>& fields, const FormValues& kept) {
    for (auto& field : fields)
        if (const auto found = kept.find(field.id); found != kept.end() && field.kind != FormField::Kind::Secret)
            field.value = found->second;
}

class FormDialog final : public wxDialog {
public:
    FormDialog(wxWindow* parent, const wxString& title, const wxString& explanation,
               const std::vector<FormField>& fields, const wxString& action,
               const std::function<std::optional<Error>(const FormValues&)>& check, const std::string& draft)
        : wxDialog(parent, wxID_ANY, title, wxDefaultPosition, wxDefaultSize, wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
          m_fields(fields), m_check(check), m_draft(draft) {
        SetName("form");
        SetBackgroundColour(theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        if (!explanation.empty())
            column->Add(make_wrapped(this, explanation, text_width, TextSize::Body, Tone::Muted),
                        wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
        for (const auto& field : m_fields)
            add(field, column);
        m_said = make_wrapped(this, {}, text_width, TextSize::Body, Tone::Bad);
        column->Add(m_said, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
        auto* buttons = new wxBoxSizer(wxHORIZONTAL);
        buttons->AddStretchSpacer();
        buttons->Add(make_button(this, tr("Cancel"), "form.cancel", [this] { EndModal(wxID_CANCEL); }));
        auto* good = make_primary(this, action, "form.do", [this] { finish(); });
        good->SetDefault();
        buttons->Add(good, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
        column->Add(buttons, wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid)));
        auto* outer = new wxBoxSizer(wxVERTICAL);
        outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(3 * grid)));
        outer->SetMinSize(FromDIP(wxSize(text_width + 6 * grid, -1)));
        SetSizerAndFit(outer);
        SetEscapeId(wxID_NONE);
        Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
            if (event.GetKeyCode() == WXK_ESCAPE)
                EndModal(wxID_CANCEL);
            else
                event.Skip();
        });
        if (!m_controls.empty())
            m_controls.front()->SetFocus();
        CentreOnParent();
        if (!m_draft.empty())
            keep_what_is_typed();
    }

    ~FormDialog() override {
        m_draft.clear();   // a field that goes is not one that a person leaves
        DestroyChildren(); // their events come here
    }

    FormValues values() const {
        FormValues out;
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            out[m_fields[i].id] = value_of(m_fields[i], m_controls[i]);
        return out;
    }

private:
    void keep_what_is_typed() {
        m_kept = to_keep();
        m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { keep(); });
        for (auto* control : m_controls)
            control->Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
                keep();
                event.Skip();
            });
        const auto soon = [this](wxCommandEvent& event) {
            m_timer.StartOnce(keep_after_ms);
            event.Skip();
        };
        for (const auto& kind : {wxEVT_TEXT, wxEVT_CHOICE, wxEVT_CHECKBOX, wxEVT_CHECKLISTBOX})
            Bind(kind, soon);
    }
    FormValues to_keep() const {
        FormValues out = values();
        for (const auto& field : m_fields)
            if (field.kind == FormField::Kind::Secret)
                out.erase(field.id);
        return out;
    }
    void keep() {
        if (m_draft.empty())
            return;
        FormValues now = to_keep();
        if (now != m_kept)
            form_drafts().keep(m_draft, m_kept = std::move(now));
    }
    void add(const FormField& field, wxSizer* column) {
        const std::string id = "form." + field.id;
        const auto line = wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid));
        switch (field.kind) {
        case FormField::Kind::Flag: {
            auto* box = new wxCheckBox(this, wxID_ANY, field.label);
            box->SetValue(!field.value.empty());
            set_accessible(box, field.label, id);
            m_controls.push_back(box);
            column->Add(box, line);
            return;
        }
        case FormField::Kind::Choice: {
            wxArrayString items;
            int at = 0;
            for (std::size_t i = 0; i < field.options.size(); ++i) {
                items.Add(wx(field.options[i].second));
                if (field.options[i].first == field.value)
                    at = static_cast<int>(i);
            }
            auto* choice = make_choice(this, field.label, id, items);
            if (!items.empty())
                choice->SetSelection(at);
            m_controls.push_back(choice);
            break;
        }
        case FormField::Kind::Several: {
            wxArrayString items;
            for (const auto& [value, shown] : field.options)
                items.Add(wx(shown));
            auto* list = new wxCheckListBox(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, items);
            const auto given = values_in(field.value);
            for (std::size_t i = 0; i < field.options.size(); ++i)
                list->Check(static_cast<unsigned>(i),
                            std::find(given.begin(), given.end(), field.options[i].first) != given.end());
            list->SetMinSize(wxSize(-1, field.lines * (list->GetCharHeight() + FromDIP(grid))));
            set_accessible(list, field.label, id);
            m_controls.push_back(list);
            break;
        }
        case FormField::Kind::Area:
            m_controls.push_back(make_area(this, field.label, id, field.lines));
            static_cast<wxTextCtrl*>(m_controls.back())->SetValue(wx(field.value));
            break;
        case FormField::Kind::Line:
        case FormField::Kind::Secret:
            m_controls.push_back(
                make_entry(this, field.label, id, field.kind == FormField::Kind::Secret ? wxTE_PASSWORD : 0));
            static_cast<wxTextCtrl*>(m_controls.back())->SetValue(wx(field.value));
            break;
        }
        column->Add(labelled(this, field.label, m_controls.back()), line);
    }
    static std::string value_of(const FormField& field, const wxWindow* control) {
        if (field.kind == FormField::Kind::Flag)
            return static_cast<const wxCheckBox*>(control)->GetValue() ? "1" : "";
        if (field.kind == FormField::Kind::Several) {
            std::string out;
            const auto* list = static_cast<const wxCheckListBox*>(control);
            for (std::size_t i = 0; i < field.options.size(); ++i)
                if (list->IsChecked(static_cast<unsigned>(i)))
                    out += (out.empty() ? "" : ",") + field.options[i].first;
            return out;
        }
        if (field.kind != FormField::Kind::Choice)
            return utf8(static_cast<const wxTextCtrl*>(control)->GetValue());
        const int at = static_cast<const wxChoice*>(control)->GetSelection();
        return at == wxNOT_FOUND ? std::string() : field.options[static_cast<std::size_t>(at)].first;
    }
    void finish() {
        const auto wrong = m_check ? m_check(values()) : std::nullopt;
        if (!wrong) {
            EndModal(wxID_OK);
            return;
        }
        m_said->SetLabelText(wxString::FromUTF8("✕ ") + tr(wrong->message));
        m_said->Wrap(FromDIP(text_width));
        set_accessible(m_said, m_said->GetLabelText(), "form.problem");
        Fit();
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            if (m_fields[i].id == wrong->where)
                m_controls[i]->SetFocus();
    }

    const std::vector<FormField>& m_fields;
    const std::function<std::optional<Error>(const FormValues&)>& m_check;
    std::string m_draft;
    wxTimer m_timer;
    FormValues m_kept;
    std::vector<wxWindow*> m_controls;
    wxStaticText* m_said;
};

} // namespace

std::vector<std::string> values_in(const std::string& several) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < several.size();) {
        const std::size_t end = std::min(several.find(',', at), several.size());
        out.push_back(several.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::optional<FormValues> ask_form(wxWindow* parent, const wxString& title, const wxString& explanation,
                                   const std::vector<FormField>& fields, const wxString& action,
                                   const std::function<std::optional<Error>(const FormValues&)>& check,
                                   const std::string& draft) {
    std::vector<FormField> filled = fields;
    if (!draft.empty())
        fill_from_draft(filled, form_drafts().load(draft));
    FormDialog dialog(wxGetTopLevelParent(parent), title, explanation, filled, action, check, draft);
    const bool done = dialog.ShowModal() == wxID_OK;
    if (!draft.empty()) // afterwards: what the values are for is given to the worker first, and so done first
        wxTheApp->CallAfter([draft] { form_drafts().keep(draft, {}); });
    if (!done)
        return std::nullopt;
    return dialog.values();
}

} // namespace canbo::desktop
