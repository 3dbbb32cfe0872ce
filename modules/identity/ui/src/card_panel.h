#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "identity_ui/card_presenter.h"

#include <wx/timer.h>

namespace canbo::identity::ui {

class ResultView;

/// At the left the reader, what opens a card and the history of the desk; at the right what the card said and proved.
/// Keys typed anywhere go into the entry, so that a scanner works wherever the focus is.
class CardPanel final : public desktop::WorkspacePanel, private CardView {
public:
    CardPanel(wxWindow* parent, desktop::Shell& shell, CardParts parts);
    ~CardPanel() override;

    void add_commands(desktop::CommandTable& commands);
    void open_place(const std::string& place) override;
    std::string place() const override { return {}; }
    void reload() override {}
    /// Who leaves the workspace leaves nobody on the screen.
    void flush() override;
    std::string help_page() const override { return "identity"; }

private:
    void show_screen(const CardScreen& screen) override;
    void show_photo(const FacePicture* picture) override;
    void show_progress(int percent) override;
    void show_countdown(const std::string& sentence) override;
    void show_history(const std::vector<HistoryRow>& rows) override;
    void show_entry_problem(const std::string& sentence) override;
    void clear_entry() override;

    wxWindow* make_left();
    void add_entry(wxWindow* left, wxSizer* column);
    wxWindow* make_right();
    void take_key(wxKeyEvent& event);
    void ask_for_picture();
    void fill_readers(const std::vector<std::string>& readers);

    desktop::Shell& m_shell;
    wxStaticText* m_reader{nullptr};
    wxChoice* m_readers{nullptr};
    wxTextCtrl* m_entry{nullptr};
    wxStaticText* m_entered{nullptr};
    wxStaticText* m_problem{nullptr};
    wxButton* m_read{nullptr};
    wxButton* m_cancel{nullptr};
    wxButton* m_keep{nullptr};
    wxButton* m_clear{nullptr};
    wxStaticText* m_countdown{nullptr};
    desktop::TableView* m_history{nullptr};
    ResultView* m_result{nullptr};
    std::vector<std::string> m_reader_names;
    wxTimer m_timer;
    CardPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::identity::ui
