#pragma once

#include "desktop/pdf_view.h"
#include "page.h"

#include <vector>

namespace canbo::station::ui {

/// How the attempt ended, and the room's receipt.
class EndPage final : public Page {
public:
    EndPage(wxWindow* parent, desktop::Background& background);
    void update(const StationScreen& screen) override;
    void show_receipt(const std::string& pdf) override;

protected:
    int text_width(double scale) const override; ///< The receipt stands beside the texts.

private:
    wxStaticText* m_headline;
    wxStaticText* m_advice;
    wxSizer* m_facts;
    std::vector<wxStaticText*> m_lines;
    desktop::PdfView* m_receipt;
};

} // namespace canbo::station::ui
