#include "learning_panel.h"

#include "desktop/help_window.h"
#include "desktop/native.h"
#include "desktop/picture.h"
#include "desktop/text.h"

#include <wx/fs_mem.h>
#include <wx/html/htmlwin.h>
#include <wx/msgdlg.h>
#include <wx/utils.h>

#include <algorithm>

namespace canbo::training::ui {

using desktop::grid;
using desktop::TextSize;
using desktop::tr;
using desktop::wx;

namespace {

constexpr int picture_width = 620;
constexpr const char* size_setting = "learning.text-size";
constexpr const char* text_setting = "learning.as-text";

/// Lessons name their pictures from their own folder; the HTML writer takes only paths that go down.
void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

void prepare_memory_files() {
    static const bool once = [] {
        wxFileSystem::AddHandler(new wxMemoryFSHandler);
        if (wxImage::FindHandler(wxBITMAP_TYPE_PNG) == nullptr)
            wxImage::AddHandler(new wxPNGHandler);
        return true;
    }();
    (void)once;
}

} // namespace

LearningPanel::LearningPanel(wxWindow* parent, desktop::Shell& shell, LearningParts parts)
    : WorkspacePanel(parent), m_shell(shell), m_parts(parts),
      m_size(std::clamp(shell.settings().number(size_setting, 1), 0, 8)),
      m_as_text(shell.settings().flag(text_setting, false)), m_presenter(*this, parts, shell.background()),
      m_notes(*this, parts.notes, parts.clock, shell.background()), m_final(*this, parts.final, shell.background(), [] {
          return std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::steady_clock::now().time_since_epoch());
      }) {
    prepare_memory_files();
    SetBackgroundColour(desktop::theme().palette().surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_left(), wxSizerFlags().Expand());
    row->Add(make_right(), wxSizerFlags(1).Expand());
    m_none = new desktop::EmptyState(this, "training", tr("There is no course here yet"),
                                     tr("Courses come with the program, from the office, or from a USB stick by "
                                        "\"canboctl course install\"."));
    row->Add(m_none, wxSizerFlags(1).Expand());
    m_none->Hide();
    SetSizer(row);
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_ESCAPE && m_film->is_open())
            leave_film();
        else if (event.GetKeyCode() == WXK_ESCAPE && (m_presenter.practising() || m_in_final))
            leave_questions();
        else
            event.Skip();
    });
}

/// What was answered of the final quiz is kept, and its time goes on.
void LearningPanel::leave_questions() {
    m_second.Stop();
    m_final.leave();
    if (m_in_final) {
        m_in_final = false;
        m_presenter.choose_course(m_presenter.course().slug); // what the quiz changed is read again
        m_presenter.read_due();
    } else {
        m_presenter.leave_practice();
    }
}

wxWindow* LearningPanel::make_left() {
    auto* left = new wxPanel(this);
    left->SetMinSize(FromDIP(wxSize(48 * grid, -1)));
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(grid));
    m_course = desktop::make_choice(left, tr("Course"), "learning.course", {});
    m_course->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        const auto at = static_cast<std::size_t>(m_course->GetSelection());
        if (at < m_courses.size()) {
            m_course_caption->SetLabel(wx(m_courses[at].summary));
            flush();
            m_presenter.choose_course(m_courses[at].slug);
        }
    });
    m_due = new wxPanel(left);
    m_due->SetSizer(new wxBoxSizer(wxVERTICAL));
    desktop::set_accessible(m_due, tr("What is assigned to me"), "learning.due");
    m_due->Hide();
    column->Add(m_due, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(grid)));
    column->Add(m_course, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid)));
    m_course_caption = desktop::make_text(left, {}, TextSize::Caption, desktop::Tone::Muted);
    column->Add(m_course_caption, flags);
    m_summary = desktop::make_text(left, {}, TextSize::Strong);
    desktop::set_accessible(m_summary, tr("Lessons done"), "learning.summary");
    column->Add(m_summary, flags);
    m_search = desktop::make_search(left, tr("Search in the course"), "learning.search",
                                    [this] { m_presenter.search(desktop::utf8(m_search->GetValue())); });
    column->Add(m_search, flags);
    std::vector<desktop::TableColumn> columns{
        {"number", tr("No."), 36, true}, {"title", tr("Lesson"), 232}, {"state", tr("State"), 92}};
    m_lessons =
        new desktop::TableView(left, tr("Lessons"), "learning.lessons", std::move(columns), &m_shell.settings());
    m_lessons->on_selected = [this] {
        const std::string key = m_lessons->selected();
        if (key.empty() || (m_presenter.page() && m_presenter.page()->id == key))
            return;
        flush();
        m_presenter.open_lesson(key);
    };
    column->Add(m_lessons, wxSizerFlags(3).Expand());
    column->Add(make_notes(left), wxSizerFlags(1).Expand());
    m_final_quiz = desktop::make_button(left, tr("Final quiz"), "learning.final", [this] {
        flush();
        if (const auto& final = m_presenter.course().final)
            m_final.prepare(m_presenter.course().slug, *final, m_presenter.best_final_mark());
    });
    m_final_quiz->Hide();
    column->Add(m_final_quiz, wxSizerFlags().Border(wxALL, FromDIP(grid)));
    m_left = left;
    left->SetSizer(column);
    return left;
}

wxWindow* LearningPanel::make_right() {
    auto* right = new wxPanel(this);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_title = desktop::make_text(right, {}, TextSize::Title);
    m_caption = desktop::make_text(right, {}, TextSize::Caption, desktop::Tone::Muted);
    column->Add(m_title, wxSizerFlags().Border(wxLEFT | wxTOP | wxRIGHT, FromDIP(2 * grid)));
    column->Add(m_caption, wxSizerFlags().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_reading = new wxPanel(right);
    auto* reading = new wxBoxSizer(wxVERTICAL);
    m_html = new wxHtmlWindow(m_reading, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHW_SCROLLBAR_AUTO);
    m_html->SetBorders(FromDIP(2 * grid));
    desktop::set_accessible(m_html, tr("Text of the lesson"), "learning.page");
    m_html->Bind(wxEVT_HTML_LINK_CLICKED,
                 [this](wxHtmlLinkEvent& event) { follow(desktop::utf8(event.GetLinkInfo().GetHref())); });
    m_plain = desktop::make_area(m_reading, tr("Text of the lesson"), "learning.text");
    m_plain->SetEditable(false);
    reading->Add(m_html, wxSizerFlags(1).Expand());
    reading->Add(m_plain, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT, FromDIP(grid)));
    m_rule = desktop::make_text(m_reading, {}, TextSize::Caption, desktop::Tone::Muted);
    desktop::set_accessible(m_rule, tr("When the lesson is done"), "learning.rule");
    reading->Add(m_rule, wxSizerFlags().Border(wxLEFT | wxTOP, FromDIP(2 * grid)));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid));
    m_read =
        desktop::make_primary(m_reading, tr("I have read it"), "learning.read", [this] { m_presenter.mark_read(); });
    m_practise =
        desktop::make_button(m_reading, tr("Practise"), "learning.practise", [this] { m_presenter.practise(); });
    m_note = desktop::make_button(
        m_reading, tr("Note…"), "learning.write-note", [this] { CallAfter([this] { ask_note(paragraph_here()); }); },
        "edit");
    m_watch = desktop::make_button(
        m_reading, tr("Watch the film"), "learning.watch", [this] { m_presenter.open_film(); }, "eye");
    m_next = desktop::make_button(m_reading, tr("Next lesson"), "learning.next", [this] {
        flush();
        m_presenter.open_next();
    });
    row->Add(m_read, gap);
    row->Add(m_watch, gap);
    row->Add(m_practise, gap);
    row->Add(m_note, gap);
    row->Add(m_next, gap);
    reading->Add(row, wxSizerFlags().Border(wxALL, FromDIP(2 * grid)));
    m_reading->SetSizer(reading);
    column->Add(m_reading, wxSizerFlags(1).Expand());
    m_practice = new PracticePanel(right);
    m_practice->on_answer = [this](const PracticeAnswer& answer) {
        if (m_in_final)
            CallAfter([this, answer] { m_final.answer(answer); });
        else
            m_presenter.answer(answer);
    };
    m_practice->on_next = [this] { m_presenter.next_question(); };
    m_practice->on_leave = [this] { CallAfter([this] { leave_questions(); }); };
    m_practice->on_go = [this](int slot) { m_final.go(slot); };
    m_practice->on_begin = [this] { m_final.begin(); };
    m_practice->on_hand_in = [this] {
        if (wxMessageBox(tr("Hand in the final quiz? Nothing can be changed afterwards."), tr("Final quiz"),
                         wxYES_NO | wxNO_DEFAULT | wxICON_QUESTION, this) == wxYES)
            m_final.hand_in();
    };
    m_second.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { m_final.tick(); });
    m_practice->on_again = [this] { CallAfter([this] { m_presenter.practise(); }); };
    column->Add(m_practice, wxSizerFlags(1).Expand());
    m_film = new FilmPanel(right, m_shell);
    m_film->on_leave = [this] { leave_film(); };
    column->Add(m_film, wxSizerFlags(1).Expand());
    right->SetSizer(column);
    m_practice->Hide();
    m_film->Hide();
    m_html->Show(!m_as_text);
    m_plain->Show(m_as_text);
    m_right = right;
    return right;
}

/// A note, another lesson, or a page of the web in the browser; nothing else is opened.
void LearningPanel::follow(const std::string& target) {
    if (target.starts_with("note:")) {
        const std::size_t paragraph = std::strtoul(target.c_str() + 5, nullptr, 10);
        CallAfter([this, paragraph] { ask_note(paragraph); });
        return;
    }
    if (target.starts_with("https://") || target.starts_with("http://")) {
        wxLaunchDefaultBrowser(wx(target));
        return;
    }
    const std::string name = target.substr(target.rfind('/') == std::string::npos ? 0 : target.rfind('/') + 1);
    if (name.ends_with(".md")) {
        flush();
        m_presenter.open_file("lessons/" + name);
    }
}

void LearningPanel::open_place(const std::string& place) {
    if (place.empty() && !m_presenter.place().empty())
        return;
    if (!m_presenter.place().empty()) // what of a film ran is of the lesson that is left
        flush();
    m_presenter.start(place);
}

void LearningPanel::flush() {
    m_film->pause();
    if (!m_presenter.practising() && !m_in_final) {
        m_presenter.note_place(reading_place());
        m_presenter.keep();
    }
}

void LearningPanel::show_courses(const std::vector<CourseCard>& courses, const std::string& chosen) {
    m_courses = courses;
    wxArrayString titles;
    for (const auto& course : courses)
        titles.push_back(wx(course.fresh ? course.title + " (" + base::tr("new") + ")" : course.title));
    m_course->Set(titles);
    for (std::size_t i = 0; i < courses.size(); ++i)
        if (courses[i].slug == chosen) {
            m_course->SetSelection(static_cast<int>(i));
            m_course_caption->SetLabel(wx(courses[i].summary));
        }
    m_right->Show(!courses.empty());
    m_none->Show(courses.empty());
    Layout();
}

void LearningPanel::show_lessons(const std::vector<LessonLine>& lines, const std::string& chosen,
                                 const std::string& summary) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back({line.id,
                        {line.number, line.title, line.state},
                        line.done   ? desktop::Tone::Good
                        : line.open ? desktop::Tone::Normal
                                    : desktop::Tone::Muted,
                        2});
    m_lessons->set_rows(std::move(rows));
    if (!chosen.empty())
        m_lessons->select(chosen);
    m_summary->SetLabel(wx(summary));
    m_final_quiz->Show(m_presenter.course().final.has_value());
    m_left->Layout();
}

void LearningPanel::show_due(const std::vector<DueLine>& lines) {
    wxString text;
    m_due->GetSizer()->Clear(true);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool late = lines[i].overdue;
        const wxString line = (late ? wxString::FromUTF8("⚠ ") : wxString()) + wx(lines[i].text);
        auto* shown = desktop::make_wrapped(m_due, line, FromDIP(46 * grid), TextSize::Strong,
                                            late ? desktop::Tone::Bad : desktop::Tone::Normal);
        desktop::set_accessible(shown, line, "learning.due-" + std::to_string(i));
        m_due->GetSizer()->Add(shown, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid) / 2));
        text += (text.empty() ? wxString() : wxString("\n")) + line;
    }
    desktop::set_accessible(m_due, tr("What is assigned to me") + ": " + text, "learning.due");
    m_due->Show(!lines.empty());
    m_left->Layout();
}

void LearningPanel::head_final() {
    m_in_final = true;
    m_title->SetLabel(tr("Final quiz"));
    m_caption->SetLabel(wx(m_presenter.course().title));
}

void LearningPanel::show_final_intro(const FinalIntro& intro) {
    head_final();
    m_practice->show_final_intro(intro);
    show_right(Shown::Questions);
}

void LearningPanel::show_final_question(const FinalQuestion& question) {
    head_final();
    m_practice->show_final(question);
    show_right(Shown::Questions);
    if (!m_second.IsRunning())
        m_second.Start(1000);
}

void LearningPanel::show_final_caption(const std::string& caption) { m_practice->set_caption(caption); }

void LearningPanel::show_final_end(const FinalEnd& end) {
    head_final();
    m_second.Stop();
    m_practice->show_final_end(end);
    show_right(Shown::Questions);
}

void LearningPanel::show_final_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

void LearningPanel::show_film(const std::string& lesson, const OpenFilm& film, const std::filesystem::path& file) {
    show_right(Shown::Film);
    m_film->open(film, file, [this, lesson](const WatchedPart& part) { m_presenter.note_watched(lesson, part); });
}

void LearningPanel::leave_film() {
    m_film->close();
    show_right(Shown::Reading);
    m_watch->SetFocus();
}

void LearningPanel::show_right(Shown what) {
    if (what != Shown::Film)
        m_film->close();
    m_practice->Show(what == Shown::Questions);
    m_reading->Show(what == Shown::Reading);
    m_film->Show(what == Shown::Film);
    m_right->Layout();
    m_shell.update_commands();
}

std::string LearningPanel::html_of(const LessonPage& page) {
    std::string markdown = page.markdown;
    // The title stands above the page already.
    if (markdown.starts_with("# "))
        markdown.erase(0, std::min(markdown.find('\n'), markdown.size()));
    replace_all(markdown, "](../media/", "](media/");
    auto html = m_shell.markdown_html(markdown);
    if (!html)
        return "<p>" + base::tr(html.error().message) + "</p>";
    // Under a title that stands above the page.
    for (const auto& [from, to] : {std::pair("<h3>", "<p><b>"), {"</h3>", "</b></p>"}, {"h2>", "h3>"}})
        replace_all(*html, from, to);
    for (std::size_t at = html->find("src=\"media/"); at != std::string::npos;
         at = html->find("src=\"media/", at + 1)) {
        const std::size_t from = at + 5;
        const std::size_t end = html->find('"', from);
        const std::string file = html->substr(from, end - from);
        const std::string* svg = m_presenter.file(file);
        std::string& name = m_pictures[page.course + "/" + file];
        if (name.empty() && svg != nullptr)
            if (const auto picture = desktop::draw_svg(*svg, FromDIP(picture_width))) {
                name = page.course + "-" + file.substr(6) + ".png";
                wxMemoryFSHandler::AddFile(wx(name), *picture, wxBITMAP_TYPE_PNG);
            }
        if (!name.empty())
            html->replace(from, end - from, "memory:" + name);
    }
    return *html;
}

void LearningPanel::set_lesson_text(const LessonPage& page) {
    const int points = desktop::theme().font(TextSize::Body).GetPointSize() + m_size;
    m_html->SetStandardFonts(points);
    const std::string html = page.closed.empty() ? html_of(page) : "<p>" + page.closed + "</p>";
    m_paragraphs = paragraphs_in(html);
    const wxString back = desktop::theme().palette().info_back.GetAsString(wxC2S_HTML_SYNTAX);
    m_html->SetPage(desktop::themed_html(with_notes(html, m_notes.notes(), page.id, desktop::utf8(back))));
    const wxString text = m_html->ToText();
    desktop::set_accessible_description(m_html, text);
    m_plain->SetFont(
        desktop::theme().font(TextSize::Body).Scaled(static_cast<float>(points) / static_cast<float>(points - m_size)));
    m_plain->ChangeValue(text);
}

void LearningPanel::show_page(const LessonPage& page) {
    m_in_final = false;
    m_second.Stop();
    show_right(Shown::Reading);
    m_title->SetLabel(wx(page.title));
    m_caption->SetLabel(wx(page.caption));
    set_lesson_text(page);
    show_page_state(page);
    go_to_place(page.place);
    if (m_notes_of != page.course) {
        m_notes_of = page.course;
        m_notes.open(m_presenter.course());
    } else if (!m_wanted_note.empty()) {
        open_note(m_wanted_note);
    }
}

void LearningPanel::show_page_state(const LessonPage& page) {
    m_rule->SetLabel(wx(page.rule + (page.state.empty() ? "" : " · " + page.state)));
    const bool closed = !page.closed.empty();
    m_read->Show(!page.read && !closed);
    m_watch->Show(page.has_film && !closed);
    m_film->set_watched(page.watched);
    m_practise->Show(page.has_quiz && !closed);
    m_note->Show(m_notes.ready() && !closed);
    m_next->Show(page.has_next);
    m_reading->Layout();
    m_shell.update_commands();
}

void LearningPanel::show_question(const PracticeQuestion& question) {
    m_practice->show_question(question);
    show_right(Shown::Questions);
}

void LearningPanel::show_result(const PracticeResult& result, bool last) { m_practice->show_result(result, last); }

void LearningPanel::show_round(const std::string& summary, const std::string& lesson_state) {
    m_practice->show_round(summary, lesson_state);
}

void LearningPanel::show_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

double LearningPanel::reading_place() const {
    int x = 0;
    int y = 0;
    m_html->GetViewStart(&x, &y);
    int step = 1;
    m_html->GetScrollPixelsPerUnit(&x, &step);
    const int length = m_html->GetVirtualSize().y - m_html->GetClientSize().y;
    return length <= 0 ? 0 : std::clamp(static_cast<double>(y * step) / length, 0.0, 1.0);
}

void LearningPanel::go_to_place(double place) {
    // After the page has got its size.
    CallAfter([this, place] {
        int x = 0;
        int step = 1;
        m_html->GetScrollPixelsPerUnit(&x, &step);
        const int length = m_html->GetVirtualSize().y - m_html->GetClientSize().y;
        if (step > 0 && length > 0)
            m_html->Scroll(0, static_cast<int>(place * length) / step);
    });
}

void LearningPanel::change_size(int step) {
    m_size = std::clamp(m_size + step, 0, 8);
    m_shell.settings().set(size_setting, m_size);
    if (const auto& page = m_presenter.page()) {
        const double place = reading_place();
        set_lesson_text(*page);
        go_to_place(place);
    }
}

void LearningPanel::add_commands(desktop::CommandTable& commands) {
    const desktop::MenuCommands add(commands, base::msgid("Learning"));
    const auto reading = [this] {
        return m_presenter.page() && !m_presenter.practising() && !m_in_final && !m_film->is_open();
    };
    add("learning.find", base::msgid("Search in the course"),
        base::msgid("Words of any lesson, with or without diacritics"), "Ctrl+F", "search",
        [this] { m_search->SetFocus(); }, {});
    add(
        "learning.practise", base::msgid("Practise"), base::msgid("The questions of this lesson, one after the other"),
        "Ctrl+P", "check", [this] { m_presenter.practise(); },
        [this, reading] { return reading() && m_presenter.page()->has_quiz; });
    add(
        "learning.watch", base::msgid("Watch the film"), base::msgid("Opens the film of this lesson where it was left"),
        "Ctrl+M", "eye", [this] { m_presenter.open_film(); },
        [this, reading] { return reading() && m_presenter.page()->has_film && m_presenter.page()->closed.empty(); });
    add(
        "learning.mark-read", base::msgid("I have read it"), base::msgid("Notes that the lesson was read to its end"),
        "Ctrl+D", "accept", [this] { m_presenter.mark_read(); }, reading);
    add(
        "learning.next-lesson", base::msgid("Next lesson"), base::msgid("Opens the lesson after this one"), "Alt+Right",
        "forward",
        [this] {
            flush();
            m_presenter.open_next();
        },
        [this, reading] { return reading() && m_presenter.page()->has_next; });
    add_note_commands(commands, reading);
    add(
        "learning.larger", base::msgid("Larger text"), base::msgid("Makes the lesson's text larger"), "Ctrl++", "add",
        [this] { change_size(1); }, reading);
    add(
        "learning.smaller", base::msgid("Smaller text"), base::msgid("Makes the lesson's text smaller"), "Ctrl+-",
        "down", [this] { change_size(-1); }, reading);
    add(
        "learning.as-text", base::msgid("As plain text"),
        base::msgid("Shows the lesson without pictures in a text field, for screen readers"), "Ctrl+T", "list",
        [this] {
            m_as_text = !m_as_text;
            m_shell.settings().set(text_setting, m_as_text);
            m_html->Show(!m_as_text);
            m_plain->Show(m_as_text);
            m_reading->Layout();
        },
        reading);
}

} // namespace canbo::training::ui
