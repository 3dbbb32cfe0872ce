#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace canbo::documents {

/// One primitive that was drawn, as the canvas was told to draw it.
struct DrawnItem {
    enum class Kind { Text, Line, Box, Image, Shape }; ///< Shape: of a chart, by its bounding box.
    Kind kind{Kind::Text};
    std::size_t page{0}; ///< From 1.
    double x{0};         ///< Points from the left edge of the paper; a line's start.
    double y{0};         ///< Points from the upper edge of the paper; text: its baseline.
    double width{0};     ///< Points; 0 for an upright line.
    double height{0};    ///< Points; text: its size; 0 for a level line.
    bool bold{false};
    bool italic{false};
    bool red{false};  ///< Only the urgency stamp; outside charts everything else is black.
    std::string text; ///< Text only: a word, or a table cell's line.
};

/// What stands where on the paper: for tests of the layout rules and for finding text in a preview.
///
/// Shape: drawing order, page by page. Memory: about 100 bytes a word; do not ask for it with 60,000 rows.
struct LayoutTrace {
    struct Page {
        double width{0};  ///< Points.
        double height{0}; ///< Points.
    };
    std::vector<Page> pages;
    std::vector<DrawnItem> items;
};

} // namespace canbo::documents
