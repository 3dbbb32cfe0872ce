#include "qr_bitmap.h"

#include "documents/qr_matrix.h"

#include <wx/dcmemory.h>

#include <algorithm>

namespace canbo::apps {

wxBitmap qr_bitmap(const std::string& text, int pixels) {
    constexpr int quiet = 4;
    const auto code = documents::qr_matrix(text);
    if (!code)
        return {};
    const int across = static_cast<int>(code->size()) + 2 * quiet;
    const int module = std::max(1, pixels / across);
    wxBitmap bitmap(across * module, across * module);
    wxMemoryDC dc(bitmap);
    dc.SetBackground(*wxWHITE_BRUSH);
    dc.Clear();
    dc.SetBrush(*wxBLACK_BRUSH);
    dc.SetPen(*wxTRANSPARENT_PEN);
    for (std::size_t row = 0; row < code->size(); ++row)
        for (std::size_t column = 0; column < (*code)[row].size(); ++column)
            if ((*code)[row][column])
                dc.DrawRectangle((static_cast<int>(column) + quiet) * module, (static_cast<int>(row) + quiet) * module,
                                 module, module);
    dc.SelectObject(wxNullBitmap);
    return bitmap;
}

} // namespace canbo::apps
