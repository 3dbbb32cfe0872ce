#include "base/text.h"
#include "council_pages.h"
#include "desktop/form_dialog.h"
#include "desktop/form_drafts.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/dialog.h>
#include <wx/dirdlg.h>
#include <wx/filedlg.h>
#include <wx/stdpaths.h>

namespace canbo::exam::ui {

using namespace desktop;

namespace {

constexpr int paper_width = 110 * grid, paper_height = 88 * grid;

Mood mood_of(bool good, bool bad) { return good ? Mood::Good : bad ? Mood::Bad : Mood::Plain; }

/// Whether to write over a file that stands there: somebody is asked. Nothing: leave it.
std::optional<bool> ask_to_replace(wxWindow* parent, const std::filesystem::path& file) {
    std::error_code code;
    if (!std::filesystem::exists(file, code))
        return false;
    if (!ask_form(parent, tr("Replace this file?"), wx(file.string()), {}, tr("Replace it")))
        return std::nullopt;
    return true;
}

} // namespace

CouncilContext context_of(Shell& shell, const CouncilParts& parts, CurrentExam& current) {
    return {parts.desk, current, [&shell] { shell.network().sync_now(); }};
}

wxSizer* file_row(wxWindow* parent, wxTextCtrl*& entry, const wxString& label, const std::string& id, bool folder,
                  bool save) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    entry = make_entry(parent, label, id);
    row->Add(labelled(parent, label, entry), wxSizerFlags(1).Border(wxRIGHT, parent->FromDIP(grid)));
    auto* into = entry;
    const auto ask = [parent, into, label, folder, save] {
        if (folder) {
            wxDirDialog dialog(parent, label);
            if (dialog.ShowModal() == wxID_OK)
                into->SetValue(dialog.GetPath());
            return;
        }
        wxFileDialog dialog(parent, label, {}, {}, "*",
                            save ? wxFD_SAVE | wxFD_OVERWRITE_PROMPT : wxFD_OPEN | wxFD_FILE_MUST_EXIST);
        if (dialog.ShowModal() == wxID_OK)
            into->SetValue(dialog.GetPath());
    };
    row->Add(make_button(parent, tr("Choose…"), id + "-choose", [parent, ask] { parent->CallAfter(ask); }),
             wxSizerFlags().Bottom());
    return row;
}

void show_paper(wxWindow* parent, Shell& shell, const std::string& pdf, const std::string& name) {
    wxDialog dialog(wxGetTopLevelParent(parent), wxID_ANY, wx(name), wxDefaultPosition, wxDefaultSize,
                    wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER | wxMAXIMIZE_BOX);
    dialog.SetName("paper");
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* view = new PdfView(&dialog, shell.background());
    column->Add(view, wxSizerFlags(1).Expand());
    auto* close = make_button(&dialog, tr("Close"), "paper.close", [&dialog] { dialog.EndModal(wxID_CANCEL); });
    column->Add(close, wxSizerFlags().Right().Border(wxALL, dialog.FromDIP(grid)));
    dialog.SetSizer(column);
    dialog.SetSize(dialog.FromDIP(wxSize(paper_width, paper_height)));
    dialog.CentreOnParent();
    view->show(pdf, name);
    dialog.ShowModal();
}

ExamsPage::ExamsPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current,
                     std::function<void(const char*)> go)
    : ListPage(parent, shell, "exams", tr("Exams"),
               {{"title", tr("Exam"), 300},
                {"from", tr("Begins"), 130},
                {"state", tr("State"), 250},
                {"candidates", tr("Candidates"), 90, true},
                {"rooms", tr("Sealed rooms"), 100, true},
                {"key", tr("Key"), 110},
                {"name", tr("Short name"), 140}},
               tr("Set up a new exam: title, rules, rooms, and what its papers are drawn from.")),
      m_presenter(*this, shell.background(), context_of(shell, parts, current), parts.clock) {
    add_export("ky-thi.xlsx", parts.write_xlsx);
    const auto open = [this, &current, go](const char* place) {
        return [this, &current, go, place] {
            current.set(selected());
            go(place);
        };
    };
    add_button(
        tr("Archive…"), "archive", [this] { CallAfter([this] { archive(); }); }, "lock", true);
    add_button(tr("Set up"), "setup", open("setup"), "edit", true);
    add_button(tr("Rooms and results"), "after", open("rooms"), "check", true);
    add_button(
        tr("New exam…"), "new",
        [&current, go] {
            current.set({});
            go("setup");
        },
        "add");
}

void ExamsPage::archive() {
    const auto exam = selected();
    const std::vector<FormField> fields{
        {"file",
         tr("File of the archive"),
         FormField::Kind::Line,
         utf8(wxStandardPaths::Get().GetDocumentsDir()) + "/" + exam + ".canboexam",
         {}},
        {"years", tr("Years to keep it, by the office's own rule"), FormField::Kind::Line, "2", {}},
        {"clear",
         tr("Then empty the exam's folder on this computer: lists, rooms, key (what travelled stays on record)"),
         FormField::Kind::Flag,
         {},
         {}}};
    const auto values = ask_form(
        this, tr("Archive this exam"),
        tr("One signed file holds everything that its papers are made of; without the exam's key nobody reads it."),
        fields, tr("Archive"));
    if (!values)
        return;
    ArchiveWish wish{std::filesystem::u8path(values->at("file")), 0, !values->at("clear").empty()};
    const auto replace = ask_to_replace(this, wish.file);
    if (!replace)
        return;
    wish.replace = *replace;
    m_presenter.archive(exam, wish, values->at("years"));
}

CandidatesPage::CandidatesPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : ListPage(parent, shell, "candidates", tr("Candidates"),
               {{"number", tr("Candidate number"), 110},
                {"name", tr("Name"), 280},
                {"birth", tr("Birth"), 100},
                {"sex", tr("Sex"), 60},
                {"citizen", tr("Citizen's number"), 120},
                {"room", tr("Room"), 70},
                {"seat", tr("Seat"), 60, true},
                {"extra", tr("Extra minutes"), 90, true},
                {"photo", tr("Photo"), 70},
                {"account", tr("Account"), 120}},
               tr("Choose a file and check it: what is wrong is said row by row.")),
      m_head(new Band(this, "candidates")), m_presenter(*this, shell.background(), context_of(shell, parts, current),
                                                        [this](const RosterHead& head) { show_head(head); }) {
    add_export("thi-sinh.xlsx", parts.write_xlsx);
    add_button(
        tr("List to be signed"), "roster", [this] { paper(false); }, "pdf");
    add_button(
        tr("Slips"), "slips", [this] { paper(true); }, "print");
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags(1).Border(wxRIGHT, FromDIP(2 * grid));
    row->Add(file_row(this, m_file, tr("File with the list (XLSX or CSV)"), "candidates.file", false), gap);
    row->Add(file_row(this, m_photos, tr("Folder with photos (may be left out)"), "candidates.photos", true), gap);
    row->Add(make_button(
                 this, tr("Check"), "candidates.check",
                 [this] {
                     m_presenter.check(std::filesystem::u8path(utf8(m_file->GetValue())),
                                       std::filesystem::u8path(utf8(m_photos->GetValue())));
                 },
                 "check"),
             wxSizerFlags().Bottom().Border(wxRIGHT, FromDIP(grid)));
    m_keep = make_primary(
        this, tr("Keep the list"), "candidates.keep", [this] { m_presenter.keep(); }, "save");
    row->Add(m_keep, wxSizerFlags().Bottom());
    GetSizer()->Insert(0, m_head, wxSizerFlags().Expand());
    GetSizer()->Insert(1, row, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    m_keep->Disable();
}

void CandidatesPage::show_head(const RosterHead& head) {
    m_head->show(head.headline, head.advice, mood_of(head.good || head.may_keep, head.bad));
    m_keep->Enable(head.may_keep);
}

void CandidatesPage::paper(bool slips) {
    m_presenter.rooms([this, slips](const auto& rooms) {
        const std::vector<FormField> fields{{"room", tr("Room"), FormField::Kind::Choice, {}, rooms}};
        const auto values = ask_form(this, slips ? tr("Slips") : tr("List to be signed"), {}, fields, tr("Show"));
        if (values)
            m_presenter.paper(values->at("room"), slips, [this](const std::string& pdf, const std::string& name) {
                show_paper(this, shell(), pdf, name);
            });
    });
}

ArrivalsPage::ArrivalsPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : ListPage(parent, shell, "arrivals", tr("Sealed rooms"),
               {{"room", tr("Room"), 180},
                {"verdict", tr("What a check says"), 430},
                {"by", tr("Sent by"), 110},
                {"candidates", tr("Candidates"), 90, true},
                {"incidents", tr("Incidents"), 90, true},
                {"digest", tr("Digest of the bundle"), 170}},
               tr("When the rooms were sealed and sent, collect them here.")),
      m_presenter(*this, shell.background(), context_of(shell, parts, current)) {
    add_button(
        tr("Minutes of the room"), "minutes", [this] { paper(RoomPaper::Minutes); }, "pdf", true);
    add_button(
        tr("Results"), "results", [this] { paper(RoomPaper::Results); }, "pdf", true);
    add_button(
        tr("Receipt…"), "receipt", [this] { paper(RoomPaper::Receipt); }, "pdf", true);
    add_button(
        tr("Incident…"), "incident", [this] { paper(RoomPaper::Incident); }, "pdf", true);
    add_button(
        tr("From a file…"), "file", [this] { CallAfter([this] { choose_files(); }); }, "attach");
    add_button(
        tr("Collect"), "collect", [this] { m_presenter.collect({}); }, "refresh");
}

void ArrivalsPage::choose_files() {
    wxFileDialog dialog(this, tr("Sealed rooms"), {}, {}, "*.bundle|*.bundle|*|*",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST | wxFD_MULTIPLE);
    if (dialog.ShowModal() != wxID_OK)
        return;
    wxArrayString paths;
    dialog.GetPaths(paths);
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths)
        files.push_back(std::filesystem::u8path(utf8(path)));
    m_presenter.collect(files);
}

void ArrivalsPage::show(const std::string& pdf, const std::string& name) { show_paper(this, shell(), pdf, name); }

void ArrivalsPage::paper(RoomPaper kind) {
    const auto show_it = [this](const std::string& pdf, const std::string& name) { show(pdf, name); };
    if (kind == RoomPaper::Minutes || kind == RoomPaper::Results) {
        m_presenter.paper(selected(), kind, {}, show_it);
        return;
    }
    m_presenter.subjects(selected(), [this, kind, show_it, room = selected()](const auto& subjects) {
        const bool receipt = kind == RoomPaper::Receipt;
        const auto& options = receipt ? subjects.receipts : subjects.incidents;
        if (options.empty()) {
            show_problem({ErrorCode::NotFound, "There is none in this room", room, {}});
            return;
        }
        const std::vector<FormField> fields{
            {"which", receipt ? tr("Candidate") : tr("Incident"), FormField::Kind::Choice, {}, options}};
        if (const auto values = ask_form(this, receipt ? tr("Receipt…") : tr("Incident…"), {}, fields, tr("Show")))
            m_presenter.paper(room, kind, values->at("which"), show_it);
    });
}

ResultsPage::ResultsPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : ListPage(parent, shell, "results", tr("Results"),
               {{"number", tr("Candidate number"), 120},
                {"name", tr("Name"), 260},
                {"birth", tr("Birth"), 100},
                {"room", tr("Room"), 80},
                {"result", tr("Result"), 140},
                {"points", tr("Points"), 80, true},
                {"percent", tr("Mark, %"), 90, true}},
               tr("Collect the sealed rooms, and have the exam's key here.")),
      m_parts(parts), m_current(current), m_head(new Band(this, "results")),
      m_presenter(*this, shell.background(), context_of(shell, parts, current),
                  [this](const ResultsHead& head) { show_head(head); }) {
    GetSizer()->Insert(0, m_head, wxSizerFlags().Expand());
    add_button(
        tr("Spreadsheet…"), "xlsx", [this] { CallAfter([this] { save_book(); }); }, "xlsx");
    const auto show = [this](const std::string& pdf, const std::string& name) {
        show_paper(this, this->shell(), pdf, name);
    };
    add_button(
        tr("List on paper"), "list", [this, show] { m_presenter.list_paper(show); }, "pdf");
    m_decision = add_button(
        tr("Decision on paper"), "decision", [this, show] { m_presenter.decision_paper(show); }, "pdf");
    m_propose = add_button(
        tr("Propose to release…"), "propose", [this] { CallAfter([this] { propose(); }); }, "send");
    m_confirm = add_button(
        tr("Confirm the release…"), "confirm", [this] { CallAfter([this] { confirm(); }); }, "approve");
    show_head({});
}

void ResultsPage::show_head(const ResultsHead& head) {
    m_head->show(head.headline, head.advice, mood_of(head.good, head.bad));
    const bool council = m_parts.person.may(people::Permission::DecideExams);
    m_propose->Enable(head.may_propose && council);
    m_confirm->Enable(head.may_confirm && council);
    m_decision->Enable(head.has_decision);
}

void ResultsPage::propose() {
    const std::vector<FormField> fields{
        {"number", tr("Number of the decision (may be left out)"), FormField::Kind::Line, {}, {}},
        {"date",
         tr("Date of the paper"),
         FormField::Kind::Line,
         base::show_day(base::day_in_vietnam(m_parts.clock.now())),
         {}}};
    const auto values = ask_form(this, tr("Propose to release these results?"),
                                 wx(m_presenter.summary()) + "\n" +
                                     tr("Nobody gets a result before another account of the council confirms it."),
                                 fields, tr("Propose"));
    if (values)
        m_presenter.propose(values->at("number"), values->at("date"));
}

void ResultsPage::confirm() {
    if (ask_form(this, tr("Release these results?"),
                 wx(m_presenter.summary()) + "\n" +
                     tr("Each candidate gets their own result at once. This cannot be taken back."),
                 {}, tr("Release")))
        m_presenter.confirm();
}

void ResultsPage::save_book() {
    const std::vector<FormField> fields{
        {"file",
         tr("File (XLSX)"),
         FormField::Kind::Line,
         utf8(wxStandardPaths::Get().GetDocumentsDir()) + "/ket-qua-" + m_current.exam() + ".xlsx",
         {}}};
    const auto values = ask_form(this, tr("Spreadsheet…"), {}, fields, tr("Write"));
    if (!values)
        return;
    const auto file = std::filesystem::u8path(values->at("file"));
    if (const auto replace = ask_to_replace(this, file))
        m_presenter.write_book(file, *replace);
}

ItemsPage::ItemsPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : ListPage(parent, shell, "exam-questions", tr("Questions"),
               {{"bank", tr("Bank"), 150},
                {"topic", tr("Topic"), 220},
                {"name", tr("Name"), 280},
                {"attempts", tr("Attempts"), 80, true},
                {"facility", tr("Facility"), 80, true},
                {"deviation", tr("Standard deviation"), 90, true},
                {"discrimination", tr("Discrimination, %"), 120, true},
                {"efficiency", tr("Efficiency, %"), 110, true}},
               tr("As soon as rooms are here, it stands here how each question did.")),
      m_presenter(*this, shell.background(), context_of(shell, parts, current)) {
    add_export("cau-hoi-ky-thi.xlsx", parts.write_xlsx);
}

RemarksPage::RemarksPage(wxWindow* parent, Shell& shell, const CouncilParts& parts, CurrentExam& current)
    : ListPage(parent, shell, "remarks", tr("Re-marking"),
               {{"time", tr("Asked"), 130},
                {"candidate", tr("Candidate number"), 110},
                {"room", tr("Room"), 80},
                {"reason", tr("Request"), 320},
                {"answer", tr("Answer"), 300},
                {"marks", tr("Changed marks"), 130}},
               tr("A candidate asks from their own result; each request stands here until it is decided.")),
      m_current(current), m_presenter(*this, shell.background(), context_of(shell, parts, current)) {
    add_export("phuc-khao.xlsx", parts.write_xlsx);
    add_button(
        tr("Decide…"), "decide", [this] { CallAfter([this] { decide(); }); }, "approve", true);
}

void RemarksPage::decide() {
    const auto* line = m_presenter.open_line(selected());
    if (line == nullptr) {
        show_problem({ErrorCode::Conflict, "This request was answered", {}, {}});
        return;
    }
    const std::vector<FormField> fields{
        {"by", tr("The council's chairman"), FormField::Kind::Line, {}, {}},
        {"answer", tr("What the council found"), FormField::Kind::Area, {}, {}},
        {"marks", tr("Changed marks, like 3=0,5; 7=1 (empty: all stay)"), FormField::Kind::Line, {}, {}}};
    // Another member's bundle may have to be collected first: what was typed is there again after that.
    const std::string draft = "exam.remark." + m_current.exam() + "." + selected();
    const auto values = ask_form(
        this, tr("Decide about this request"), wx(line->candidate + ": " + line->reason), fields, tr("Answer"),
        [](const FormValues& in) -> std::optional<Error> {
            const auto marks = RemarksPresenter::marks_of(in.at("marks"));
            if (!marks)
                return marks.error();
            if (base::trim(in.at("answer")).empty())
                return Error{ErrorCode::InvalidInput, "Write what the council found", "answer", {}};
            return std::nullopt;
        },
        draft);
    if (values)
        m_presenter.answer(selected(), values->at("by"), values->at("answer"),
                           *RemarksPresenter::marks_of(values->at("marks")), desktop::forget_when_done(draft));
}

} // namespace canbo::exam::ui
