#include "office_pages.h"

#include "desktop/form_dialog.h"
#include "desktop/form_drafts.h"
#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/filedlg.h>
#include <wx/msgdlg.h>

namespace canbo::training::ui {
namespace {

using desktop::FormField;
using desktop::FormValues;
using desktop::tr;

TrainingOfficeParts sending(TrainingOfficeParts parts, desktop::Shell& shell) {
    parts.sent = [&shell] { shell.network().sync_now(); };
    return parts;
}

AssignmentForm form_of(const FormValues& in) {
    return {in.at("course"),
            desktop::values_in(in.at("roles")),
            desktop::values_in(in.at("agencies")),
            in.at("people"),
            in.at("due"),
            in.at("note")};
}

} // namespace

AssignmentsPage::AssignmentsPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts)
    : ListPage(parent, shell, "assignments", tr("Assignments"),
               {{"course", tr("Course"), 270},
                {"whom", tr("For whom"), 270},
                {"due", tr("Due"), 100},
                {"state", tr("State"), 110},
                {"by", tr("Assigned by"), 110},
                {"note", tr("Note"), 200}},
               tr("Assign a course: whoever it is for sees it with its last day, and the course comes to their desk.")),
      m_presenter(*this, shell.background(), sending(parts, shell)) {
    add_export("phan-cong-khoa-hoc.xlsx", parts.write_xlsx);
    add_button(
        tr("Withdraw"), "withdraw", [this] { withdraw(); }, "withdraw", true);
    add_button(
        tr("Assign a course…"), "assign", [this] { m_presenter.offer([this](const auto& offer) { assign(offer); }); },
        "add");
}

void AssignmentsPage::assign(const AssignmentsPresenter::Offer& offer) {
    const std::string draft = "training.assign";
    const std::vector<FormField> fields{
        {"course", tr("Course"), FormField::Kind::Choice, {}, offer.courses},
        {"roles", tr("Roles (none chosen: every role)"), FormField::Kind::Several, {}, role_options(), 4},
        {"agencies", tr("Agencies (none chosen: every agency)"), FormField::Kind::Several, {}, offer.agencies, 5},
        {"people", tr("Or just these accounts, parted by commas"), FormField::Kind::Line, {}, {}},
        {"due", tr("Last day (dd/mm/yyyy)"), FormField::Kind::Line, {}, {}},
        {"note", tr("What the people should know"), FormField::Kind::Line, {}, {}}};
    const auto values = desktop::ask_form(
        this, tr("Assign a course"),
        tr("Choose roles, agencies or both; or name accounts, then roles and agencies do not count."), fields,
        tr("Assign"),
        [&](const FormValues& in) -> std::optional<Error> {
            const auto made = assignment_of(form_of(in), offer.accounts, offer.today);
            return made ? std::nullopt : std::optional(made.error());
        },
        draft);
    if (!values)
        return;
    if (auto made = assignment_of(form_of(*values), offer.accounts, offer.today))
        m_presenter.assign(*std::move(made), desktop::forget_when_done(draft));
}

void AssignmentsPage::withdraw() {
    if (wxMessageBox(tr("Withdraw this assignment? Nobody has to do the course any more; what was done stays done."),
                     "Canbo", wxYES_NO | wxICON_QUESTION, this) == wxYES)
        m_presenter.withdraw(selected());
}

PublishedPage::PublishedPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts)
    : ListPage(parent, shell, "published", tr("Published courses"),
               {{"course", tr("Course"), 330},
                {"version", tr("Version"), 90},
                {"state", tr("State"), 120},
                {"people", tr("People who have it"), 140, true},
                {"agencies", tr("Agencies"), 90, true},
                {"files", tr("Files"), 80, true},
                {"size", tr("Megabytes"), 100, true}},
               tr("Publish a package: the desks of those it is assigned to fetch it by themselves.")),
      m_presenter(*this, shell.background(), sending(parts, shell)) {
    add_export("khoa-hoc-da-phat-hanh.xlsx", parts.write_xlsx);
    add_button(
        tr("Withdraw"), "withdraw", [this] { withdraw(); }, "withdraw", true);
    add_button(
        tr("Publish a package…"), "publish", [this] { publish(); }, "send");
}

void PublishedPage::publish() {
    wxFileDialog dialog(this, tr("Publish a package…"), {}, {}, "*.pkg|*.pkg|*|*", wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (dialog.ShowModal() != wxID_OK)
        return;
    const auto package = std::filesystem::u8path(desktop::utf8(dialog.GetPath()));
    m_presenter.publish(package, {}, [this, package] {
        wxFileDialog key(this, tr("The package is signed by somebody else: choose their public key"), {}, {},
                         "*.pub|*.pub|*|*", wxFD_OPEN | wxFD_FILE_MUST_EXIST);
        if (key.ShowModal() == wxID_OK)
            m_presenter.publish(package, std::filesystem::u8path(desktop::utf8(key.GetPath())), {});
    });
}

void PublishedPage::withdraw() {
    if (wxMessageBox(tr("Withdraw this version? No desk fetches it any more; who has it keeps it."), "Canbo",
                     wxYES_NO | wxICON_QUESTION, this) == wxYES)
        m_presenter.withdraw(selected());
}

QuestionsPage::QuestionsPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts)
    : ListPage(parent, shell, "questions", tr("Questions"),
               {{"course", tr("Course"), 210},
                {"quiz", tr("Quiz"), 120},
                {"name", tr("Name"), 110},
                {"text", tr("Question"), 300},
                {"attempts", tr("Attempts"), 80, true},
                {"facility", tr("Facility"), 80, true},
                {"deviation", tr("Standard deviation"), 80, true},
                {"discrimination", tr("Discrimination, %"), 130, true},
                {"efficiency", tr("Efficiency, %"), 110, true}},
               tr("As soon as attempts come in, it stands here which questions are too hard and which say nothing.")),
      m_presenter(*this, shell.background(), parts) {
    add_export("thong-ke-cau-hoi.xlsx", parts.write_xlsx);
}

RiskPage::RiskPage(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts)
    : ListPage(parent, shell, "risk", tr("Certain and wrong"),
               {{"topic", tr("Topic"), 260},
                {"agency", tr("Agency"), 330},
                {"people", tr("People"), 90, true},
                {"percent", tr("Certain and wrong, %"), 170, true}},
               tr("Drills are counted here for groups of at least five people; nobody is named.")),
      m_presenter(*this, shell.background(), parts) {
    add_export("chac-chan-ma-sai.xlsx", parts.write_xlsx);
}

} // namespace canbo::training::ui
