#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "training_ui/certificate_presenter.h"

namespace canbo::training::ui {

/// The certificates kept here, what a check came to, and a place to check anybody's.
class CertificatePanel final : public desktop::WorkspacePanel, private CertificateView {
public:
    CertificatePanel(wxWindow* parent, desktop::Shell& shell, CertificateParts parts);

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string& place) override;
    std::string place() const override { return {}; }
    void reload() override { m_presenter.refresh(); }
    std::string help_page() const override { return "learning"; }

private:
    void show_lines(const std::vector<CertificateLine>& lines, const std::string& chosen) override;
    void show_verdict(const CertificateVerdict& verdict) override;
    void show_saved(const std::string& file) override;
    void show_problem(const Error& error) override;

    wxWindow* make_check();
    wxWindow* make_verdict();
    void ask_file();
    void ask_pdf();

    desktop::Shell& m_shell;
    desktop::TableView* m_list{nullptr};
    desktop::EmptyState* m_none{nullptr};
    wxTextCtrl* m_text{nullptr};
    wxWindow* m_card{nullptr};
    wxStaticText* m_sentence{nullptr};
    wxStaticText* m_fields{nullptr};
    wxButton* m_keep{nullptr};
    wxButton* m_save{nullptr};
    CertificatePresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::training::ui
