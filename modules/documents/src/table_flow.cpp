#include "table_flow.h"

#include "clean_text.h"
#include "paragraph_layout.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <string_view>
#include <vector>

namespace canbo::documents {
namespace {

constexpr double split_share = 1.0 / 3; ///< Rows taller than this share of a page may be split.
constexpr std::size_t least_lines = 3;  ///< Of a split row on a page.
constexpr std::size_t most_ahead = 3;   ///< Rows looked at before they are drawn.
constexpr std::uint64_t rows_per_report = 256;

/// A line of a cell: a piece of the cell's text.
struct CellLine {
    std::string_view text;
    double width{0};
};

struct CellBox {
    double x{0}; ///< From the table's left edge.
    double width{0};
    Align align{Align::Left};
    Face face{Face::Regular};
    double picture{0}; ///< Height of the pictures that its cells name; 0: text.
};

class CellBreaker {
public:
    CellBreaker(double size, TextMeasure& measure) : m_size(size), m_measure(measure) {}

    /// `lines` borrow from `text`. At least one line, unless the text is empty.
    void lay(std::string_view text, Face face, double room, std::vector<CellLine>& lines) {
        lines.clear();
        m_lines = &lines;
        std::size_t start = 0; // of the line
        std::size_t at = 0;
        std::size_t space = npos; // last place to break
        double width = 0;         // from start to at
        double width_at_space = 0;
        while (at < text.size()) {
            const std::size_t here = at;
            const char32_t code = decode_one(text, at);
            if (code == '\n') {
                put(text, start, here, width);
                start = at;
                width = 0;
                space = npos;
                continue;
            }
            if (code == ' ') {
                space = here;
                width_at_space = width;
            }
            const double advance = m_measure.advance(face, m_size, code);
            width += advance;
            if (width <= room || code == ' ' || here == start)
                continue;
            if (space != npos && space > start) {
                put(text, start, space, width_at_space);
                start = space + 1;
                width = m_measure.width(face, m_size, text.substr(start, at - start));
            } else { // a word wider than the cell is cut
                put(text, start, here, width - advance);
                start = here;
                width = advance;
            }
            space = npos;
        }
        put(text, start, text.size(), width);
    }

private:
    static constexpr std::size_t npos = std::string_view::npos;

    void put(std::string_view text, std::size_t from, std::size_t to, double width) {
        if (to > from)
            m_lines->push_back({text.substr(from, to - from), width});
    }

    double m_size;
    TextMeasure& m_measure;
    std::vector<CellLine>* m_lines{nullptr};
};

class TableDrawer {
public:
    TableDrawer(const TableSpec& table, const std::string& name, base::RowSource& rows, const LayoutSpec& spec,
                PageFlow& flow, Canvas& canvas, TextMeasure& measure,
                const std::map<std::string, std::string>& pictures)
        : m_table(table), m_name(name), m_rows(rows), m_spec(spec), m_flow(flow), m_canvas(canvas),
          m_pictures(pictures), m_style(spec.style("table")), m_head_style(spec.style("table_head")),
          m_breaker(table.size != 0 ? table.size : m_style.size, measure) {
        if (table.size != 0) {
            m_style.size = table.size;
            m_head_style.size = table.size;
        }
        m_line_height = line_height(m_style, measure.fonts());
        m_baseline = baseline(m_style, measure.fonts());
        const double total = std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                                             [](double sum, const TableColumn& c) { return sum + c.width; });
        double x = 0;
        for (const auto& column : table.columns) {
            const double width = column.width / total * flow.width();
            m_columns.push_back(
                {x, width, column.align, face_of(m_style.bold || column.bold, m_style.italic), column.picture});
            m_head.push_back({x, width, Align::Center, face_of(m_head_style.bold, m_head_style.italic)});
            m_titles.push_back(column.title);
            x += width;
        }
        m_across = {{0, flow.width(), Align::Left, Face::Bold}};
        m_empty = {{0, flow.width(), Align::Center, Face::Italic}};
    }

    void draw(base::Progress* progress, bool new_page) {
        start(new_page);
        const std::uint64_t total = m_rows.count();
        std::vector<std::string> cells;
        while (take(cells)) {
            ++m_row;
            row(cells);
            if (progress != nullptr && m_row % rows_per_report == 0) {
                progress->step(m_row, total);
                if (progress->cancelled())
                    give_up(ErrorCode::Cancelled, "The document was cancelled");
            }
        }
        if (m_row == 0 && !m_table.empty.empty()) {
            cells = {m_table.empty};
            lay(cells, m_empty);
            close_columns();
            put_row(m_empty, cells);
            m_columns_top = m_flow.top();
        }
        close_columns();
        close_frame();
    }

private:
    bool take(std::vector<std::string>& cells) {
        if (m_ahead.empty())
            return m_rows.next(cells);
        cells.swap(m_ahead.front());
        m_ahead.pop_front();
        return true;
    }

    bool look_ahead(std::size_t count) {
        std::vector<std::string> cells;
        while (m_ahead.size() < count && m_rows.next(cells))
            m_ahead.push_back(std::move(cells));
        return m_ahead.size() >= count;
    }

    /// What the next row, with the rows across above it, needs on the page of what stands above it; 0: no row comes.
    double height_ahead() {
        const std::uint64_t here = m_row;
        double height = 0;
        for (std::size_t i = 0; i < most_ahead && look_ahead(i + 1); ++i) {
            m_row = here + i + 1; // for what lay() says of a wrong cell
            const auto& boxes = boxes_for(m_ahead[i]);
            lay(m_ahead[i], boxes);
            height += least_height();
            if (&boxes != &m_across)
                break;
        }
        m_row = here;
        return height;
    }

    void start(bool new_page) {
        lay(m_titles, m_head);
        const double height = m_spec.table.before + row_height() + std::max(height_ahead(), plain_row_height());
        m_flow.flush(height);
        if (new_page || (height > m_flow.room() && !m_flow.at_page_head()))
            m_flow.new_page();
        m_flow.ensure_page();
        if (!m_flow.at_page_head())
            m_flow.skip(m_spec.table.before);
        m_frame_top = m_flow.top();
        head();
    }

    void head() {
        m_in_head = true;
        lay(m_titles, m_head);
        rule();
        m_columns_top = m_flow.top();
        put_row(m_head, m_titles);
        m_in_head = false;
    }

    const std::vector<CellBox>& boxes_for(const std::vector<std::string>& cells) const {
        if (cells.size() == m_columns.size())
            return m_columns;
        if (cells.size() != 1)
            give_up(ErrorCode::InvalidInput, "A row of a table has a wrong number of cells", row_name());
        return m_across;
    }

    void row(std::vector<std::string>& cells) {
        const auto& boxes = boxes_for(cells);
        const bool across = &boxes == &m_across;
        const double below = across ? height_ahead() : 0; // a heading row does not stand last on its page
        lay(cells, boxes);
        if (least_height() + below > m_flow.room() + 0.01)
            next_page();
        if (across)
            close_columns();
        put_row(boxes, cells);
        if (across)
            m_columns_top = m_flow.top();
    }

    /// Breaks the cells into lines; m_lines[i] borrows from cells[i].
    void lay(std::vector<std::string>& cells, const std::vector<CellBox>& boxes) {
        m_lines.resize(boxes.size());
        m_most_lines = 1;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].picture > 0) {
                m_lines[i].clear();
                if (!cells[i].empty())
                    m_most_lines = std::max(m_most_lines, lines_beside(boxes[i], cells[i]));
                continue;
            }
            try {
                if (!is_plain_line(cells[i])) {
                    auto clean = clean_text(cells[i], "");
                    if (!clean)
                        throw Failure{std::move(clean).error()};
                    cells[i] = *std::move(clean);
                }
                m_breaker.lay(cells[i], boxes[i].face, boxes[i].width - 2 * m_spec.table.padding_x, m_lines[i]);
            } catch (Failure& failure) {
                const std::string code = failure.error.where.substr(failure.error.where.rfind(' ') + 1);
                failure.error.where = row_name() + ", " + m_titles[boxes.size() == 1 ? 0 : i] + ": " + code;
                throw;
            }
            m_most_lines = std::max(m_most_lines, m_lines[i].size());
        }
    }

    /// As many lines as a picture is high.
    std::size_t lines_beside(const CellBox& box, const std::string& picture) const {
        if (!m_pictures.contains(picture))
            give_up(ErrorCode::InvalidInput, "A picture of a table was not given", row_name());
        return static_cast<std::size_t>(box.picture / m_line_height) + 1;
    }

    /// The cell's picture, as large as cell and height allow. A row that is split shows none.
    void put_picture(const CellBox& box, const std::string& name, double top, double height) {
        if (box.picture <= 0 || name.empty())
            return;
        const auto& png = m_pictures.at(name);
        const PaperSize pixels = m_canvas.image_size(name, png);
        const double room = box.width - 2 * m_spec.table.padding_x;
        const double scale = std::min(room / pixels.width, box.picture / pixels.height);
        const double width = pixels.width * scale, drawn = pixels.height * scale;
        m_canvas.image(m_flow.left() + box.x + (box.width - width) / 2, top + (height - drawn) / 2, width, drawn, name,
                       png);
    }

    double plain_row_height() const { return m_line_height + 2 * m_spec.table.padding_y; }
    double row_height() const { return static_cast<double>(m_most_lines) * m_line_height + 2 * m_spec.table.padding_y; }

    /// What must find room on a page for this row to begin there.
    double least_height() const {
        const double height = row_height();
        if (height <= m_flow.page_height() * split_share)
            return height;
        return least_lines * m_line_height + 2 * m_spec.table.padding_y;
    }

    /// Draws what lay() left, over as many pages as it needs.
    void put_row(const std::vector<CellBox>& boxes, const std::vector<std::string>& cells) {
        std::size_t from = 0;
        while (true) {
            const double lines_room = m_flow.room() - 2 * m_spec.table.padding_y + 0.01;
            const auto fitting = static_cast<std::size_t>(std::max(1.0, lines_room / m_line_height));
            std::size_t to = std::min(m_most_lines, from + fitting);
            const std::size_t left = m_most_lines - to;
            if (left > 0 && left < least_lines && to - from >= 2 * least_lines)
                to = m_most_lines - least_lines;
            put_lines(boxes, cells, from, to);
            from = to;
            if (from >= m_most_lines)
                return;
            next_page();
        }
    }

    void put_lines(const std::vector<CellBox>& boxes, const std::vector<std::string>& cells, std::size_t from,
                   std::size_t to) {
        const double top = m_flow.top() + m_spec.table.padding_y;
        const bool whole = from == 0 && to == m_most_lines;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const auto& box = boxes[i];
            const auto& lines = m_lines[i];
            if (whole)
                put_picture(box, cells[i], top, static_cast<double>(m_most_lines) * m_line_height);
            const double spare =
                whole ? (static_cast<double>(m_most_lines) - static_cast<double>(lines.size())) / 2 : 0;
            for (std::size_t k = from; k < std::min(to, lines.size()); ++k) {
                double x = m_flow.left() + box.x + m_spec.table.padding_x;
                const double room = box.width - 2 * m_spec.table.padding_x - lines[k].width;
                if (box.align == Align::Center)
                    x += room / 2;
                else if (box.align == Align::Right)
                    x += room;
                const double y = top + (static_cast<double>(k - from) + spare) * m_line_height + m_baseline;
                m_canvas.text(x, y, box.face, m_style.size, lines[k].text, lines[k].width);
            }
        }
        m_flow.skip(static_cast<double>(to - from) * m_line_height + 2 * m_spec.table.padding_y);
        rule();
    }

    void rule() {
        const double y = m_flow.top();
        m_canvas.line(m_flow.left(), y, m_flow.left() + m_flow.width(), y, m_spec.table.line_thickness);
    }

    void next_page() {
        close_columns();
        close_frame();
        m_flow.new_page();
        m_frame_top = m_flow.top();
        m_columns_top = m_frame_top;
        if (m_in_head) { // a head taller than a page
            rule();
            return;
        }
        std::vector<std::vector<CellLine>> lines;
        lines.swap(m_lines);
        const std::size_t most = m_most_lines;
        head();
        m_lines.swap(lines);
        m_most_lines = most;
    }

    /// Rules between the columns, from the last heading row, or the head, down to here.
    void close_columns() {
        const double bottom = m_flow.top();
        if (bottom > m_columns_top + 0.01)
            for (std::size_t i = 1; i < m_columns.size(); ++i)
                upright(m_columns[i].x, m_columns_top);
        m_columns_top = bottom;
    }
    void close_frame() {
        upright(0, m_frame_top);
        upright(m_flow.width(), m_frame_top);
    }
    void upright(double x, double top) {
        m_canvas.line(m_flow.left() + x, top, m_flow.left() + x, m_flow.top(), m_spec.table.line_thickness);
    }

    std::string row_name() const { return m_in_head ? m_name : m_name + " row " + std::to_string(m_row); }

    const TableSpec& m_table;
    const std::string& m_name;
    base::RowSource& m_rows;
    const LayoutSpec& m_spec;
    PageFlow& m_flow;
    Canvas& m_canvas;
    const std::map<std::string, std::string>& m_pictures;
    Style m_style;
    Style m_head_style;
    CellBreaker m_breaker;
    double m_line_height{0};
    double m_baseline{0};
    std::vector<CellBox> m_columns;
    std::vector<CellBox> m_head;
    std::vector<CellBox> m_across;
    std::vector<CellBox> m_empty;
    std::vector<std::string> m_titles;
    std::vector<std::vector<CellLine>> m_lines;
    std::size_t m_most_lines{1};
    std::deque<std::vector<std::string>> m_ahead; ///< The next rows, where somebody had to know their height.
    double m_columns_top{0};
    double m_frame_top{0};
    std::uint64_t m_row{0};
    bool m_in_head{false};
};

} // namespace

void draw_table(const TableSpec& table, const std::string& name, base::RowSource& rows, const LayoutSpec& spec,
                PageFlow& flow, Canvas& canvas, TextMeasure& measure, base::Progress* progress, bool new_page,
                const std::map<std::string, std::string>& pictures) {
    TableDrawer(table, name, rows, spec, flow, canvas, measure, pictures).draw(progress, new_page);
}

} // namespace canbo::documents
