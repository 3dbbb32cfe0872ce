#pragma once

#include "desktop/band.h"
#include "desktop/controls.h"
#include "desktop/list_page.h"
#include "desktop/pdf_view.h"
#include "exam_ui/candidates_presenter.h"
#include "exam_ui/council_workspace.h"
#include "exam_ui/package_presenter.h"
#include "exam_ui/setup_presenter.h"

#include <map>

class wxCheckBox;

namespace canbo::exam::ui {

CouncilContext context_of(desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);

/// An entry for a file or a folder, with a button that chooses one.
wxSizer* file_row(wxWindow* parent, wxTextCtrl*& entry, const wxString& label, const std::string& id, bool folder,
                  bool save = false);

/// A window with a paper, to be looked at, saved and printed.
void show_paper(wxWindow* parent, desktop::Shell& shell, const std::string& pdf, const std::string& name);

class ExamsPage final : public desktop::ListPage {
public:
    ExamsPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current,
              std::function<void(const char* place)> go);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void archive();
    ExamsPresenter m_presenter;
};

class SetupPage final : public wxPanel, private SetupView {
public:
    SetupPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);
    /// What is typed stays while it is about the same exam.
    void load();
    void save();

private:
    void show_form(const ExamForm& form, bool is_new) override;
    void show_setup(const SetupScreen& screen) override;
    void show_done(const std::string& sentence) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    void line(wxWindow* parent, wxSizer* into, const char* field, const wxString& label, int columns = 1);
    void area(wxWindow* parent, wxSizer* into, const char* field, const wxString& label);
    void choice(wxWindow* parent, wxSizer* into, const char* field, const wxString& label, const Choices& choices);
    void flag(wxWindow* parent, wxSizer* into, const char* field, const wxString& label);
    wxWindow* make_facts(wxWindow* parent);
    wxWindow* make_rules(wxWindow* parent);
    wxWindow* make_people(wxWindow* parent);
    wxWindow* make_blueprint(wxWindow* parent);
    void take();
    ExamForm typed() const;
    void ask_to_drop();
    void refuse(wxTextCtrl* entry, const char* sentence);
    void choose_bank();

    desktop::Shell& m_shell;
    CurrentExam& m_current;
    std::optional<std::string> m_loaded;
    desktop::Band* m_head{nullptr};
    std::map<std::string, wxTextCtrl*> m_texts;
    std::map<std::string, std::pair<wxChoice*, Choices>> m_choices;
    std::map<std::string, wxCheckBox*> m_flags;
    desktop::TableView* m_offers{nullptr};
    wxTextCtrl* m_count{nullptr};
    wxTextCtrl* m_mark{nullptr};
    wxStaticText* m_sum{nullptr};
    wxStaticText* m_problems{nullptr};
    wxButton* m_save{nullptr};
    SetupPresenter m_presenter; ///< Last: it calls the rest.
};

class CandidatesPage final : public desktop::ListPage {
public:
    CandidatesPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);
    void read() { m_presenter.read(); }

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void show_head(const RosterHead& head);
    void paper(bool slips);

    desktop::Band* m_head;
    wxTextCtrl* m_file{nullptr};
    wxTextCtrl* m_photos{nullptr};
    wxButton* m_keep{nullptr};
    CandidatesPresenter m_presenter;
};

class PackagePage final : public wxPanel, private PackageView {
public:
    PackagePage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);
    void read() { m_presenter.read(); }

private:
    void show_package(const PackageScreen& screen) override;
    void clear_parts() override;
    void show_done(const std::string& sentence) override;
    void show_problem(const Error& error) override { m_shell.notify(desktop::notice_of(error)); }
    wxWindow* make_actions(wxWindow* parent);
    wxWindow* make_pack(wxWindow* parent);
    void pack();
    wxWindow* make_split(wxWindow* parent);
    wxWindow* make_publish(wxWindow* parent);
    wxWindow* make_key(wxWindow* parent);

    desktop::Shell& m_shell;
    CurrentExam& m_current;
    std::optional<std::string> m_shown; ///< The exam whose values stand in the fields.
    desktop::Band* m_head{nullptr};
    desktop::TableView* m_steps{nullptr};
    wxTextCtrl* m_copy{nullptr};
    wxTextCtrl* m_folder{nullptr};
    wxTextCtrl* m_opens{nullptr};
    wxTextCtrl* m_first{nullptr};
    wxTextCtrl* m_second{nullptr};
    wxButton* m_pack{nullptr};
    wxButton* m_split{nullptr};
    wxButton* m_publish{nullptr};
    wxButton* m_deposit{nullptr};
    wxButton* m_join{nullptr};
    PackagePresenter m_presenter;
};

/// What came from which room.
class ArrivalsPage final : public desktop::ListPage {
public:
    ArrivalsPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void choose_files();
    void paper(RoomPaper kind);
    void show(const std::string& pdf, const std::string& name);
    RoomsPresenter m_presenter;
};

class ResultsPage final : public desktop::ListPage {
public:
    ResultsPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);
    void read() { m_presenter.read(); }

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void show_head(const ResultsHead& head);
    void propose();
    void confirm();
    void save_book();

    const CouncilParts& m_parts;
    CurrentExam& m_current;
    desktop::Band* m_head;
    wxButton* m_propose{nullptr};
    wxButton* m_confirm{nullptr};
    wxButton* m_decision{nullptr};
    ResultsPresenter m_presenter;
};

class ItemsPage final : public desktop::ListPage {
public:
    ItemsPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    ItemsPresenter m_presenter;
};

class RemarksPage final : public desktop::ListPage {
public:
    RemarksPage(wxWindow* parent, desktop::Shell& shell, const CouncilParts& parts, CurrentExam& current);
    void read() { m_presenter.read(); }

private:
    desktop::ListPresenter& presenter() override { return m_presenter; }
    void decide();
    CurrentExam& m_current;
    RemarksPresenter m_presenter;
};

} // namespace canbo::exam::ui
