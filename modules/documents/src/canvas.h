#pragma once

#include "documents/layout_trace.h"
#include "font_set.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::documents {

struct PaperSize {
    double width{0};  ///< Points.
    double height{0}; ///< Points.
};

/// Parts from 0 to 1.
struct Rgb {
    float red{0};
    float green{0};
    float blue{0};
    bool operator==(const Rgb&) const = default;
};

/// How a shape is painted. Lengths in points.
struct ShapePaint {
    std::optional<Rgb> fill;
    std::optional<Rgb> stroke;
    double thickness{0};
    double dash{0}; ///< 0: a whole line. Rounded to whole points: libharu knows no others.
    double gap{0};
};

/// Points from the upper left corner of the paper.
struct PathPoint {
    double x{0};
    double y{0};
};

/// Draws on the pages of one PDF by libharu. The only file that knows libharu.
///
/// Coordinates are points from the upper left corner of the paper; y of text is its baseline. Rules are kept until the
/// page ends, so that text needs one text object a page. Every failure leaves as `Failure` and spoils the canvas: a
/// document that erred is never saved.
class Canvas {
public:
    /// `trace` may be null; borrowed.
    Canvas(const FontSet& fonts, LayoutTrace* trace);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// Gives up with TooLarge after 32,767 pages.
    void begin_page(PaperSize size);
    std::size_t pages() const { return m_pages; }
    /// `width` is for the trace only.
    void text(double x, double y, Face face, double size, std::string_view utf8, double width, bool red = false);
    void line(double x1, double y1, double x2, double y2, double thickness);
    void box(double x, double y, double width, double height, double thickness, bool red);
    void coloured_text(double x, double y, Face face, double size, std::string_view utf8, double width, Rgb colour);
    /// Lines or areas painted in one go, at once and in order. A path of fewer than two points is left out.
    void shape(const std::vector<std::vector<PathPoint>>& paths, bool closed, const ShapePaint& paint);
    void circle(PathPoint centre, double radius, const ShapePaint& paint);
    /// PNG; `key` names the picture, so that it is stored once. Gives up with InvalidInput.
    void image(double x, double y, double width, double height, const std::string& key, const std::string& png);
    PaperSize image_size(const std::string& key, const std::string& png); ///< Pixels.

    /// The file as libharu writes it; frees libharu's memory. Nothing can be drawn afterwards.
    std::string finish();

private:
    struct Haru;
    void end_page();
    void show_text(double x, double y, Face face, double size, std::string_view utf8, Rgb colour);
    void begin_shape(const ShapePaint& paint);
    void paint_path(const ShapePaint& paint);
    void open_text();
    void close_text();

    std::unique_ptr<Haru> m_haru;
    LayoutTrace* m_trace;
    std::size_t m_pages{0};
    double m_page_height{0};
};

} // namespace canbo::documents
