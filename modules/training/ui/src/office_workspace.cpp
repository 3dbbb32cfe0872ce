#include "training_ui/office_workspace.h"

#include "base/translation.h"
#include "desktop/page_book.h"
#include "office_pages.h"

namespace canbo::training::ui {
namespace {

template <class PageOf>
desktop::PageBook::Page page(const char* place, const char* title, desktop::Shell& shell,
                             const TrainingOfficeParts& parts) {
    return {place, title, "training-office",
            [&shell, parts](wxWindow* parent) -> wxWindow* { return new PageOf(parent, shell, parts); },
            [](wxWindow& made) { static_cast<PageOf&>(made).load(); }};
}

class TrainingOfficePanel final : public desktop::WorkspacePanel {
public:
    TrainingOfficePanel(wxWindow* parent, desktop::Shell& shell, const TrainingOfficeParts& parts)
        : WorkspacePanel(parent) {
        m_book =
            new desktop::PageBook(this, "training",
                                  {page<AssignmentsPage>("assignments", base::msgid("Assignments"), shell, parts),
                                   page<PublishedPage>("published", base::msgid("Published courses"), shell, parts),
                                   page<QuestionsPage>("questions", base::msgid("Questions"), shell, parts),
                                   page<RiskPage>("risk", base::msgid("Certain and wrong"), shell, parts)},
                                  [&shell] { shell.update_commands(); });
        auto* column = new wxBoxSizer(wxVERTICAL);
        column->Add(m_book, wxSizerFlags(1).Expand());
        SetSizer(column);
    }
    void open_place(const std::string& place) override { m_book->open_place(place); }
    std::string place() const override { return m_book->page().place; }
    void reload() override { m_book->load(); }
    std::string help_page() const override { return m_book->page().help; }
    void add_commands(desktop::CommandTable& commands) {
        for (std::size_t i = 0; i < m_book->size(); ++i) {
            desktop::Command command;
            command.id = "training-office.go-" + m_book->page(i).place;
            command.label = m_book->page(i).title;
            command.help = base::msgid("Shows this page");
            command.menu = base::msgid("Training");
            command.run = [book = m_book, i] { book->show_page(i); };
            commands.add(std::move(command));
        }
    }

private:
    desktop::PageBook* m_book;
};

} // namespace

desktop::Workspace make_training_office_workspace(TrainingOfficeParts parts) {
    desktop::Workspace workspace;
    workspace.id = "training-office";
    workspace.title = base::msgid("Training");
    workspace.icon = "matrix";
    workspace.roles = {people::Role::Office};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new TrainingOfficePanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<TrainingOfficePanel&>(panel).add_commands(commands);
    };
    workspace.entry_kinds = {{"course-assignment", base::msgid("Assignment of a course")},
                             {"course-version", base::msgid("Published course")},
                             {"certificate", base::msgid("Certificate")},
                             {"certificate-revocations", base::msgid("List of certificates taken back")}};
    return workspace;
}

} // namespace canbo::training::ui
