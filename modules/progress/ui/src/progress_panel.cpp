#include "progress_panel.h"

#include "desktop/text.h"

#include <wx/clipbrd.h>
#include <wx/filedlg.h>

#include <charconv>

namespace canbo::progress::ui {

using desktop::tr;
using desktop::wx;

namespace {

int number_of(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Where the person wants the file; empty when they think better of it.
std::filesystem::path ask_file(wxWindow* parent, const wxString& name, const wxString& kind) {
    wxFileDialog dialog(parent, tr("Export"), {}, name + "." + kind, kind.Upper() + " (*." + kind + ")|*." + kind,
                        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() != wxID_OK)
        return {};
    return std::filesystem::u8path(desktop::utf8(dialog.GetPath()));
}

} // namespace

ProgressPanel::ProgressPanel(wxWindow* parent, desktop::Shell& shell, ProgressParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_parts(std::move(parts)), m_source(m_parts.desk, shell.background()) {
    m_board = new BoardPanel(this, shell, m_source, m_parts.write_xlsx, m_parts.write_pdf);
    m_board->on_open = [this](const std::string& model) { open_model(number_of(model)); };
    auto* box = new wxBoxSizer(wxVERTICAL);
    box->Add(m_board, wxSizerFlags(1).Expand());
    SetSizer(box);
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_ESCAPE && m_page != Page::Board)
            back();
        else
            event.Skip();
    });
    m_source.load();
}

void ProgressPanel::show(Page page) {
    if (m_page == Page::Plan && page != Page::Plan)
        m_plan->flush();
    m_page = page;
    make_page();
    m_board->Show(page == Page::Board);
    if (m_model != nullptr)
        m_model->Show(page == Page::Model);
    if (m_plan != nullptr)
        m_plan->Show(page == Page::Plan);
    Layout();
    m_shell.update_commands();
}

void ProgressPanel::make_page() {
    if (m_page == Page::Model && m_model == nullptr) {
        m_model = new ModelPanel(this, m_shell, m_source);
        m_model->on_back = [this] { back(); };
        GetSizer()->Add(m_model, wxSizerFlags(1).Expand());
    }
    if (m_page == Page::Plan && m_plan == nullptr) {
        m_plan = new PlanPanel(this, m_shell, m_source, m_parts.settings);
        m_plan->on_leave = [this](int model) { open_model(model); };
        GetSizer()->Add(m_plan, wxSizerFlags(1).Expand());
    }
}

void ProgressPanel::open_model(int number) {
    show(Page::Model);
    m_model->open(number);
}

void ProgressPanel::open_plan(int number) {
    show(Page::Plan);
    m_plan->presenter().open(number);
}

void ProgressPanel::back() {
    if (m_page == Page::Plan)
        open_model(m_plan->presenter().number());
    else if (m_page == Page::Model) {
        show(Page::Board);
        m_board->focus_table();
    }
}

void ProgressPanel::open_place(const std::string& place) {
    const auto slash = place.find('/');
    const std::string page = place.substr(0, slash);
    const int number = slash == std::string::npos ? 0 : number_of(std::string_view(place).substr(slash + 1));
    const bool known = m_source.catalogue().find(number) != nullptr;
    if (page == "model" && known)
        open_model(number);
    else if (page == "plan" && known)
        open_plan(number);
    else // from another workspace: to where one was
        show(place.empty() ? m_page : Page::Board);
}

std::string ProgressPanel::place() const {
    switch (m_page) {
    case Page::Board:
        return {};
    case Page::Model:
        return "model/" + std::to_string(m_model->presenter().number());
    case Page::Plan:
        return "plan/" + std::to_string(m_plan->presenter().number());
    }
    return {};
}

void ProgressPanel::flush() {
    if (m_page == Page::Plan)
        m_plan->flush();
}

std::string ProgressPanel::help_page() const {
    return m_page == Page::Plan ? "plan-registration" : m_page == Page::Model ? "model-page" : "progress-board";
}

int ProgressPanel::chosen_model() const {
    switch (m_page) {
    case Page::Board:
        return number_of(m_board->selected());
    case Page::Model:
        return m_model->presenter().number();
    case Page::Plan:
        return 0;
    }
    return 0;
}

wxString ProgressPanel::file_name() const {
    return m_page == Page::Board ? wxString("tien-do-mo-hinh") : wxString::Format("mo-hinh-%02d", chosen_model());
}

/// A model's page into a file, on the worker.
void ProgressPanel::write(const std::filesystem::path& file, std::function<Result<void>()> work) {
    m_waiter.run(m_shell.background(), std::move(work), [this, file](const Result<void>& written) {
        desktop::Notice notice;
        notice.tone = desktop::Tone::Good;
        notice.text = base::tr("The file was written") + ": " + file.string();
        m_shell.notify(written ? notice : desktop::notice_of(written.error()));
    });
}

void ProgressPanel::export_xlsx() {
    const auto file = ask_file(this, file_name(), "xlsx");
    if (file.empty())
        return;
    if (m_page == Page::Board)
        m_board->presenter().export_xlsx(file);
    else if (const auto& page = m_model->presenter().page())
        write(file, [to_xlsx = m_parts.write_xlsx, book = model_workbook(*page), file] { return to_xlsx(book, file); });
}

void ProgressPanel::export_pdf() {
    const auto file = ask_file(this, file_name(), "pdf");
    if (file.empty())
        return;
    if (m_page == Page::Board)
        m_board->presenter().export_pdf(file);
    else if (const auto paper = m_model->presenter().paper())
        write(file, [to_pdf = m_parts.write_with_time_line, form = *paper,
                     chart = m_model->presenter().page()->time_line, file] { return to_pdf(form, chart, file); });
}

void ProgressPanel::copy() {
    const std::string text = m_page == Page::Board ? m_board->as_text() : m_model->as_text();
    if (!wxTheClipboard->Open())
        return;
    wxTheClipboard->SetData(new wxTextDataObject(wx(text)));
    wxTheClipboard->Close();
    desktop::Notice notice;
    notice.text = base::tr("The table was copied as text");
    m_shell.notify(std::move(notice));
}

void ProgressPanel::add_commands(desktop::CommandTable& commands) {
    const desktop::MenuCommands add(commands, base::msgid("Progress"));
    const auto has_table = [this] { return m_page != Page::Plan; };
    add(
        "progress.open-model", base::msgid("Open the model"), base::msgid("All that is known of the chosen model"), "",
        "eye", [this] { open_model(chosen_model()); }, [this] { return m_page == Page::Board && chosen_model() != 0; });
    add(
        "progress.back", base::msgid("Back"), base::msgid("To the page before this one"), "Alt+Left", "back",
        [this] { back(); }, [this] { return m_page != Page::Board; });
    add("progress.find", base::msgid("Find a model"), base::msgid("Type any word of a model, objective or agency"),
        "Ctrl+F", "search",
        [this] {
            show(Page::Board);
            m_board->find();
        },
        {});
    add(
        "progress.clear-filter", base::msgid("Clear the filter"), base::msgid("Shows all models again"), "Ctrl+Shift+F",
        "filter", [this] { m_board->presenter().clear_filter(); },
        [this] { return m_page == Page::Board && !m_board->presenter().filter().empty(); });
    auto& plan = add(
        "progress.register-plan", base::msgid("Register the plan"),
        base::msgid("Your agency's milestones, targets and people for this model"), "Ctrl+R", "milestone",
        [this] { open_plan(chosen_model()); },
        [this] { return chosen_model() != 0 && m_source.may_register(chosen_model()); });
    plan.on_tool_bar = true;
    plan.primary = true; // elsewhere one only reads
    add(
        "progress.export-xlsx", base::msgid("Export as a workbook"),
        base::msgid("Writes what is on the screen into an XLSX file"), "Ctrl+E", "xlsx", [this] { export_xlsx(); },
        has_table)
        .on_tool_bar = true;
    add(
        "progress.export-pdf", base::msgid("Export as PDF"),
        base::msgid("Writes what is on the screen into a PDF file"), "Ctrl+Shift+E", "pdf", [this] { export_pdf(); },
        [this] { return m_page == Page::Model || (m_page == Page::Board && m_board->presenter().has_rows()); })
        .on_tool_bar = true;
    add(
        "progress.copy", base::msgid("Copy the table"), base::msgid("As text, parted by tabs, for other programs"),
        "Ctrl+Shift+C", "copy", [this] { copy(); }, has_table);
}

} // namespace canbo::progress::ui
