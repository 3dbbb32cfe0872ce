#include "canvas.h"

#include "failure.h"
#include "png_check.h"

#include <fmt/format.h>
#include <hpdf.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

namespace canbo::documents {
namespace {

constexpr std::size_t most_pages = 32767;

// libharu's error state is sticky and saving still "works" after an error, so the first error must leave at once.
void raise(HPDF_STATUS error, HPDF_STATUS detail, void* /*unused*/) {
    give_up(ErrorCode::Internal, "The document could not be drawn", {},
            fmt::format("libharu {:#06x}/{}", error, detail));
}

// Two decimals are 0.0035 mm; rounding here keeps sums of relative moves exact.
float rounded(double points) { return static_cast<float>(std::round(points * 100) / 100); }

} // namespace

struct Canvas::Haru {
    struct Rule {
        double x1, y1, x2, y2, thickness;
    };
    HPDF_Doc doc{nullptr};
    HPDF_Page page{nullptr};
    std::array<HPDF_Font, face_count> fonts{};
    std::array<std::string, face_count> files;
    std::map<std::string, HPDF_Image> images;
    std::vector<Rule> rules;
    bool in_text{false};
    Rgb colour;
    HPDF_Font font{nullptr};
    double size{0};
    double at_x{0};
    double at_y{0};

    ~Haru() {
        if (doc != nullptr)
            HPDF_Free(doc);
    }
    HPDF_Font font_of(Face face) {
        HPDF_Font& loaded = fonts[index_of(face)];
        if (loaded == nullptr) {
            const char* name = HPDF_LoadTTFontFromFile(doc, files[index_of(face)].c_str(), HPDF_TRUE);
            loaded = HPDF_GetFont(doc, name, "UTF-8");
        }
        return loaded;
    }
};

Canvas::Canvas(const FontSet& fonts, LayoutTrace* trace) : m_haru(std::make_unique<Haru>()), m_trace(trace) {
    for (std::size_t i = 0; i < face_count; ++i)
        m_haru->files[i] = fonts.file(static_cast<Face>(i)).string();
    m_haru->doc = HPDF_New(raise, nullptr);
    if (m_haru->doc == nullptr)
        give_up(ErrorCode::Internal, "The document could not be drawn", {}, "HPDF_New");
    HPDF_UseUTFEncodings(m_haru->doc);
    HPDF_SetCompressionMode(m_haru->doc, HPDF_COMP_ALL);
}

Canvas::~Canvas() = default;

void Canvas::begin_page(PaperSize size) {
    if (m_pages == most_pages)
        give_up(ErrorCode::TooLarge, "A document may have at most 32,767 pages");
    end_page();
    m_haru->page = HPDF_AddPage(m_haru->doc);
    HPDF_Page_SetWidth(m_haru->page, rounded(size.width));
    HPDF_Page_SetHeight(m_haru->page, rounded(size.height));
    m_haru->font = nullptr;
    m_haru->colour = {};
    m_page_height = size.height;
    ++m_pages;
    if (m_trace != nullptr)
        m_trace->pages.push_back({size.width, size.height});
}

void Canvas::open_text() {
    if (m_haru->in_text)
        return;
    HPDF_Page_BeginText(m_haru->page);
    m_haru->in_text = true;
    m_haru->at_x = 0;
    m_haru->at_y = 0;
}

void Canvas::close_text() {
    if (m_haru->in_text)
        HPDF_Page_EndText(m_haru->page);
    m_haru->in_text = false;
}

void Canvas::show_text(double x, double y, Face face, double size, std::string_view utf8, Rgb colour) {
    open_text();
    Haru& haru = *m_haru;
    const HPDF_Font font = haru.font_of(face);
    if (font != haru.font || size != haru.size) {
        HPDF_Page_SetFontAndSize(haru.page, font, static_cast<float>(size));
        haru.font = font;
        haru.size = size;
    }
    if (colour != haru.colour) {
        HPDF_Page_SetRGBFill(haru.page, colour.red, colour.green, colour.blue);
        haru.colour = colour;
    }
    const double to_x = rounded(x);
    const double to_y = rounded(m_page_height - y);
    HPDF_Page_MoveTextPos(haru.page, rounded(to_x - haru.at_x), rounded(to_y - haru.at_y));
    haru.at_x = to_x;
    haru.at_y = to_y;
    thread_local std::string buffer; // libharu wants a terminating zero
    buffer.assign(utf8);
    HPDF_Page_ShowText(haru.page, buffer.c_str());
}

void Canvas::text(double x, double y, Face face, double size, std::string_view utf8, double width, bool red) {
    if (utf8.empty())
        return;
    show_text(x, y, face, size, utf8, {red ? 1.0F : 0.0F, 0, 0});
    if (m_trace != nullptr)
        m_trace->items.push_back({DrawnItem::Kind::Text, m_pages, x, y, width, size,
                                  face == Face::Bold || face == Face::BoldItalic,
                                  face == Face::Italic || face == Face::BoldItalic, red, std::string(utf8)});
}

void Canvas::coloured_text(double x, double y, Face face, double size, std::string_view utf8, double width,
                           Rgb colour) {
    if (utf8.empty())
        return;
    show_text(x, y, face, size, utf8, colour);
    if (m_trace != nullptr)
        m_trace->items.push_back({DrawnItem::Kind::Text, m_pages, x, y, width, size,
                                  face == Face::Bold || face == Face::BoldItalic,
                                  face == Face::Italic || face == Face::BoldItalic, false, std::string(utf8)});
}

void Canvas::begin_shape(const ShapePaint& paint) {
    close_text();
    HPDF_Page page = m_haru->page;
    HPDF_Page_GSave(page);
    if (paint.fill)
        HPDF_Page_SetRGBFill(page, paint.fill->red, paint.fill->green, paint.fill->blue);
    if (!paint.stroke)
        return;
    HPDF_Page_SetRGBStroke(page, paint.stroke->red, paint.stroke->green, paint.stroke->blue);
    HPDF_Page_SetLineWidth(page, rounded(paint.thickness));
    HPDF_Page_SetLineJoin(page, HPDF_ROUND_JOIN);
    if (paint.dash > 0) {
        const auto whole = [](double length) { return static_cast<HPDF_UINT16>(std::max(1.0, std::round(length))); };
        const std::array<HPDF_UINT16, 2> pattern{whole(paint.dash), whole(paint.gap)};
        HPDF_Page_SetDash(page, pattern.data(), pattern.size(), 0);
    }
}

void Canvas::paint_path(const ShapePaint& paint) {
    if (paint.fill && paint.stroke)
        HPDF_Page_FillStroke(m_haru->page);
    else if (paint.fill)
        HPDF_Page_Fill(m_haru->page);
    else
        HPDF_Page_Stroke(m_haru->page);
    HPDF_Page_GRestore(m_haru->page);
}

void Canvas::shape(const std::vector<std::vector<PathPoint>>& paths, bool closed, const ShapePaint& paint) {
    const bool any = std::any_of(paths.begin(), paths.end(), [](const auto& path) { return path.size() > 1; });
    if (!any || (!paint.fill && !paint.stroke))
        return;
    begin_shape(paint);
    double left = 1e9;
    double top = 1e9;
    double right = 0;
    double bottom = 0;
    for (const auto& path : paths) {
        if (path.size() < 2)
            continue;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const auto draw = i == 0 ? HPDF_Page_MoveTo : HPDF_Page_LineTo;
            draw(m_haru->page, rounded(path[i].x), rounded(m_page_height - path[i].y));
            left = std::min(left, path[i].x);
            right = std::max(right, path[i].x);
            top = std::min(top, path[i].y);
            bottom = std::max(bottom, path[i].y);
        }
        if (closed)
            HPDF_Page_ClosePath(m_haru->page);
    }
    paint_path(paint);
    if (m_trace != nullptr)
        m_trace->items.push_back(
            {DrawnItem::Kind::Shape, m_pages, left, top, right - left, bottom - top, false, false, false, {}});
}

void Canvas::circle(PathPoint centre, double radius, const ShapePaint& paint) {
    if (radius <= 0 || (!paint.fill && !paint.stroke))
        return;
    begin_shape(paint);
    HPDF_Page_Circle(m_haru->page, rounded(centre.x), rounded(m_page_height - centre.y), rounded(radius));
    paint_path(paint);
    if (m_trace != nullptr)
        m_trace->items.push_back({DrawnItem::Kind::Shape,
                                  m_pages,
                                  centre.x - radius,
                                  centre.y - radius,
                                  2 * radius,
                                  2 * radius,
                                  false,
                                  false,
                                  false,
                                  {}});
}

void Canvas::line(double x1, double y1, double x2, double y2, double thickness) {
    m_haru->rules.push_back({x1, m_page_height - y1, x2, m_page_height - y2, thickness});
    if (m_trace != nullptr)
        m_trace->items.push_back({DrawnItem::Kind::Line, m_pages, x1, y1, x2 - x1, y2 - y1, false, false, false, {}});
}

void Canvas::box(double x, double y, double width, double height, double thickness, bool red) {
    close_text();
    HPDF_Page_GSave(m_haru->page);
    HPDF_Page_SetLineWidth(m_haru->page, rounded(thickness));
    HPDF_Page_SetRGBStroke(m_haru->page, red ? 1.0F : 0.0F, 0, 0);
    HPDF_Page_Rectangle(m_haru->page, rounded(x), rounded(m_page_height - y - height), rounded(width), rounded(height));
    HPDF_Page_Stroke(m_haru->page);
    HPDF_Page_GRestore(m_haru->page);
    if (m_trace != nullptr)
        m_trace->items.push_back({DrawnItem::Kind::Box, m_pages, x, y, width, height, false, false, red, {}});
}

PaperSize Canvas::image_size(const std::string& key, const std::string& png) {
    auto [found, added] = m_haru->images.try_emplace(key, nullptr);
    if (added) {
        if (!is_whole_png(png))
            give_up(ErrorCode::InvalidInput, "A picture of a document is not a whole PNG file", key);
        found->second = HPDF_LoadPngImageFromMem(m_haru->doc, reinterpret_cast<const HPDF_BYTE*>(png.data()),
                                                 static_cast<HPDF_UINT>(png.size()));
    }
    return {static_cast<double>(HPDF_Image_GetWidth(found->second)),
            static_cast<double>(HPDF_Image_GetHeight(found->second))};
}

void Canvas::image(double x, double y, double width, double height, const std::string& key, const std::string& png) {
    image_size(key, png);
    close_text();
    HPDF_Page_DrawImage(m_haru->page, m_haru->images[key], rounded(x), rounded(m_page_height - y - height),
                        rounded(width), rounded(height));
    if (m_trace != nullptr)
        m_trace->items.push_back({DrawnItem::Kind::Image, m_pages, x, y, width, height, false, false, false, key});
}

void Canvas::end_page() {
    if (m_haru->page == nullptr)
        return;
    close_text();
    double thickness = 0;
    for (const auto& rule : m_haru->rules) {
        if (rule.thickness != thickness) {
            if (thickness != 0)
                HPDF_Page_Stroke(m_haru->page);
            HPDF_Page_SetLineWidth(m_haru->page, rounded(rule.thickness));
            thickness = rule.thickness;
        }
        HPDF_Page_MoveTo(m_haru->page, rounded(rule.x1), rounded(rule.y1));
        HPDF_Page_LineTo(m_haru->page, rounded(rule.x2), rounded(rule.y2));
    }
    if (thickness != 0)
        HPDF_Page_Stroke(m_haru->page);
    m_haru->rules.clear();
    m_haru->page = nullptr;
}

std::string Canvas::finish() {
    end_page();
    HPDF_SaveToStream(m_haru->doc);
    HPDF_ResetStream(m_haru->doc);
    std::string bytes(HPDF_GetStreamSize(m_haru->doc), '\0');
    auto size = static_cast<HPDF_UINT32>(bytes.size());
    HPDF_ReadFromStream(m_haru->doc, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
    bytes.resize(size);
    m_haru.reset();
    return bytes;
}

} // namespace canbo::documents
