#include "desktop/help_window.h"

#include "base/file.h"
#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/utils.h>

namespace canbo::desktop {

wxString themed_html(std::string_view body) {
    const auto& p = theme().palette();
    return wx(fmt::format("<html><body bgcolor=\"{}\" text=\"{}\" link=\"{}\">{}</body></html>",
                          utf8(p.surface.GetAsString(wxC2S_HTML_SYNTAX)), utf8(p.text.GetAsString(wxC2S_HTML_SYNTAX)),
                          utf8(p.accent.GetAsString(wxC2S_HTML_SYNTAX)), body));
}

HelpWindow::HelpWindow(wxWindow* parent, std::filesystem::path folder, MarkdownToHtml to_html)
    : wxFrame(parent, wxID_ANY, tr("Help"), wxDefaultPosition, parent->FromDIP(wxSize(96 * grid, 80 * grid))),
      m_folder(std::move(folder)), m_to_html(std::move(to_html)) {
    SetName("help");
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(make_flat(
        this, tr("Back"), "help.back", [this] { go_back(); }, "back"));
    row->Add(make_flat(
        this, tr("Contents"), "help.index", [this] { show_page("index"); }, "list"));
    column->Add(row, wxSizerFlags().Border(wxALL, FromDIP(grid / 2)));
    m_html = new wxHtmlWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHW_SCROLLBAR_AUTO);
    m_html->SetBorders(FromDIP(2 * grid));
    m_html->SetStandardFonts(theme().font(TextSize::Body).GetPointSize() + 1);
    set_accessible(m_html, tr("Help page"), "help.page");
    m_html->Bind(wxEVT_HTML_LINK_CLICKED, [this](wxHtmlLinkEvent& event) {
        std::string target = utf8(event.GetLinkInfo().GetHref());
        if (target.starts_with("http")) {
            wxLaunchDefaultBrowser(wx(target));
            return;
        }
        while (target.starts_with("../") || target.starts_with("./"))
            target.erase(0, target.find('/') + 1);
        if (target.ends_with(".md"))
            target.erase(target.size() - 3);
        if (m_page.starts_with("errors/") && target.find('/') == std::string::npos &&
            std::filesystem::exists(m_folder / "errors" / (target + ".md")))
            target = "errors/" + target;
        show_page(target);
    });
    column->Add(m_html, wxSizerFlags(1).Expand());
    SetSizer(column);
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_ESCAPE)
            Close();
        else
            event.Skip();
    });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        if (!event.CanVeto())
            Destroy();
        else
            Hide();
    });
}

void HelpWindow::show_page(const std::string& page) {
    auto text = base::read_file(m_folder / (page + ".md"), 1'000'000);
    std::string shown = page;
    if (!text) {
        text = base::read_file(m_folder / "index.md", 1'000'000);
        shown = "index";
    }
    const auto html = text ? m_to_html(*text) : Result<std::string>(fail(text.error()));
    m_html->SetPage(
        themed_html(html ? *html : "<p>" + base::tr("This page is missing from the installation") + "</p>"));
    if (!m_page.empty() && m_page != shown)
        m_before.push_back(m_page);
    m_page = shown;
    set_accessible_description(m_html, m_html->ToText());
    Show();
    Raise();
}

void HelpWindow::go_back() {
    if (m_before.empty())
        return;
    const std::string page = m_before.back();
    m_before.pop_back();
    m_page.clear(); // going back is no step to go back to
    show_page(page);
}

} // namespace canbo::desktop
