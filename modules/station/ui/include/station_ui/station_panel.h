#pragma once

#include "station_ui/station_presenter.h"

#include <wx/panel.h>
#include <wx/timer.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

class wxButton;
class wxStaticText;

namespace canbo::station::ui {

class Page;

/// The whole of a station's screen: at the top who and how much time, below the page of the stage, at the foot what is
/// always at hand. Keyboard alone suffices. UI thread only.
class StationPanel final : public wxPanel, private ScreenView {
public:
    /// `drawing`: draws the receipt. `on_look` makes the program's theme anew; the panel then redraws itself.
    StationPanel(wxWindow* parent, StationParts parts, desktop::Background& drawing,
                 std::function<void(const Look&)> on_look);
    ~StationPanel() override;

    StationPresenter& presenter() { return m_presenter; }

private:
    void show_screen(const StationScreen& screen) override;
    void show_given(int slot) override;
    void show_time(const std::string& text, bool little) override;
    void show_receipt(const std::string& pdf) override;
    void show_look(const Look& look) override;
    void show_photo(const FacePicture* picture) override;

    void build();
    wxWindow* make_head();
    wxWindow* make_foot();
    void turn_page();
    void clear_away();
    void say(wxStaticText* where, const std::string& what, const char* id);
    void on_key(wxKeyEvent& event);

    desktop::Background& m_drawing;
    std::function<void(const Look&)> m_on_look;
    wxWindow* m_head{nullptr};
    wxStaticText* m_exam{nullptr};
    wxStaticText* m_person{nullptr};
    wxStaticText* m_time{nullptr};
    wxStaticText* m_time_name{nullptr};
    wxStaticText* m_problem{nullptr};
    wxStaticText* m_line{nullptr};
    wxStaticText* m_note{nullptr};
    wxButton* m_help{nullptr};
    wxButton* m_smaller{nullptr};
    Page* m_page{nullptr};
    std::vector<Page*> m_gone; ///< Turned over, not yet destroyed.
    StationScreen m_shown;
    StationScreen::Stage m_page_of{StationScreen::Stage::Connect};
    bool m_turning{false};
    std::map<wxStaticText*, std::string> m_said;
    std::string m_time_text, m_receipt;
    bool m_little{false};
    std::unique_ptr<FacePicture> m_photo;
    wxTimer m_timer, m_clearing;
    StationPresenter m_presenter; ///< Last: it calls the rest.
};

} // namespace canbo::station::ui
