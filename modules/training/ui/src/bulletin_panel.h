#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "training_ui/bulletin_presenter.h"

class wxHtmlWindow;

namespace canbo::training::ui {

/// Bulletins at the left, the chosen one at the right; below it whom it reached.
class BulletinPanel final : public desktop::WorkspacePanel, private BulletinView {
public:
    BulletinPanel(wxWindow* parent, desktop::Shell& shell, BulletinParts parts);

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string& place) override { m_presenter.load(place); }
    std::string place() const override { return m_presenter.chosen(); }
    void reload() override { m_presenter.load(); }
    std::string help_page() const override { return "bulletins"; }

private:
    void show_lines(const std::vector<BulletinLine>& lines, const std::string& chosen,
                    const std::string& summary) override;
    void show_page(const BulletinPage& page) override;
    void show_reach(const std::vector<ReachLine>& lines) override;
    void show_done(const std::string& sentence) override;
    void show_problem(const Error& error) override;

    wxWindow* make_left();
    wxWindow* make_right();
    void write(const std::vector<std::pair<std::string, std::string>>& agencies);
    void ask_write();
    void ask_export();

    desktop::Shell& m_shell;
    wxStaticText* m_summary{nullptr};
    desktop::TableView* m_list{nullptr};
    wxStaticText* m_title{nullptr};
    wxStaticText* m_caption{nullptr};
    wxHtmlWindow* m_html{nullptr};
    wxStaticText* m_state{nullptr};
    wxButton* m_read{nullptr};
    desktop::TableView* m_reach{nullptr};
    wxButton* m_export{nullptr};
    wxWindow* m_left{nullptr};
    wxWindow* m_right{nullptr};
    desktop::EmptyState* m_none{nullptr};
    std::string m_shown;           ///< Id of the bulletin whose text is on the page.
    BulletinPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::training::ui
