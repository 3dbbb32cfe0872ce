#include "base/translation.h"
#include "council_pages.h"
#include "desktop/native.h"
#include "desktop/page_book.h"
#include "desktop/text.h"
#include "page_parts.h"

namespace canbo::exam::ui {
namespace {

using namespace desktop;

/// Above the pages the exam that they are about.
class CouncilPanel final : public WorkspacePanel {
public:
    CouncilPanel(wxWindow* parent, Shell& shell, CouncilParts parts)
        : WorkspacePanel(parent), m_parts(std::move(parts)) {
        SetBackgroundColour(theme().palette().surface);
        auto* column = new wxBoxSizer(wxVERTICAL);
        m_chosen = make_text(this, {}, TextSize::Strong);
        set_accessible(m_chosen, {}, "council.exam");
        column->Add(m_chosen, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
        m_book = new PageBook(this, "council", pages(shell), [&shell] { shell.update_commands(); });
        column->Add(m_book, wxSizerFlags(1).Expand());
        SetSizer(column);
        m_changed = m_current.on_change([this] { show_chosen(); });
        show_chosen();
    }

    /// "results/thi-thu": a page, and the exam that it is about.
    void open_place(const std::string& place) override {
        const auto slash = place.find('/');
        if (slash != std::string::npos)
            m_current.set(place.substr(slash + 1));
        m_book->open_place(place.substr(0, slash));
    }
    std::string place() const override {
        return m_book->page().place + (m_current.exam().empty() ? "" : "/" + m_current.exam());
    }
    /// Not the form: what is typed stays.
    void reload() override {
        if (m_book->page().place != "setup" && m_book->page().place != "candidates")
            m_book->load();
    }
    std::string help_page() const override { return m_book->page().help; }
    void add_commands(CommandTable& commands) {
        for (std::size_t i = 0; i < m_book->size(); ++i) {
            Command command;
            command.id = "council.go-" + m_book->page(i).place;
            command.label = m_book->page(i).title;
            command.help = base::msgid("Shows this page");
            command.menu = base::msgid("Exams");
            command.run = [book = m_book, i] { book->show_page(i); };
            commands.add(std::move(command));
        }
    }

private:
    template <class PageOf>
    PageBook::Page page(const char* place, const char* title, Shell& shell, void (PageOf::*load)()) {
        return {place, title, "exams",
                [this, &shell](wxWindow* parent) -> wxWindow* { return new PageOf(parent, shell, m_parts, m_current); },
                [load](wxWindow& made) { (static_cast<PageOf&>(made).*load)(); }};
    }

    std::vector<PageBook::Page> pages(Shell& shell) {
        return {{"list", base::msgid("All exams"), "exams",
                 [this, &shell](wxWindow* parent) -> wxWindow* {
                     return new ExamsPage(parent, shell, m_parts, m_current, [this](const char* place) {
                         CallAfter([this, place] { m_book->open_place(place); });
                     });
                 },
                 [](wxWindow& made) { static_cast<ExamsPage&>(made).load(); }},
                page<SetupPage>("setup", base::msgid("Setting up"), shell, &SetupPage::load),
                page<CandidatesPage>("candidates", base::msgid("Candidates"), shell, &CandidatesPage::read),
                page<PackagePage>("package", base::msgid("Package and key"), shell, &PackagePage::read),
                page<ArrivalsPage>("rooms", base::msgid("Sealed rooms"), shell, &ArrivalsPage::load),
                page<ResultsPage>("results", base::msgid("Results"), shell, &ResultsPage::read),
                page<ItemsPage>("questions", base::msgid("Questions"), shell, &ItemsPage::load),
                page<RemarksPage>("remarks", base::msgid("Re-marking"), shell, &RemarksPage::read)};
    }

    void show_chosen() {
        const auto& exam = m_current.exam();
        set_text(m_chosen, exam.empty() ? base::tr("No exam is chosen") : base::tr("Exam") + ": " + exam,
                 "council.exam");
        Layout();
    }

    CouncilParts m_parts;
    CurrentExam m_current;
    wxStaticText* m_chosen{nullptr};
    PageBook* m_book{nullptr};
    Subscription m_changed;
};

} // namespace

desktop::Workspace make_council_workspace(CouncilParts parts) {
    desktop::Workspace workspace;
    workspace.id = "exams";
    workspace.title = base::msgid("Exams");
    workspace.icon = "list";
    workspace.roles = {people::Role::Office, people::Role::Council};
    workspace.make = [parts = std::move(parts)](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new CouncilPanel(parent, shell, parts);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& panel, desktop::CommandTable& commands) {
        static_cast<CouncilPanel&>(panel).add_commands(commands);
    };
    workspace.entry_kinds = {{"exam-package", base::msgid("Exam package")},
                             {"exam-key", base::msgid("Parts of an exam's key")},
                             {"exam-bundle", base::msgid("Sealed exam room")},
                             {"exam-release", base::msgid("Proposal to release results")},
                             {"exam-confirmation", base::msgid("Release of results")},
                             {"exam-result", base::msgid("A candidate's result")},
                             {"exam-remark", base::msgid("Request for re-marking")}};
    return workspace;
}

} // namespace canbo::exam::ui
