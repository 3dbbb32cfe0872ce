#include "documents/chart_page.h"

#include "clean_text.h"
#include "failure.h"
#include "finish_pdf.h"
#include "layout_spec.h"
#include "page_flow.h"
#include "paragraph_layout.h"
#include "scene_painter.h"
#include "table_flow.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace canbo::documents {
namespace {

constexpr double points_per_unit = 72.0 / 96;
constexpr std::size_t most_columns = 8;
constexpr double most_height_share = 0.55; // of a page: a chart is wider than high unless its rows need more

struct Texts {
    std::string title;
    std::string note;
};

void draw_chart(const drawing::Chart& chart, PageFlow& flow, Canvas& canvas, TextMeasure& measure) {
    flow.ensure_page();
    const double width = chart.scene.width * points_per_unit;
    const double height = chart.scene.height * points_per_unit;
    const double gap = 8;
    const double shrink = std::min({1.0, flow.width() / width, (flow.room() - gap) / height});
    const double left = flow.left() + (flow.width() - width * shrink) / 2;
    paint_scene(chart.scene, drawing::Palette::print(), {left, flow.top() + gap}, points_per_unit * shrink, canvas,
                measure);
    flow.skip(height * shrink + gap);
}

// Width of the longest word: a column never breaks one.
double word_width(std::string_view text, double size, drawing::Weight weight, const PaperMeasure& paper) {
    double widest = 0;
    while (!text.empty()) {
        const auto end = text.find_first_of(" \n");
        widest = std::max(widest, paper.width(text.substr(0, end), size, weight));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return widest;
}

// Every column has room for its longest word; what is left goes where the texts are long.
TableSpec columns_of(const drawing::Table& table, const std::vector<std::size_t>& picked, const LayoutSpec& spec,
                     const FontSet& fonts, double width) {
    const PaperMeasure paper(fonts);
    const double size = spec.style("table").size;
    std::vector<double> least;
    std::vector<double> wish;
    for (const std::size_t i : picked) {
        double word = word_width(table.header[i], spec.style("table_head").size, drawing::Weight::Bold, paper);
        double whole = word;
        for (const auto& row : table.rows) {
            word = std::max(word, word_width(row[i], size, drawing::Weight::Regular, paper));
            whole = std::max(whole, paper.width(row[i], size, drawing::Weight::Regular));
        }
        least.push_back(word + 2 * spec.table.padding_x + 4);
        wish.push_back(std::max(std::min(whole, width * 0.6) - word, 0.0) + 1);
    }
    const double needed = std::accumulate(least.begin(), least.end(), 0.0);
    const double wished = std::accumulate(wish.begin(), wish.end(), 0.0);
    TableSpec result;
    for (std::size_t i = 0; i < picked.size(); ++i)
        result.columns.push_back(
            {table.header[picked[i]], least[i] + std::max(width - needed, 0.0) * wish[i] / wished, Align::Left, false});
    return result;
}

// A table of 61 columns does not go on paper: it is told in parts, each with the first column.
void draw_numbers(const drawing::Table& table, const LayoutSpec& spec, PageFlow& flow, Canvas& canvas,
                  TextMeasure& measure) {
    const std::size_t count = table.header.size();
    for (std::size_t from = 1; from == 1 || from < count; from += most_columns - 1) {
        std::vector<std::size_t> picked{0};
        for (std::size_t i = from; i < std::min(count, from + most_columns - 1); ++i)
            picked.push_back(i);
        std::vector<std::vector<std::string>> rows;
        for (const auto& row : table.rows) {
            rows.emplace_back();
            for (const std::size_t i : picked)
                rows.back().push_back(row[i]);
        }
        const TableSpec part = columns_of(table, picked, spec, measure.fonts(), flow.width());
        flow.skip(10);
        base::VectorRows source(std::move(rows));
        draw_table(part, "chart", source, spec, flow, canvas, measure, nullptr, false);
    }
}

void draw_page(const ChartPage& page, const Texts& texts, const LayoutSpec& spec, TextMeasure& measure,
               Canvas& canvas) {
    const std::vector<Runs> no_notes;
    const std::map<std::string, std::string> no_pictures;
    PageFlow flow(spec, measure, canvas, no_notes, no_pictures);
    flow.orient(page.landscape);
    for (auto& strip : layout_text(texts.title, spec.style("abstract"), flow.width(), measure))
        flow.add(std::move(strip));
    Style note = spec.style("motto");
    note.bold = false;
    note.italic = true;
    if (!texts.note.empty())
        for (auto& strip : layout_text(texts.note, note, flow.width(), measure))
            flow.add(std::move(strip));
    flow.flush();
    flow.ensure_page();
    const PaperMeasure paper(measure.fonts());
    drawing::Frame frame{flow.width() / points_per_unit,
                         std::min(flow.room(), flow.page_height() * most_height_share) / points_per_unit, paper};
    frame.text_size = 14; // 10.5 pt
    frame.with_title = false;
    const drawing::Chart chart = page.draw(frame);
    draw_chart(chart, flow, canvas, measure);
    if (page.with_table && !chart.table.rows.empty())
        draw_numbers(chart.table, spec, flow, canvas, measure);
    flow.finish();
}

} // namespace

struct ChartPageRenderer::State {
    DocumentPaths paths;
    std::shared_ptr<const FontSet> fonts;
};

ChartPageRenderer::ChartPageRenderer(DocumentPaths paths) : m_state(std::make_unique<State>()) {
    m_state->paths = std::move(paths);
}
ChartPageRenderer::~ChartPageRenderer() = default;

Result<base::RenderedDocument> ChartPageRenderer::render_pdf(const ChartPage& page) {
    if (m_state->fonts == nullptr) {
        CANBO_TRY(m_state->fonts, FontSet::load(m_state->paths.font_dirs));
    }
    CANBO_TRY(const LayoutSpec spec, LayoutSpec::load(m_state->paths.reports_dir / "decree-30.json"));
    Texts texts;
    CANBO_TRY(texts.title, clean_text(page.title, "title"));
    CANBO_TRY(texts.note, clean_text(page.note, "note"));
    TextMeasure measure(m_state->fonts);
    base::RenderedDocument result;
    std::string drawn;
    try {
        Canvas canvas(*m_state->fonts, nullptr);
        draw_page(page, texts, spec, measure, canvas);
        result.pages = canvas.pages();
        drawn = canvas.finish();
    } catch (Failure& failure) {
        return fail(std::move(failure.error));
    }
    CANBO_TRY(result.bytes, finish_pdf(drawn, measure, {texts.title, page.issuer, page.date}));
    return result;
}

} // namespace canbo::documents
