#pragma once

#include "base/form_data.h"
#include "documents/document_renderer.h"
#include "drawing/chart.h"

#include <functional>
#include <memory>
#include <string>

namespace canbo::documents {

/// One chart as a page of paper, with its numbers as a table behind it.
///
/// The form port cannot carry a chart: base may not know drawing. So a chart travels beside it, as values and a
/// function, and whoever joins the modules (apps) hands both over.
struct ChartPage {
    std::string title;
    std::string note;   ///< A line in italics under the title, may be empty: as of when, by whom.
    std::string issuer; ///< Author in the file's properties; may be empty.
    std::string date;   ///< ISO 8601 for the file's properties, or empty.
    bool landscape{false};
    bool with_table{true};
    /// Makes the chart for the room and the type of the paper: called once, at once, on the calling thread.
    /// The frame asks for a chart without its title.
    std::function<drawing::Chart(const drawing::Frame&)> draw;
};

/// Draws charts as vectors in the official type (Liberation Serif, embedded subsets) on A4 with the margins of the
/// layout decree-30. A chart bigger than the page is scaled down whole. Same page, same bytes.
///
/// Threads: one call at a time per object. Cost (processor): about 0.1 s.
class ChartPageRenderer {
public:
    explicit ChartPageRenderer(DocumentPaths paths);
    ~ChartPageRenderer();
    ChartPageRenderer(const ChartPageRenderer&) = delete;
    ChartPageRenderer& operator=(const ChartPageRenderer&) = delete;

    /// @error NotFound     the fonts or the layout
    /// @error MissingGlyph a character of the chart that the fonts do not have
    /// @error InvalidInput text that is no UTF-8
    Result<base::RenderedDocument> render_pdf(const ChartPage& page);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace canbo::documents
