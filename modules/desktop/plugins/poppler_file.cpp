// The part of desktop/pdf_file.h that draws, by poppler.
#include "../src/unref.h"
#include "desktop/pdf_file.h"

#include <cairo.h>
#include <poppler.h>

namespace canbo::desktop {
namespace {

using Page = std::unique_ptr<PopplerPage, Unref>;

/// Cairo's native-endian xRGB to plain RGB.
PageImage to_rgb(cairo_surface_t* surface, int width, int height) {
    PageImage image{width, height, {}};
    image.rgb.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    const unsigned char* from = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    unsigned char* to = image.rgb.data();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const unsigned char* pixel = from + y * stride + x * 4;
            *to++ = pixel[2];
            *to++ = pixel[1];
            *to++ = pixel[0];
        }
    return image;
}

class PopplerFile final : public PdfFile {
public:
    explicit PopplerFile(std::string content) : PdfFile(std::move(content)) {
        GBytes* data = g_bytes_new_static(bytes().data(), bytes().size());
        m_document.reset(poppler_document_new_from_bytes(data, nullptr, nullptr));
        g_bytes_unref(data);
    }

    bool is_readable() const { return m_document != nullptr; }
    std::size_t pages() const override {
        return static_cast<std::size_t>(poppler_document_get_n_pages(m_document.get()));
    }
    double page_width(std::size_t number) const override {
        double width = 0, height = 0;
        poppler_page_get_size(page(number).get(), &width, &height);
        return width;
    }
    double page_height(std::size_t number) const override {
        double width = 0, height = 0;
        poppler_page_get_size(page(number).get(), &width, &height);
        return height;
    }
    PageImage draw(std::size_t number, double scale) const override;
    std::string text(std::size_t number) const override {
        char* text = poppler_page_get_text(page(number).get());
        std::string out = text == nullptr ? "" : text;
        g_free(text);
        return out;
    }

private:
    Page page(std::size_t number) const {
        return Page(poppler_document_get_page(m_document.get(), static_cast<int>(number)));
    }

    std::unique_ptr<PopplerDocument, Unref> m_document;
};

PageImage PopplerFile::draw(std::size_t number, double scale) const {
    const int width = static_cast<int>(page_width(number) * scale + 0.5);
    const int height = static_cast<int>(page_height(number) * scale + 0.5);
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t* cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(page(number).get(), cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    PageImage image = to_rgb(surface, width, height);
    cairo_surface_destroy(surface);
    return image;
}

} // namespace

extern "C" PdfFile* canbo_open_pdf(std::string bytes) {
    auto file = std::make_unique<PopplerFile>(std::move(bytes));
    return file->is_readable() ? file.release() : nullptr;
}

} // namespace canbo::desktop
