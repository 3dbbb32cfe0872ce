#include "desktop/page_book.h"

#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/simplebook.h>
#include <wx/wrapsizer.h>

namespace canbo::desktop {

PageBook::PageBook(wxWindow* parent, std::string id, std::vector<Page> pages, std::function<void()> changed)
    : wxPanel(parent), m_changed(std::move(changed)) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* bar = new wxWrapSizer(wxHORIZONTAL);
    m_book = new wxSimplebook(this);
    for (auto& page : pages) {
        const std::size_t at = m_shown.size();
        auto* button = make_flat(this, tr(page.title), id + "." + page.place, [this, at] { show_page(at); });
        bar->Add(button, wxSizerFlags().Border(wxLEFT, FromDIP(grid)));
        m_shown.push_back({std::move(page), button, nullptr});
    }
    column->Add(bar, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(grid / 2)));
    column->Add(m_book, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void PageBook::show_page(std::size_t page) {
    m_page = page;
    Shown& shown = m_shown[page];
    if (shown.window == nullptr) {
        shown.window = shown.page.make(m_book);
        m_book->AddPage(shown.window, {});
    }
    m_book->ChangeSelection(static_cast<std::size_t>(m_book->FindPage(shown.window)));
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (i == page)
            add_style_class(m_shown[i].button, "chosen-tab");
        else
            remove_style_class(m_shown[i].button, "chosen-tab");
    load();
    m_changed();
}

void PageBook::open_place(std::string_view place) {
    std::size_t at = m_page;
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (m_shown[i].page.place == place)
            at = i;
    show_page(at);
}

void PageBook::load() {
    if (m_shown[m_page].window != nullptr)
        m_shown[m_page].page.load(*m_shown[m_page].window);
}

} // namespace canbo::desktop
