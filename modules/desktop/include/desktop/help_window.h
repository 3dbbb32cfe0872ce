#pragma once

#include "base/result.h"

#include <wx/frame.h>
#include <wx/html/htmlwin.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::desktop {

using MarkdownToHtml = std::function<Result<std::string>(std::string_view markdown)>;

/// HTML in the theme's colours and fonts, for wxHtmlWindow.
wxString themed_html(std::string_view body);

/// The pages of content/help. One window, brought to the front when asked again.
class HelpWindow final : public wxFrame {
public:
    HelpWindow(wxWindow* parent, std::filesystem::path folder, MarkdownToHtml to_html);
    /// Shows a page; the index when there is no such page.
    void show_page(const std::string& page);
    const std::string& page() const { return m_page; }

private:
    void go_back();

    std::filesystem::path m_folder;
    MarkdownToHtml m_to_html;
    wxHtmlWindow* m_html;
    std::string m_page;
    std::vector<std::string> m_before;
};

} // namespace canbo::desktop
