#pragma once

#include "base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace canbo::desktop {

/// One drawn page: 8-bit RGB, row by row, no padding.
struct PageImage {
    int width{0};
    int height{0};
    std::vector<unsigned char> rgb;
};

/// A PDF opened for looking: its real pages, drawn by a library. One thread at a time.
class PdfFile {
public:
    /// Keeps the bytes. @error InvalidInput no PDF
    static Result<std::shared_ptr<PdfFile>> open(std::string bytes);
    ~PdfFile();
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;

    std::size_t pages() const;
    /// In points (1/72 inch).
    double page_width(std::size_t page) const;
    double page_height(std::size_t page) const;
    /// `scale` 1: 72 dots per inch.
    PageImage draw(std::size_t page, double scale) const;
    std::string text(std::size_t page) const;
    const std::string& bytes() const { return m_bytes; }

private:
    struct Document;
    PdfFile();
    std::string m_bytes;
    std::unique_ptr<Document> m_document;
};

} // namespace canbo::desktop
