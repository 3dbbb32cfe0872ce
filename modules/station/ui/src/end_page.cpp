#include "end_page.h"

namespace canbo::station::ui {

using namespace desktop;

EndPage::EndPage(wxWindow* parent, Background& background) : Page(parent) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_headline = make_text(this, {}, TextSize::Title);
    m_advice = make_text(this, {});
    m_facts = new wxBoxSizer(wxVERTICAL);
    column->Add(m_headline, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    column->Add(m_facts, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid)));
    column->Add(m_advice, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    m_receipt = new PdfView(this, background, false);
    m_receipt->Hide();
    auto* outer = new wxBoxSizer(wxHORIZONTAL);
    outer->Add(column, wxSizerFlags().Border(wxALL, FromDIP(3 * grid)));
    outer->Add(m_receipt, wxSizerFlags(1).Expand().Border(wxTOP | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    SetSizer(outer);
}

int EndPage::text_width(double) const { return std::max(FromDIP(30 * grid), GetParent()->GetClientSize().x * 2 / 5); }

void EndPage::update(const StationScreen& screen) {
    set_text(m_headline, screen.headline, "station.headline");
    set_text(m_advice, screen.advice, "station.advice");
    while (m_lines.size() < screen.facts.size()) {
        m_lines.push_back(make_text(this, {}));
        m_facts->Add(m_lines.back(), wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        set_text(m_lines[i], i < screen.facts.size() ? screen.facts[i] : std::string(),
                 ("station.fact-" + std::to_string(i)).c_str());
}

void EndPage::show_receipt(const std::string& pdf) {
    m_receipt->Show(!pdf.empty());
    m_receipt->show(pdf, "receipt.pdf");
    Layout();
}

} // namespace canbo::station::ui
