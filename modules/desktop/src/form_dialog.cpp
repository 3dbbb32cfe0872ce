#include "desktop/form_dialog.h"

#include "base/translation.h"
#include "desktop/controls.h"
#include "desktop/draft_values.h"
#include "desktop/form_drafts.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/checkbox.h>
#include <wx/checklst.h>
#include <wx/dialog.h>
#include <wx/timer.h>

#include <algorithm>
#include <set>

namespace canbo::desktop {
namespace {

constexpr int text_width = 56 * grid;
constexpr int keep_after_ms = 800;

/// What is kept of a form beside what is shown in it.
struct Draft {
    std::string name;            ///< Empty: nothing is kept.
    FormValues over;             ///< What stood in the fields when they were typed over.
    FormValues other;            ///< Of the fields that were stored otherwise since: the version that is not shown.
    bool other_is_stored{false}; ///< else it is what was typed
};

/// Fields as they were left before; a choice that is no longer offered is as if it had not been made.
Draft fill_from_draft(std::vector<FormField>& fields, const std::string& name) {
    Draft draft{name, {}, {}, true};
    if (name.empty())
        return draft;
    std::set<std::string> suggested;
    for (const auto& field : fields) {
        if (field.kind == FormField::Kind::Secret)
            continue;
        draft.over[field.id] = field.value;
        if (field.suggested)
            suggested.insert(field.id);
    }
    const auto kept = form_drafts().load(name);
    if (kept.empty())
        return draft;
    auto restored = restore_draft(kept, draft.over, suggested);
    for (auto& field : fields) {
        const auto found = restored.values.find(field.id);
        if (found == restored.values.end())
            continue;
        if (restored.newer.contains(field.id)) {
            draft.other[field.id] = field.value;
            draft.over[field.id] = over_in(kept, field.id); // it is said again until the form is done
        }
        field.value = found->second;
    }
    return draft;
}

class FormDialog final : public wxDialog {
public:
    FormDialog(wxWindow* parent, const wxString& title, const wxString& explanation,
               const std::vector<FormField>& fields, const wxString& action,
               const std::function<std::optional<Error>(const FormValues&)>& check, Draft draft)
        : wxDialog(parent, wxID_ANY, title, wxDefaultPosition, wxDefaultSize, wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
          m_fields(fields), m_check(check), m_draft(std::move(draft)) {
        SetName("form");
        SetBackgroundColour(theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        if (!explanation.empty())
            column->Add(make_wrapped(this, explanation, text_width, TextSize::Body, Tone::Muted),
                        wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
        if (!m_draft.other.empty())
            add_newer(column);
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
        if (!m_draft.name.empty())
            keep_what_is_typed();
    }

    ~FormDialog() override {
        m_draft.name.clear(); // a field that goes is not one that a person leaves
        DestroyChildren();    // their events come here
    }

    /// What is typed now, for the next time the form is asked.
    void keep() {
        m_timer.Stop();
        if (m_draft.name.empty())
            return;
        FormValues now = to_keep();
        if (now == m_kept)
            return;
        m_kept = std::move(now);
        form_drafts().keep(m_draft.name, draft_of(m_kept, m_draft.over));
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
    /// Something was stored since this was typed: the person sees both versions and chooses.
    void add_newer(wxSizer* column) {
        m_newer = make_wrapped(this, {}, text_width, TextSize::Strong, Tone::Warn);
        m_swap = make_flat(
            this, tr("Show what stands there now"), "form.other", [this] { swap_versions(); }, "conflict");
        column->Add(m_newer, wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid)));
        column->Add(m_swap, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
        say_newer();
    }
    void say_newer() {
        wxString labels;
        for (const auto& field : m_fields)
            if (m_draft.other.contains(field.id))
                labels += (labels.empty() ? wxString() : wxString(", ")) + field.label;
        const wxString text =
            wxString::FromUTF8("⚠ ") +
            (m_draft.other_is_stored ? tr("Changed since you began to type. You see what you typed; it is not sent yet")
                                     : tr("Changed since you began to type. You see what stands there now; what you "
                                          "typed is kept")) +
            ": " + labels;
        m_newer->SetLabelText(text);
        m_newer->Wrap(FromDIP(text_width));
        m_swap->SetLabel(m_draft.other_is_stored ? tr("Show what stands there now") : tr("Show what I typed"));
        set_accessible(m_newer, text, "form.newer");
        set_accessible(m_swap, m_swap->GetLabelText(), "form.other");
    }
    void swap_versions() {
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            if (const auto other = m_draft.other.find(m_fields[i].id); other != m_draft.other.end()) {
                const std::string shown = value_of(m_fields[i], m_controls[i]);
                set_value(m_fields[i], m_controls[i], other->second);
                other->second = shown;
            }
        m_draft.other_is_stored = !m_draft.other_is_stored;
        say_newer();
        Layout();
    }
    FormValues to_keep() const {
        FormValues out = values();
        if (!m_draft.other_is_stored)
            for (const auto& [id, typed] : m_draft.other)
                out[id] = typed;
        for (const auto& field : m_fields)
            if (field.kind == FormField::Kind::Secret)
                out.erase(field.id);
        return out;
    }
    void add(const FormField& field, wxSizer* column) {
        const std::string id = "form." + field.id;
        const auto line = wxSizerFlags().Expand().Border(wxTOP, FromDIP(grid));
        switch (field.kind) {
        case FormField::Kind::Flag: {
            auto* box = new wxCheckBox(this, wxID_ANY, field.label);
            set_accessible(box, field.label, id);
            m_controls.push_back(box);
            set_value(field, box, field.value);
            column->Add(box, line);
            return;
        }
        case FormField::Kind::Choice: {
            m_controls.push_back(make_choice(this, field.label, id, shown_options(field)));
            break;
        }
        case FormField::Kind::Several: {
            auto* list = new wxCheckListBox(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, shown_options(field));
            list->SetMinSize(wxSize(-1, field.lines * (list->GetCharHeight() + FromDIP(grid))));
            set_accessible(list, field.label, id);
            m_controls.push_back(list);
            break;
        }
        case FormField::Kind::Area:
            m_controls.push_back(make_area(this, field.label, id, field.lines));
            break;
        case FormField::Kind::Line:
        case FormField::Kind::Secret:
            m_controls.push_back(
                make_entry(this, field.label, id, field.kind == FormField::Kind::Secret ? wxTE_PASSWORD : 0));
            break;
        }
        set_value(field, m_controls.back(), field.value);
        column->Add(labelled(this, field.label, m_controls.back()), line);
    }
    static wxArrayString shown_options(const FormField& field) {
        wxArrayString items;
        for (const auto& [value, shown] : field.options)
            items.Add(wx(shown));
        return items;
    }
    static void set_value(const FormField& field, wxWindow* control, const std::string& value) {
        const auto at = [&] {
            return std::find_if(field.options.begin(), field.options.end(),
                                [&](const auto& option) { return option.first == value; });
        };
        switch (field.kind) {
        case FormField::Kind::Flag:
            static_cast<wxCheckBox*>(control)->SetValue(!value.empty());
            return;
        case FormField::Kind::Choice:
            if (!field.options.empty())
                static_cast<wxChoice*>(control)->SetSelection(
                    at() == field.options.end() ? 0 : static_cast<int>(at() - field.options.begin()));
            return;
        case FormField::Kind::Several: {
            const auto given = values_in(value);
            for (std::size_t i = 0; i < field.options.size(); ++i)
                static_cast<wxCheckListBox*>(control)->Check(
                    static_cast<unsigned>(i),
                    std::find(given.begin(), given.end(), field.options[i].first) != given.end());
            return;
        }
        case FormField::Kind::Line:
        case FormField::Kind::Area:
        case FormField::Kind::Secret:
            static_cast<wxTextCtrl*>(control)->SetValue(wx(value));
            return;
        }
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
    Draft m_draft;
    wxTimer m_timer;
    FormValues m_kept;
    std::vector<wxWindow*> m_controls;
    wxStaticText* m_said;
    wxStaticText* m_newer{nullptr}; ///< Where something was stored since: which fields, and which version is seen.
    wxButton* m_swap{nullptr};
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
    Draft kept = fill_from_draft(filled, draft);
    FormDialog dialog(wxGetTopLevelParent(parent), title, explanation, filled, action, check, std::move(kept));
    if (dialog.ShowModal() == wxID_OK) {
        dialog.keep(); // as it was pressed: what the values are for may fail
        return dialog.values();
    }
    if (!draft.empty())
        form_drafts().keep(draft, {});
    return std::nullopt;
}

} // namespace canbo::desktop
