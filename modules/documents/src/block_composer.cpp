#include "block_composer.h"

#include "block_walk.h"
#include "documents/qr_matrix.h"
#include "letter_layout.h"
#include "page_flow.h"
#include "paragraph_layout.h"
#include "table_flow.h"

#include <algorithm>

namespace canbo::documents {
namespace {

constexpr double points_per_pixel = 72.0 / 96;
constexpr double qr_gap = 20;
constexpr double qr_points = 142; // 5 cm: a module of a code of 500 characters is half a millimetre

class Composer {
public:
    Composer(const Document& document, const base::FormData& data, const LayoutSpec& spec, TextMeasure& measure,
             Canvas& canvas, base::Progress* progress)
        : m_document(document), m_data(data), m_spec(spec), m_measure(measure), m_canvas(canvas), m_progress(progress),
          m_flow(spec, measure, canvas, document.content.notes, document.pictures) {}

    void run() {
        for (const auto& block : m_document.content.blocks) {
            if (m_progress != nullptr && m_progress->cancelled())
                give_up(ErrorCode::Cancelled, "The document was cancelled");
            walk_block(*this, block);
        }
        m_flow.finish();
    }

    // For walk_block: each lays out the block it is named after.

    void paragraph(const Block& block) {
        Style style = style_of(block);
        if (block.level > 1)
            style.left += m_spec.list_indent * (block.level - 1);
        Runs runs = block.runs;
        if (!block.marker.empty()) {
            // Second-level dashes are crosses on Vietnamese paper; the marker never parts from the first word.
            const std::string marker = block.marker == "-" && block.level > 1 ? "+" : block.marker;
            runs.insert(runs.begin(), Run{marker + "\xC2\xA0"});
        }
        // A lone bold line is a heading to a reader: it stays with what follows.
        if (!runs.empty() && block.level == 0 && block.style.empty() &&
            std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.bold; }))
            style.keep_with_next = true;
        auto strips = layout_paragraph(runs, style, m_flow.width(), m_measure);
        // What ends with a colon announces what follows: it does not stand last on its page.
        if (!strips.empty() && !runs.empty() && runs.back().text.ends_with(':'))
            strips.back().keep_with_next = true;
        lines(std::move(strips));
    }

    void heading(const Block& block) {
        lines(layout_paragraph(block.runs, m_spec.style("heading_" + std::to_string(block.level)), m_flow.width(),
                               m_measure));
    }

    void code(const Block& block) { paragraph(block); }

    void table(const Block& block) {
        TableSpec written;
        std::shared_ptr<base::RowSource> rows;
        const TableSpec* spec = nullptr;
        if (block.rows.empty()) {
            spec = &m_document.form.tables.at(block.name);
            rows = m_data.tables.at(block.name);
        } else {
            for (const auto& title : block.rows.front())
                written.columns.push_back({title});
            auto body = block.rows;
            body.erase(body.begin());
            for (auto& row : body)
                row.resize(written.columns.size());
            rows = std::make_shared<base::VectorRows>(std::move(body));
            spec = &written;
        }
        draw_table(*spec, block.name, *rows, m_spec, m_flow, m_canvas, m_measure, m_progress,
                   std::exchange(m_break, false), m_data.pictures);
    }

    void image(const Block& block) {
        const std::string& png = m_document.pictures.at(block.name);
        const PaperSize pixels = m_canvas.image_size(block.name, png);
        const double shrink = std::min({1.0, m_flow.width() / (pixels.width * points_per_pixel),
                                        m_flow.page_height() / (pixels.height * points_per_pixel)});
        const double width = pixels.width * points_per_pixel * shrink;
        Fragment strip;
        strip.before = m_spec.style("body").before;
        strip.height = pixels.height * points_per_pixel * shrink;
        strip.pictures.push_back({(m_flow.width() - width) / 2, 0, width, strip.height, block.name});
        lines({std::move(strip)});
    }

    void rule() {
        Fragment strip;
        strip.before = m_spec.style("body").before;
        strip.height = m_spec.style("body").before;
        strip.lines.push_back({0, strip.height / 2, m_flow.width(), strip.height / 2, m_spec.table.line_thickness});
        lines({std::move(strip)});
    }

    void qr(const Block& block) {
        const auto value = m_data.values.find(block.name);
        const auto* text = value == m_data.values.end() ? nullptr : std::get_if<std::string>(&value->second.value);
        if (text == nullptr)
            give_up(ErrorCode::InvalidInput, "The text of a QR code was not given", block.name);
        const auto code = qr_matrix(*text);
        if (!code)
            give_up(code.error().code, code.error().message.c_str(), block.name);
        m_flow.flush();
        const double before = m_spec.style("body").before * 2;
        if (std::exchange(m_break, false) || m_flow.room() < qr_points + before)
            m_flow.new_page();
        m_flow.ensure_page();
        const double beside = m_flow.width() - qr_points - qr_gap;
        const double left = block.runs.empty() ? (m_flow.width() - qr_points) / 2 : 0;
        draw_code(*code, m_flow.left() + left, m_flow.top() + before);
        if (!block.runs.empty())
            draw_caption(block.runs, m_flow.left() + qr_points + qr_gap, m_flow.top() + before, beside);
        m_flow.skip(qr_points + before);
    }

    void page_break() { m_break = true; }

    void orientation(const Block& block) {
        m_flow.flush();
        m_flow.orient(block.name == "landscape");
    }

    void letterhead() {
        if (m_document.letter.given)
            lines(layout_letterhead(m_document.letter, m_spec, m_flow.width(), m_measure));
    }

    void signature() {
        m_flow.keep_last_lines(m_spec.signature.lines_kept);
        if (m_document.letter.given)
            lines(layout_signature(m_document.letter, m_spec, m_flow.width(), m_measure));
    }

private:
    /// Runs of dark modules as rectangles, all in one path: neighbours leave no hair line between them.
    void draw_code(const std::vector<std::vector<bool>>& code, double left, double top) {
        const double size = qr_points / static_cast<double>(code.size());
        std::vector<std::vector<PathPoint>> paths;
        for (std::size_t y = 0; y < code.size(); ++y)
            for (std::size_t x = 0; x < code.size(); ++x) {
                const std::size_t from = x;
                while (x < code.size() && code[y][x])
                    ++x;
                if (x == from)
                    continue;
                const double x1 = left + size * static_cast<double>(from), x2 = left + size * static_cast<double>(x);
                const double y1 = top + size * static_cast<double>(y), y2 = y1 + size;
                paths.push_back({{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}});
            }
        m_canvas.shape(paths, true, {Rgb{}, std::nullopt, 0, 0, 0});
    }

    /// The lines beside a code, in the middle of its height.
    void draw_caption(const Runs& runs, double left, double top, double width) {
        Fragment whole;
        for (const auto& run : runs) {
            const Style& style = m_spec.style("note");
            place_inside(whole, stacked_text(run.text, style, width, m_measure), 0,
                         whole.height + (whole.height > 0 ? style.before : 0));
        }
        if (whole.height > qr_points)
            give_up(ErrorCode::TooLarge, "The text beside a QR code is higher than the code");
        const double from = top + (qr_points - whole.height) / 2;
        for (const auto& word : whole.words)
            m_canvas.text(left + word.x, from + word.y, word.face, word.size, word.text, word.width);
    }

    void lines(std::vector<Fragment> strips) {
        for (auto& strip : strips) {
            strip.new_page = std::exchange(m_break, false);
            m_flow.add(std::move(strip));
        }
    }

    const Style& style_of(const Block& block) const {
        if (!block.style.empty()) {
            const auto found = m_spec.styles.find(block.style);
            if (found == m_spec.styles.end())
                give_up(ErrorCode::InvalidInput, "The template asks for a style that the layout does not have",
                        m_document.form.name + "/template.md: " + block.style);
            return found->second;
        }
        if (block.kind == Block::Kind::Code)
            return m_spec.style("code");
        return m_spec.style(block.quoted ? "quote" : block.level > 0 ? "list" : "body");
    }

    const Document& m_document;
    const base::FormData& m_data;
    const LayoutSpec& m_spec;
    TextMeasure& m_measure;
    Canvas& m_canvas;
    base::Progress* m_progress;
    PageFlow m_flow;
    bool m_break{false};
};

} // namespace

void compose(const Document& document, const base::FormData& data, const LayoutSpec& spec, TextMeasure& measure,
             Canvas& canvas, base::Progress* progress) {
    Composer(document, data, spec, measure, canvas, progress).run();
}

} // namespace canbo::documents
