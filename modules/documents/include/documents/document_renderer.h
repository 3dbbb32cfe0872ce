#pragma once

#include "base/form_data.h"
#include "documents/layout_trace.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace canbo::documents {

/// Where the forms and the fonts are.
struct DocumentPaths {
    std::filesystem::path reports_dir; ///< Holds a folder per form (template.md, form.json) and the layouts (*.json).
    /// Searched in this order for LiberationSerif-{Regular,Bold,Italic,BoldItalic}.ttf; the first folder that holds
    /// all four is taken. Only fonts we ship belong here, never a user's file (libharu's font parser is old).
    std::vector<std::filesystem::path> font_dirs;
};

/// Where Debian's fonts-liberation2 and our own packages put the fonts.
std::vector<std::filesystem::path> default_font_dirs();

/// Makes administrative documents out of plain values, by the layout of Decree 30/2020/NĐ-CP.
///
/// reports/<form>/template.md is Markdown with mustache tags. It is parsed first and the values enter the block tree
/// afterwards, so a value prints as typed; only FormValue::Markdown, alone in its paragraph, brings its own mark-up.
/// The record "letter" fills head, signature and recipients; "document_date" (ISO 8601 text, optional) becomes the
/// file's date: nothing is read from a clock, so the same data gives the same bytes.
///
/// PDF 1.7 with embedded font subsets, Unicode maps, XMP metadata and language vi-VN. It does not claim PDF/A.
/// Texts are stored NFC. Text that needs shaping or right-to-left order is refused like a missing glyph.
///
/// Ownership: holds copies of the paths and, from the first PDF on, the fonts (4 MB).
/// Threads: one call at a time per object; different objects are independent.
/// Cost (processor): 0.06 s for a letter, 0.6 ms a table page; memory 40 kB a page, rows are drawn as they come.
class DocumentRenderer final : public base::FormRenderer {
public:
    explicit DocumentRenderer(DocumentPaths paths);
    ~DocumentRenderer() override;
    DocumentRenderer(const DocumentRenderer&) = delete;
    DocumentRenderer& operator=(const DocumentRenderer&) = delete;

    /// Besides the port's errors:
    /// @error NotFound     the fonts, or a layout that form.json names
    /// @error InvalidInput fonts without Vietnamese letters (Liberation 1); a key in form.json that nobody knows
    /// @error TooLarge     over 32,767 pages
    Result<base::RenderedDocument> render_pdf(const base::FormData& data, base::Progress* progress = nullptr) override;

    /// The same, and tells what was drawn where.
    Result<base::RenderedDocument> render_pdf(const base::FormData& data, base::Progress* progress, LayoutTrace& trace);

    Result<base::RenderedDocument> render_html(const base::FormData& data) override;

private:
    Result<base::RenderedDocument> draw(const base::FormData& data, base::Progress* progress, LayoutTrace* trace);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace canbo::documents
