#pragma once

#include "block.h"
#include "canvas.h"
#include "fragment.h"
#include "layout_spec.h"
#include "text_measure.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::documents {

/// Puts strips on pages, top to bottom: keeps together what belongs together, numbers the pages, sets footnotes at the
/// foot of the page that calls them.
///
/// Two ways in: add() collects strips until flush(), for text; and line by line with room(), skip() and new_page(),
/// for tables whose rows come as a stream.
class PageFlow {
public:
    /// Everything is borrowed. `notes`: the document's footnotes. `pictures`: PNG files by key.
    PageFlow(const LayoutSpec& spec, TextMeasure& measure, Canvas& canvas, const std::vector<Runs>& notes,
             const std::map<std::string, std::string>& pictures);

    /// Takes effect with the next strip, on a new page unless nothing was drawn yet.
    void orient(bool landscape);
    double width() const { return m_paper.width - m_spec.page.left - m_spec.page.right; }
    double page_height() const { return m_paper.height - m_spec.page.top - m_spec.page.bottom; }

    void add(Fragment strip) { m_waiting.push_back(std::move(strip)); }
    /// Marks the last `lines` waiting lines of body so that they stay with the next strip.
    void keep_last_lines(int lines);
    /// Draws what waits. `follow`: height of what will come next and must not be parted from a waiting heading.
    void flush(double follow = 0);

    double room() const; ///< Height left on this page; a whole page before the first.
    double left() const { return m_spec.page.left; }
    double top() const; ///< Where the next strip begins, from the upper edge of the paper. Opens a page.
    bool at_page_head() const { return m_y == 0; }
    void skip(double height) { m_y += height; }
    void new_page();
    void ensure_page();
    /// Draws the footnotes of the last page.
    void finish();

private:
    void place(Fragment& strip);
    double notes_height(const std::vector<int>& calls);
    void take_notes(const std::vector<int>& calls);
    void draw(const Fragment& strip, double x, double y);
    void close_page();
    void draw_frame();
    std::vector<Fragment> note_lines(int index);

    const LayoutSpec& m_spec;
    TextMeasure& m_measure;
    Canvas& m_canvas;
    const std::vector<Runs>& m_notes;
    const std::map<std::string, std::string>& m_pictures;
    PaperSize m_paper;
    bool m_open{false};
    double m_y{0};                ///< Used height of this page.
    std::vector<Fragment> m_foot; ///< Lines of the footnotes called on this page.
    double m_foot_height{0};
    std::vector<Fragment> m_waiting;
};

} // namespace canbo::documents
