#include "login_steps.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "qr_bitmap.h"

#include <wx/statbmp.h>

namespace canbo::apps {
namespace {

using desktop::grid;
using desktop::TextSize;
using desktop::Tone;
using desktop::tr;
using Page = desktop::StartView::Page;

constexpr int step_width = 56 * grid;
constexpr int qr_size = 24 * grid;

} // namespace

wxPanel* make_start_page(wxWindow* book, const wxString& title, const wxString& text) {
    auto* page = new wxPanel(book);
    page->SetBackgroundColour(desktop::theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(desktop::make_text(page, title, TextSize::Title));
    column->Add(desktop::make_wrapped(page, text, step_width, TextSize::Body, Tone::Muted),
                wxSizerFlags().Border(wxTOP | wxBOTTOM, page->FromDIP(grid)));
    page->SetSizer(column);
    return page;
}

LoginSteps::LoginSteps(wxWindow* book, std::function<void()> entered)
    : m_entered(std::move(entered)), m_code_page(make_code_page(book)), m_enrol_page(make_enrol_page(book)),
      m_recovery_page(make_recovery_page(book)), m_password_page(make_password_page(book)) {}

wxTextCtrl* LoginSteps::add_entry(wxWindow* page, const wxString& label, const std::string& id, bool secret) {
    auto* entry = desktop::make_entry(page, label, id, (secret ? wxTE_PASSWORD : 0) | wxTE_PROCESS_ENTER);
    entry->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { m_entered(); });
    page->GetSizer()->Add(desktop::labelled(page, label, entry),
                          wxSizerFlags().Expand().Border(wxTOP, page->FromDIP(2 * grid)));
    return entry;
}

wxWindow* LoginSteps::make_code_page(wxWindow* book) {
    auto* page = make_start_page(book, tr("Code of the second factor"),
                                 tr("Your account has a second factor: type the six digits that the program on your "
                                    "telephone shows now, or one of your recovery codes."));
    m_code = add_entry(page, tr("Code"), "start.code", false);
    return page;
}

wxWindow* LoginSteps::make_enrol_page(wxWindow* book) {
    auto* page = make_start_page(book, tr("Set up the second factor"),
                                 tr("The office asks your role for a second factor. Take this picture with a program "
                                    "for one-time codes on your telephone, or type the key into it."));
    m_qr = new wxStaticBitmap(page, wxID_ANY, wxBitmap(page->FromDIP(wxSize(qr_size, qr_size))));
    desktop::set_accessible(m_qr, tr("QR code of the key"), "start.qr");
    page->GetSizer()->Add(m_qr, wxSizerFlags().Border(wxTOP, page->FromDIP(grid)));
    m_key = desktop::make_entry(page, tr("Key"), "start.key", wxTE_READONLY);
    page->GetSizer()->Add(desktop::labelled(page, tr("Key"), m_key),
                          wxSizerFlags().Expand().Border(wxTOP, page->FromDIP(grid)));
    m_first_code = add_entry(page, tr("The code that the telephone shows now"), "start.first-code", false);
    return page;
}

wxWindow* LoginSteps::make_recovery_page(wxWindow* book) {
    auto* page = make_start_page(book, tr("Recovery codes"),
                                 tr("Write these codes down and keep them apart from the telephone. Each lets you in "
                                    "once when it is lost; they are not shown again."));
    m_recovery = desktop::make_area(page, tr("Recovery codes"), "start.recovery", 10);
    m_recovery->SetEditable(false);
    page->GetSizer()->Add(m_recovery, wxSizerFlags(1).Expand().Border(wxTOP, page->FromDIP(grid)));
    return page;
}

wxWindow* LoginSteps::make_password_page(wxWindow* book) {
    auto* page = make_start_page(book, tr("Choose a password of your own"),
                                 tr("Somebody else knows the password you came with. The new one has at least 10 "
                                    "characters; a sentence of four or five words is easy to remember."));
    m_password = add_entry(page, tr("New password"), "start.new-password", true);
    m_again = add_entry(page, tr("The new password again"), "start.new-password-again", true);
    return page;
}

void LoginSteps::enter(Page page) {
    for (auto* entry : {m_code, m_first_code, m_password, m_again})
        entry->Clear();
    if (page != Page::Enrol)
        m_key->Clear();
    if (page != Page::Recovery)
        m_recovery->Clear();
    wxWindow* first = page == Page::Code       ? m_code
                      : page == Page::Enrol    ? m_first_code
                      : page == Page::Recovery ? m_recovery
                                               : m_password;
    first->SetFocus();
}

void LoginSteps::show_factor(const desktop::FactorSetup& setup) {
    m_key->SetValue(desktop::wx(setup.key));
    m_qr->SetBitmap(qr_bitmap(setup.uri, m_qr->FromDIP(qr_size)));
    m_enrol_page->Layout();
}

void LoginSteps::show_recovery_codes(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes)
        text += code + "\n";
    m_recovery->SetValue(desktop::wx(text));
}

std::string LoginSteps::first_code() const { return desktop::utf8(m_first_code->GetValue()); }

void LoginSteps::next(Page page, desktop::StartPresenter& presenter) const {
    if (page == Page::Code)
        presenter.give_code(desktop::utf8(m_code->GetValue()));
    else if (page == Page::Enrol)
        presenter.confirm_factor(desktop::utf8(m_first_code->GetValue()));
    else if (page == Page::Recovery)
        presenter.go_on();
    else
        presenter.choose_password(desktop::utf8(m_password->GetValue()), desktop::utf8(m_again->GetValue()));
}

} // namespace canbo::apps
