#include "training_ui/notes_presenter.h"

#include "base/text.h"
#include "html_text.h"
#include "training/question_view.h"

#include <algorithm>
#include <array>
#include <map>

namespace canbo::training::ui {
namespace {

constexpr std::size_t words_shown = 70;

/// Where the text of a paragraph that begins at `from` ends.
std::size_t end_of(std::string_view html, std::size_t from) {
    std::size_t end = html.size();
    for (const std::string_view tag : {"</p>", "</li>", "<ul", "<ol", "<p>", "<li>"})
        end = std::min(end, html.find(tag, from));
    return std::min(end, html.size());
}

std::string words_of(std::string_view html) {
    return base::fit(base::trim(plain_text(html, assessment::TextFormat::Html)), words_shown);
}

} // namespace

std::vector<PageParagraph> paragraphs_in(std::string_view html) {
    constexpr std::array<std::string_view, 2> tags{"<p>", "<li>"};
    std::vector<PageParagraph> out;
    for (std::size_t at = 0; at < html.size();) {
        std::size_t next = html.size(), length = 0;
        for (const auto tag : tags)
            if (const std::size_t found = html.find(tag, at); found < next) {
                next = found;
                length = tag.size();
            }
        if (length == 0)
            break;
        const std::size_t begin = next + length;
        const std::size_t end = end_of(html, begin);
        auto words = words_of(html.substr(begin, end - begin));
        if (!words.empty())
            out.push_back({begin, end, std::move(words)});
        at = begin;
    }
    return out;
}

std::size_t paragraph_of(const LessonNote& note, const std::vector<PageParagraph>& paragraphs) {
    for (std::size_t i = 0; i < paragraphs.size(); ++i)
        if (paragraphs[i].words == note.words)
            return i;
    return std::min(note.paragraph, paragraphs.empty() ? 0 : paragraphs.size() - 1);
}

std::string with_notes(std::string_view html, const std::vector<LessonNote>& notes, std::string_view lesson,
                       std::string_view back) {
    const auto paragraphs = paragraphs_in(html);
    std::map<std::size_t, std::string> below;
    for (const auto& one : notes) {
        if (one.lesson != lesson || paragraphs.empty())
            continue;
        const std::size_t at = paragraph_of(one, paragraphs);
        std::string text = one.bookmark ? "★ " : "";
        if (!one.text.empty())
            text += "✎ " + escaped_lines(one.text);
        below[at] += "<br><a href=\"note:" + std::to_string(at) + "\"><font bgcolor=\"" + std::string(back) + "\">" +
                     text + "</font></a>";
    }
    std::string out;
    std::size_t done = 0;
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const auto& one = paragraphs[i];
        out.append(html.substr(done, one.begin - done));
        out += "<a name=\"p" + std::to_string(i) + "\"></a>";
        out.append(html.substr(one.begin, one.end - one.begin));
        out += below[i];
        done = one.end;
    }
    out.append(html.substr(done));
    return out;
}

void NotesPresenter::open(const Course& course) {
    m_slug = course.slug;
    m_lessons.clear();
    for (const auto& lesson : course.lessons)
        m_lessons.push_back(lesson.id);
    m_notes = {};
    if (!ready())
        return;
    m_waiter.run(
        m_background, [store = m_store, slug = m_slug] { return store->load(slug); },
        [this, slug = m_slug](Result<CourseNotes> loaded) {
            if (slug != m_slug)
                return;
            if (!loaded) {
                m_view.show_notes_problem(loaded.error());
                return;
            }
            m_notes = *std::move(loaded);
            show_lines();
            m_view.show_page_notes();
        });
}

std::string NotesPresenter::text_of(const std::string& lesson, const std::string& words) const {
    const auto* note = m_notes.find(lesson, words);
    return note == nullptr ? std::string() : note->text;
}

void NotesPresenter::write(const std::string& lesson, std::size_t paragraph, const std::string& words,
                           const std::string& text, std::function<void()> done) {
    const auto* before = m_notes.find(lesson, words);
    put({lesson, paragraph, words, text, before != nullptr && before->bookmark, m_clock.now()}, std::move(done));
}

void NotesPresenter::toggle_bookmark(const std::string& lesson, std::size_t paragraph, const std::string& words) {
    const auto* before = m_notes.find(lesson, words);
    put({lesson, paragraph, words, before == nullptr ? std::string() : before->text,
         before == nullptr || !before->bookmark, m_clock.now()});
}

void NotesPresenter::put(LessonNote note, std::function<void()> done) {
    if (!ready())
        return;
    CourseNotes changed = m_notes;
    if (const auto taken = changed.put(std::move(note)); !taken) {
        m_view.show_notes_problem(taken.error());
        return;
    }
    m_waiter.run(
        m_background, [store = m_store, slug = m_slug, changed] { return store->save(slug, changed); },
        [this, slug = m_slug, changed, done = std::move(done)](const Result<void>& saved) {
            if (!saved) {
                m_view.show_notes_problem(saved.error());
                return;
            }
            if (done)
                done();
            if (slug != m_slug)
                return;
            m_notes = changed;
            show_lines();
            m_view.show_page_notes();
        });
}

void NotesPresenter::show_lines() {
    std::vector<NoteLine> lines;
    for (std::size_t i = 0; i < m_lessons.size(); ++i)
        for (const auto& one : m_notes.notes) {
            if (one.lesson != m_lessons[i])
                continue;
            std::string mark = one.bookmark ? "★" : "";
            if (!one.text.empty())
                mark += mark.empty() ? "✎" : " ✎";
            lines.push_back({one.lesson + "/" + std::to_string(one.paragraph), std::to_string(i + 1), std::move(mark),
                             one.text.empty() ? one.words : one.text});
        }
    m_view.show_notes(lines);
}

} // namespace canbo::training::ui
