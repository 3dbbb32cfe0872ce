#pragma once

#include <wx/textctrl.h>
#include <wx/timer.h>

#include <functional>
#include <map>
#include <string>

namespace canbo::desktop {

/// Where fields are kept that stand in no document yet: after the power went they are there again. `form` says which
/// and what it is about ("inbox.remark", "learning.note.LESSON.3"). Filled by the app; UI thread.
class FormDrafts {
public:
    using Values = std::map<std::string, std::string>;
    virtual ~FormDrafts() = default;
    /// What was kept last; empty where nothing is.
    virtual Values load(const std::string& form) = 0;
    /// Written behind the window, after all that the worker was given before; empty: nothing is kept any more.
    virtual void keep(const std::string& form, Values values) = 0;
};

/// Given to whoever does what a form was for: what was kept of the form goes when it is called, once that has
/// succeeded.
std::function<void()> forget_when_done(const std::string& form);

/// Null, as at first: nothing is kept.
void set_form_drafts(FormDrafts* drafts);
/// Never null.
FormDrafts& form_drafts();

/// Keeps a field's words when it is left and a moment after the last letter. A member of the window that has the field.
class KeptText {
public:
    explicit KeptText(wxTextCtrl& field);
    KeptText(const KeptText&) = delete;
    KeptText& operator=(const KeptText&) = delete;
    ~KeptText();
    /// The field is about this form from now on: it shows what was kept of it.
    void show(const std::string& form);
    const std::string& form() const { return m_form; }
    /// What the words of that form were for is done: they are kept no more; the field, when it still shows them, is
    /// empty.
    void done(const std::string& form);
    void done() { done(m_form); }

private:
    void on_text(wxCommandEvent& event);
    void on_left(wxFocusEvent& event);
    void keep();

    wxTextCtrl& m_field;
    wxTimer m_timer;
    std::string m_form;
    std::string m_kept;
};

} // namespace canbo::desktop
