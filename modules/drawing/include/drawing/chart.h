#pragma once

#include "drawing/scene.h"
#include "drawing/text_measure.h"

#include <string>
#include <vector>

namespace canbo::drawing {

/// The numbers of a chart: for screen readers, copying and the page behind a chart.
struct Table {
    std::string caption;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows; ///< As many cells as `header`.
};

/// Where the pointer finds something.
struct HitArea {
    Rect rect;
    std::string key;     ///< The caller's own: model, agency, period.
    std::string tooltip; ///< Whole text, never shortened.
};

struct Chart {
    Scene scene;
    Table table;
    std::vector<HitArea> hits; ///< Drawing order: the last that contains a point is on top.
};

/// The hit area at a point, null for none.
const HitArea* hit_at(const Chart& chart, Point point);

/// How big and with what type. A chart keeps the width unless its columns need more; charts made of rows are as high as
/// their rows need, more than `height` for 43 rows, less for one: the screen scrolls, paper scales down. Frames under
/// 160 × 80 are taken as that.
struct Frame {
    double width{640};
    double height{360};
    const TextMeasure& measure; ///< Borrowed while the chart is made.
    double text_size{13};
    double title_size{16};
    bool with_title{true}; ///< False where the page already names the chart; the table keeps the caption.
};

/// What a value means. Each meaning has an ink, a pattern for areas and a sign for points: colour never stands alone.
enum class Tone : std::uint8_t {
    Plain,   ///< A quantity.
    Done,    ///< Solid; check mark.
    Good,    ///< Rising lines; disc.
    Warning, ///< Dots; triangle.
    Bad,     ///< Crossed lines; cross.
    Waiting, ///< Level lines; two bars.
    Back,    ///< Falling lines; arrow back.
    Idle     ///< Empty with an outline; ring.
};
constexpr std::size_t tone_count = 8;

Ink ink_of(Tone tone);
Pattern pattern_of(Tone tone);

/// Every word in a chart comes from the caller, translated: drawing speaks no language.
struct ChartWords {
    std::string title;
    std::string subtitle; ///< May be empty.
    std::string empty;    ///< The sentence shown instead of a chart without data.
};

/// A number as it stands in charts: 1.234.567 and 81,3; "1,5E18" beyond 15 digits, "0,0004" for small ones;
/// "–" for what is no number.
std::string number_text(double value);

} // namespace canbo::drawing
