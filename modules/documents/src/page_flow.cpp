#include "page_flow.h"

#include "paragraph_layout.h"

#include <algorithm>

namespace canbo::documents {

PageFlow::PageFlow(const LayoutSpec& spec, TextMeasure& measure, Canvas& canvas, const std::vector<Runs>& notes,
                   const std::map<std::string, std::string>& pictures)
    : m_spec(spec), m_measure(measure), m_canvas(canvas), m_notes(notes),
      m_pictures(pictures), m_paper{spec.page.width, spec.page.height} {}

void PageFlow::orient(bool landscape) {
    close_page();
    const double longer = std::max(m_spec.page.width, m_spec.page.height);
    const double shorter = std::min(m_spec.page.width, m_spec.page.height);
    m_paper = landscape ? PaperSize{longer, shorter} : PaperSize{shorter, longer};
}

double PageFlow::room() const { return page_height() - m_y - m_foot_height; }

double PageFlow::top() const { return m_spec.page.top + m_y; }

void PageFlow::ensure_page() {
    if (!m_open)
        new_page();
}

void PageFlow::new_page() {
    close_page();
    m_canvas.begin_page(m_paper);
    m_open = true;
    draw_frame();
    if (m_canvas.pages() == 1)
        return;
    const Style& style = m_spec.style("page_number");
    const Face face = face_of(style.bold, style.italic);
    const std::string number = std::to_string(m_canvas.pages());
    const double width_of_number = m_measure.width(face, style.size, number);
    m_canvas.text(m_spec.page.left + (width() - width_of_number) / 2, m_spec.page_number.from_top, face, style.size,
                  number, width_of_number);
}

void PageFlow::draw_frame() {
    const auto& frame = m_spec.frame;
    if (frame.outer <= 0)
        return;
    m_canvas.box(frame.inset, frame.inset, m_paper.width - 2 * frame.inset, m_paper.height - 2 * frame.inset,
                 frame.outer, false);
    const double in = frame.inset + frame.outer / 2 + frame.gap;
    m_canvas.box(in, in, m_paper.width - 2 * in, m_paper.height - 2 * in, frame.inner, false);
}

void PageFlow::close_page() {
    if (m_open && !m_foot.empty()) {
        double y = m_spec.page.top + page_height() - m_foot_height + m_spec.notes.before;
        m_canvas.line(left(), y, left() + m_spec.notes.rule_length, y, m_spec.table.line_thickness);
        y += m_spec.notes.before / 2;
        for (const auto& line : m_foot) {
            draw(line, left(), y);
            y += line.height;
        }
    }
    m_foot.clear();
    m_foot_height = 0;
    m_y = 0;
    m_open = false;
}

std::vector<Fragment> PageFlow::note_lines(int index) {
    Runs runs;
    Run call;
    call.note = index;
    runs.push_back(call);
    runs.push_back(Run{" "});
    const Runs& text = m_notes[static_cast<std::size_t>(index)];
    runs.insert(runs.end(), text.begin(), text.end());
    auto lines = layout_paragraph(runs, m_spec.style("note"), width(), m_measure);
    for (auto& line : lines)
        line.notes.clear(); // its own number is no call
    return lines;
}

double PageFlow::notes_height(const std::vector<int>& calls) {
    if (calls.empty())
        return 0;
    double height = m_foot.empty() ? 1.5 * m_spec.notes.before : 0;
    for (const int index : calls)
        for (const auto& line : note_lines(index))
            height += line.height;
    return height;
}

void PageFlow::take_notes(const std::vector<int>& calls) {
    m_foot_height += notes_height(calls);
    for (const int index : calls)
        for (auto& line : note_lines(index))
            m_foot.push_back(std::move(line));
}

void PageFlow::draw(const Fragment& strip, double x, double y) {
    for (const auto& word : strip.words)
        m_canvas.text(x + word.x, y + word.y, word.face, word.size, word.text, word.width, word.red);
    for (const auto& line : strip.lines)
        m_canvas.line(x + line.x1, y + line.y1, x + line.x2, y + line.y2, line.thickness);
    for (const auto& box : strip.boxes)
        m_canvas.box(x + box.x, y + box.y, box.width, box.height, box.thickness, box.red);
    for (const auto& picture : strip.pictures)
        m_canvas.image(x + picture.x, y + picture.y, picture.width, picture.height, picture.key,
                       m_pictures.at(picture.key));
}

void PageFlow::place(Fragment& strip) {
    if (!m_open || strip.new_page)
        new_page();
    double gap = at_page_head() ? 0 : strip.before;
    if (!at_page_head() && gap + strip.height + notes_height(strip.notes) > room() + 0.01) {
        new_page();
        gap = 0;
    }
    m_y += gap;
    draw(strip, left(), top());
    m_y += strip.height;
    take_notes(strip.notes);
}

void PageFlow::keep_last_lines(int lines) {
    for (auto strip = m_waiting.rbegin(); strip != m_waiting.rend() && lines > 0; ++strip, --lines)
        strip->keep_with_next = true;
}

void PageFlow::flush(double follow) {
    for (std::size_t first = 0; first < m_waiting.size();) {
        std::size_t last = first;
        double height = 0;
        std::vector<int> calls;
        while (true) {
            const Fragment& strip = m_waiting[last];
            height += strip.before + strip.height;
            calls.insert(calls.end(), strip.notes.begin(), strip.notes.end());
            if (!strip.keep_with_next || last + 1 == m_waiting.size() || m_waiting[last + 1].new_page)
                break;
            ++last;
        }
        if (last + 1 == m_waiting.size() && m_waiting[last].keep_with_next)
            height += follow;
        const double needed = height + notes_height(calls);
        // A chain longer than a page is cut where the page ends; one that begins a page does so by itself.
        if (m_open && !at_page_head() && !m_waiting[first].new_page && needed > room() + 0.01 &&
            needed - m_waiting[first].before <= page_height())
            new_page();
        for (; first <= last; ++first)
            place(m_waiting[first]);
    }
    m_waiting.clear();
}

void PageFlow::finish() {
    flush();
    ensure_page();
    close_page();
}

} // namespace canbo::documents
