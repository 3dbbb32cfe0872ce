// Notes and bookmarks of the lesson on the page: see learning_panel.h.
#include "desktop/form_dialog.h"
#include "desktop/form_drafts.h"
#include "desktop/text.h"
#include "learning_panel.h"

#include <wx/html/htmlwin.h>

#include <algorithm>

namespace canbo::training::ui {

using desktop::FormField;
using desktop::grid;
using desktop::tr;
using desktop::wx;

namespace {

/// Position of the paragraph's anchor in the page; nothing where it has none.
const wxHtmlCell* anchor_of(const wxHtmlWindow& html, std::size_t paragraph) {
    const wxString name = wxString::Format("p%zu", paragraph);
    const auto* page = html.GetInternalRepresentation();
    return page == nullptr ? nullptr : page->Find(wxHTML_COND_ISANCHOR, &name);
}

} // namespace

wxWindow* LearningPanel::make_notes(wxWindow* parent) {
    std::vector<desktop::TableColumn> columns{
        {"lesson", tr("No."), 36, true}, {"mark", tr("Kind"), 50}, {"text", tr("Note"), 270}};
    m_note_list = new desktop::TableView(parent, tr("Notes and bookmarks"), "learning.notes", std::move(columns),
                                         &m_shell.settings());
    m_note_list->on_activated = [this](const std::string& key) { open_note(key); };
    m_note_list->Hide();
    return m_note_list;
}

void LearningPanel::show_notes(const std::vector<NoteLine>& lines) {
    std::vector<desktop::TableRow> rows;
    for (const auto& line : lines)
        rows.push_back({line.key, {line.lesson, line.mark, line.text}});
    m_note_list->set_rows(std::move(rows));
    m_note_list->Show(!lines.empty());
    m_left->Layout();
    if (const auto& page = m_presenter.page(); page && !m_presenter.practising() && !m_in_final)
        show_page_state(*page); // from now on a note may be written
}

void LearningPanel::show_page_notes() {
    const auto& page = m_presenter.page();
    if (!page || m_presenter.practising() || m_in_final)
        return;
    const double place = reading_place();
    set_lesson_text(*page);
    go_to_place(place);
}

void LearningPanel::show_notes_problem(const Error& error) { m_shell.notify(desktop::notice_of(error)); }

std::size_t LearningPanel::paragraph_here() const {
    if (m_as_text) {
        long column = 0, line = 0;
        m_plain->PositionToXY(m_plain->GetInsertionPoint(), &column, &line);
        const std::string text = desktop::utf8(m_plain->GetLineText(line));
        for (std::size_t i = 0; i < m_paragraphs.size(); ++i)
            if (text.find(m_paragraphs[i].words.substr(0, 20)) != std::string::npos)
                return i;
        return 0;
    }
    int x = 0, y = 0, step = 1;
    m_html->GetViewStart(&x, &y);
    m_html->GetScrollPixelsPerUnit(&x, &step);
    for (std::size_t i = 0; i < m_paragraphs.size(); ++i)
        if (const auto* cell = anchor_of(*m_html, i); cell != nullptr && cell->GetAbsPos().y >= y * step)
            return i;
    return m_paragraphs.empty() ? 0 : m_paragraphs.size() - 1;
}

void LearningPanel::go_to_paragraph(std::size_t paragraph) {
    CallAfter([this, paragraph] { // after the page has got its size
        int x = 0, step = 1;
        m_html->GetScrollPixelsPerUnit(&x, &step);
        if (const auto* cell = anchor_of(*m_html, paragraph); cell != nullptr && step > 0)
            m_html->Scroll(0, std::max(cell->GetAbsPos().y - FromDIP(2 * grid), 0) / step);
    });
}

void LearningPanel::open_note(const std::string& key) {
    const auto slash = key.rfind('/');
    const std::string lesson = key.substr(0, slash);
    if (!m_presenter.page() || m_presenter.page()->id != lesson) {
        m_wanted_note = key;
        flush();
        m_presenter.open_lesson(lesson);
        return;
    }
    m_wanted_note.clear();
    const std::size_t number = std::strtoul(key.c_str() + slash + 1, nullptr, 10);
    for (const auto& note : m_notes.notes())
        if (note.lesson == lesson && note.paragraph == number)
            go_to_paragraph(paragraph_of(note, m_paragraphs));
}

void LearningPanel::ask_note(std::size_t paragraph) {
    if (!m_presenter.page() || m_paragraphs.empty())
        return;
    paragraph = std::min(paragraph, m_paragraphs.size() - 1);
    const std::string lesson = m_presenter.page()->id;
    std::vector<std::pair<std::string, std::string>> options;
    for (std::size_t i = 0; i < m_paragraphs.size(); ++i)
        options.emplace_back(std::to_string(i), m_paragraphs[i].words);
    const std::string before = m_notes.text_of(lesson, m_paragraphs[paragraph].words);
    const std::vector<FormField> fields{
        {"text", tr("Note"), FormField::Kind::Area, before, {}, 6},
        {"paragraph", tr("Paragraph"), FormField::Kind::Choice, std::to_string(paragraph), options}};
    const std::string draft =
        "learning.note." + m_presenter.course().slug + "." + lesson + "." + std::to_string(paragraph);
    const auto values =
        desktop::ask_form(this, tr("Note to this paragraph"),
                          tr("Only you see your notes; they stay on this machine, encrypted. An empty note goes away."),
                          fields, tr("Keep the note"), {}, draft);
    if (!values)
        return;
    const std::size_t chosen =
        std::min<std::size_t>(std::strtoul(values->at("paragraph").c_str(), nullptr, 10), m_paragraphs.size() - 1);
    const std::string& words = m_paragraphs[chosen].words;
    const std::string other = chosen == paragraph ? std::string() : m_notes.text_of(lesson, words);
    m_notes.write(lesson, chosen, words, other.empty() ? values->at("text") : other + "\n" + values->at("text"),
                  desktop::forget_when_done(draft));
}

void LearningPanel::toggle_bookmark() {
    if (!m_presenter.page() || m_paragraphs.empty())
        return;
    const std::size_t here = paragraph_here();
    m_notes.toggle_bookmark(m_presenter.page()->id, here, m_paragraphs[here].words);
}

void LearningPanel::add_note_commands(desktop::CommandTable& commands, const std::function<bool()>& reading) {
    const auto may = [this, reading] { return reading() && m_notes.ready() && m_presenter.page()->closed.empty(); };
    desktop::Command note;
    note.id = "learning.note";
    note.label = base::msgid("Note to this paragraph");
    note.help = base::msgid("Writes a note beside the first paragraph on the screen, or another one");
    note.menu = base::msgid("Learning");
    note.shortcut = "Ctrl+Shift+N";
    note.icon = "edit";
    note.run = [this] { ask_note(paragraph_here()); };
    note.enabled = may;
    commands.add(std::move(note));
    desktop::Command bookmark;
    bookmark.id = "learning.bookmark";
    bookmark.label = base::msgid("Bookmark");
    bookmark.help = base::msgid("Sets a bookmark at the first paragraph on the screen, or takes it away");
    bookmark.menu = base::msgid("Learning");
    bookmark.shortcut = "Ctrl+B";
    bookmark.icon = "flag";
    bookmark.run = [this] { toggle_bookmark(); };
    bookmark.enabled = may;
    commands.add(std::move(bookmark));
}

} // namespace canbo::training::ui
