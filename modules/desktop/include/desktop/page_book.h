#pragma once

#include <wx/panel.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

class wxButton;
class wxSimplebook;
class wxSizer;

namespace canbo::desktop {

/// Pages behind a row of flat buttons; each is made when it is first shown. UI thread only.
class PageBook : public wxPanel {
public:
    struct Page {
        std::string place;     ///< "assignments"
        const char* title{""}; ///< msgid
        std::string help;      ///< Page of content/help.
        std::function<wxWindow*(wxWindow* parent)> make;
        std::function<void(wxWindow& page)> load; ///< Reads again what it shows.
    };
    /// `id`: of the workspace; a page's button is "<id>.<place>".
    PageBook(wxWindow* parent, std::string id, std::vector<Page> pages, std::function<void()> changed);

    void show_page(std::size_t page);
    /// The page of that place; an unknown one leaves what is shown.
    void open_place(std::string_view place);
    void load();
    const Page& page() const { return m_shown[m_page].page; }
    std::size_t size() const { return m_shown.size(); }
    const Page& page(std::size_t at) const { return m_shown[at].page; }

private:
    struct Shown {
        Page page;
        wxButton* button{nullptr};
        wxWindow* window{nullptr};
    };
    std::vector<Shown> m_shown;
    std::function<void()> m_changed;
    wxSimplebook* m_book;
    std::size_t m_page{0};
};

} // namespace canbo::desktop
