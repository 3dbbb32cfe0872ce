#pragma once

#include "font_set.h"

#include <string>
#include <vector>

namespace canbo::documents {

/// A strip of a page that is never cut: a line of text, a letterhead, a signature block. Points; x from the left edge
/// of the text area, y down from the strip's own upper edge.
struct Fragment {
    struct Word {
        double x{0};
        double y{0}; ///< Baseline.
        double width{0};
        Face face{Face::Regular};
        double size{0};
        bool red{false};
        std::string text;
    };
    struct Line {
        double x1{0}, y1{0}, x2{0}, y2{0}, thickness{0};
    };
    struct Box {
        double x{0}, y{0}, width{0}, height{0}, thickness{0};
        bool red{false};
    };
    struct Picture {
        double x{0}, y{0}, width{0}, height{0};
        std::string key;
    };

    double before{0}; ///< Gap above; left out at the head of a page.
    double height{0};
    bool keep_with_next{false};
    bool new_page{false}; ///< Starts a page, whatever room is left.
    bool is_text{false};  ///< A line of body, counts for "at least two lines with the signature".
    std::vector<Word> words;
    std::vector<Line> lines;
    std::vector<Box> boxes;
    std::vector<Picture> pictures;
    std::vector<int> notes; ///< Footnotes called here.
};

/// Appends `part`, moved right and down, and grows `whole` to hold it.
void place_inside(Fragment& whole, Fragment part, double x, double y);

} // namespace canbo::documents
