#pragma once

#include "desktop/band.h"
#include "desktop/controls.h"
#include "desktop/pdf_view.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "exam_ui/board_presenter.h"
#include "exam_ui/check_in_presenter.h"
#include "exam_ui/closing_presenter.h"
#include "exam_ui/open_presenter.h"
#include "exam_ui/readiness_presenter.h"
#include "exam_ui/workspace.h"
#include "identity_ui/result_view.h"

#include <wx/simplebook.h>

namespace canbo::exam::ui {

class SeatTiles;
class FaceBox;

// Buttons that ask something first do so after their event: a screen reader that pressed one waits for its end.

/// Package, key, room and address; then the code, big.
class OpenPage final : public wxPanel, private OpenView {
public:
    OpenPage(wxWindow* parent, desktop::Shell& shell, CurrentRoom& current, const ExamParts& parts);
    void load() { m_presenter.start(); }
    void close_room();

private:
    void show_open(const OpenScreen& screen) override;
    void clear_shares() override;
    wxWindow* make_package();
    wxWindow* make_key();
    wxWindow* make_room();
    wxWindow* make_code();
    wxSizer* share_line(wxWindow* parent, wxTextCtrl*& entry, const wxString& label, const std::string& id);
    void choose_file(wxTextCtrl* into, const wxString& title);
    void open();

    desktop::Shell& m_shell;
    desktop::Band* m_head{nullptr};
    wxWindow* m_package_card{nullptr};
    wxWindow* m_key_card{nullptr};
    wxWindow* m_room_card{nullptr};
    wxWindow* m_code_card{nullptr};
    wxTextCtrl* m_package{nullptr};
    wxStaticText* m_facts{nullptr};
    wxTextCtrl* m_first{nullptr};
    wxTextCtrl* m_second{nullptr};
    wxChoice* m_room{nullptr};
    wxChoice* m_address{nullptr};
    wxTextCtrl* m_port{nullptr};
    wxTextCtrl* m_by{nullptr};
    wxStaticText* m_code{nullptr};
    wxStaticText* m_url{nullptr};
    wxStaticText* m_warning{nullptr};
    wxStaticText* m_problem{nullptr};
    std::vector<std::pair<std::string, std::string>> m_rooms;
    std::vector<std::string> m_addresses;
    OpenPresenter m_presenter; ///< Last: it calls the rest.
};

class ReadinessPage final : public wxPanel, private ReadinessView {
public:
    ReadinessPage(wxWindow* parent, desktop::Shell& shell, CurrentRoom& current, const ExamParts& parts);
    void look() { m_presenter.look(); }
    void readers_changed(const identity::ReaderBook& book) { m_presenter.readers_changed(book); }

private:
    void show_readiness(const std::string& headline, const std::vector<ReadinessRow>& rows) override;

    desktop::Band* m_head;
    desktop::TableView* m_table;
    ReadinessPresenter m_presenter;
};

class CheckInPage final : public wxPanel, private CheckInView {
public:
    CheckInPage(wxWindow* parent, desktop::Shell& shell, CurrentRoom& current, const ExamParts& parts);
    void load() { m_presenter.load(); }
    void tick() { m_presenter.tick(); }
    void readers_changed(const identity::ReaderBook& book) { m_presenter.readers_changed(book); }
    /// Nobody's data stays behind.
    void leave() { m_presenter.clear(); }
    void focus_entry() { m_entry->SetFocus(); }
    void admit();
    void by_hand();
    void refuse();
    void next();
    void read_again() { m_presenter.read_again(); }
    void print_slip() { m_slip->print(); }
    const CheckInScreen& screen() const { return m_presenter.screen(); }

private:
    void show_check_in(const CheckInScreen& screen) override;
    void show_candidates(const std::vector<CandidateRow>& rows, const std::string& chosen) override;
    void show_chip_face(const identity::ui::FacePicture* picture) override;
    void show_list_face(const identity::ui::FacePicture* picture) override;
    void show_progress(int percent) override { m_result->show_progress(percent); }
    void show_slip(const std::string& pdf, const std::string& name) override;
    void clear_entry() override;
    void show_problem(const Error& error) override;
    wxWindow* make_left();
    wxWindow* make_right();
    int asked_seat() const;
    void admit_late();

    desktop::Shell& m_shell;
    wxTextCtrl* m_entry{nullptr};
    desktop::TableView* m_list{nullptr};
    wxStaticText* m_reader{nullptr};
    wxStaticText* m_who{nullptr};
    wxStaticText* m_about{nullptr};
    wxStaticText* m_fits{nullptr};
    wxWindow* m_faces{nullptr};
    FaceBox* m_list_face{nullptr};
    FaceBox* m_chip_face{nullptr};
    wxSimplebook* m_book{nullptr};
    identity::ui::ResultView* m_result{nullptr};
    desktop::PdfView* m_slip{nullptr};
    wxTextCtrl* m_seat{nullptr};
    wxWindow* m_seat_label{nullptr};
    wxButton* m_admit{nullptr};
    wxButton* m_by_hand{nullptr};
    wxButton* m_refuse{nullptr};
    wxButton* m_next{nullptr};
    wxButton* m_print{nullptr};
    CheckInPresenter m_presenter;
};

class RoomPage final : public wxPanel, private BoardView {
public:
    RoomPage(wxWindow* parent, desktop::Shell& shell, CurrentRoom& current, const ExamParts& parts);
    void tick() { m_presenter.tick(); }
    void find();
    /// Asks for what the order needs, then gives it.
    void order(Order order, bool all);
    bool may(Order order, bool all) const { return all ? m_presenter.may_all(order) : m_presenter.may(order); }
    const SeatMap& map() const { return m_presenter.map(); }
    std::function<void(const SeatMap& map)> on_map; ///< For the line above all pages.

private:
    void show_map(const SeatMap& map, int chosen) override;
    void show_details(const SeatDetails& details) override;
    void show_no_room() override;
    void show_age(const std::string& sentence) override;
    void show_done(const std::string& sentence) override;
    void show_alarm(const std::string& sentence) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    wxWindow* make_side(wxWindow* parent);

    desktop::Shell& m_shell;
    wxWindow* m_all{nullptr};
    desktop::EmptyState* m_none{nullptr};
    wxTextCtrl* m_search{nullptr};
    wxStaticText* m_age{nullptr};
    SeatTiles* m_tiles{nullptr};
    wxStaticText* m_headline{nullptr};
    wxStaticText* m_fields{nullptr};
    desktop::TableView* m_events{nullptr};
    std::vector<std::pair<Order, wxButton*>> m_buttons;
    bool m_shown{false};
    BoardPresenter m_presenter;
};

class ClosingPage final : public wxPanel, private ClosingView {
public:
    ClosingPage(wxWindow* parent, desktop::Shell& shell, CurrentRoom& current, const ExamParts& parts);
    void load() { m_presenter.load(); }
    void seal();
    bool can_seal() const { return m_presenter.screen().can_seal; }
    std::function<void()> on_close; ///< The room is to be closed.

private:
    void show_closing(const ClosingScreen& screen) override;
    void show_paper(const std::string& pdf, const std::string& name) override { m_pdf->show(pdf, name); }
    void show_done(const std::string& sentence) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    void write_bundle();

    desktop::Shell& m_shell;
    desktop::Band* m_head{nullptr};
    wxTextCtrl* m_file{nullptr};
    wxWindow* m_save{nullptr};
    wxStaticText* m_facts{nullptr};
    wxButton* m_seal{nullptr};
    wxButton* m_minutes{nullptr};
    wxButton* m_results_paper{nullptr};
    wxChoice* m_receipts{nullptr};
    wxButton* m_close{nullptr};
    desktop::TableView* m_results{nullptr};
    desktop::PdfView* m_pdf{nullptr};
    std::vector<std::pair<std::string, std::string>> m_who;
    ClosingPresenter m_presenter;
};

} // namespace canbo::exam::ui
