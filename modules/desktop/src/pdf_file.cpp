#include "desktop/pdf_file.h"

#include "unref.h"

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

} // namespace

struct PdfFile::Document {
    std::unique_ptr<PopplerDocument, Unref> document;

    Page page(std::size_t number) const {
        return Page(poppler_document_get_page(document.get(), static_cast<int>(number)));
    }
};

PdfFile::PdfFile() = default;
PdfFile::~PdfFile() = default;

Result<std::shared_ptr<PdfFile>> PdfFile::open(std::string bytes) {
    std::shared_ptr<PdfFile> file(new PdfFile());
    file->m_bytes = std::move(bytes);
    GBytes* data = g_bytes_new_static(file->m_bytes.data(), file->m_bytes.size());
    file->m_document = std::make_unique<Document>();
    file->m_document->document.reset(poppler_document_new_from_bytes(data, nullptr, nullptr));
    g_bytes_unref(data);
    if (!file->m_document->document)
        return fail(ErrorCode::InvalidInput, "This file is no readable PDF");
    return file;
}

std::size_t PdfFile::pages() const {
    return static_cast<std::size_t>(poppler_document_get_n_pages(m_document->document.get()));
}

double PdfFile::page_width(std::size_t page) const {
    double width = 0, height = 0;
    poppler_page_get_size(m_document->page(page).get(), &width, &height);
    return width;
}

double PdfFile::page_height(std::size_t page) const {
    double width = 0, height = 0;
    poppler_page_get_size(m_document->page(page).get(), &width, &height);
    return height;
}

PageImage PdfFile::draw(std::size_t page, double scale) const {
    const int width = static_cast<int>(page_width(page) * scale + 0.5);
    const int height = static_cast<int>(page_height(page) * scale + 0.5);
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t* cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(m_document->page(page).get(), cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    PageImage image = to_rgb(surface, width, height);
    cairo_surface_destroy(surface);
    return image;
}

std::string PdfFile::text(std::size_t page) const {
    char* text = poppler_page_get_text(m_document->page(page).get());
    std::string out = text == nullptr ? "" : text;
    g_free(text);
    return out;
}

} // namespace canbo::desktop
