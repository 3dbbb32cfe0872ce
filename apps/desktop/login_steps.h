#pragma once

#include "desktop/start_presenter.h"

#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/window.h>

#include <functional>
#include <string>
#include <vector>

class wxStaticBitmap;

namespace canbo::apps {

/// The pages of the first window that come after the password: a code, a second factor to set up, its recovery codes, a
/// password of one's own. The pages belong to the book.
class LoginSteps {
public:
    /// `entered`: Enter was pressed in the last field of a page.
    LoginSteps(wxWindow* book, std::function<void()> entered);

    /// In the order of StartView::Page from Code on.
    std::vector<wxWindow*> pages() const { return {m_code_page, m_enrol_page, m_recovery_page, m_password_page}; }
    /// Empties what was typed and puts the cursor where one begins.
    void enter(desktop::StartView::Page page);
    void show_factor(const desktop::FactorSetup& setup);
    void show_recovery_codes(const std::vector<std::string>& codes);
    std::string first_code() const; ///< What was typed on the page that sets a factor up.
    /// What the presenter is told when the page is done.
    void next(desktop::StartView::Page page, desktop::StartPresenter& presenter) const;

private:
    wxWindow* make_code_page(wxWindow* book);
    wxWindow* make_enrol_page(wxWindow* book);
    wxWindow* make_recovery_page(wxWindow* book);
    wxWindow* make_password_page(wxWindow* book);
    wxTextCtrl* add_entry(wxWindow* page, const wxString& label, const std::string& id, bool secret);

    std::function<void()> m_entered;
    wxTextCtrl* m_code{nullptr};
    wxTextCtrl* m_first_code{nullptr};
    wxTextCtrl* m_key{nullptr};
    wxStaticBitmap* m_qr{nullptr};
    wxTextCtrl* m_recovery{nullptr};
    wxTextCtrl* m_password{nullptr};
    wxTextCtrl* m_again{nullptr};
    wxWindow* m_code_page;
    wxWindow* m_enrol_page;
    wxWindow* m_recovery_page;
    wxWindow* m_password_page;
};

/// A page of the first window: title and what it is about; more goes into its sizer.
wxPanel* make_start_page(wxWindow* book, const wxString& title, const wxString& text);

} // namespace canbo::apps
