#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "training_ui/drill_presenter.h"

#include <array>

class wxHtmlWindow;
class wxRadioButton;

namespace canbo::training::ui {

/// The mailbox that nobody sends to: messages at the left, the message as a mail program shows it at the right, below
/// it how sure the learner is and what to do with it. Nothing is opened, nothing leaves.
class DrillPanel final : public desktop::WorkspacePanel, private DrillView {
public:
    DrillPanel(wxWindow* parent, desktop::Shell& shell, DrillParts parts);

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string& place) override;
    std::string place() const override { return {}; }
    void reload() override {}
    std::string help_page() const override { return "learning"; }

private:
    static constexpr std::size_t most_choices = 8;
    static constexpr std::size_t levels = 3;

    void show_start(const DrillSummary& summary, bool ended) override;
    void show_lines(const std::vector<DrillLine>& lines, const std::string& chosen,
                    const std::string& summary) override;
    void show_page(const DrillPage& page) override;
    void show_lesson(const std::string& title, const std::string& markdown) override;
    void show_problem(const Error& error) override;

    wxWindow* make_list();
    wxWindow* make_start();
    wxWindow* make_page();
    wxSizer* make_certainty(wxWindow* parent);
    wxSizer* make_actions(wxWindow* parent);
    wxSizer* make_scene(wxWindow* parent);
    wxSizer* make_result(wxWindow* parent);
    void show_part(wxWindow* part);
    void show_answer_bar(const DrillPage& page);
    void show_result(const DrillPage& page);
    void set_html(const std::string& html);
    std::string scene_html(const DrillPage& page) const;
    std::string html_of(const std::string& markdown) const;
    void answer_scene();
    void forget_answer();

    desktop::Shell& m_shell;
    wxWindow* m_list_side{nullptr};
    wxStaticText* m_summary{nullptr};
    desktop::TableView* m_list{nullptr};
    wxWindow* m_start{nullptr};
    wxStaticText* m_start_title{nullptr};
    wxStaticText* m_score{nullptr};
    wxWindow* m_page{nullptr};
    wxStaticText* m_caption{nullptr};
    wxHtmlWindow* m_html{nullptr};
    wxPanel* m_bar{nullptr};
    std::array<wxRadioButton*, levels> m_certainty{};
    wxRadioButton* m_no_certainty{nullptr};
    wxSizer* m_actions{nullptr};
    wxSizer* m_scene{nullptr};
    wxRadioButton* m_no_choice{nullptr};
    std::array<wxRadioButton*, most_choices> m_choices{};
    wxPanel* m_result{nullptr};
    wxStaticText* m_verdict{nullptr};
    wxStaticText* m_answered{nullptr};
    wxStaticText* m_why{nullptr};
    wxButton* m_lesson{nullptr};
    wxButton* m_next{nullptr};
    DrillPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::training::ui
