#pragma once

#include "desktop/background.h"
#include "desktop/controls.h"
#include "desktop/pdf_file.h"

#include <wx/bitmap.h>
#include <wx/scrolwin.h>

#include <memory>
#include <vector>

namespace canbo::desktop {

/// Shows a PDF's real pages one below the other, with zoom, page text for screen readers, save and print.
/// Pages are drawn on the worker as they come into view. UI thread only.
class PdfView final : public wxPanel {
public:
    /// `may_save`: offers to write the file somewhere.
    PdfView(wxWindow* parent, Background& background, bool may_save = true);

    /// `name`: suggested file name. Empty bytes: shows nothing.
    void show(std::string bytes, const std::string& name);
    std::size_t pages() const;
    void print();
    void save_as();

private:
    class Canvas;
    void zoom(double factor);
    void show_position();

    Background& m_background;
    Canvas* m_canvas;
    wxStaticText* m_position;
    std::string m_name;
    Waiter m_waiter;
};

} // namespace canbo::desktop
