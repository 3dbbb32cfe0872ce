#include "factor_dialog.h"

#include "desktop/controls.h"
#include "desktop/text.h"
#include "login_steps.h"

#include <wx/dialog.h>
#include <wx/simplebook.h>

namespace canbo::apps {
namespace {

using desktop::grid;
using desktop::tr;
using Page = desktop::StartView::Page;

/// One page of those that a login shows, in a window of its own.
class StepDialog final : public wxDialog {
public:
    StepDialog(wxWindow* parent, const wxString& title, Page page, const wxString& action)
        : wxDialog(parent, wxID_ANY, title), m_book(new wxSimplebook(this)),
          m_steps(m_book, [this] { EndModal(wxID_OK); }) {
        SetName("factor");
        SetBackgroundColour(desktop::theme().palette().surface);
        for (wxWindow* one : m_steps.pages())
            m_book->AddPage(one, {});
        m_book->ChangeSelection(static_cast<std::size_t>(page) - static_cast<std::size_t>(Page::Code));
        auto* column = new wxBoxSizer(wxVERTICAL);
        column->Add(m_book, wxSizerFlags(1).Expand());
        auto* buttons = new wxBoxSizer(wxHORIZONTAL);
        buttons->AddStretchSpacer();
        if (page == Page::Enrol)
            buttons->Add(desktop::make_button(this, tr("Cancel"), "factor.cancel", [this] { EndModal(wxID_CANCEL); }));
        auto* good = desktop::make_primary(this, action, "factor.do", [this] { EndModal(wxID_OK); });
        good->SetDefault();
        buttons->Add(good, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
        column->Add(buttons, wxSizerFlags().Expand().Border(wxTOP, FromDIP(2 * grid)));
        auto* outer = new wxBoxSizer(wxVERTICAL);
        outer->Add(column, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(3 * grid)));
        SetSizerAndFit(outer);
        CentreOnParent();
    }
    LoginSteps& steps() { return m_steps; }

private:
    wxSimplebook* m_book;
    LoginSteps m_steps;
};

} // namespace

std::optional<std::string> ask_first_code(wxWindow* parent, const desktop::FactorSetup& setup) {
    StepDialog dialog(parent, tr("Set up a second factor"), Page::Enrol, tr("Next"));
    dialog.steps().show_factor(setup);
    dialog.steps().enter(Page::Enrol);
    if (dialog.ShowModal() != wxID_OK)
        return std::nullopt;
    return dialog.steps().first_code();
}

void show_codes(wxWindow* parent, const std::vector<std::string>& codes) {
    StepDialog dialog(parent, tr("Recovery codes"), Page::Recovery, tr("They are written down"));
    dialog.steps().show_recovery_codes(codes);
    dialog.steps().enter(Page::Recovery);
    dialog.ShowModal();
}

} // namespace canbo::apps
