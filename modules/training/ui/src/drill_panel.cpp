#include "drill_panel.h"

#include "desktop/help_window.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/html/htmlwin.h>
#include <wx/radiobut.h>

namespace canbo::training::ui {

using desktop::grid;
using desktop::TextSize;
using desktop::Tone;
using desktop::tr;
using desktop::wx;

namespace {

constexpr int drill_width = 84 * grid;
constexpr std::size_t letters_of_a_line = 100;
constexpr std::array<MailAction, 4> actions{MailAction::Reply, MailAction::Open, MailAction::Report,
                                            MailAction::Delete};

/// Labels of native buttons do not wrap by themselves.
wxString wrapped(const std::string& text) {
    wxString out;
    std::size_t in_line = 0;
    for (const auto& word : wxSplit(wx(text), ' ', '\0')) {
        const bool full = in_line > 0 && in_line + word.length() > letters_of_a_line;
        out += in_line == 0 ? "" : full ? "\n" : " ";
        in_line = (full ? 0 : in_line) + word.length() + 1;
        out += word;
    }
    return wxControl::EscapeMnemonics(out);
}

std::string colour_name(const wxColour& colour) { return desktop::utf8(colour.GetAsString(wxC2S_HTML_SYNTAX)); }

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return out;
}

} // namespace

DrillPanel::DrillPanel(wxWindow* parent, desktop::Shell& shell, DrillParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_presenter(*this, std::move(parts), shell.background()) {
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_list_side = make_list();
    m_start = make_start();
    m_page = make_page();
    row->Add(m_list_side, wxSizerFlags().Expand());
    row->Add(m_start, wxSizerFlags(1).Expand());
    row->Add(m_page, wxSizerFlags(1).Expand());
    SetSizer(row);
    m_list_side->Hide();
    m_page->Hide();
}

wxWindow* DrillPanel::make_list() {
    auto* left = new wxPanel(this);
    left->SetMinSize(FromDIP(wxSize(52 * grid, -1)));
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_summary = desktop::make_text(left, {}, TextSize::Strong);
    desktop::set_accessible(m_summary, tr("Answered"), "drills.summary");
    column->Add(m_summary, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    std::vector<desktop::TableColumn> columns{
        {"mark", "", 28}, {"from", tr("From"), 104}, {"subject", tr("Subject"), 170}, {"date", tr("Date"), 96}};
    m_list = new desktop::TableView(left, tr("Mailbox"), "drills.list", std::move(columns), &m_shell.settings());
    m_list->on_selected = [this] {
        if (const auto key = m_list->selected(); !key.empty())
            CallAfter([this, key] { m_presenter.choose(key); });
    };
    column->Add(m_list, wxSizerFlags(1).Expand());
    left->SetSizer(column);
    return left;
}

wxWindow* DrillPanel::make_start() {
    auto* page = new wxPanel(this);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid));
    m_start_title = desktop::make_text(page, tr("Security drills"), TextSize::Title);
    column->Add(m_start_title, flags);
    column->Add(
        desktop::make_wrapped(page,
                              tr("A mailbox as on any working day: most messages are not what they say. Nothing "
                                 "is sent, nothing is opened. After each answer the red flags are shown on the "
                                 "very message; what was missed comes again after a short lesson."),
                              FromDIP(drill_width)),
        flags);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(desktop::make_primary(
                 page, tr("Begin with the mailbox"), "drills.begin-mailbox",
                 [this] { m_presenter.begin(DrillKind::Mailbox); }, "reports"),
             wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(desktop::make_button(
        page, tr("Begin with scenes"), "drills.begin-scenes", [this] { m_presenter.begin(DrillKind::Scenes); },
        "people"));
    column->Add(row, flags);
    m_score = desktop::make_text(page, {});
    desktop::set_accessible(m_score, tr("What the drills came to"), "drills.score");
    column->Add(m_score, flags);
    page->SetSizer(column);
    return page;
}

wxSizer* DrillPanel::make_certainty(wxWindow* parent) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto flags = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(2 * grid));
    row->Add(desktop::make_text(parent, tr("How sure are you?"), TextSize::Strong), flags);
    // Of radio buttons one is always chosen: a hidden one, so that nothing is chosen for the learner.
    m_no_certainty = new wxRadioButton(parent, wxID_ANY, "-", wxDefaultPosition, wxDefaultSize, wxRB_GROUP);
    m_no_certainty->Hide();
    for (std::size_t i = 0; i < levels; ++i) {
        const auto level = static_cast<Certainty>(i + 1);
        m_certainty[i] = new wxRadioButton(parent, wxID_ANY, tr(certainty_words(level)));
        desktop::set_accessible(m_certainty[i], tr("How sure are you?") + " " + tr(certainty_words(level)),
                                "drills.certainty-" + std::string(certainty_name(level)));
        m_certainty[i]->Bind(wxEVT_RADIOBUTTON, [this, level](wxCommandEvent&) { m_presenter.set_certainty(level); });
        row->Add(m_certainty[i], flags);
    }
    return row;
}

wxSizer* DrillPanel::make_actions(wxWindow* parent) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    for (const auto action : actions)
        row->Add(desktop::make_button(parent, tr(action_words(action)), "drills." + std::string(action_name(action)),
                                      [this, action] { m_presenter.answer(action); }),
                 wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    return row;
}

wxSizer* DrillPanel::make_scene(wxWindow* parent) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_no_choice = new wxRadioButton(parent, wxID_ANY, "-", wxDefaultPosition, wxDefaultSize, wxRB_GROUP);
    m_no_choice->Hide();
    for (std::size_t i = 0; i < most_choices; ++i) {
        m_choices[i] = new wxRadioButton(parent, wxID_ANY, {});
        column->Add(m_choices[i], wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    }
    column->Add(desktop::make_primary(parent, tr("Do it this way"), "drills.answer-scene", [this] { answer_scene(); }),
                wxSizerFlags().Border(wxTOP, FromDIP(grid / 2)));
    return column;
}

wxSizer* DrillPanel::make_result(wxWindow* parent) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2));
    m_verdict = desktop::make_text(parent, {}, TextSize::Heading);
    desktop::set_accessible(m_verdict, {}, "drills.verdict");
    m_answered = desktop::make_text(parent, {}, TextSize::Caption, Tone::Muted);
    m_why = desktop::make_wrapped(parent, {}, FromDIP(drill_width));
    column->Add(m_verdict, flags);
    column->Add(m_answered, flags);
    column->Add(m_why, flags);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    m_lesson = desktop::make_primary(
        parent, tr("Read the two-minute lesson"), "drills.lesson", [this] { m_presenter.read_lesson(); }, "training");
    m_next = desktop::make_primary(
        parent, tr("Go on"), "drills.next", [this] { m_presenter.next(); }, "forward");
    row->Add(m_lesson, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(m_next);
    column->Add(row, wxSizerFlags().Border(wxTOP, FromDIP(grid / 2)));
    return column;
}

wxWindow* DrillPanel::make_page() {
    auto* page = new wxPanel(this);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_caption = desktop::make_text(page, {}, TextSize::Caption, Tone::Muted);
    column->Add(m_caption, wxSizerFlags().Border(wxLEFT | wxTOP, FromDIP(2 * grid)));
    m_html = new wxHtmlWindow(page, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHW_SCROLLBAR_AUTO);
    m_html->SetBorders(FromDIP(2 * grid));
    desktop::set_accessible(m_html, tr("Message"), "drills.page");
    m_html->Bind(wxEVT_HTML_LINK_CLICKED, [](wxHtmlLinkEvent&) {}); // nothing is opened here, ever
    column->Add(m_html, wxSizerFlags(1).Expand());
    const auto flags = wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid));
    m_bar = new wxPanel(page);
    auto* bar = new wxBoxSizer(wxVERTICAL);
    m_scene = make_scene(m_bar);
    bar->Add(m_scene, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    bar->Insert(0, make_certainty(m_bar), wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    m_actions = make_actions(m_bar);
    bar->Add(m_actions);
    m_bar->SetSizer(bar);
    column->Add(m_bar, flags);
    m_result = new wxPanel(page);
    m_result->SetSizer(make_result(m_result));
    column->Add(m_result, flags);
    page->SetSizer(column);
    return page;
}

void DrillPanel::open_place(const std::string& /*place*/) { m_presenter.start(); }

void DrillPanel::show_part(wxWindow* part) {
    m_start->Show(part == m_start);
    m_page->Show(part == m_page);
    m_list_side->Show(part == m_page);
    Layout();
    part->Layout();
    m_shell.update_commands();
}

void DrillPanel::show_start(const DrillSummary& summary, bool ended) {
    m_start_title->SetLabel(ended ? tr("This drill is finished") : tr("Security drills"));
    std::string text;
    for (const auto& [label, value] : summary)
        text += label + ": " + value + "\n";
    m_score->SetLabel(wx(text));
    show_part(m_start);
    if (auto* first = m_start->FindWindow("drills.begin-mailbox"))
        first->SetFocus();
}

void DrillPanel::show_lines(const std::vector<DrillLine>& lines, const std::string& chosen,
                            const std::string& summary) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back({line.key,
                        {line.mark, line.from, line.subject, line.date},
                        line.right   ? Tone::Good
                        : line.wrong ? Tone::Bad
                                     : Tone::Normal,
                        0});
    m_list->set_rows(std::move(rows));
    if (!chosen.empty())
        m_list->select(chosen);
    m_summary->SetLabel(wx(summary));
}

std::string DrillPanel::html_of(const std::string& markdown) const {
    auto html = m_shell.markdown_html(markdown);
    return html ? *html : "<p>" + base::tr(html.error().message) + "</p>";
}

void DrillPanel::set_html(const std::string& html) {
    m_html->SetStandardFonts(desktop::theme().font(TextSize::Body).GetPointSize() + 1);
    m_html->SetPage(desktop::themed_html(html));
    desktop::set_accessible_description(m_html, m_html->ToText());
}

std::string DrillPanel::scene_html(const DrillPage& page) const {
    std::string out = "<h3>" + escaped(page.scene->title) + "</h3>" + html_of(page.scene->story);
    for (const auto& flag : page.flags) {
        const auto& palette = desktop::theme().palette();
        out += "<p><font color=\"" + colour_name(flag.good ? palette.good : palette.bad) + "\"><b>" +
               (flag.good ? "✓ " : "✕ ") + "</b></font><b>" + escaped(flag.where) + "</b><br>" + escaped(flag.why) +
               "</p>";
    }
    return out;
}

void DrillPanel::show_page(const DrillPage& page) {
    const auto& palette = desktop::theme().palette();
    m_caption->SetLabel(wx(page.caption));
    if (page.message)
        set_html(mail_html(*page.message, html_of(page.message->body), page.flags,
                           {colour_name(palette.muted), colour_name(palette.bad), colour_name(palette.side)}));
    else if (page.scene)
        set_html(scene_html(page));
    const bool open = page.state == DrillState::Presented;
    m_bar->Show(open);
    m_result->Show(!open);
    if (open)
        show_answer_bar(page);
    else
        show_result(page);
    show_part(m_page);
}

void DrillPanel::forget_answer() {
    m_no_certainty->SetValue(true);
    m_no_choice->SetValue(true);
}

void DrillPanel::show_answer_bar(const DrillPage& page) {
    forget_answer();
    m_actions->ShowItems(page.message.has_value());
    m_scene->ShowItems(page.scene.has_value());
    for (std::size_t i = 0; i < most_choices; ++i) {
        const bool used = page.scene && i < page.scene->choices.size();
        m_choices[i]->Show(used);
        if (!used)
            continue;
        m_choices[i]->SetLabel(wrapped(page.scene->choices[i].text));
        desktop::set_accessible(m_choices[i], wx(page.scene->choices[i].text), "drills.choice-" + std::to_string(i));
    }
    m_no_choice->Hide();
    m_bar->Layout();
    m_certainty[0]->SetFocus();
    forget_answer(); // focus takes a radio button on some platforms
}

void DrillPanel::show_result(const DrillPage& page) {
    m_verdict->SetLabel(wx(page.verdict));
    desktop::set_accessible(m_verdict, wx(page.verdict), "drills.verdict");
    m_verdict->SetForegroundColour(desktop::theme().colour(page.right ? Tone::Good : Tone::Bad));
    m_answered->SetLabel(tr("Your answer") + ": " + wx(page.answered));
    m_why->SetLabel(wx(page.why));
    m_why->Wrap(FromDIP(drill_width));
    m_lesson->Show(page.current && page.state == DrillState::Missed);
    m_next->Show(!page.current || page.state == DrillState::Right || page.state == DrillState::LessonSeen);
    m_next->SetLabel(page.current ? tr("Go on") : tr("Back to the drill"));
    m_result->Layout();
    (m_lesson->IsShown() ? m_lesson : m_next)->SetFocus();
}

void DrillPanel::show_lesson(const std::string& title, const std::string& markdown) {
    m_caption->SetLabel(tr("Two-minute lesson"));
    auto html = html_of(markdown);
    for (std::size_t at = html.find("h2>"); at != std::string::npos; at = html.find("h2>", at))
        html.replace(at, 3, "h4>"); // below the title
    set_html("<h3>" + escaped(title) + "</h3>" + html);
    m_verdict->SetLabel(tr("Then it is asked once more, at the end of this drill"));
    m_verdict->SetForegroundColour(desktop::theme().palette().text);
    m_answered->SetLabel({});
    m_why->SetLabel({});
    m_lesson->Hide();
    m_next->Show();
    m_next->SetLabel(tr("Go on"));
    m_bar->Hide();
    m_result->Show();
    show_part(m_page);
    m_next->SetFocus();
}

void DrillPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void DrillPanel::answer_scene() {
    for (std::size_t i = 0; i < most_choices; ++i)
        if (m_choices[i]->IsShown() && m_choices[i]->GetValue()) {
            m_presenter.answer(i);
            return;
        }
    show_problem({ErrorCode::InvalidInput, "Choose an answer first", {}, {}});
}

void DrillPanel::add_commands(desktop::CommandTable& commands) {
    const desktop::MenuCommands add(commands, base::msgid("Drills"));
    const auto mail = [this] { return m_presenter.answering() && m_presenter.mail(); };
    add(
        "drills.report-message", action_words(MailAction::Report),
        base::msgid("Says that the message is not what it says"), "Ctrl+1", "flag",
        [this] { m_presenter.answer(MailAction::Report); }, mail);
    add(
        "drills.delete-message", action_words(MailAction::Delete), base::msgid("Removes the message and tells nobody"),
        "Ctrl+2", "delete", [this] { m_presenter.answer(MailAction::Delete); }, mail);
    add(
        "drills.reply-message", action_words(MailAction::Reply), base::msgid("Answers the sender; nothing is sent"),
        "Ctrl+3", "return", [this] { m_presenter.answer(MailAction::Reply); }, mail);
    add(
        "drills.open-message", action_words(MailAction::Open),
        base::msgid("Opens the link or file, or does what the message asks; nothing is opened"), "Ctrl+4", "eye",
        [this] { m_presenter.answer(MailAction::Open); }, mail);
    add(
        "drills.read-lesson", base::msgid("Read the two-minute lesson"), base::msgid("The short lesson after a miss"),
        "Ctrl+L", "training", [this] { m_presenter.read_lesson(); }, [this] { return m_presenter.may_read_lesson(); });
    add(
        "drills.go-on", base::msgid("Go on"), base::msgid("Shows the next message"), "Ctrl+Return", "forward",
        [this] { m_presenter.next(); }, [this] { return m_presenter.may_go_on(); });
}

} // namespace canbo::training::ui
