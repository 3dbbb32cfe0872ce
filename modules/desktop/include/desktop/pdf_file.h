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
    /// Keeps the bytes. The first one loads the library. From any thread.
    /// @error InvalidInput no PDF; NotFound the plugin is missing
    static Result<std::shared_ptr<PdfFile>> open(std::string bytes);
    virtual ~PdfFile() = default;
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;

    virtual std::size_t pages() const = 0;
    /// In points (1/72 inch).
    virtual double page_width(std::size_t page) const = 0;
    virtual double page_height(std::size_t page) const = 0;
    /// `scale` 1: 72 dots per inch.
    virtual PageImage draw(std::size_t page, double scale) const = 0;
    virtual std::string text(std::size_t page) const = 0;
    const std::string& bytes() const { return m_bytes; }

protected:
    explicit PdfFile(std::string bytes) : m_bytes(std::move(bytes)) {}

private:
    std::string m_bytes;
};

} // namespace canbo::desktop
